//! `crosscheck/name-variant`: a name is spelt otherwise in another article.

use std::cell::OnceCell;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{story::Related, versions::outlet};
use crate::{
    article::{Article, BlockKind, Case, Token, TokenKind},
    diagnostic::{Diagnostic, Label, TextId},
    english::listed,
    gazetteer::{are_variants, table::hash, variant},
    lexicon::{Classes, fold},
    rule::Rule,
    rules::Desk,
    span::Span,
};

/// Consonants of a name that is known without its surroundings.
const STRONG: usize = 4;
/// Words on either side of a name that may tell that two spellings mean one place or person.
const AROUND: usize = 6;
/// Outlets that agree on a spelling, for it to be reported to the others only.
const AGREED: usize = 3;
/// Words that both must have there.
const SHARED: usize = 2;

/// Flags, once for each article, a name that other articles on the same story spell in another way.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let related = Related::new(desk);
    if related.is_empty() {
        return Vec::new();
    }
    let reader = Reader { desk, ignored: desk.lexicon.class("function") };
    let (telling, unrelated): (Vec<usize>, Vec<usize>) = (0..desk.articles.len()).partition(|at| related.has_any(*at));
    let places: Vec<(usize, Vec<Place>)> =
        telling.into_par_iter().map(|at| (at, reader.places(at, &|_| true))).collect();
    let mut words = Words::default();
    let mut groups = words.groups(desk.articles, &places);
    // the longer name says more: “Ana Petriu” before “Ana”
    groups.sort_by_key(|names| std::cmp::Reverse(names.first().map_or(0, |name| name.parts)));
    let judge = Judge { reader, words };
    // how other articles spell the names is asked only where a name is spelt in two ways
    let elsewhere = OnceCell::new();
    let elsewhere = |form: Parts| {
        let spellings = elsewhere.get_or_init(|| judge.spellings(&unrelated, &groups));
        spellings.get(&form).copied().unwrap_or_default()
    };
    let mut told: Vec<(usize, Span)> = Vec::new();
    let mut found = Vec::new();
    for names in &groups {
        for name in names {
            if told.iter().any(|(article, span)| *article == name.article && span.overlaps(name.span)) {
                continue;
            }
            let here = |form: Parts, article: usize| names.iter().any(|n| n.article == article && n.form == form);
            let others: Vec<&Name> = names
                .iter()
                .filter(|other| other.article != name.article && other.form != name.form)
                .filter(|other| related.are(name.article, other.article))
                .filter(|other| !here(other.form, name.article) && !here(name.form, other.article))
                .filter(|other| judge.are_variants(name, other))
                .collect();
            // where three outlets agree and fewer do not, those few hear of it
            let few = AGREED.max(others.len() + 1);
            let agree = || names.iter().filter(|n| n.form == name.form).count();
            if !others.is_empty() && agree() < few && agree() + elsewhere(name.form) < few {
                told.push((name.article, name.span));
                found.push(finding(desk, rule, &judge.words, name, &others));
            }
        }
    }
    found
}

fn finding(desk: &Desk, rule: &Rule, words: &Words, name: &Name, others: &[&Name]) -> Diagnostic {
    let context = desk.article(TextId(name.article));
    let text = |name: &Name| desk.articles[name.article].slice(name.span).to_owned();
    let mut theirs: Vec<(String, Vec<&str>)> = Vec::new();
    for other in others {
        let form = text(other);
        let who = outlet(&desk.articles[other.article]);
        match theirs.iter_mut().find(|(known, _)| *known == form) {
            Some((_, outlets)) => outlets.push(who),
            None => theirs.push((form, vec![who])),
        }
    }
    let theirs: Vec<String> = theirs.iter().map(|(form, outlets)| format!("“{form}” in {}", listed(outlets))).collect();
    let message = format!("“{}” is {}", text(name), theirs.join(", "));
    let help = if others.iter().all(|other| words.are_house_styles(name, other)) {
        "Both forms are in use, and neither is a slip. Keep to the one of your house list, all through the story."
    } else {
        "Keep to the form of your house list, all through the story; put both into the list so that a search finds them."
    };
    let finding = context.finding(rule, name.span, message).with_help(help);
    others.iter().fold(finding, |finding, other| {
        let article = &desk.articles[other.article];
        let message = format!("{}: “{}”", outlet(article), text(other));
        finding.with_label(Label { text: TextId(other.article), span: article.raw(other.span), message })
    })
}

