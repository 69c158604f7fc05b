//! `crosscheck/name-variant`: a name is spelt otherwise in another article.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{story::Related, versions::outlet};
use crate::{
    article::{BlockKind, Case, Token, TokenKind},
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
    let reader = Reader { desk, ignored: desk.lexicon.class("function") };
    let related = Related::new(desk);
    let all: Vec<Vec<Name>> = (0..desk.articles.len()).into_par_iter().map(|at| reader.names(at)).collect();
    let mut names: FxHashMap<String, Vec<Name>> = FxHashMap::default();
    for name in all.into_iter().flatten() {
        names.entry(name.key.clone()).or_default().push(name);
    }
    // what all spell alike has no variant
    let differ =
        |names: &Vec<Name>| names.iter().any(|name| Some(&name.form) != names.first().map(|first| &first.form));
    let mut groups: Vec<Vec<Name>> = names.into_values().filter(differ).collect();
    groups.sort_by_key(|names| names.first().map(|name| (name.article, name.span)));
    let mut told: Vec<(usize, Span)> = Vec::new();
    let mut found = Vec::new();
    // the longer name says more: “Ana Petriu” before “Ana”
    groups.sort_by_key(|names| std::cmp::Reverse(names.first().map_or(0, |name| name.parts)));
    for names in &groups {
        for name in names {
            if told.iter().any(|(article, span)| *article == name.article && span.overlaps(name.span)) {
                continue;
            }
            let here = |form: &str, article: usize| names.iter().any(|n| n.article == article && n.form == form);
            let others: Vec<&Name> = names
                .iter()
                .filter(|other| other.article != name.article && other.form != name.form)
                .filter(|other| !here(&other.form, name.article) && !here(&name.form, other.article))
                .filter(|other| related.are(name.article, other.article) && reader.are_variants(name, other))
                .collect();
            // where three outlets agree and fewer do not, those few hear of it
            let agree = names.iter().filter(|n| n.form == name.form).count();
            if !others.is_empty() && (agree < AGREED || agree <= others.len()) {
                told.push((name.article, name.span));
                found.push(finding(desk, rule, name, &others));
            }
        }
    }
    found
}

fn finding(desk: &Desk, rule: &Rule, name: &Name, others: &[&Name]) -> Diagnostic {
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
    let help = if others.iter().all(|other| name.is_house_style(other)) {
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

/// A name as an article first spells it.
struct Name {
    article: usize,
    span: Span,
    /// As printed, in lower case.
    form: String,
    /// The consonants of its words: what transliterations share.
    key: String,
    /// How many words it has, one or two.
    parts: usize,
    /// The place of its first token.
    token: usize,
}

impl Name {
    /// Whether both are known forms of one name, so that it is the houses that differ, and nobody has slipped.
    fn is_house_style(&self, other: &Name) -> bool {
        let mut words = self.form.split(' ').zip(other.form.split(' '));
        self.parts == other.parts && words.all(|(a, b)| a == b || are_variants(hash(a), hash(b)))
    }
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

struct Reader<'a> {
    desk: &'a Desk<'a>,
    ignored: Classes,
}

impl Reader<'_> {
    /// Whether two names are one, spelt in two ways.
    fn are_variants(&self, name: &Name, other: &Name) -> bool {
        let (own, theirs): (Vec<&str>, Vec<&str>) = (name.form.split(' ').collect(), other.form.split(' ').collect());
        let listed = |a: &str, b: &str| are_variants(hash(a), hash(b));
        if own.len() != theirs.len() || own.iter().zip(&theirs).any(|(a, b)| a != b && !listed(a, b) && !alike(a, b)) {
            return false;
        }
        if name.is_house_style(other) {
            return true;
        }
        if name.parts > 1 {
            return own.iter().zip(&theirs).any(|(a, b)| a == b);
        }
        if has_particle(&name.form) || has_particle(&other.form) {
            return false;
        }
        let at_odds = matches!((self.before(name), self.before(other)), (Some(a), Some(b)) if a != b && !alike(&a, &b));
        let strong =
            name.key.chars().count() >= STRONG && name.form.chars().count().min(other.form.chars().count()) > 5;
        let shared = || {
            let theirs = self.around(other);
            self.around(name).iter().filter(|word| theirs.contains(word)).count()
        };
        !at_odds && (strong || shared() >= SHARED)
    }

    /// The names of one and of two words in the story and its captions, each once.
    fn names(&self, at: usize) -> Vec<Name> {
        let article = &self.desk.articles[at];
        // a slip of the keyboard is no variant
        let context = self.desk.article(TextId(at));
        let slips = context.slips();
        let slipped = |span: Span| slips.iter().any(|slip| slip.at.overlaps(span));
        let mut names: Vec<Name> = Vec::new();
        let (mut printed, mut known) = (FxHashSet::default(), FxHashSet::default());
        let mut push = |span: Span, token: usize, parts: usize| {
            let words = article.slice(span);
            if slipped(span) || !printed.insert((parts, words)) {
                return;
            }
            let words: Vec<String> =
                article.tokens[token..token + parts].iter().map(|t| fold(article.slice(t.span))).collect();
            let form = words.join(" ");
            if known.insert(form.clone()) {
                let key = words.iter().map(|word| key(word)).collect::<Vec<_>>().join(" ");
                names.push(Name { article: at, span, form, key, parts, token });
            }
        };
        let tokens = &article.tokens;
        for (place, token) in tokens.iter().enumerate() {
            if !token.case.has_capital() {
                continue;
            }
            let kind = article.blocks.get(token.block).map(|block| block.kind);
            if !kind.is_some_and(|kind| kind.is_story() || kind == BlockKind::Caption) || !self.is_name(token) {
                continue;
            }
            let next = tokens.get(place + 1).filter(|next| next.block == token.block && self.is_name(next));
            if let Some(next) = next {
                push(token.span.union(next.span), place, 2);
            }
            let before =
                place.checked_sub(1).and_then(|before| tokens.get(before)).filter(|before| before.block == token.block);
            let opens = before.is_none_or(|before| {
                matches!(before.kind, TokenKind::Mark) || matches!(article.slice(before.span), "." | "!" | "?" | ":")
            });
            // a capital at the start of a sentence tells nothing
            let word = article.slice(token.span);
            if !opens && (word.chars().count() > 4 || variant(hash(word)).is_some()) {
                push(token.span, place, 1);
            }
        }
        names
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
            && !token.classes.any(self.ignored)
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
                && !token.classes.any(self.ignored)
        });
        words.map(|token| fold(article.slice(token.span))).collect()
    }
}
