//! The quotations of all articles, those of one utterance together.
//!
//! Candidates come from an inverted index of rare words, the words of each pair are aligned, and a small linear model
//! says whether the two are one utterance. Terms, titles and scare quotes never enter.

mod again;
mod beside;
mod candidates;
mod cast;
mod copies;
mod evidence;
mod group;
mod links;
mod lists;
mod notes;
mod occasion;
mod outline;
mod passage;
pub mod primary;
mod retold;
mod runs;
mod story;
mod terms;
#[cfg(test)]
mod tests;
mod voice;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

pub use again::Again;
pub use copies::{Agency, Bond, Copies, Reprint, agencies};
pub use evidence::Evidence;
pub use notes::Notes;
pub use retold::{Retold, Telling};
pub use runs::{OwnWord, RUN, Runs, own_words};
pub use voice::Relation;

use crate::{
    align::{Change, Comparison, Hedges, Kind, Matching, Side, Vocabulary, compare},
    article::{Article, Quotation},
    lexicon::Lexicon,
    span::Span,
};
use cast::Cast;
use group::Places;
use notes::Told;
use occasion::Day;
use passage::Passage;
use story::Stories;
use voice::Voice;

/// Members of an utterance up to which every two of them are compared; beyond, each with the fullest one.
const ALL_PAIRS: usize = 12;

/// The quotations of all articles of a run.
#[derive(Debug, Default)]
pub struct QuoteIndex {
    /// Utterances that more than one article quotes, in order of their first member.
    utterances: Vec<Utterance>,
    /// Quotations that other articles tell in their own words, in order.
    retold: Vec<Retold>,
    /// Of each article, how its quotations fare.
    tallies: Vec<Tally>,
    /// Of each article, the runs of its words.
    runs: Vec<Runs>,
}

/// One thing once said, quoted by several articles.
#[derive(Debug)]
pub struct Utterance {
    /// Who said it, by the fullest name that one of the articles gives.
    pub speaker: Option<String>,
    /// The quotations, by article, then by place.
    pub members: Vec<Member>,
    /// How they differ, two by two.
    pub pairs: Vec<Pair>,
    /// The place in `members` of the one with the most words.
    pub fullest: usize,
}

/// A quotation of an utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Place of its article among the articles of the run.
    pub article: usize,
    /// Place in the quotations of that article.
    pub quotation: usize,
    /// What stands between the marks, in the prose.
    pub span: Span,
    /// How many words it has.
    pub words: usize,
}

/// How two members of an utterance differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Place of the first in the members.
    pub a: usize,
    /// Place of the second.
    pub b: usize,
    /// The kinds of difference, those that change what was said first.
    pub kinds: Vec<Kind>,
    /// How much of the two is the same, 0 to 1.
    pub similarity: f32,
    /// The difference word by word.
    pub diff: Vec<Change>,
    /// What either lacks that the other has: cuts at an end, omissions, hedges.
    pub lacks: [Vec<Kind>; 2],
    /// How many words they have in common.
    pub common: usize,
    /// How their speakers go together.
    pub relation: Relation,
    /// How sure it is that the two are one utterance, 0 to 1.
    pub likelihood: f32,
}

/// How the quotations of an article, or of a run, fare against one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Quotations of somebody's speech.
    pub total: usize,
    /// Those that another article quotes as well.
    pub matched: usize,
    /// Those of the matched that some other article words differently.
    pub differing: usize,
    /// Those held against a transcript, a statement or another primary source.
    pub checked: usize,
}

impl Member {
    /// What its article calls the speaker: the name of the source, or the mention beside the quotation.
    pub fn speaker<'a>(&self, articles: &'a [Article]) -> Option<&'a str> {
        let article = articles.get(self.article)?;
        name_of(article, article.quotations.get(self.quotation)?)
    }
}

