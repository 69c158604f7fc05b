//! `typo/misspelling`: a word that does not exist, one slip from a frequent one.

use rustc_hash::FxHashMap;

use crate::{
    article::{Article, Case, TokenKind},
    diagnostic::{Diagnostic, Safety},
    gazetteer::{Dictionary, Rank, table::hash},
    rule::Rule,
    rules::{
        Context,
        slips::{Kind, Piece, Slipped, last_letter_differs, report, undo},
    },
};

/// A word that is printed twice is a word of its field.
const MEANT: usize = 2;
/// A shorter word is a letter away from too many others.
const SHORTEST: usize = 5;
/// Words to either side in which other unknown ones make a word one of another language.
const SENTENCE: usize = 6;
/// One unknown word in so many is no English any more.
const ENGLISH: usize = 12;
/// Beginnings that make new words of known ones.
const PREFIXES: &[&str] = &[
    "anti", "auto", "bi", "bio", "co", "counter", "cross", "crypto", "cyber", "de", "dis", "down", "eco", "euro", "ex",
    "extra", "fore", "geo", "hyper", "in", "inter", "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo",
    "non", "out", "over", "photo", "post", "pre", "pro", "re", "sub", "super", "un",
];
/// Endings that make new words of known ones.
const SUFFIXES: &[&str] = &[
    "s",
    "like",
    "less",
    "ness",
    "wise",
    "ism",
    "ist",
    "ists",
    "ish",
    "gate",
    "ification",
    "able",
    "dom",
    "ize",
    "ized",
    "izes",
    "izing",
    "ise",
    "ised",
    "ises",
    "ising",
    "ization",
    "isation",
];

/// Flags common misspellings, and unknown words in small letters that are one slip from a frequent word.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let dictionary = context.gazetteer.dictionary();
    let pieces = context.pieces();
    let mut unknown: Vec<usize> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if !is_known(piece) && is_unknown(article, piece) {
            unknown.push(at);
        }
    }
    if unknown.iter().filter(|at| !pieces[**at].capital).count() * ENGLISH > pieces.len() + 20 * ENGLISH {
        return Vec::new();
    }
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    for at in &unknown {
        *counts.entry(pieces[*at].hash).or_default() += 1;
    }
    let mut found = Vec::new();
    for at in unknown.iter().copied() {
        let piece = &pieces[at];
        let word = article.slice(piece.span);
        let strange = |p: &Piece| p.token.is_some() && !p.capital && !is_known(p);
        let near = |reach: usize| {
            let near = pieces.get(at.saturating_sub(reach)..=(at + reach).min(pieces.len() - 1)).unwrap_or_default();
            // the word itself is one of them
            near.iter().filter(|p| strange(p)).count().saturating_sub(1)
        };
        // two unknown words side by side are another language, and so are three near one another
        let foreign = || near(1) > 0 || near(SENTENCE) > 1;
        let meant = || counts.get(&piece.hash).is_some_and(|count| *count >= MEANT);
        let known = || context.gazetteer.misspelt(word).map(str::to_owned);
        let right = known().or_else(|| {
            let likely =
                word.len() >= SHORTEST && !piece.capital && !meant() && !foreign() && !is_formed(dictionary, word);
            likely.then(|| nearest(dictionary, word, piece.compound)).flatten()
        });
        // what is a slip in a known name is reported as that
        let named = || context.slips().iter().any(|slip| slip.word.overlaps(piece.span));
        let Some(right) = right.filter(|_| !named()) else { continue };
        let right = if piece.capital { capital(&right) } else { right };
        let slipped = Slipped {
            at: piece.span,
            replace: piece.span,
            replacement: &right,
            safety: Safety::Offered,
            message: format!("“{word}”: did you mean “{right}”?"),
            quoted: format!("“{word}” in a quotation: check the quotation; “{right}” is probably meant"),
            help: "Correct it, or let it stand if the word exists.",
        };
        found.extend(report(context, rule, slipped).map(|one| one.with_slip(word)));
    }
    found
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_known(piece: &Piece) -> bool {
    piece.known.is_word() || piece.known.is_name()
}

