//! `typo/confusable`: a word that sounds or looks like the right one, beside words that only the right one keeps.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::{
    diagnostic::{Diagnostic, Safety},
    gazetteer::table::hash,
    rule::Rule,
    rules::{
        Context,
        slips::{Piece, Slipped, report},
    },
    span::Span,
};

/// Runs of words with the wrong one in brackets, the right word, and how both fared on published copy.
const LIST: &str = include_str!("../../../rules/words/confusable.tsv");

/// The words that may stand at a place, by their hashes.
type Words = Vec<u64>;

/// Where a word is the wrong one.
struct Pair {
    before: Vec<Words>,
    after: Vec<Words>,
    right: &'static str,
    /// Whether the word may have a capital.
    capital: bool,
}

impl Pair {
    /// The pair of a line, with the hash of the word that is wrong there.
    fn read(line: &'static str) -> Option<(u64, Pair)> {
        let mut fields = line.split('\t');
        let (run, right) = (fields.next()?, fields.next()?);
        let (before, rest) = run.split_once('[')?;
        let (wrong, after) = rest.split_once(']')?;
        let words = |word: &str| word.split('|').map(hash).collect::<Words>();
        let side = |run: &str| run.split_whitespace().map(words).collect();
        let capital = wrong.starts_with(char::is_uppercase);
        Some((hash(wrong), Pair { before: side(before), after: side(after), right, capital }))
    }

    /// The run of pieces in which the word at a place is wrong.
    fn run<'a>(&self, pieces: &'a [Piece], at: usize) -> Option<&'a [Piece]> {
        let first = at.checked_sub(self.before.len())?;
        let run = pieces.get(first..=at + self.after.len())?;
        let beside = self.before.iter().map(Some).chain([None]).chain(self.after.iter().map(Some));
        // a possessive ends the run: “the council's member”
        let open = run.split_last().is_some_and(|(_, inner)| inner.iter().all(Piece::is_open));
        let stand = run
            .iter()
            .zip(beside)
            .all(|(piece, words)| piece.token.is_some() && words.is_none_or(|words| words.contains(&piece.hash)));
        (open && stand && (self.capital || !run[self.before.len()].capital)).then_some(run)
    }
}

/// The pairs of each wrong word.
fn pairs() -> &'static FxHashMap<u64, Vec<Pair>> {
    static PAIRS: OnceLock<FxHashMap<u64, Vec<Pair>>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let mut pairs: FxHashMap<u64, Vec<Pair>> = FxHashMap::default();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            if let Some((wrong, pair)) = Pair::read(line) {
                pairs.entry(wrong).or_default().push(pair);
            }
        }
        pairs
    })
}

/// Flags words in whose place another one belongs.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let (article, pieces) = (context.article, context.pieces());
    let pairs = pairs();
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(known) = pairs.get(&piece.hash) else { continue };
        let Some((pair, run)) = known.iter().find_map(|pair| Some((pair, pair.run(pieces, at)?))) else { continue };
        // what is a slip in a known name or phrase is reported as that
        if context.slips().iter().any(|slip| slip.word.overlaps(piece.span)) {
            continue;
        }
        let whole = run.iter().fold(piece.span, |whole, piece| whole.union(piece.span));
        let printed = article.slice(whole);
        let right = if piece.capital { capital(pair.right) } else { pair.right.to_owned() };
        let (head, tail) = (Span::new(whole.start, piece.span.start), Span::new(piece.span.end, whole.end));
        let meant = format!("{}{right}{}", article.slice(head), article.slice(tail));
        let slipped = Slipped {
            at: whole,
            replace: piece.span,
            replacement: &right,
            safety: Safety::Offered,
            message: format!("“{printed}”: did you mean “{meant}”?"),
            quoted: format!("“{printed}” in a quotation: check the quotation; “{meant}” is probably meant"),
            help: "The two words are easily taken for one another. Correct it, or let it stand if it is meant.",
        };
        found.extend(report(context, rule, slipped).map(|one| one.with_slip(printed)));
    }
    found
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_run_a_right_word_and_counts_that_speak_for_it() {
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let sound =
                |(wrong, pair): (u64, Pair)| wrong != hash(pair.right) && pair.before.len() + pair.after.len() > 0;
            assert!(Pair::read(line).is_some_and(sound), "{line}");
            let counts: Vec<u32> = line.split('\t').skip(2).filter_map(|count| count.parse().ok()).collect();
            assert!(counts.len() == 3 && counts[1] == counts[2], "a line that flags what is right: {line}");
        }
    }
}