impl QuoteIndex {
    /// The quotations of articles that are not compared.
    pub fn apart(articles: &[Article]) -> QuoteIndex {
        let tallies = articles.iter().map(|article| Tally { total: article.speech(), ..Tally::default() }).collect();
        QuoteIndex { tallies, ..QuoteIndex::default() }
    }

    /// Finds the utterances that are quoted more than once.
    pub fn new(articles: &[Article], lexicon: &Lexicon) -> QuoteIndex {
        QuoteIndex::noted(articles, articles.par_iter().map(Notes::of).collect(), lexicon)
    }

    /// The same, of articles of which notes have been taken.
    pub fn noted(articles: &[Article], notes: Vec<Notes>, lexicon: &Lexicon) -> QuoteIndex {
        let mut tallies = QuoteIndex::apart(articles).tallies;
        if articles.len() < 2 {
            return QuoteIndex { tallies, ..QuoteIndex::default() };
        }
        let stories = Stories::new(articles, &notes);
        let mut reading = Reading::new(articles, notes, lexicon);
        let links = links::find(&reading, &stories);
        let groups = group::group(&links, reading.passages.len(), &reading);
        let hedges = Hedges::new(lexicon);
        let likelihoods = links.iter().map(|link| ((link.a, link.b), link.likelihood)).collect();
        let mut utterances: Vec<Utterance> =
            groups.par_iter().map(|group| reading.utterance(articles, group, &likelihoods, &hedges)).collect();
        utterances
            .sort_by_key(|utterance| utterance.members.first().map(|m| (m.article, m.span, utterance.members.len())));
        count(&utterances, &mut tallies);
        let retold = retold::find(articles, lexicon, &mut reading, &utterances);
        QuoteIndex { utterances, retold, tallies, runs: reading.runs }
    }

    /// What speaks for each pair of quotations being one utterance, for those that share enough words to be looked at.
    pub fn evidence(articles: &[Article], lexicon: &Lexicon) -> Vec<(Member, Member, Relation, Evidence)> {
        let reading = Reading::new(articles, articles.par_iter().map(Notes::of).collect(), lexicon);
        let candidates = candidates::find(&reading.passages, &reading.again, &reading.vocabulary);
        let mut found = Vec::new();
        for (a, b) in candidates {
            let of = |at: usize| [&reading.passages[at]].into_iter().chain(&reading.again[at]);
            for (one, other) in of(a).flat_map(|one| of(b).map(move |other| (one, other))) {
                let matching = Matching::new(&one.wording, &other.wording, &reading.vocabulary);
                let relation = one.voice.relation(&other.voice);
                let context = one.context_with(other, &reading.vocabulary);
                let evidence = Evidence::new((one, other), &matching, relation, context, &reading.vocabulary);
                found.push((one.member(), other.member(), relation, evidence));
            }
        }
        found
    }

    /// Utterances that more than one article quotes, in order of their first member.
    pub fn utterances(&self) -> &[Utterance] {
        &self.utterances
    }

    /// Quotations that other articles tell in their own words, in order.
    pub fn retold(&self) -> &[Retold] {
        &self.retold
    }

    /// The runs of words of an article, by its place among the articles; none if it is only compared with.
    pub fn runs(&self, article: usize) -> Option<&Runs> {
        self.runs.get(article)
    }

    /// How the quotations of an article fare, by its place among the articles.
    pub fn tally(&self, article: usize) -> Tally {
        self.tallies.get(article).copied().unwrap_or_default()
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), |sum, t| Tally {
            total: sum.total + t.total,
            matched: sum.matched + t.matched,
            differing: sum.differing + t.differing,
            checked: sum.checked + t.checked,
        })
    }
}

/// Whether a quotation is somebody's speech, to be held against other articles.
fn enters(quotation: &Quotation) -> bool {
    quotation.kind.is_speech() && !quotation.nested
}