/// Where a name of one or two words stands.
struct Place {
    span: Span,
    /// The place of its first token.
    token: usize,
    parts: usize,
}

/// A name as an article first spells it.
struct Name {
    article: usize,
    span: Span,
    /// How it is spelt.
    form: Parts,
    /// How many words it has, one or two.
    parts: usize,
    /// The place of its first token.
    token: usize,
}

/// The words of a name by their numbers; the second one may be none.
type Parts = (u32, Option<u32>);

/// The words of names, numbered.
#[derive(Default)]
struct Words<'a> {
    /// Of each word as printed the number of its form, and whether it is a name by itself.
    printed: FxHashMap<&'a str, (u32, bool)>,
    forms: FxHashMap<String, u32>,
    keys: FxHashMap<String, u32>,
    /// By the numbers of the forms.
    spelt: Vec<Spelt>,
}

/// A word in lower case.
struct Spelt {
    form: String,
    /// The number of its consonants, what transliterations share …
    key: u32,
    /// … and how many these are.
    sounds: usize,
}

impl<'a> Words<'a> {
    /// The names of which some article has another spelling than another one, by their consonants: each once in its article,
    /// in order.
    fn groups(&mut self, articles: &'a [Article], places: &[(usize, Vec<Place>)]) -> Vec<Vec<Name>> {
        let mut names: Vec<(Parts, Name)> = Vec::new();
        let mut known: FxHashSet<Parts> = FxHashSet::default();
        for (at, places) in places {
            let Some(article) = articles.get(*at) else { continue };
            known.clear();
            for place in places {
                let mut word = |at: usize| Some(self.read(article.slice(article.tokens.get(at)?.span)));
                let Some((first, is_name)) = word(place.token) else { continue };
                let second = if place.parts > 1 { word(place.token + 1).map(|(form, _)| form) } else { None };
                let form = (first, second);
                if (second.is_some() || is_name) && known.insert(form) {
                    let Place { span, token, parts } = *place;
                    names.push((self.key(form), Name { article: *at, span, form, parts, token }));
                }
            }
        }
        // what all spell alike has no variant
        let mut spellings: FxHashMap<Parts, (Parts, bool)> = FxHashMap::default();
        for (key, name) in &names {
            let (first, differ) = spellings.entry(*key).or_insert((name.form, false));
            *differ |= *first != name.form;
        }
        let mut groups: Vec<Vec<Name>> = Vec::new();
        let mut numbers: FxHashMap<Parts, usize> = FxHashMap::default();
        for (key, name) in names.into_iter().filter(|(key, _)| spellings.get(key).is_some_and(|(_, differ)| *differ)) {
            let number = *numbers.entry(key).or_insert(groups.len());
            match groups.get_mut(number) {
                Some(group) => group.push(name),
                None => groups.push(vec![name]),
            }
        }
        groups
    }

    /// The number of a word in lower case, and whether it is a name by itself.
    fn read(&mut self, word: &'a str) -> (u32, bool) {
        if let Some(known) = self.printed.get(word) {
            return *known;
        }
        let next = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        let form = fold(word);
        let number = self.forms.get(&form).copied().unwrap_or_else(|| {
            let key = key(&form);
            let sounds = key.chars().count();
            let keys = next(self.keys.len());
            let key = *self.keys.entry(key).or_insert(keys);
            let number = next(self.spelt.len());
            self.spelt.push(Spelt { form: form.clone(), key, sounds });
            self.forms.insert(form, number);
            number
        });
        self.printed.insert(word, (number, is_name(word)));
        (number, is_name(word))
    }

    /// The number of a word that is known in any case, and whether it is a name by itself as printed here.
    fn find(&self, word: &str) -> Option<(u32, bool)> {
        let known = self.printed.get(word).copied();
        known.or_else(|| self.forms.get(&fold(word)).map(|number| (*number, is_name(word))))
    }

