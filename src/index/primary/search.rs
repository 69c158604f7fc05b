//! Where in the words of the primary sources a quotation stands.
//!
//! Its words of content are looked up in an inverted index; where many of them stand close together, the quotation is aligned
//! with the sentences there. Work grows with how often its words are said, not with the length of the source.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{SourcePassage, stream::Stream};
use crate::{
    align::{Comparison, Hedges, Kind, Matching, Role, Side, Vocabulary, Wording, compare},
    article::Article,
    lexicon::fold,
    span::Span,
};

/// Places of a word up to which it is always looked up; a more frequent one only if the quotation has no other.
const FREQUENT: usize = 3_000;
/// Stretches of the source that a quotation is aligned with, at most.
const TRIED: usize = 6;
/// Words of a sentence on either side of what matches that are still looked at.
const REACH: usize = 60;
/// The same in a source without full stops.
const UNPUNCTUATED: usize = 6;
/// Words for each full stop above which a source counts as one without.
const STOPS: usize = 60;
/// How much of a quotation must be in the source for it to be there in other words, by weight …
const FOUND: f32 = 0.6;
/// … and how much of a short one.
const FOUND_SHORT: f32 = 0.75;
/// Words of content of a short one.
const SHORT: usize = 4;
/// Words of a quotation that is told by all of them but one.
const FEW: usize = 4;
/// Words that any speaker may put together once more.
const PHRASE: usize = 5;
/// How much of it makes a passage the nearest one, to be shown.
const NEAR: f32 = 0.35;
/// How much makes a further look for its sentences one by one needless.
const WHOLE: f32 = 0.9;
/// How much more the words of the speaker count than those of others.
const OWN: f32 = 1.15;

/// After these a speaker limits what was said before.
const LIMITS: [&str; 14] = [
    "although",
    "as",
    "assuming",
    "but",
    "except",
    "however",
    "if",
    "only",
    "provided",
    "providing",
    "though",
    "unless",
    "until",
    "when",
];
/// With these a speaker begins another clause, which a transcript may as well begin with a capital.
const GOES_ON: [&str; 6] = ["and", "so", "or", "because", "which", "you"];

/// The words of all streams, by stem.
pub(super) struct Words<'a> {
    pub(super) streams: &'a [Stream],
    vocabulary: &'a Vocabulary,
    places: FxHashMap<u32, Vec<(u32, u32)>>,
    /// Of each stream, whether it has full stops.
    punctuated: Vec<bool>,
}

/// A stretch of a source that a quotation may be taken from.
pub(super) struct Hit {
    pub(super) stream: usize,
    /// From the first to the last word that matches, in the prose of the source.
    pub(super) span: Span,
    /// How much of the quotation is there, by weight.
    pub(super) coverage: f32,
    pub(super) edits: Vec<Kind>,
    limits: bool,
    comparison: Comparison,
    /// Whether all words of the quotation stand there in a row.
    exact: bool,
    /// Whether all but one word in four do, and they are more than a phrase.
    most: bool,
    /// Whether the quotation has few words, and all but one of them stand there together, one of content among them.
    all_but_one: bool,
    content: usize,
    /// Share of the words between the first and the last that match.
    density: f32,
}

impl Hit {
    /// Whether it is the quotation, in whatever words.
    pub(super) fn is_found(&self) -> bool {
        match self.content {
            0 | 1 => self.exact,
            content if content < SHORT => {
                self.exact || (self.coverage >= FOUND_SHORT && self.density >= 0.5) || self.most
            }
            _ => self.coverage >= FOUND && self.density >= 0.35,
        }
    }

    /// Whether it is a quotation of a few words but for one of them: another word of the same speaker in its place.
    pub(super) fn is_all_but_one(&self) -> bool {
        self.all_but_one
    }

    /// Whether it is like the quotation at all.
    pub(super) fn is_near(&self) -> bool {
        self.coverage >= NEAR && self.words() > 2
    }