/// All quotations of a run, read.
struct Reading {
    vocabulary: Vocabulary,
    /// One for each wording of a speaker and day.
    passages: Vec<Passage>,
    /// Of each passage, further quotations of the very same words.
    again: Vec<Vec<Passage>>,
    /// The voices of the sources of each article.
    voices: Vec<Vec<Arc<Voice>>>,
    /// What each article tells in its own words.
    told: Vec<Vec<Told>>,
    /// The runs of words of each article.
    runs: Vec<Runs>,
}

impl Reading {
    /// Of articles, and the notes of them.
    fn new(articles: &[Article], notes: Vec<Notes>, lexicon: &Lexicon) -> Reading {
        let all = notes.iter().map(|notes| notes.quoted.len()).sum();
        let mut reading = Reading {
            vocabulary: Vocabulary::new(lexicon),
            passages: Vec::with_capacity(all),
            again: Vec::with_capacity(all),
            voices: Vec::with_capacity(articles.len()),
            told: Vec::with_capacity(articles.len()),
            runs: Vec::with_capacity(articles.len()),
        };
        let mut quoted = Vec::with_capacity(articles.len());
        for notes in notes {
            reading.voices.push(notes.voices);
            reading.told.push(notes.told);
            reading.runs.push(notes.runs);
            quoted.push(notes.quoted);
        }
        let cast = Cast::new(articles, &reading.voices);
        for (article, voices) in articles.iter().zip(&mut reading.voices) {
            let day = Day::of(article);
            voices.iter_mut().for_each(|voice| Voice::name_by(voice, &cast, day));
        }
        // by their words, the first passage of each speaker and day
        let mut known: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (at, (article, quoted)) in articles.iter().zip(quoted).enumerate() {
            for quoted in quoted {
                let read = Passage::read((at, article), &quoted, &mut reading.vocabulary, &reading.voices[at]);
                let Some(passage) = read else { continue };
                let first = known.entry(passage.wording.hash()).or_default();
                match first.iter().copied().find(|first| reading.passages[*first].repeats(&passage)) {
                    Some(first) if passage.is_telling(&reading.vocabulary) => reading.again[first].push(passage),
                    same => {
                        if same.is_none() {
                            first.push(reading.passages.len());
                        }
                        reading.passages.push(passage);
                        reading.again.push(Vec::new());
                    }
                }
            }
        }
        reading.vocabulary.weigh();
        for passage in &mut reading.passages {
            passage.mass = passage.wording.words.iter().map(|word| reading.vocabulary.weight(word.key)).sum();
        }
        reading
    }

    fn utterance(
        &self,
        articles: &[Article],
        group: &[usize],
        likelihoods: &FxHashMap<(usize, usize), f32>,
        hedges: &Hedges,
    ) -> Utterance {
        let mut members: Vec<(usize, &Passage)> = group
            .iter()
            .flat_map(|at| [&self.passages[*at]].into_iter().chain(&self.again[*at]).map(move |passage| (*at, passage)))
            .collect();
        members.sort_by_key(|(_, passage)| (passage.article, passage.span));
        let most_words = |at: &usize| (members[*at].1.wording.words.len(), std::cmp::Reverse(*at));
        let fullest = (0..members.len()).max_by_key(most_words).unwrap_or(0);
        // what the article of the fullest version prints besides is held against the fullest one of another article
        let elsewhere = (0..members.len()).filter(|at| members[*at].1.article != members[fullest].1.article);
        let hubs = [Some(fullest), elsewhere.max_by_key(most_words)];
        let every = members.len() <= ALL_PAIRS;
        let hub_of =
            |at: usize| hubs.iter().flatten().copied().find(|hub| members[*hub].1.article != members[at].1.article);
        let mut pairs = Vec::new();
        for a in 0..members.len() {
            let partners = if every { a + 1..members.len() } else { hub_of(a).map_or(0..0, |hub| hub..hub + 1) };
            for partner in partners {
                // two hubs would be each other's partner twice
                if !every && partner > a && hub_of(partner) == Some(a) {
                    continue;
                }
                let (a, b) = (a.min(partner), a.max(partner));
                let ((at, one), (other_at, other)) = (members[a], members[b]);
                if one.article == other.article {
                    continue;
                }
                let matching = Matching::new(&one.wording, &other.wording, &self.vocabulary);
                let (first, second) = (
                    Side { article: &articles[one.article], wording: &one.wording },
                    Side { article: &articles[other.article], wording: &other.wording },
                );
                let Comparison { mut kinds, similarity, diff, lacks, common } =
                    compare(first, second, &matching, &self.vocabulary, hedges);
                let relation = one.voice.relation(&other.voice);
                if matches!(relation, Relation::Different | Relation::Related) {
                    kinds.retain(|kind| *kind != Kind::Identical);
                    kinds.push(Kind::Speaker);
                    kinds.sort_unstable();
                }
                let key = (at.min(other_at), at.max(other_at));
                let likelihood = likelihoods.get(&key).copied().unwrap_or(0.5);
                pairs.push(Pair { a, b, kinds, similarity, diff, lacks, common, relation, likelihood });
            }
        }
        pairs.sort_by_key(|pair| (pair.a, pair.b));
        let speaker = speaker(articles, members.iter().map(|(_, passage)| *passage));
        Utterance { speaker, members: members.iter().map(|(_, passage)| passage.member()).collect(), pairs, fullest }
    }
}

