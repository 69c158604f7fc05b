//! `typo/house-spelling`: “colour” and “center” in one article, or the spelling of the other side of the ocean.

use crate::{
    article::{Case, TokenKind},
    diagnostic::{Diagnostic, Edit, Safety},
    gazetteer::{Spelt, spelt},
    rule::Rule,
    rules::{
        Context,
        slips::{Slipped, report},
    },
    settings::Variety,
    span::Span,
};

/// Flags each word that is spelt in the variety of English that the newsroom does not print; without such a setting,
/// the words of the rarer variety where an article has both.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let wanted = context.settings.spelling;
    let words = words(context);
    let british = words.iter().filter(|word| word.spelt.british).map(|word| word.places.len()).sum::<usize>();
    let american = words.iter().filter(|word| !word.spelt.british).map(|word| word.places.len()).sum::<usize>();
    let foreign = match wanted {
        Variety::British => false,
        Variety::American => true,
        Variety::Any if british == 0 || american == 0 => return Vec::new(),
        Variety::Any => british < american,
    };
    let usual = words.iter().find(|word| word.spelt.british != foreign).filter(|_| wanted == Variety::Any);
    words.iter().filter(|w| w.spelt.british == foreign).filter_map(|word| finding(context, rule, word, usual)).collect()
}

/// A word that the varieties spell in two ways.
struct Word {
    spelt: Spelt,
    places: Vec<Span>,
}

/// Such words outside quotation marks, in small letters: what has a capital may be a name (“World Trade Center”).
fn words(context: &Context) -> Vec<Word> {
    let article = context.article;
    let mut words: Vec<Word> = Vec::new();
    for token in article.tokens.iter().filter(|t| t.kind == TokenKind::Word && t.case == Case::Lower && !t.quoted) {
        let Some(spelt) = spelt(article.slice(token.span)) else { continue };
        match words.iter_mut().find(|word| word.spelt == spelt) {
            Some(word) => word.places.push(token.span),
            None => words.push(Word { spelt, places: vec![token.span] }),
        }
    }
    words
}

fn finding(context: &Context, rule: &Rule, word: &Word, usual: Option<&Word>) -> Option<Diagnostic> {
    let article = context.article;
    let (first, more) = word.places.split_first()?;
    let (printed, right) = (article.slice(*first), word.spelt.other);
    let variety = if word.spelt.british { "British" } else { "American" };
    let other = usual.and_then(|usual| usual.places.first().copied());
    let against = match other {
        Some(place) => format!("beside “{}”: one article, two spellings", article.slice(place)),
        None => format!("the house prints “{right}”"),
    };
    let slipped = Slipped {
        at: *first,
        replace: *first,
        replacement: right,
        safety: Safety::Offered,
        message: format!("“{printed}” is {variety} spelling; {against}"),
        quoted: format!("“{printed}” in a quotation is {variety} spelling; {against}"),
        help: "Keep to one spelling outside quotation marks and names.",
    };
    let mut found = report(context, rule, slipped)?;
    let edit = |at: &Span| Edit { span: article.raw(*at), replacement: right.to_owned() };
    found.fix.iter_mut().for_each(|fix| fix.edits.extend(more.iter().map(edit)));
    let other = other.map(|at| context.label(at, format!("“{}” here", article.slice(at))));
    let again = more.iter().map(|at| context.label(*at, format!("“{printed}” again")));
    Some(other.into_iter().chain(again).fold(found, Diagnostic::with_label))
}