/// Whether a word that no dictionary has is one that it could have.
fn is_unknown(article: &Article, piece: &Piece) -> bool {
    let Some(token) = piece.token.and_then(|t| article.tokens.get(t as usize)) else { return false };
    let case = matches!(token.case, Case::Lower | Case::Capital);
    let plain = token.kind == TokenKind::Word && case && token.set.is_none();
    let shortest = if piece.compound { SHORTEST + 1 } else { SHORTEST - 1 };
    plain
        && !piece.known.is_variant()
        && piece.span.len() >= shortest
        && article.slice(piece.span).bytes().all(|b| b.is_ascii_alphabetic())
        && !is_broken(article, piece)
}

/// Whether a word is a part of one that a line break has cut in two: “candi- date”.
fn is_broken(article: &Article, piece: &Piece) -> bool {
    let before = article.prose.get(..piece.span.start).unwrap_or_default();
    let after = article.prose.get(piece.span.end..).unwrap_or_default().trim_start_matches(']');
    before.ends_with("- ") || before.ends_with('\u{ad}') || after.starts_with("- ") || after.starts_with('\u{ad}')
}

/// Whether a word is made of known ones: “superdelegate”, “livestream”, “renewables”, “strivers”.
fn is_formed(dictionary: &Dictionary, word: &str) -> bool {
    let known = |part: &str| part.len() > 2 && dictionary.is_word(hash(part));
    let prefixed = PREFIXES.iter().any(|p| word.strip_prefix(p).is_some_and(|rest| rest.len() > 3 && known(rest)));
    let suffixed = SUFFIXES.iter().any(|s| word.strip_suffix(s).is_some_and(|rest| rest.len() > 3 && known(rest)));
    // who does it: “striv-ers” from “strive”
    let doer = word.strip_suffix("ers").or(word.strip_suffix("er"));
    let doer = doer.is_some_and(|stem| known(stem) || known(&format!("{stem}e")));
    let frequent = |part: &str| part.len() > 3 && dictionary.is_frequent(hash(part));
    let joined = (4..word.len().saturating_sub(3))
        .any(|at| word.split_at_checked(at).is_some_and(|(head, tail)| frequent(head) && frequent(tail)));
    prefixed || suffixed || doer || joined
}

/// The frequent word that one slip makes this one of: the commonest, and of those the likeliest slip. In a compound only
/// the likeliest slips count, for its parts are words of all kinds (“full-throated”).
fn nearest(dictionary: &Dictionary, word: &str, compound: bool) -> Option<String> {
    let (mut common, mut frequent, mut known) = (None, None, None);
    undo(word, |candidate, slip| {
        // in a short word, a letter that is only other or too many may as well be meant
        let sure = matches!(slip, Kind::Swapped | Kind::Doubled | Kind::Missing | Kind::Beside);
        let likely = word.len() > 6 || sure;
        if compound && !sure {
            return;
        }
        if common.is_some() || candidate.len() < 3 {
            return;
        }
        let least = match likely {
            _ if word.len() > 7 => Rank::Established,
            true => Rank::Frequent,
            false => Rank::Common,
        };
        let Some(rank) = dictionary.rank(crate::hash::hash(candidate), least) else { return };
        let candidate = String::from_utf8_lossy(candidate);
        match rank {
            Rank::Common => common = Some(candidate.into_owned()),
            Rank::Frequent if frequent.is_none() && likely => frequent = Some(candidate.into_owned()),
            _ if known.is_none() && word.len() > 7 && !last_letter_differs(word, &candidate) => {
                known = Some(candidate.into_owned());
            }
            _ => {}
        }
    });
    common.or(frequent).or(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn the_nearest_word_is_the_commonest() {
        let gazetteer = Gazetteer::built_in();
        let near = |word: &str| nearest(gazetteer.dictionary(), word, false);
        for (wrong, right) in
            [("severl", "several"), ("betore", "before"), ("goverment", "government"), ("recieve", "receive")]
        {
            assert_eq!(near(wrong).as_deref(), Some(right));
        }
        assert!(is_formed(gazetteer.dictionary(), "superdelegate") && is_formed(gazetteer.dictionary(), "livestream"));
    }
}