    /// How many words the two have in common.
    pub(super) fn words(&self) -> usize {
        self.comparison.common
    }

    /// The passage, for a report.
    pub(super) fn passage(&self) -> Option<SourcePassage> {
        Some(SourcePassage {
            span: self.span,
            edits: self.edits.clone(),
            limits: self.limits,
            comparison: self.comparison.clone(),
        })
    }
}

impl<'a> Words<'a> {
    pub(super) fn new(streams: &'a [Stream], vocabulary: &'a Vocabulary) -> Self {
        let mut places: FxHashMap<u32, Vec<(u32, u32)>> = FxHashMap::default();
        for (at, stream) in (0_u32..).zip(streams) {
            for (place, word) in (0_u32..).zip(&stream.wording.words) {
                places.entry(vocabulary.stem(word.key)).or_default().push((at, place));
            }
        }
        let punctuated = streams.iter().map(|stream| {
            let stops = stream.wording.units.iter().filter(|unit| unit.role == Role::Stop).count();
            stops * STOPS >= stream.wording.words.len().min(STOPS)
        });
        Self { streams, vocabulary, places, punctuated: punctuated.collect() }
    }

    /// The stretch that is most like a quotation; that of its own speaker before others.
    pub(super) fn find(
        &self,
        article: &Article,
        quotation: &Wording,
        hedges: &Hedges,
        articles: &[Article],
        own: impl Fn(usize) -> bool,
    ) -> Option<Hit> {
        let desk = Aligner { words: self, article, hedges, articles };
        let whole = self.best(&desk, quotation, &own);
        if whole.as_ref().is_some_and(|hit| hit.coverage >= WHOLE) {
            return whole;
        }
        // its sentences may have been said in different places
        let parts = parts(quotation);
        if parts.len() < 2 {
            return whole;
        }
        let hits: Option<Vec<Hit>> =
            parts.iter().map(|(part, _)| self.best(&desk, part, &own).filter(Hit::is_found)).collect();
        let Some(hits) = hits else { return whole };
        let joined = join(hits, &parts);
        match (whole, joined) {
            (Some(whole), Some(joined)) if joined.coverage > whole.coverage => Some(joined),
            (whole, joined) => whole.or(joined),
        }
    }

    fn best(&self, desk: &Aligner, quotation: &Wording, own: &impl Fn(usize) -> bool) -> Option<Hit> {
        let worth = |hit: &Hit| hit.coverage * if own(hit.stream) { OWN } else { 1.0 };
        let hits =
            self.stretches(quotation, own).into_iter().filter_map(|(at, range)| desk.align(quotation, at, range));
        // the first of several that are alike
        hits.reduce(|best, hit| if worth(&hit) > worth(&best) { hit } else { best })
    }

