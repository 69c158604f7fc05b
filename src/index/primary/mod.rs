//! Quotations held against what was said: transcripts, statements, releases.
//!
//! Every quotation whose speaker speaks in a primary source is looked for there, wherever in their words it stands. It is
//! there word by word, it is there in other words, or it is not there. Of a speaker who is not in the source, nothing is
//! said.

mod search;
pub(super) mod spoken;
mod stream;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

pub use stream::speaks_english;

use super::{Relation, beside, enters, name_of, occasion::Day, voice::Voice};
use crate::{
    align::{Comparison, Hedges, Kind, Vocabulary, Wording},
    article::{Article, Quotation, QuotationKind, SourceId, Speaker},
    lexicon::{Lexicon, fold},
    record::Material,
    span::Span,
};
use search::{Hit, Words};
use stream::Stream;

/// How sure an attribution must be for words to be another speaker's.
const SURE: f32 = 0.8;
/// Words that must be the same for that: fewer may be a phrase that anybody uses.
const WORDS: usize = 6;
/// How much of a quotation of nobody known must be in the source, by weight.
const STRONG: f32 = 0.8;

/// How the quotations of the articles fare against the primary sources.
#[derive(Debug, Default)]
pub struct Verification {
    /// By article, then by quotation.
    checks: Vec<Check>,
    /// Primary sources in another language than the articles, by place among the articles.
    foreign: Vec<usize>,
}

/// One quotation against the primary sources.
#[derive(Debug)]
pub struct Check {
    /// Place of its article among the articles of the run.
    pub article: usize,
    /// Place in the quotations of that article.
    pub quotation: usize,
    /// What came of it.
    pub verdict: Verdict,
    /// Who speaks in the source, as it calls them.
    pub speaker: Option<String>,
    /// The words of the source that are the quotation's or are most like it; none: nothing there is like it.
    pub passage: Option<SourcePassage>,
    /// The source where the speaker speaks, by place among the articles.
    pub source: usize,
    /// By its own account the article has the words from another occasion than that of the source.
    pub elsewhere: bool,
}

/// What came of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is there, word by word.
    Verbatim,
    /// It is there in other words.
    Edited,
    /// The speaker is there, the words are not.
    Missing,
    /// The words are there, and somebody else says them.
    OtherSpeaker,
}

/// Words of a primary source, against a quotation.
#[derive(Debug)]
pub struct SourcePassage {
    /// The words that match, from the first to the last, in the prose of the source.
    pub span: Span,
    /// The kinds of edit, those that change what was said first; none for a verbatim quotation.
    pub edits: Vec<Kind>,
    /// What the speaker went on to say limits the claim, and the quotation ends with a full stop before it.
    pub limits: bool,
    /// How the two differ; the quotation comes first.
    pub comparison: Comparison,
}

/// How many quotations were held against a primary source, and what came of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verified {
    /// All of them.
    pub checked: usize,
    /// Word by word there.
    pub verbatim: usize,
    /// There in other words.
    pub edited: usize,
    /// Not there.
    pub missing: usize,
    /// There, and said by somebody else.
    pub other_speaker: usize,
}

impl Verification {
    /// Holds the quotations of the first `checked` articles against the primary sources among the others.
    pub fn new(articles: &[Article], checked: usize, lexicon: &Lexicon) -> Verification {
        let is_primary = |article: &Article| article.record.as_ref().is_some_and(|r| r.material.is_primary());
        let primary: Vec<usize> = (checked..articles.len()).filter(|at| is_primary(&articles[*at])).collect();
        Verification::of(articles, &(0..checked).collect::<Vec<_>>(), &primary, lexicon)
    }

    /// Holds the quotations of some articles against some others.
    pub(super) fn of(articles: &[Article], checked: &[usize], primary: &[usize], lexicon: &Lexicon) -> Verification {
        if primary.is_empty() || checked.is_empty() {
            return Verification::default();
        }
        let english = checked.iter().any(|at| speaks_english(&articles[*at], lexicon));
        let (primary, foreign): (Vec<usize>, Vec<usize>) =
            primary.iter().partition(|at| speaks_english(&articles[**at], lexicon) == english);
        let mut vocabulary = Vocabulary::new(lexicon);
        let streams: Vec<Stream> =
            primary.iter().flat_map(|at| Stream::all(*at, &articles[*at], &mut vocabulary)).collect();
        let mut quotations = Vec::new();
        for at in checked {
            let article = &articles[*at];
            for (place, quotation) in article.quotations.iter().enumerate().filter(|(_, q)| enters(q)) {
                let mut wording = vocabulary.read(article, quotation.span);
                // what is said twice on purpose is then once in both
                spoken::tidy(&mut wording, article);
                if !wording.words.is_empty() {
                    quotations.push((*at, place, quotation, wording));
                }
            }
        }
        vocabulary.weigh();
        let mut voices: Vec<Vec<Arc<Voice>>> = vec![Vec::new(); articles.len()];
        for at in checked.iter().chain(&primary) {
            voices[*at] = Voice::all(&articles[*at]);
        }
        let words = Words::new(&streams, &vocabulary);
        let desk = Desk { articles, voices, lexicon, hedges: Hedges::new(lexicon), words };
        let checks = quotations.par_iter().filter_map(|(at, place, quotation, wording)| {
            let asked = Asked { article: *at, place: *place, quotation, wording };
            desk.check(&asked)
        });
        Verification { checks: checks.collect(), foreign }
    }

