//! What is kept of an article to hold it against others, read in one go while its words are at hand.
//!
//! The tokens of a large run are far more than what is held against one another. Whoever has just annotated an article
//! takes notes of it, so that later steps need not look for places among its tokens, or pass over all of them again.

use std::{iter, ops::Range, sync::Arc};

use super::{
    enters,
    runs::{RunReader, Runs},
    voice::{self, Voice},
};
use crate::{
    article::{Article, Attribution, Form, Quotation, Sentence, Source, SourceKind, TokenKind},
    gazetteer::table::hash,
    span::Span,
};

/// Letters of a word that may tell stories apart: more than this many bytes.
const SHORT: usize = 3;
/// How many words are remembered to note each one once.
const RECENT: usize = 1024;

/// What is kept of an article to hold it against others.
#[derive(Debug, Default)]
pub struct Notes {
    /// The voices of its sources, in their order, as far as somebody asks for them.
    pub(super) voices: Vec<Arc<Voice>>,
    /// Its quotations of somebody's speech, in order.
    pub(super) quoted: Vec<Quoted>,
    /// What it tells in its own words of what somebody said, in order.
    pub(super) told: Vec<Told>,
    /// The hashes of its longer words: each once at least, and seldom more often.
    pub(super) words: Vec<u64>,
    /// The runs of its own words.
    pub(super) runs: Runs,
}

/// Where a quotation stands among the tokens.
#[derive(Debug, Clone)]
pub(super) struct Quoted {
    /// Its place among the quotations.
    pub(super) quotation: usize,
    pub(super) tokens: Range<usize>,
    /// The tokens of the sentences that hold it.
    pub(super) sentences: Range<usize>,
}

/// Where an article tells in its own words what a source said.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Its place among the attributions.
    pub(super) attribution: usize,
    pub(super) span: Span,
    pub(super) tokens: Range<usize>,
}

impl Notes {
    /// Of an annotated article.
    pub fn of(article: &Article) -> Notes {
        let quotations = article.quotations.iter().enumerate().filter(|(_, quotation)| enters(quotation));
        // what is only compared with tells nothing anew
        let attributions = if article.record.is_none() { &article.attributions[..] } else { &[] };
        let attributions = attributions.iter().enumerate();
        let (words, runs) = words(article);
        let quoted: Vec<Quoted> = quotations.map(|(at, quotation)| Quoted::of(article, at, quotation)).collect();
        let told: Vec<Told> = attributions.filter_map(|(at, attribution)| Told::of(article, at, attribution)).collect();
        Notes { voices: voices(article, &quoted, &told), quoted, told, words, runs }
    }
}

/// The voices of the sources of an article that somebody asks for: of those whom it quotes or tells of, and of people with
/// names, whom other articles may know by their posts only. In the place of any other source is nobody.
fn voices(article: &Article, quoted: &[Quoted], told: &[Told]) -> Vec<Arc<Voice>> {
    let is_person = |source: &Source| source.kind == SourceKind::NamedPerson;
    let mut asked: Vec<bool> = article.sources.iter().map(is_person).collect();
    let speaker = |quoted: &Quoted| voice::sure_source(article.quotations.get(quoted.quotation)?);
    let teller = |told: &Told| article.attributions.get(told.attribution)?.source_id;
    for source in quoted.iter().filter_map(speaker).chain(told.iter().filter_map(teller)) {
        if let Some(asked) = asked.get_mut(source.0) {
            *asked = true;
        }
    }
    Voice::of_some(article, |at| asked.get(at).is_some_and(|asked| *asked))
}

impl Quoted {
    pub(super) fn of(article: &Article, at: usize, quotation: &Quotation) -> Quoted {
        let sentence = |at: usize| article.sentence_at(at).map(|sentence: &Sentence| sentence.tokens.clone());
        let first = sentence(quotation.span.start);
        let last = sentence(quotation.span.end.saturating_sub(1)).or_else(|| first.clone());
        let sentences = first.zip(last).map_or(0..0, |(first, last)| first.start..last.end.max(first.end));
        Quoted { quotation: at, tokens: article.tokens_in(quotation.span), sentences }
    }
}