    /// The consonants of a name.
    fn key(&self, form: Parts) -> Parts {
        let key = |form: u32| self.spelt.get(form as usize).map_or(u32::MAX, |spelt| spelt.key);
        (key(form.0), form.1.map(key))
    }

    /// The words of a name.
    fn of(&self, name: &Name) -> impl Iterator<Item = &Spelt> {
        [Some(name.form.0), name.form.1].into_iter().flatten().filter_map(|form| self.spelt.get(form as usize))
    }

    /// Whether both are known forms of one name, so that it is the houses that differ, and nobody has slipped.
    fn are_house_styles(&self, name: &Name, other: &Name) -> bool {
        let mut words = self.of(name).zip(self.of(other)).map(|(a, b)| (a.form.as_str(), b.form.as_str()));
        name.parts == other.parts && words.all(|(a, b)| a == b || are_variants(hash(a), hash(b)))
    }
}

/// Whether a word is a name by itself: no short one, unless it is known as a form of one.
fn is_name(word: &str) -> bool {
    word.chars().count() > 4 || variant(hash(word)).is_some()
}

/// What the spellings of a word of a name have in common: the consonants, of a known variant those of the name's first form.
fn key(word: &str) -> String {
    variant(hash(word)).map_or_else(|| consonants(word), |name| consonants(&fold(name)))
}

/// Whether two words may be two spellings of one name: neither an ending of the other, nor a plural or an adjective.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (bare(a), bare(b));
    a == b || !(a.starts_with(b) || b.starts_with(a))
}

/// Without an Arabic article.
fn bare(word: &str) -> &str {
    ["al-", "el-", "an-", "as-", "ash-"].iter().find_map(|particle| word.strip_prefix(particle)).unwrap_or(word)
}

fn has_particle(word: &str) -> bool {
    bare(word).len() < word.len()
}

/// The consonants of a name, with those as one that transliterations confuse; the first letter always counts.
fn consonants(word: &str) -> String {
    let mut key = String::new();
    for c in bare(word).chars().filter(|c| c.is_alphabetic()) {
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if key.is_empty() => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' => continue,
            'h' if !key.is_empty() => continue,
            'q' | 'c' => 'k',
            'z' | 'j' => 's',
            'v' => 'f',
            other => other,
        };
        if !key.ends_with(sound) {
            key.push(sound);
        }
    }
    key
}

/// Whether names are one, by their words and by what stands around them.
struct Judge<'a> {
    reader: Reader<'a>,
    words: Words<'a>,
}

impl Judge<'_> {
    /// How many of some articles have each spelling of the names of some groups.
    fn spellings(&self, articles: &[usize], groups: &[Vec<Name>]) -> FxHashMap<Parts, usize> {
        let names = || groups.iter().flatten();
        let words: FxHashSet<u64> =
            names().flat_map(|name| self.words.of(name)).map(|spelt| hash(&spelt.form)).collect();
        let forms: FxHashSet<Parts> = names().map(|name| name.form).collect();
        let of_one = |at: &usize| {
            let Some(article) = self.reader.desk.articles.get(*at) else { return Vec::new() };
            let word = |token: usize| article.tokens.get(token).map_or("", |token| article.slice(token.span));
            let places = self.reader.places(*at, &|token| words.contains(&hash(article.slice(token.span))));
            let form = |place: Place| {
                let (first, is_name) = self.words.find(word(place.token))?;
                let second = if place.parts > 1 { Some(self.words.find(word(place.token + 1))?.0) } else { None };
                Some((first, second)).filter(|form| (second.is_some() || is_name) && forms.contains(form))
            };
            let mut found: Vec<Parts> = places.into_iter().filter_map(form).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let mut spellings = FxHashMap::default();
        let found: Vec<Vec<Parts>> = articles.par_iter().map(of_one).collect();
        found.into_iter().flatten().for_each(|form| *spellings.entry(form).or_default() += 1);
        spellings
    }

    /// Whether two names are one, spelt in two ways.
    fn are_variants(&self, name: &Name, other: &Name) -> bool {
        let pairs = || self.words.of(name).zip(self.words.of(other)).map(|(a, b)| (a.form.as_str(), b.form.as_str()));
        let listed = |a: &str, b: &str| are_variants(hash(a), hash(b));
        if name.parts != other.parts || pairs().any(|(a, b)| a != b && !listed(a, b) && !alike(a, b)) {
            return false;
        }
        if self.words.are_house_styles(name, other) {
            return true;
        }
        if name.parts > 1 {
            return pairs().any(|(a, b)| a == b);
        }
        if pairs().any(|(a, b)| has_particle(a) || has_particle(b)) {
            return false;
        }
        let before = |name: &Name| self.reader.before(name);
        let at_odds = matches!((before(name), before(other)), (Some(a), Some(b)) if a != b && !alike(&a, &b));
        let strong = self.words.of(name).any(|spelt| spelt.sounds >= STRONG)
            && pairs().all(|(a, b)| a.chars().count().min(b.chars().count()) > 5);
        let shared = || {
            let theirs = self.reader.around(other);
            self.reader.around(name).iter().filter(|word| theirs.contains(word)).count()
        };
        !at_odds && (strong || shared() >= SHARED)
    }
}