    /// Every quotation that was held against a primary source, by article, then by place.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// What came of a quotation; nothing if its speaker is in no primary source.
    pub fn of_quotation(&self, article: usize, quotation: usize) -> Option<&Check> {
        let key = (article, quotation);
        let at = self.checks.binary_search_by_key(&key, |check| (check.article, check.quotation)).ok()?;
        self.checks.get(at)
    }

    /// How the quotations of an article fare, by its place among the articles.
    pub fn tally(&self, article: usize) -> Verified {
        let mut sum = Verified::default();
        for check in self.checks.iter().filter(|check| check.article == article) {
            sum.checked += 1;
            match check.verdict {
                Verdict::Verbatim => sum.verbatim += 1,
                Verdict::Edited => sum.edited += 1,
                Verdict::Missing => sum.missing += 1,
                Verdict::OtherSpeaker => sum.other_speaker += 1,
            }
        }
        sum
    }

    /// Primary sources that no quotation can be held against: they are in another language. Places among the articles.
    pub fn foreign(&self) -> &[usize] {
        &self.foreign
    }
}

impl std::iter::Sum for Verified {
    fn sum<I: Iterator<Item = Verified>>(all: I) -> Verified {
        all.fold(Verified::default(), |sum, one| Verified {
            checked: sum.checked + one.checked,
            verbatim: sum.verbatim + one.verbatim,
            edited: sum.edited + one.edited,
            missing: sum.missing + one.missing,
            other_speaker: sum.other_speaker + one.other_speaker,
        })
    }
}

/// Puts into transcripts, instead of whole turns, the passages of them that the other articles quote.
pub fn quote_transcripts(articles: &mut [Article], lexicon: &Lexicon) {
    let is_transcript =
        |article: &Article| article.record.as_ref().is_some_and(|record| record.material == Material::Transcript);
    let (transcripts, others): (Vec<usize>, Vec<usize>) =
        (0..articles.len()).partition(|at| is_transcript(&articles[*at]));
    let mut quoted: Vec<Vec<Span>> = vec![Vec::new(); articles.len()];
    let verification = Verification::of(articles, &others, &transcripts, lexicon);
    for check in &verification.checks {
        if let (Some(passage), true) = (&check.passage, check.verdict != Verdict::Missing) {
            quoted[check.source].push(passage.span);
        }
    }
    for at in transcripts {
        let article = &mut articles[at];
        let mut passages: Vec<Span> = Vec::new();
        let mut spans = std::mem::take(&mut quoted[at]);
        spans.sort_unstable();
        for span in spans.into_iter().map(|span| stream::sentences(article, span)) {
            match passages.last_mut() {
                Some(last) if last.overlaps(span) => *last = last.union(span),
                _ => passages.push(span),
            }
        }
        let turns = std::mem::take(&mut article.quotations);
        let said = passages.into_iter().filter_map(|span| {
            let turn = turns.iter().find(|turn| turn.span.holds(span.start))?;
            let block = article.block_at(span.start)?;
            Some(Quotation { span, outer: span, words: article.count_words(span), block, ..turn.clone() })
        });
        article.quotations = said.collect();
    }
}

/// A quotation that is looked for.
struct Asked<'a> {
    article: usize,
    place: usize,
    quotation: &'a Quotation,
    wording: &'a Wording,
}

struct Desk<'a> {
    articles: &'a [Article],
    /// The voices of the sources of each article.
    voices: Vec<Vec<Arc<Voice>>>,
    lexicon: &'a Lexicon,
    hedges: Hedges<'a>,
    words: Words<'a>,
}