impl Told {
    /// What is attributed, in one piece and without a word between quotation marks; nothing if it is torn, or repeated.
    fn of(article: &Article, at: usize, attribution: &Attribution) -> Option<Told> {
        if attribution.form != Form::Indirect || attribution.source_id.is_none() {
            return None;
        }
        let span = match attribution.content.as_slice() {
            [one] => *one,
            pieces => pieces.iter().copied().max_by_key(|span| span.len())?,
        };
        let block = article.blocks.get(article.block_at(span.start)?)?;
        let tokens = article.tokens_in(span);
        let own = article.tokens.get(tokens.clone()).unwrap_or_default();
        let is_own = block.kind.is_story() && own.iter().all(|t| !t.quoted && t.kind != TokenKind::Mark);
        is_own.then_some(Told { attribution: at, span, tokens })
    }
}

/// The hashes of the words of an article that are no short ones, as far as they are not among those noted just before, and
/// the runs of all its words.
fn words(article: &Article) -> (Vec<u64>, Runs) {
    let mut recent = [0; RECENT];
    let mut words = Vec::with_capacity(article.words / 2);
    let mut runs = RunReader::new(article.words);
    // where there are none any more, they are read anew
    let known = article.hashes.iter().copied().chain(iter::repeat(0));
    for (token, known) in article.tokens.iter().zip(known).filter(|(token, _)| token.is_counted()) {
        let word = if known != 0 { known } else { hash(article.slice(token.span)) };
        runs.read(if token.quoted { 0 } else { word.max(1) }, token.block);
        if token.kind == TokenKind::Word && token.span.len() > SHORT {
            let place = &mut recent[word as usize % RECENT];
            if *place != word {
                *place = word;
                words.push(word);
            }
        }
    }
    words.shrink_to_fit();
    (words, runs.done())
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::Arc};

    use super::*;
    use crate::{annotate::Annotator, lexicon::Lexicon, parse::parse, text::Text};

    fn article(text: &str) -> Article {
        let fallback = Lexicon::default();
        let lexicon = Lexicon::built_in().unwrap_or(&fallback);
        let mut article = parse(Arc::new(Text::new("a.txt", text)), lexicon);
        if let Ok(annotator) = Annotator::new(lexicon) {
            annotator.annotate(&mut article);
        }
        article
    }

    const STORY: &str = "Lock shut\n\n“The gates were never weighed,” Jonas Vik told the board. He said the sluice \
        jammed in November.\n\nThe board of the harbour met behind the lock, and the gates of the lock stayed shut.\n";

    #[test]
    fn every_longer_word_is_noted() {
        let article = article(STORY);
        let noted: BTreeSet<u64> = Notes::of(&article).words.into_iter().collect();
        let long = STORY.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > SHORT);
        let all: BTreeSet<u64> = long.map(hash).collect();
        assert_eq!(noted, all);
    }

    #[test]
    fn places_are_those_of_the_words() {
        let article = article(STORY);
        let notes = Notes::of(&article);
        let words = |tokens: &Range<usize>| {
            let tokens = &article.tokens[tokens.clone()];
            let span = tokens.first().zip(tokens.last()).map(|(first, last)| first.span.union(last.span));
            article.slice(span.unwrap_or_default()).to_owned()
        };
        let quoted: Vec<(String, String)> =
            notes.quoted.iter().map(|quoted| (words(&quoted.tokens), words(&quoted.sentences))).collect();
        let sentence = "“The gates were never weighed,” Jonas Vik told the board.";
        assert_eq!(quoted, [("The gates were never weighed,".to_owned(), sentence.to_owned())]);
        let told: Vec<String> = notes.told.iter().map(|told| words(&told.tokens)).collect();
        assert_eq!(told, ["the sluice jammed in November"]);
    }
}
