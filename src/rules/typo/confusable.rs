//! `typo/confusable`: a word that sounds or looks like the right one, beside words that only the right one keeps.

use crate::{
    diagnostic::{Diagnostic, Safety},
    gazetteer::{Confusable, confusables},
    rule::Rule,
    rules::{
        Context,
        slips::{Piece, Slipped, report},
    },
    span::Span,
};

/// Flags words in whose place another one belongs.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let (article, pieces) = (context.article, context.pieces());
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if !piece.known.is_confusable() {
            continue;
        }
        let word = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or(0, |piece| piece.hash);
        let (before, after) = (word(at.checked_sub(1)), word(at.checked_add(1)));
        let mut runs = confusables(piece.hash).iter().filter(|wrong| wrong.may_stand(before, after));
        let Some((right, run)) = runs.find_map(|wrong| Some((wrong.right, run(wrong, pieces, at)?))) else { continue };
        // what is a slip in a known name or phrase is reported as that
        if context.slips().iter().any(|slip| slip.word.overlaps(piece.span)) {
            continue;
        }
        let whole = run.iter().fold(piece.span, |whole, piece| whole.union(piece.span));
        let printed = article.slice(whole);
        let right = if piece.capital { capital(right) } else { right.to_owned() };
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

/// The run of pieces in which the word at a place is wrong.
fn run<'a>(wrong: &Confusable, pieces: &'a [Piece], at: usize) -> Option<&'a [Piece]> {
    let first = at.checked_sub(wrong.before.len())?;
    let run = pieces.get(first..=at + wrong.after.len())?;
    let beside = wrong.before.iter().map(Some).chain([None]).chain(wrong.after.iter().map(Some));
    // a possessive ends the run: “the council's member”
    let open = run.split_last().is_some_and(|(_, inner)| inner.iter().all(Piece::is_open));
    let stand = run
        .iter()
        .zip(beside)
        .all(|(piece, words)| piece.token.is_some() && words.is_none_or(|words| words.contains(&piece.hash)));
    (open && stand && (wrong.capital || !run[wrong.before.len()].capital)).then_some(run)
}