    /// The stretches of the streams where words of a quotation stand together, the best first.
    fn stretches(&self, quotation: &Wording, own: &impl Fn(usize) -> bool) -> Vec<(usize, Range<usize>)> {
        let mut stems: Vec<(u32, f32, usize)> = Vec::new();
        for word in &quotation.words {
            let stem = self.vocabulary.stem(word.key);
            if stems.iter().all(|(known, ..)| *known != stem)
                && let Some(places) = self.places.get(&stem)
            {
                stems.push((stem, self.vocabulary.weight(word.key), places.len()));
            }
        }
        stems.sort_by(|a, b| a.2.cmp(&b.2).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0)));
        let rare = stems.iter().filter(|(_, _, places)| *places <= FREQUENT).count();
        stems.truncate(rare.max(2));
        let mut events: Vec<(u32, u32, f32, u32)> = Vec::new();
        for (stem, weight, _) in &stems {
            let places = self.places.get(stem).into_iter().flatten();
            events.extend(places.map(|(stream, place)| (*stream, *place, *weight, *stem)));
        }
        events.sort_unstable_by_key(|(stream, place, ..)| (*stream, *place));
        let length = quotation.words.len();
        let window = u32::try_from(length + length / 2 + 10).unwrap_or(u32::MAX);
        let mut scored: Vec<(f32, u32, u32)> = Vec::new();
        let mut seen: Vec<u32> = Vec::new();
        for (at, &(stream, place, ..)) in events.iter().enumerate() {
            seen.clear();
            let mut score = 0.0;
            let within = events[at..].iter().take_while(|e| e.0 == stream && e.1 < place.saturating_add(window));
            for (_, _, weight, stem) in within {
                if !seen.contains(stem) {
                    seen.push(*stem);
                    score += weight;
                }
            }
            scored.push((score * if own(stream as usize) { OWN } else { 1.0 }, stream, place));
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut chosen: Vec<(u32, u32)> = Vec::new();
        for (_, stream, place) in scored {
            if chosen.iter().all(|(s, p)| *s != stream || p.abs_diff(place) > window / 2) {
                chosen.push((stream, place));
                if chosen.len() == TRIED {
                    break;
                }
            }
        }
        let range = |(stream, place): (u32, u32)| {
            let (stream, place) = (stream as usize, place as usize);
            let end = (place + window as usize + length).min(self.streams[stream].wording.words.len());
            (stream, place.saturating_sub(length)..end)
        };
        chosen.into_iter().map(range).collect()
    }
}

/// Puts a quotation beside a stretch.
struct Aligner<'a> {
    words: &'a Words<'a>,
    article: &'a Article,
    hedges: &'a Hedges<'a>,
    articles: &'a [Article],
}

impl Aligner<'_> {
    fn align(&self, quotation: &Wording, at: usize, range: Range<usize>) -> Option<Hit> {
        let Words { streams, vocabulary, punctuated, .. } = self.words;
        let stream = &streams[at];
        let near = part(&stream.wording, range.clone());
        let matching = Matching::new(quotation, &near, vocabulary);
        let (first, last) = (matching.pairs.first()?.1 + range.start, matching.pairs.last()?.1 + range.start);
        let sentences = sentences(&stream.wording, first..last + 1, punctuated[at]);
        let said = part(&stream.wording, sentences.clone());
        let matching = Matching::new(quotation, &said, vocabulary);
        let source = Side { article: &self.articles[stream.article], wording: &said };
        let comparison =
            compare(Side { article: self.article, wording: quotation }, source, &matching, vocabulary, self.hedges);
        let weight = |wording: &Wording| wording.words.iter().map(|word| vocabulary.weight(word.key)).sum::<f32>();
        let all = weight(quotation);
        let pairs = &matching.pairs;
        let ends = pairs.first().zip(pairs.last())?;
        let reach = (ends.1.1 - ends.0.1).max(ends.1.0 - ends.0.0) + 1;
        let place = |word: usize| said.words.get(word).and_then(|word| said.units.get(word.unit)).map(|unit| unit.span);
        let span = place(ends.0.1)?.union(place(ends.1.1)?);
        let length = quotation.words.len();
        let same = |&(i, j): &(usize, usize)| quotation.words[i].key == said.words[j].key;
        let exact = pairs.len() == length && reach == length && pairs.iter().all(same);
        let most = pairs.len() >= PHRASE && pairs.len() * 4 >= length * 3 && pairs.len() * 5 >= reach * 3;
        let is_content = |&(i, _): &(usize, usize)| vocabulary.is_content(quotation.words[i].key);
        let all_but_one = (3..=FEW).contains(&length)
            && pairs.len() + 1 == length
            && reach <= length + 1
            && pairs.iter().any(is_content);
        let rest = after(&said, ends.1.1, source.article);
        // a limit in what the speaker went on to say need not bear on what is quoted
        let quoted = part(&said, 0..ends.1.1 + 1);
        let until = Side { wording: &quoted, ..source };
        let matched = Matching::new(quotation, &quoted, vocabulary);
        let own = Side { article: self.article, wording: quotation };
        let hedged = compare(own, until, &matched, vocabulary, self.hedges).lacks[0].contains(&Kind::HedgeDropped);
        let hedged = hedged || rest.word.as_deref() == Some("as");
        let (mut edits, limits) = if exact && !ends_sentence(quotation) {
            let hedge = comparison.lacks[0].contains(&Kind::HedgeDropped);
            (if hedge { vec![Kind::HedgeDropped] } else { Vec::new() }, false)
        } else {
            edits(&comparison, &rest, punctuated[at])
        };
        edits.retain(|kind| *kind != Kind::HedgeDropped || hedged);
        #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
        let density = pairs.len() as f32 / reach as f32;
        Some(Hit {
            stream: at,
            span,
            coverage: if all > 0.0 { (matching.mass / all).min(1.0) } else { 0.0 },
            edits,
            limits,
            exact,
            most,
            all_but_one,
            content: quotation.words.iter().filter(|word| vocabulary.is_content(word.key)).count(),
            density,
            comparison,
        })
    }
}