impl Places for Reading {
    fn meet(&self, a: usize, b: usize) -> bool {
        let articles =
            |at: usize| [&self.passages[at]].into_iter().chain(&self.again[at]).map(|passage| passage.article);
        articles(a).any(|one| articles(b).any(|other| one == other))
    }

    fn words(&self, passage: usize) -> usize {
        self.passages[passage].wording.words.len()
    }
}

/// Who said an utterance: the name that most articles give, a person before a body, a body before who relays it, and of two forms of it the fuller.
fn speaker<'a>(articles: &[Article], passages: impl Iterator<Item = &'a Passage>) -> Option<String> {
    let mut names: Vec<(u8, usize, &str)> = Vec::new();
    for passage in passages {
        let article = &articles[passage.article];
        let Some(label) = article.quotations.get(passage.quotation).and_then(|q| name_of(article, q)) else { continue };
        let ends_alike = |known: &str| known.ends_with(label) || label.ends_with(known);
        match names.iter_mut().find(|(_, _, known)| ends_alike(known)) {
            Some((_, count, known)) => {
                *count += 1;
                *known = if label.len() > known.len() { label } else { known };
            }
            None => names.push((passage.voice.standing(), 1, label)),
        }
    }
    let best = names.into_iter().rev().max_by_key(|(standing, count, _)| (*standing, *count));
    best.map(|(_, _, name)| name.to_owned())
}

/// What an article calls the speaker of a quotation.
fn name_of<'a>(article: &'a Article, quotation: &Quotation) -> Option<&'a str> {
    let speaker = quotation.speaker?;
    match speaker.source.and_then(|id| article.sources.get(id.0)) {
        Some(source) => Some(source.label()),
        None => Some(article.slice(speaker.span)),
    }
}

fn count(utterances: &[Utterance], tallies: &mut [Tally]) {
    // quotation of an article -> whether some other one differs from it
    let mut matched: FxHashMap<(usize, usize), bool> = FxHashMap::default();
    for utterance in utterances {
        for pair in &utterance.pairs {
            for member in [&utterance.members[pair.a], &utterance.members[pair.b]] {
                let house = |kind: &Kind| matches!(kind, Kind::Identical | Kind::Spelling | Kind::Punctuation);
                *matched.entry((member.article, member.quotation)).or_default() |= !pair.kinds.iter().all(house);
            }
        }
    }
    for ((article, _), differs) in matched {
        if let Some(tally) = tallies.get_mut(article) {
            tally.matched += 1;
            tally.differing += usize::from(differs);
        }
    }
}
