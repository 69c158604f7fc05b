//! `crosscheck/name-variant`: a name is spelt otherwise in another article.

use rustc_hash::FxHashMap;

use super::{story::Related, versions::outlet};
use crate::{
    article::{Article, BlockKind, Case, Token, TokenKind},
    diagnostic::{Diagnostic, Label, TextId},
    english::listed,
    gazetteer::{are_variants, table::hash, variant},
    lexicon::{Classes, Lexicon, fold},
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
    let reader = Reader { ignored: desk.lexicon.class("function"), lexicon: desk.lexicon };
    let mut names: FxHashMap<String, Vec<Name>> = FxHashMap::default();
    for (at, article) in desk.articles.iter().enumerate() {
        // a slip of the keyboard is no variant
        let context = desk.article(TextId(at));
        let slips = context.slips();
        let names_here = reader.names(at, article);
        for name in names_here.into_iter().filter(|name| !slips.iter().any(|slip| slip.at.overlaps(name.span))) {
            let known = names.entry(name.key.clone()).or_default();
            if !known.iter().any(|other| other.article == at && other.form == name.form) {
                known.push(name);
            }
        }
    }
    let mut groups: Vec<Vec<Name>> = names.into_values().filter(|names| names.len() > 1).collect();
    groups.sort_by_key(|names| names.first().map(|name| (name.article, name.span)));
    let related = Related::new(desk);
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
                .filter(|other| related.are(name.article, other.article) && name.is_variant(other))
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
    /// The capitalised word before a name of one word.
    before: Option<String>,
    /// Words around it.
    around: Vec<String>,
}

impl Name {
    /// Whether both are known forms of one name, so that it is the houses that differ, and nobody has slipped.
    fn is_house_style(&self, other: &Name) -> bool {
        let mut words = self.form.split(' ').zip(other.form.split(' '));
        self.parts == other.parts && words.all(|(a, b)| a == b || are_variants(hash(a), hash(b)))
    }

    /// Whether the other is the same name, spelt in another way.
    fn is_variant(&self, other: &Name) -> bool {
        let (own, theirs): (Vec<&str>, Vec<&str>) = (self.form.split(' ').collect(), other.form.split(' ').collect());
        let listed = |a: &str, b: &str| are_variants(hash(a), hash(b));
        if own.len() != theirs.len() || own.iter().zip(&theirs).any(|(a, b)| a != b && !listed(a, b) && !alike(a, b)) {
            return false;
        }
        if self.is_house_style(other) {
            return true;
        }
        if self.parts > 1 {
            return own.iter().zip(&theirs).any(|(a, b)| a == b);
        }
        let at_odds = matches!((&self.before, &other.before), (Some(a), Some(b)) if a != b && !alike(a, b));
        let shared = self.around.iter().filter(|word| other.around.contains(word)).count();
        let strong =
            self.key.chars().count() >= STRONG && self.form.chars().count().min(other.form.chars().count()) > 5;
        !at_odds && !has_particle(&self.form) && !has_particle(&other.form) && (strong || shared >= SHARED)
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
    ignored: Classes,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    /// The names of one and of two words in the story and its captions.
    fn names(&self, at: usize, article: &Article) -> Vec<Name> {
        let mut names = Vec::new();
        let tokens = &article.tokens;
        for (place, token) in tokens.iter().enumerate() {
            let kind = article.blocks.get(token.block).map(|block| block.kind);
            if !kind.is_some_and(|kind| kind.is_story() || kind == BlockKind::Caption) || !self.is_name(article, token)
            {
                continue;
            }
            let word = fold(article.slice(token.span));
            let next = tokens.get(place + 1).filter(|next| next.block == token.block && self.is_name(article, next));
            if let Some(next) = next {
                let second = fold(article.slice(next.span));
                names.push(Name {
                    article: at,
                    span: token.span.union(next.span),
                    key: format!("{} {}", key(&word), key(&second)),
                    form: format!("{word} {second}"),
                    parts: 2,
                    before: None,
                    around: Vec::new(),
                });
            }
            let before =
                place.checked_sub(1).and_then(|before| tokens.get(before)).filter(|before| before.block == token.block);
            let opens = before.is_none_or(|before| {
                matches!(before.kind, TokenKind::Mark) || matches!(article.slice(before.span), "." | "!" | "?" | ":")
            });
            // a capital at the start of a sentence tells nothing
            if !opens && (word.chars().count() > 4 || variant(hash(&word)).is_some()) {
                let before = before
                    .filter(|before| self.is_name(article, before))
                    .map(|before| fold(article.slice(before.span)));
                let around = self.around(article, place);
                names.push(Name {
                    article: at,
                    span: token.span,
                    key: key(&word),
                    form: word,
                    parts: 1,
                    before,
                    around,
                });
            }
        }
        names
    }

    fn is_name(&self, article: &Article, token: &Token) -> bool {
        token.kind == TokenKind::Word
            && matches!(token.case, Case::Capital | Case::Mixed)
            && token.span.len() > 2
            && !self.lexicon.classes(article.slice(token.span)).any(self.ignored)
    }

    /// The words of content around a name, in lower case.
    fn around(&self, article: &Article, place: usize) -> Vec<String> {
        let block = article.tokens.get(place).map(|token| token.block);
        let near = article.tokens.get(place.saturating_sub(AROUND)..(place + AROUND + 1).min(article.tokens.len()));
        let own = article.tokens.get(place).map(|token| token.span);
        let words = near.unwrap_or_default().iter().filter(|token| {
            token.kind == TokenKind::Word
                && Some(token.block) == block
                && Some(token.span) != own
                && !token.classes.any(self.ignored)
        });
        words.map(|token| fold(article.slice(token.span))).collect()
    }
}
