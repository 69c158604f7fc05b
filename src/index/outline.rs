//! What two passages can share at most: enough to pass over pairs that cannot be one utterance without aligning them.
//!
//! One passage is laid out on a [`Board`], by its words, and any other one is held against it in one walk over its own.

use std::sync::OnceLock;

use super::Passage;
use crate::align::{Key, Matching, Vocabulary};

/// A passage without the order of its words.
#[derive(Debug)]
pub(super) struct Outline {
    /// The place of its article.
    pub(super) article: usize,
    /// What its words tell in all.
    pub(super) mass: f32,
    /// How many words it has.
    pub(super) words: usize,
    /// The stems of its words, each once.
    stems: Vec<Stem>,
    /// The words in it, and those of content around it, each once, in order; read once they are asked for.
    near: OnceLock<Vec<Near>>,
    /// How many of its words are words of content.
    pub(super) content: usize,
    /// What these tell, as far as they count out of order.
    loose: f32,
    /// What the words around it tell.
    context: f32,
}

/// What the words of a stem tell in all.
#[derive(Debug)]
struct Stem {
    at: u32,
    weight: f32,
    /// The same of words of content, as far as they count out of order.
    loose: f32,
}

/// A word in a passage or around it.
#[derive(Debug)]
pub(super) struct Near {
    key: Key,
    weight: f32,
    place: u8,
}

/// Whether a word stands around a passage and not in it …
const AROUND: u8 = 1;
/// … or anywhere near.
const NEAR: u8 = 2;

/// What two passages share at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shared {
    /// What the words of either tell of which the other has the stem.
    pub(super) words: [f32; 2],
    /// The most that an alignment can match: of each stem no more than either has.
    pub(super) aligned: f32,
    /// The same of words of content in any order …
    pub(super) loose: f32,
    /// … and their share of those of both.
    pub(super) mutual: f32,
}

impl Outline {
    /// Of a passage, once the words have their weights. `places` has room for a place of each word of the vocabulary.
    pub(super) fn new(passage: &Passage, vocabulary: &Vocabulary, places: &mut StemPlaces) -> Outline {
        let words = &passage.wording.words;
        let mut stems: Vec<Stem> = Vec::with_capacity(words.len());
        let mut content = 0;
        for key in words.iter().map(|word| word.key) {
            let (weight, tells) = (vocabulary.weight(key), vocabulary.is_content(key));
            content += usize::from(tells);
            let loose = if tells { Matching::loosely(weight) } else { 0.0 };
            let at = vocabulary.stem(key);
            let place = places.of(at, stems.len());
            match stems.get_mut(place) {
                Some(all) => {
                    all.weight += weight;
                    all.loose += loose;
                }
                None => stems.push(Stem { at, weight, loose }),
            }
        }
        stems.iter().for_each(|stem| places.clear(stem.at));
        Outline {
            article: passage.article,
            mass: passage.mass,
            words: words.len(),
            loose: stems.iter().map(|stem| stem.loose).sum(),
            content,
            context: passage.context_mass(vocabulary),
            stems,
            near: OnceLock::new(),
        }
    }

    /// The words in its passage and around it.
    pub(super) fn near(&self, passage: &Passage, vocabulary: &Vocabulary) -> &[Near] {
        self.near.get_or_init(|| near(passage, vocabulary))
    }
}

/// The words in a passage, and those of content around it, each once, in order. Of what stands in it and around it, what
/// stands in it counts.
fn near(passage: &Passage, vocabulary: &Vocabulary) -> Vec<Near> {
    let mut words: Vec<Key> = passage.wording.words.iter().map(|word| word.key).collect();
    words.sort_unstable();
    words.dedup();
    let near = |key: Key, place: u8| Near { key, weight: vocabulary.weight(key), place };
    let mut all: Vec<Near> = Vec::with_capacity(words.len() + passage.context.len());
    let mut around = passage.context.iter().copied().peekable();
    for key in words {
        while let Some(before) = around.next_if(|around| *around < key) {
            all.push(near(before, NEAR | AROUND));
        }
        around.next_if_eq(&key);
        all.push(near(key, NEAR));
    }
    all.extend(around.map(|key| near(key, NEAR | AROUND)));
    all
}

/// Where each of the stems of a passage stands among them; nowhere, of most.
pub(super) struct StemPlaces(Vec<usize>);

impl StemPlaces {
    pub(super) fn new(vocabulary: &Vocabulary) -> StemPlaces {
        StemPlaces(vec![usize::MAX; vocabulary.len()])
    }

    /// The place of a stem, which is the next one if it has none yet.
    fn of(&mut self, stem: u32, next: usize) -> usize {
        let Some(place) = self.0.get_mut(stem as usize) else { return next };
        if *place == usize::MAX {
            *place = next;
        }
        *place
    }

    fn clear(&mut self, stem: u32) {
        if let Some(place) = self.0.get_mut(stem as usize) {
            *place = usize::MAX;
        }
    }
}

/// What a passage has, by the places of its words in the vocabulary.
pub(super) struct Board {
    /// Of each stem what its words tell, in all and as far as they count out of order; below zero where there are none.
    stems: Vec<(f32, f32)>,
    /// Of each word where it stands.
    near: Vec<u8>,
    /// What all words of content tell, as far as they count out of order.
    loose: f32,
}

/// A stem that a passage has no word of.
const NONE: (f32, f32) = (-1.0, -1.0);

impl Board {
    /// One without a passage.
    pub(super) fn new(vocabulary: &Vocabulary) -> Board {
        Board { stems: vec![NONE; vocabulary.len()], near: vec![0; vocabulary.len()], loose: 0.0 }
    }

