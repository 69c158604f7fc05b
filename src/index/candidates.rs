//! Which quotations are worth comparing: those that share words few others have.
//!
//! Every quotation is entered under its content words (by stem) and under its pairs of neighbouring words. Where an
//! entry holds more quotations than a fixed number it tells nothing and is left out, so that the work grows with the
//! number of quotations, not with its square.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Passage;
use crate::align::Vocabulary;

/// Quotations under one entry, at most; a run of few quotations is below this everywhere.
const CROWD: usize = 96;
/// What two quotations must share, as a share of the lighter one …
const SHARE: f32 = 0.22;
/// … or in all: enough for a long sentence out of two long speeches.
const ENOUGH: f32 = 12.0;

/// Pairs of passages, the earlier first, in order. `again` are further quotations of the very same words.
pub(super) fn find(passages: &[Passage], again: &[Vec<Passage>], vocabulary: &Vocabulary) -> Vec<(usize, usize)> {
    let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let entries: Vec<Vec<(u64, f32)>> = passages.iter().map(|passage| entries(passage, vocabulary)).collect();
    for (at, entries) in (0_u32..).zip(&entries) {
        for (entry, _) in entries {
            let list = postings.entry(*entry).or_default();
            // one more than a crowd marks the entry as crowded
            if list.len() <= CROWD {
                list.push(at);
            }
        }
    }
    let found: Vec<Vec<(usize, usize)>> = (0..passages.len())
        .into_par_iter()
        .map_init(FxHashMap::<u32, f32>::default, |shared, at| {
            shared.clear();
            for (entry, weight) in &entries[at] {
                let Some(list) = postings.get(entry).filter(|list| list.len() <= CROWD) else { continue };
                for other in list.iter().filter(|other| (**other as usize) < at) {
                    *shared.entry(*other).or_default() += weight;
                }
            }
            let own = &passages[at];
            let mut pairs: Vec<(usize, usize)> = shared
                .iter()
                .map(|(other, mass)| (*other as usize, *mass))
                .filter(|(other, mass)| {
                    let other = &passages[*other];
                    let least = (SHARE * own.mass.min(other.mass)).min(ENOUGH);
                    *mass >= least && own.day.meets(other.day)
                })
                .map(|(other, _)| (other, at))
                .filter(|(other, at)| {
                    let all = [at, other].into_iter().flat_map(|i| [&passages[*i]].into_iter().chain(&again[*i]));
                    all.into_iter().any(|passage| passage.article != own.article)
                })
                .collect();
            pairs.sort_unstable();
            pairs
        })
        .collect();
    found.concat()
}

/// What a passage is entered under, with its weight; each once.
fn entries(passage: &Passage, vocabulary: &Vocabulary) -> Vec<(u64, f32)> {
    let words = &passage.wording.words;
    let mut entries: Vec<(u64, f32)> = Vec::with_capacity(2 * words.len());
    for word in words.iter().filter(|word| vocabulary.is_content(word.key)) {
        entries.push((u64::from(vocabulary.stem(word.key)), vocabulary.weight(word.key)));
    }
    for pair in words.windows(2) {
        let [one, two] = pair else { continue };
        let entry = (1 << 63) | (one.key.index() as u64) << 32 | two.key.index() as u64;
        // content words have counted already
        let grammar = pair.iter().filter(|word| !vocabulary.is_content(word.key));
        entries.push((entry, 0.5 + grammar.map(|word| vocabulary.weight(word.key)).sum::<f32>()));
    }
    entries.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    entries.dedup_by_key(|(entry, _)| *entry);
    entries
}
