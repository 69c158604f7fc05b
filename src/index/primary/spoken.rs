//! Speech as it is heard and as it is quoted: nobody prints “uh”, and nobody has to print a false start.

use crate::{
    align::{Role, Wording},
    article::Article,
    lexicon::fold,
};

/// Sounds that are no words.
const FILLERS: [&str; 14] =
    ["uh", "um", "er", "erm", "eh", "ah", "hm", "hmm", "mm", "mhm", "uhm", "umm", "uh-huh", "mm-hmm"];
/// Small words that are said twice by a slip of the tongue, and never twice on purpose.
const STUMBLES: [&str; 18] =
    ["a", "and", "are", "at", "for", "he", "i", "if", "in", "it", "of", "on", "she", "the", "they", "to", "we", "you"];
/// Words of a false start, at most.
const START: usize = 4;

/// Takes fillers and false starts (“I want, I want to say”) out of the words that are compared.
pub(in crate::index) fn tidy(wording: &mut Wording, article: &Article) {
    let printed = |unit: usize| wording.units.get(unit).map(|unit| fold(article.slice(unit.span))).unwrap_or_default();
    let mut dropped: Vec<bool> =
        wording.words.iter().map(|word| FILLERS.contains(&printed(word.unit).as_str())).collect();
    let kept: Vec<usize> = (0..wording.words.len()).filter(|at| !dropped[*at]).collect();
    let key = |at: usize| kept.get(at).and_then(|word| wording.words.get(*word)).map(|word| word.key);
    let mut at = 0;
    while at < kept.len() {
        let repeated = (1..=START).rev().find(|len| {
            let same = (0..*len).all(|i| key(at + len + i).is_some() && key(at + i) == key(at + len + i));
            // a mark or a filler between the two, or words that nobody says twice
            same && (*len > 1 || {
                let (one, other) = (wording.words[kept[at]].unit, wording.words[kept[at + 1]].unit);
                other > one + 1 || STUMBLES.contains(&printed(one).as_str())
            })
        });
        let Some(len) = repeated else {
            at += 1;
            continue;
        };
        (at..at + len).for_each(|word| dropped[kept[word]] = true);
        at += len;
    }
    if dropped.contains(&true) {
        without(wording, &dropped);
    }
}

/// Takes some words out of the comparison; as printed, they stay.
fn without(wording: &mut Wording, dropped: &[bool]) {
    let mut before = Vec::with_capacity(dropped.len() + 1);
    let mut kept = 0;
    for dropped in dropped {
        before.push(kept);
        kept += usize::from(!dropped);
    }
    before.push(kept);
    for unit in &mut wording.units {
        let had = !unit.words.is_empty();
        unit.words = before[unit.words.start]..before[unit.words.end];
        if had && unit.words.is_empty() {
            unit.role = Role::Mark;
        }
    }
    let mut at = 0;
    wording.words.retain(|_| {
        at += 1;
        !dropped[at - 1]
    });
}