    /// Does something with a passage laid out, but for what stands around it.
    pub(super) fn with<T>(&mut self, outline: &Outline, does: impl FnOnce(&mut Board) -> T) -> T {
        outline.stems.iter().for_each(|stem| self.stems[stem.at as usize] = (stem.weight, stem.loose));
        self.loose = outline.loose;
        let done = does(self);
        outline.stems.iter().for_each(|stem| self.stems[stem.at as usize] = NONE);
        done
    }

    /// The same of what stands around it.
    pub(super) fn around<T>(&mut self, near: &[Near], does: impl FnOnce(&Board) -> T) -> T {
        near.iter().for_each(|word| self.near[word.key.index()] = word.place);
        let done = does(self);
        near.iter().for_each(|word| self.near[word.key.index()] = 0);
        done
    }

    /// What another passage can share with the one laid out.
    pub(super) fn shared(&self, other: &Outline) -> Shared {
        let mut shared = Shared { words: [0.0; 2], aligned: 0.0, loose: 0.0, mutual: 0.0 };
        for stem in &other.stems {
            let (weight, loose) = self.stems[stem.at as usize];
            if weight >= 0.0 {
                shared.words[0] += stem.weight;
                shared.words[1] += weight;
                shared.aligned += weight.min(stem.weight);
                shared.loose += loose.min(stem.loose);
            }
        }
        let all = self.loose + other.loose;
        shared.mutual = if all > 0.0 { (2.0 * shared.loose / all).min(1.0) } else { 0.0 };
        shared
    }

    /// What the words of content around either of two passages tell that the other one has around it or in it.
    pub(super) fn shared_context(&self, other: &[Near]) -> f32 {
        let (mut own, mut theirs) = (0.0_f32, 0.0_f32);
        for word in other {
            let place = self.near[word.key.index()];
            if place > 0 && word.place & AROUND > 0 {
                theirs += word.weight;
            }
            if place & AROUND > 0 {
                own += word.weight;
            }
        }
        own.max(theirs)
    }

    /// Whether the passage laid out has a word of a stem.
    pub(super) fn has(&self, stem: u32) -> bool {
        self.stems.get(stem as usize).is_some_and(|(weight, _)| *weight >= 0.0)
    }
}

impl Outline {
    /// What the words around the passage that have less around them tell.
    pub(super) fn lighter_context(&self, other: &Outline) -> f32 {
        self.context.min(other.context)
    }

    /// Whether the passage has a word of a stem.
    pub(super) fn has(&self, stem: u32) -> bool {
        self.stems.iter().any(|own| own.at == stem)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::notes::Quoted, *};
    use crate::{annotate::Annotator, lexicon::Lexicon, parse::parse, text::Text};
    use std::sync::Arc;

    /// Quotations with the words around them, as passages.
    fn passages(stories: &[&str], vocabulary: &mut Vocabulary) -> Vec<Passage> {
        let fallback = Lexicon::default();
        let lexicon = Lexicon::built_in().unwrap_or(&fallback);
        let Ok(annotator) = Annotator::new(lexicon) else { return Vec::new() };
        let read = |(at, story): (usize, &&str)| {
            let mut article = parse(Arc::new(Text::new("a.txt", format!("Lock shut\n\n{story}\n"))), lexicon);
            annotator.annotate(&mut article);
            let quoted = Quoted::of(&article, 0, article.quotations.first()?);
            let mut passage = Passage::read((at, &article), &quoted, vocabulary, &[])?;
            passage.mass = passage.wording.words.iter().map(|word| vocabulary.weight(word.key)).sum();
            Some(passage)
        };
        stories.iter().enumerate().filter_map(read).collect()
    }

    const STORIES: [&str; 5] = [
        "“The gates were never weighed, and the sluice jammed in the first frost,” Jonas Vik told the harbour board.",
        "Vik told the harbour council: “Nobody weighed the gates, and the sluices jam in every frost.”",
        "“A frost in November jammed the gates and the sluice, and the gates,” said the board.",
        "“Weighing gates is a weighty matter,” he said of the jammed harbour sluice.",
        "“We will rebuild the tramway,” she said.",
    ];

    #[test]
    fn no_alignment_finds_more_than_two_can_share() {
        let fallback = Lexicon::default();
        let mut vocabulary = Vocabulary::new(Lexicon::built_in().unwrap_or(&fallback));
        let passages = passages(&STORIES, &mut vocabulary);
        assert_eq!(passages.len(), STORIES.len());
        let mut places = StemPlaces::new(&vocabulary);
        let outlines: Vec<Outline> =
            passages.iter().map(|passage| Outline::new(passage, &vocabulary, &mut places)).collect();
        let mut board = Board::new(&vocabulary);
        for (one, outline) in passages.iter().zip(&outlines) {
            for (other, laid_out) in passages.iter().zip(&outlines) {
                let shared = board.with(laid_out, |board| board.shared(outline));
                let matching = Matching::new(&one.wording, &other.wording, &vocabulary);
                assert!(shared.aligned >= matching.mass - 1e-3, "{shared:?} {matching:?}");
                assert!(shared.loose >= matching.loose_mass - 1e-3, "{shared:?} {matching:?}");
                assert!(shared.mutual >= matching.mutual - 1e-3, "{shared:?} {matching:?}");
                let near = outline.near(one, &vocabulary);
                let context = board.around(laid_out.near(other, &vocabulary), |board| board.shared_context(near));
                let context = super::super::evidence::context(context, outline.lighter_context(laid_out));
                assert_eq!(context, one.context_with(other, &vocabulary));
            }
        }
        assert!(board.stems.iter().all(|stem| *stem == NONE) && board.near.iter().all(|place| *place == 0));
    }
}
