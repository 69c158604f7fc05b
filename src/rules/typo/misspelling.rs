//! `typo/misspelling`: a word that does not exist, one slip from a frequent one.

use rustc_hash::FxHashMap;

use crate::{
    article::{Article, Case, TokenKind},
    diagnostic::{Diagnostic, Safety},
    gazetteer::{Dictionary, table::hash},
    rule::Rule,
    rules::{
        Context,
        slips::{Piece, Slipped, report, undo},
    },
};

/// A word that is printed so often is a word of its field.
const MEANT: usize = 3;
/// One unknown word in so many is no English any more.
const ENGLISH: usize = 12;
/// Beginnings that make new words of known ones.
const PREFIXES: &[&str] = &[
    "anti", "auto", "bi", "bio", "co", "counter", "cross", "crypto", "cyber", "de", "dis", "down", "eco", "euro", "ex",
    "extra", "fore", "geo", "hyper", "in", "inter", "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo",
    "non", "out", "over", "photo", "post", "pre", "pro", "re", "sub", "super", "un",
];
/// Endings that make new words of known ones.
const SUFFIXES: &[&str] =
    &["like", "less", "ness", "wise", "ism", "ist", "ists", "ish", "gate", "ification", "able", "dom"];

/// Flags unknown words in small letters that are one slip from a frequent word.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let dictionary = context.gazetteer.dictionary();
    let pieces = context.pieces();
    let unknown: Vec<usize> = (0..pieces.len()).filter(|at| is_unknown(article, dictionary, &pieces[*at])).collect();
    if unknown.len() * ENGLISH > pieces.len() + 20 * ENGLISH {
        return Vec::new();
    }
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    for at in &unknown {
        *counts.entry(pieces[*at].hash).or_default() += 1;
    }
    let mut found = Vec::new();
    for at in unknown.iter().copied() {
        let piece = &pieces[at];
        let foreign = [at.checked_sub(1), Some(at + 1)].iter().flatten().any(|beside| {
            // two unknown words side by side are another language
            pieces.get(*beside).is_some_and(|p| p.token.is_some() && !p.capital && !dictionary.knows(p.hash))
        });
        let meant = counts.get(&piece.hash).is_some_and(|count| *count >= MEANT);
        let word = article.slice(piece.span);
        if foreign || meant || is_formed(dictionary, word) {
            continue;
        }
        let Some(right) = nearest(dictionary, word) else { continue };
        found.extend(report(
            context,
            rule,
            Slipped {
                at: piece.span,
                replace: piece.span,
                replacement: &right,
                safety: Safety::Offered,
                message: format!("“{word}”: did you mean “{right}”?"),
                quoted: format!("“{word}” in a quotation: check the quotation; “{right}” is probably meant"),
                help: "Correct it, or let it stand if the word exists.",
            },
        ));
    }
    found
}

fn is_unknown(article: &Article, dictionary: &Dictionary, piece: &Piece) -> bool {
    let Some(token) = piece.token.and_then(|t| article.tokens.get(t as usize)) else { return false };
    let plain = token.kind == TokenKind::Word && token.case == Case::Lower && token.classes.is_none();
    if !plain || piece.compound || piece.span.len() < 5 {
        return false;
    }
    !dictionary.knows(piece.hash) && article.slice(piece.span).bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether a word is made of known ones: “superdelegate”, “livestream”.
fn is_formed(dictionary: &Dictionary, word: &str) -> bool {
    let known = |part: &str| part.len() > 2 && dictionary.is_word(hash(part));
    let prefixed = PREFIXES.iter().any(|p| word.strip_prefix(p).is_some_and(|rest| rest.len() > 3 && known(rest)));
    let suffixed = SUFFIXES.iter().any(|s| word.strip_suffix(s).is_some_and(|rest| rest.len() > 3 && known(rest)));
    let frequent = |part: &str| part.len() > 3 && dictionary.is_frequent(hash(part));
    let joined = (4..word.len().saturating_sub(3))
        .any(|at| word.split_at_checked(at).is_some_and(|(head, tail)| frequent(head) && frequent(tail)));
    prefixed || suffixed || joined
}

/// The frequent word that one slip makes this one of: the commonest, and of those the likeliest slip.
fn nearest(dictionary: &Dictionary, word: &str) -> Option<String> {
    let (mut common, mut frequent) = (None, None);
    undo(word, |candidate| {
        let hash = hash(candidate);
        if common.is_none() && candidate.len() > 2 {
            if dictionary.is_common(hash) {
                common = Some(candidate.to_owned());
            } else if frequent.is_none() && dictionary.is_frequent(hash) {
                frequent = Some(candidate.to_owned());
            }
        }
    });
    common.or(frequent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn the_nearest_word_is_the_commonest() {
        let gazetteer = Gazetteer::built_in();
        let near = |word: &str| nearest(gazetteer.dictionary(), word);
        for (wrong, right) in
            [("severl", "several"), ("betore", "before"), ("goverment", "government"), ("recieve", "receive")]
        {
            assert_eq!(near(wrong).as_deref(), Some(right));
        }
        assert!(is_formed(gazetteer.dictionary(), "superdelegate") && is_formed(gazetteer.dictionary(), "livestream"));
    }
}
