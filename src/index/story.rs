//! Whether two articles tell one story, for a run of many stories: an archive, a year of drafts.
//!
//! The weights of [`Evidence`](super::Evidence) were fitted on a few articles about one event, where any two quotations
//! alike are probably one utterance. Among a thousand articles chance finds as many pairs alike that are not. What
//! speaks against a pair then is the logarithm of how many articles could have been its second one, unless the two
//! articles share the rare words that one story brings along: names, places, things.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{notes::Notes, occasion::Day};
use crate::article::Article;

/// Articles about one event, as they were in what the weights were fitted on.
const EVENT: f32 = 5.0;
/// Articles up to which a run is taken for one story.
const RUN: usize = 12;
/// A word that more than this share of all articles have tells no story from another.
const COMMON: usize = 20;
/// The likeness from which two articles tell one story.
const ONE_STORY: f32 = 0.25;
/// The most that speaks against a pair: words that are the same from end to end need no story in common.
const MOST: f32 = 4.0;

/// What the articles of a run tell, as far as it tells them apart.
#[derive(Debug)]
pub(super) struct Stories {
    /// Of each article its rare words by their numbers, in order, with their weight; the weights are of length 1 as a vector.
    words: Vec<Vec<(u32, f32)>>,
    /// Of each rare word the articles that have it, with its weight there, one list behind another …
    held: Vec<(u32, f32)>,
    /// … and where each list ends.
    ends: Vec<usize>,
    /// Of each article what speaks against any other one, before their words are looked at.
    against: Vec<f32>,
}

/// A word as it is counted: its hash, in how many articles it is, and which of them was the last one, counted from one.
struct Count {
    word: u64,
    articles: u32,
    last: u32,
}

/// Of how many words that articles have noted one is new, about.
const NEW: usize = 8;

impl Stories {
    /// Of articles, and the notes of them.
    pub(super) fn new(articles: &[Article], notes: &[Notes]) -> Stories {
        if articles.len() <= RUN {
            return Stories { words: Vec::new(), held: Vec::new(), ends: Vec::new(), against: Vec::new() };
        }
        // each word has a number, by which it is counted
        let new = notes.iter().map(|notes| notes.words.len()).sum::<usize>() / NEW;
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(new, FxBuildHasher);
        let mut counts: Vec<Count> = Vec::with_capacity(new);
        let mut noted: Vec<Vec<u32>> = Vec::with_capacity(articles.len());
        for (at, notes) in (1..).zip(notes) {
            let mut words = Vec::with_capacity(notes.words.len());
            for word in &notes.words {
                let number = *numbers.entry(*word).or_insert_with(|| {
                    counts.push(Count { word: *word, articles: 0, last: 0 });
                    u32::try_from(counts.len() - 1).unwrap_or(u32::MAX)
                });
                if let Some(count) = counts.get_mut(number as usize).filter(|count| count.last != at) {
                    (count.articles, count.last) = (count.articles + 1, at);
                    words.push(number);
                }
            }
            noted.push(words);
        }
        let most = (articles.len() / COMMON).max(EVENT as usize);
        // what one article has alone, and what many have, tells nothing
        let mut rare: Vec<u32> = (0..)
            .zip(&counts)
            .filter(|(_, count)| (2..=most).contains(&(count.articles as usize)))
            .map(|(word, _)| word)
            .collect();
        rare.sort_unstable_by_key(|word| counts[*word as usize].word);
        // of each word its place among the rare ones, if it is one, and where its next article goes
        let mut places = vec![usize::MAX; counts.len()];
        let mut ends: Vec<usize> = Vec::with_capacity(rare.len());
        let mut end = 0;
        for (place, word) in rare.iter().enumerate() {
            places[*word as usize] = place;
            ends.push(end);
            end += counts[*word as usize].articles as usize;
        }
        let mut held = vec![(0, 0.0); end];
        for (article, words) in (0..).zip(&noted) {
            for word in words {
                if let Some(end) = ends.get_mut(places[*word as usize]) {
                    held[*end].0 = article;
                    *end += 1;
                }
            }
        }
        let weight = |word: &u32| ratio(articles.len(), counts[*word as usize].articles as usize).ln();
        let weights: Vec<f32> = rare.iter().map(weight).collect();
        let starts = [0].into_iter().chain(ends.iter().copied());
        let lists: Vec<Range<usize>> = starts.zip(&ends).map(|(start, end)| start..*end).collect();
        let mut lengths = vec![0.0_f32; articles.len()];
        for (list, weight) in lists.iter().zip(&weights) {
            held[list.clone()].iter().for_each(|(article, _)| lengths[*article as usize] += weight * weight);
        }
        lengths.iter_mut().for_each(|length| *length = length.sqrt());
        let mut words: Vec<Vec<(u32, f32)>> = vec![Vec::new(); articles.len()];
        for (word, (list, weight)) in (0..).zip(lists.into_iter().zip(&weights)) {
            for (article, own) in &mut held[list] {
                *own = weight / lengths[*article as usize];
                words[*article as usize].push((word, *own));
            }
        }
        let days: Vec<Day> = articles.iter().map(Day::of).collect();
        let against = Day::company(&days).into_iter().map(|others| (others as f32 / EVENT).max(1.0).ln().min(MOST));
        Stories { words, held, ends, against: against.collect() }
    }