/// What of a difference is an edit: not a cut at an end, an honest mark or house style. And whether what was cut off with a
/// full stop limits the claim.
fn edits(comparison: &Comparison, rest: &Rest, punctuated: bool) -> (Vec<Kind>, bool) {
    let [own, source] = &comparison.lacks;
    let limits = rest.mark.is_none() && rest.word.as_deref().is_some_and(|word| LIMITS.contains(&word));
    let another = rest.mark.is_some() || rest.word.as_deref().is_some_and(|word| GOES_ON.contains(&word));
    let mut edits: Vec<Kind> = comparison
        .kinds
        .iter()
        .copied()
        .filter(|kind| match kind {
            Kind::Negation | Kind::Number | Kind::Reworded | Kind::Reordered | Kind::Omission => true,
            Kind::HedgeDropped => own.contains(kind),
            Kind::ClosedEarly => own.contains(kind) && punctuated && !another,
            _ => false,
        })
        .collect();
    // words at an end of the quotation that nobody said
    let added = |kind: &Kind| matches!(kind, Kind::TruncatedStart | Kind::TruncatedEnd | Kind::ClosedEarly);
    if source.iter().any(added) && !edits.contains(&Kind::Reworded) {
        edits.push(Kind::Reworded);
    }
    edits.sort_unstable();
    (edits, limits)
}

/// How a source goes on behind what a quotation has of it.
struct Rest {
    /// A mark that parts two clauses.
    mark: Option<()>,
    /// The next word of the same sentence.
    word: Option<String>,
}

fn after(said: &Wording, last: usize, article: &Article) -> Rest {
    let mut rest = Rest { mark: None, word: None };
    let Some(unit) = said.words.get(last).map(|word| word.unit) else { return rest };
    for unit in said.units.iter().skip(unit + 1) {
        match unit.role {
            Role::Stop => break,
            Role::Word => {
                rest.word = Some(fold(article.slice(unit.span)));
                break;
            }
            Role::Mark | Role::Ellipsis | Role::Inserted => {
                let parts = matches!(article.slice(unit.span), ";" | ":" | "—" | "–" | "--" | "…" | "-");
                rest.mark = rest.mark.or(parts.then_some(()));
            }
        }
    }
    rest
}

fn ends_sentence(wording: &Wording) -> bool {
    wording.units.last().is_some_and(|unit| unit.role == Role::Stop)
}

/// Some words of a wording, as a wording of its own, with the marks behind the last one.
fn part(wording: &Wording, words: Range<usize>) -> Wording {
    let all = &wording.words;
    let (Some(first), Some(last)) = (all.get(words.start), words.end.checked_sub(1).and_then(|last| all.get(last)))
    else {
        return Wording::default();
    };
    let end = all.get(words.end).map_or(wording.units.len(), |next| next.unit);
    let units = first.unit..end.max(last.unit + 1);
    let own = wording.units.get(units.clone()).unwrap_or_default();
    let rebased = own.iter().map(|unit| {
        let at = |word: usize| word.clamp(words.start, words.end) - words.start;
        crate::align::Unit { words: at(unit.words.start)..at(unit.words.end), ..unit.clone() }
    });
    let words = all[words.clone()].iter().map(|word| crate::align::Word { unit: word.unit - units.start, ..*word });
    Wording { units: rebased.collect(), words: words.collect() }
}