/// Reads the names of the articles.
struct Reader<'a> {
    desk: &'a Desk<'a>,
    ignored: Classes,
}

impl Reader<'_> {
    /// Where names of one and of two words may stand in the story and its captions, all of whose words are wanted.
    fn places(&self, at: usize, is_wanted: &(dyn Fn(&Token) -> bool + Sync)) -> Vec<Place> {
        let article = &self.desk.articles[at];
        // a slip of the keyboard is no variant
        let context = self.desk.article(TextId(at));
        let slips = context.slips();
        let slipped = |span: Span| slips.iter().any(|slip| slip.at.overlaps(span));
        let is_read = |token: &Token| {
            let kind = article.blocks.get(token.block).map(|block| block.kind);
            kind.is_some_and(|kind| kind.is_story() || kind == BlockKind::Caption)
        };
        let mut places: Vec<Place> = Vec::new();
        let mut push = |span: Span, token: usize, parts: usize| {
            if !slipped(span) {
                places.push(Place { span, token, parts });
            }
        };
        let tokens = &article.tokens;
        for (place, token) in tokens.iter().enumerate() {
            if !self.is_name(token) || !is_wanted(token) || !is_read(token) {
                continue;
            }
            let next = tokens.get(place + 1);
            let next = next.filter(|next| next.block == token.block && self.is_name(next) && is_wanted(next));
            if let Some(next) = next {
                push(token.span.union(next.span), place, 2);
            }
            let before =
                place.checked_sub(1).and_then(|before| tokens.get(before)).filter(|before| before.block == token.block);
            let opens = before.is_none_or(|before| {
                matches!(before.kind, TokenKind::Mark) || matches!(article.slice(before.span), "." | "!" | "?" | ":")
            });
            // a capital at the start of a sentence tells nothing
            if !opens {
                push(token.span, place, 1);
            }
        }
        places
    }

    /// The capitalised word before a name of one word.
    fn before(&self, name: &Name) -> Option<String> {
        let article = &self.desk.articles[name.article];
        let block = article.tokens.get(name.token)?.block;
        let before = article.tokens.get(name.token.checked_sub(1)?).filter(|before| before.block == block)?;
        self.is_name(before).then(|| fold(article.slice(before.span)))
    }

    fn is_name(&self, token: &Token) -> bool {
        token.kind == TokenKind::Word
            && matches!(token.case, Case::Capital | Case::Mixed)
            && token.span.len() > 2
            && !self.desk.lexicon.has(token.set, self.ignored)
    }

    /// The words of content around a name, in lower case.
    fn around(&self, name: &Name) -> Vec<String> {
        let article = &self.desk.articles[name.article];
        let Some(own) = article.tokens.get(name.token) else { return Vec::new() };
        let end = (name.token + AROUND + 1).min(article.tokens.len());
        let near = article.tokens.get(name.token.saturating_sub(AROUND)..end).unwrap_or_default();
        let words = near.iter().filter(|token| {
            token.kind == TokenKind::Word
                && token.block == own.block
                && token.span != own.span
                && !self.desk.lexicon.has(token.set, self.ignored)
        });
        words.map(|token| fold(article.slice(token.span))).collect()
    }
}