impl Desk<'_> {
    fn check(&self, asked: &Asked) -> Option<Check> {
        let article = &self.articles[asked.article];
        let voice = Voice::among(&self.voices[asked.article], asked.quotation);
        let streams = self.words.streams;
        // a speaker of many turns is held against this one once
        let mut known: FxHashMap<(usize, Option<usize>), Relation> = FxHashMap::default();
        let relations: Vec<Relation> = streams
            .iter()
            .map(|stream| {
                stream.relation(|source| {
                    let other = || Voice::at(&self.voices[stream.article], source.map(SourceId));
                    *known.entry((stream.article, source)).or_insert_with(|| voice.relation(&other()))
                })
            })
            .collect();
        let own = relations.iter().position(|relation| *relation == Relation::Same);
        let hit =
            self.words.find(article, asked.wording, &self.hedges, self.articles, |at| relations[at] == Relation::Same);
        let check = |verdict, stream: usize, speaker: Option<Speaker>, passage| {
            let source = streams[stream].article;
            Some(Check {
                article: asked.article,
                quotation: asked.place,
                verdict,
                speaker: speaker.and_then(|speaker| called(&self.articles[source], speaker)),
                passage,
                source,
                elsewhere: verdict == Verdict::Missing && self.is_elsewhere(article, asked.quotation, source),
            })
        };
        let is_speakers = |hit: &Hit| relations[hit.stream] == Relation::Same;
        if let Some(hit) = &hit
            && (hit.is_found() || (hit.is_all_but_one() && is_speakers(hit)))
        {
            let stream = &streams[hit.stream];
            let speaker = stream.speaker_at(&self.articles[stream.article], hit.span);
            let relation = stream.relation_at(speaker, &voice, &self.voices[stream.article]);
            let strong = hit.coverage >= STRONG && hit.words() >= WORDS;
            // the outlet's own sentence may keep the limit, and of a fragment mostly does
            let kept = hit.edits == [Kind::HedgeDropped]
                && (asked.quotation.kind == QuotationKind::Partial || self.limits(article, asked.quotation));
            let verdict = if hit.edits.is_empty() || kept { Verdict::Verbatim } else { Verdict::Edited };
            let sure = asked.quotation.speaker.is_some_and(|speaker| speaker.confidence >= SURE);
            let is_own = match relation {
                Relation::Same => true,
                // an office and its holder; or words of a release that it gives to nobody
                Relation::Related => strong || own.is_some(),
                Relation::Unknown => strong || (own.is_some() && !stream.is_turn()),
                // a name spelt otherwise
                Relation::Different => speaker.is_some_and(|speaker| {
                    let names = name_of(article, asked.quotation).zip(called(&self.articles[stream.article], speaker));
                    names.is_some_and(|(one, other)| is_misspelt(one, &other))
                }),
            };
            if is_own {
                return check(verdict, hit.stream, speaker, hit.passage());
            }
            if relation == Relation::Different && strong && sure && own.is_none_or(|_| hit.edits.is_empty()) {
                return check(Verdict::OtherSpeaker, hit.stream, speaker, hit.passage());
            }
        }
        // a pronoun that may mean somebody else is no reason to say that the words are missing
        let speaker = streams[own?].speaker;
        let near = hit.filter(Hit::is_near);
        let passage = near.filter(is_speakers).and_then(|hit| hit.passage());
        check(Verdict::Missing, own?, speaker, passage)
    }

    /// Whether the outlet limits in its own words what it quotes: “as far as she knew”, before the marks.
    fn limits(&self, article: &Article, quotation: &Quotation) -> bool {
        let openings = self.lexicon.class("hedges.opening").or(self.lexicon.class("record.limit"));
        let adverbs = self.lexicon.class("hedges.adverb");
        beside::words(article, quotation).any(|at| {
            beside::opens(article, self.lexicon, at, openings)
                || (beside::is_near(article, quotation, at) && beside::opens(article, self.lexicon, at, adverbs))
        })
    }

    /// Whether the article says of a quotation that it was said on another day than the source, or through another
    /// channel: in an interview, in a letter, to an agency or to the outlet itself.
    fn is_elsewhere(&self, article: &Article, quotation: &Quotation, source: usize) -> bool {
        let source = &self.articles[source];
        if Day::of_quotation(article, quotation).is_other_than(Day::of(source)) {
            return true;
        }
        let is_transcript = source.record.as_ref().is_some_and(|record| record.material == Material::Transcript);
        let (channel, agency) = (self.lexicon.class("record.channel"), self.lexicon.class("media.agency"));
        let outlet = article.meta.outlet.as_deref().and_then(|outlet| outlet.rsplit(' ').next());
        is_transcript
            && beside::words(article, quotation).any(|at| {
                let own = || article.tokens.get(at).is_some_and(|token| Some(article.slice(token.span)) == outlet);
                beside::opens(article, self.lexicon, at, channel)
                    || (beside::is_told(article, at) && (own() || beside::opens(article, self.lexicon, at, agency)))
            })
    }
}

/// Whether two names may be one that is spelt in two ways: “Anna Petriu”, “Ana Petriu”.
fn is_misspelt(one: &str, other: &str) -> bool {
    let parts = |name: &str| Some((fold(name.rsplit(' ').next()?), fold(name.split(' ').next()?).chars().next()?));
    parts(one).is_some_and(|known| parts(other) == Some(known))
}

/// What a source calls a speaker.
fn called(article: &Article, speaker: Speaker) -> Option<String> {
    name_of(article, &said_by(Some(speaker), Span::default())).map(str::to_owned)
}

/// Words of a source as a quotation of a speaker.
fn said_by(speaker: Option<Speaker>, span: Span) -> Quotation {
    Quotation::block(span, 0, speaker)
}

/// A source as the speaker of all words of its text.
fn speaker_of(source: usize) -> Speaker {
    Speaker { span: Span::default(), source: Some(SourceId(source)), confidence: 1.0 }
}