    /// What speaks against a quotation of one article being one of another, as a difference of log odds; 0 where both
    /// tell one story. The sheet is for the second one.
    pub(super) fn against(&self, sheet: &mut Sheet, a: usize, b: usize) -> f32 {
        let (Some(one), Some(other)) = (self.against.get(a), self.against.get(b)) else { return 0.0 };
        let most = one.max(*other);
        if most <= 0.0 {
            return 0.0;
        }
        sheet.lay(self, b);
        most * (1.0 - sheet.likeness(a) / ONE_STORY).max(0.0)
    }

    /// The articles that have a rare word, with its weight there.
    fn holding(&self, word: u32) -> &[(u32, f32)] {
        let end = |word: usize| self.ends.get(word).copied().unwrap_or(0);
        let word = word as usize;
        self.held.get(word.checked_sub(1).map_or(0, end)..end(word)).unwrap_or_default()
    }
}

/// How like one article all the others are.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    article: Option<usize>,
    /// The cosine of its rare words and those of each other article.
    likeness: Vec<f32>,
}

impl Sheet {
    fn lay(&mut self, stories: &Stories, article: usize) {
        if self.article == Some(article) {
            return;
        }
        self.article = Some(article);
        self.likeness.clear();
        self.likeness.resize(stories.words.len(), 0.0);
        for (word, weight) in stories.words.get(article).into_iter().flatten() {
            for (other, other_weight) in stories.holding(*word) {
                self.likeness[*other as usize] += weight * other_weight;
            }
        }
    }

    fn likeness(&self, article: usize) -> f32 {
        self.likeness.get(article).copied().unwrap_or(0.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of articles are far below 2^24")]
fn ratio(all: usize, some: usize) -> f32 {
    all as f32 / some as f32
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{annotate::Annotator, lexicon::Lexicon, parse::parse, text::Text};

    /// Articles with some words each, and a date if one is given.
    fn articles(stories: &[(&str, Option<&str>)]) -> Vec<Article> {
        let fallback = Lexicon::default();
        let lexicon = Lexicon::built_in().unwrap_or(&fallback);
        let annotator = Annotator::new(lexicon);
        let article = |(words, date): &(&str, Option<&str>)| {
            let text = Text::new("a.txt", format!("News of the day\n\n{words} went before the council.\n"));
            let mut article = parse(Arc::new(text), lexicon);
            article.meta.date = date.map(str::to_owned);
            if let Ok(annotator) = &annotator {
                annotator.annotate(&mut article);
            }
            article
        };
        stories.iter().map(article).collect()
    }

    fn of(articles: &[Article]) -> Stories {
        let notes: Vec<Notes> = articles.iter().map(Notes::of).collect();
        Stories::new(articles, &notes)
    }

    #[test]
    fn a_small_run_is_one_story() {
        let few = articles(&[("Tollan harbour", None), ("Velm tramway", None)]);
        assert!(of(&few).against(&mut Sheet::default(), 0, 1).abs() < f32::EPSILON);
    }

    #[test]
    fn in_a_large_run_rare_words_make_a_story_and_dates_narrow_it() {
        let mut run = vec![("Tollan harbour dredger", None), ("Tollan harbour dredger", None), ("Velm tramway", None)];
        run.extend([("Something else altogether", None); 37]);
        let stories = of(&articles(&run));
        let mut sheet = Sheet::default();
        assert!(stories.against(&mut sheet, 0, 1).abs() < f32::EPSILON);
        // a fifth of forty articles
        let against = stories.against(&mut sheet, 0, 2);
        assert!((against - 8.0_f32.ln()).abs() < 0.001, "{against}");

        let dated: Vec<_> = run
            .iter()
            .enumerate()
            .map(|(at, (words, _))| (*words, Some(if at < 3 { "2024-05-02" } else { "2023-01-09" })))
            .collect();
        // three articles of those days are fewer than an event has
        assert!(of(&articles(&dated)).against(&mut Sheet::default(), 0, 2).abs() < f32::EPSILON);
    }
}