/// The words of the sentences that some words stand in.
fn sentences(wording: &Wording, words: Range<usize>, punctuated: bool) -> Range<usize> {
    let reach = if punctuated { REACH } else { UNPUNCTUATED };
    let stop_before = |word: usize| {
        let unit = wording.words.get(word).map_or(0, |word| word.unit);
        let before = word.checked_sub(1).and_then(|word| wording.words.get(word)).map_or(0, |word| word.unit + 1);
        wording.units.get(before..unit).unwrap_or_default().iter().any(|unit| unit.role == Role::Stop)
    };
    let start = (words.start.saturating_sub(reach)..=words.start).rev().find(|word| *word == 0 || stop_before(*word));
    let limit = (words.end + reach).min(wording.words.len());
    let end = (words.end..limit).find(|word| stop_before(*word));
    start.unwrap_or(words.start.saturating_sub(reach))..end.unwrap_or(limit)
}

/// The sentences and the stretches between marks of omission of a quotation, each with whether such a mark precedes it.
fn parts(quotation: &Wording) -> Vec<(Wording, bool)> {
    let mut parts = Vec::new();
    let (mut start, mut omitted) = (0, false);
    let breaks = quotation.units.iter().filter(|unit| matches!(unit.role, Role::Stop | Role::Ellipsis));
    for unit in breaks {
        let end = unit.words.start;
        if end > start {
            parts.push((part(quotation, start..end), omitted));
            (start, omitted) = (end, false);
        }
        omitted |= unit.role == Role::Ellipsis;
    }
    if quotation.words.len() > start {
        parts.push((part(quotation, start..quotation.words.len()), omitted));
    }
    parts
}

/// The parts of a quotation that were found one by one, as one; what lies between two of them is left out.
fn join(hits: Vec<Hit>, parts: &[(Wording, bool)]) -> Option<Hit> {
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    let words: Vec<f32> = parts.iter().map(|(part, _)| part.words.len() as f32).collect();
    let total: f32 = words.iter().sum();
    let coverage = hits.iter().zip(&words).map(|(hit, words)| hit.coverage * words).sum::<f32>() / total.max(1.0);
    let gaps = hits.iter().zip(hits.iter().skip(1)).zip(parts.iter().skip(1));
    // in one turn, with nothing but marks between them
    let apart = |one: &Hit, next: &Hit| one.stream != next.stream || next.span.start.saturating_sub(one.span.end) > 8;
    let silent = gaps.filter(|((one, next), (_, omitted))| !omitted && apart(one, next)).count() > 0;
    let mut hits = hits.into_iter();
    let mut joined = hits.next()?;
    for hit in hits {
        joined.edits.extend(hit.edits);
        joined.limits |= hit.limits;
        joined.exact &= hit.exact;
        joined.most &= hit.most;
        joined.all_but_one = false;
        joined.content += hit.content;
        joined.density = joined.density.min(hit.density);
        joined.comparison.common += hit.comparison.common;
        joined.comparison.similarity = joined.comparison.similarity.min(hit.comparison.similarity);
        joined.comparison.kinds.extend(hit.comparison.kinds);
        joined.comparison.diff.extend(hit.comparison.diff);
        if hit.stream == joined.stream {
            joined.span = joined.span.union(hit.span);
        }
    }
    if silent {
        joined.edits.push(Kind::Omission);
        joined.comparison.kinds.push(Kind::Omission);
    }
    for kinds in [&mut joined.edits, &mut joined.comparison.kinds] {
        kinds.sort_unstable();
        kinds.dedup();
    }
    joined.coverage = coverage;
    Some(joined)
}
