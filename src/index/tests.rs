//! Which quotations are one utterance, on invented articles.

use std::{fmt::Write, sync::Arc};

use super::QuoteIndex;
use crate::{align::Kind, annotate::Annotator, article::Article, lexicon::Lexicon, parse::parse, text::Text};

fn articles(texts: &[&str]) -> Vec<Article> {
    let fallback = Lexicon::default();
    let lexicon = Lexicon::built_in().unwrap_or(&fallback);
    let read = |(at, text): (usize, &&str)| {
        let mut article = parse(Arc::new(Text::new(format!("{at}.txt"), *text)), lexicon);
        let annotator = Annotator::new(lexicon);
        assert!(annotator.is_ok(), "the built-in data are malformed");
        if let Ok(annotator) = annotator {
            annotator.annotate(&mut article);
        }
        article
    };
    texts.iter().enumerate().map(read).collect()
}

fn index(articles: &[Article]) -> QuoteIndex {
    let fallback = Lexicon::default();
    QuoteIndex::new(articles, Lexicon::built_in().unwrap_or(&fallback))
}

/// The words of the members of each utterance.
fn utterances(texts: &[&str]) -> Vec<Vec<String>> {
    let articles = articles(texts);
    let words = |m: &super::Member| articles[m.article].slice(m.span).to_owned();
    index(&articles).utterances().iter().map(|u| u.members.iter().map(words).collect()).collect()
}

const LOCK: &str =
    "Lock shut\n\n“We will shut the lock at Elm Reach until the gates have been weighed,” said Jonas Vik.";

#[test]
fn versions_of_an_utterance_are_found() {
    let other =
        "No boats\n\n“The lock at Elm Reach will be shut until the gates have been weighed,” Vik said on Monday.";
    let found = utterances(&[LOCK, other]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].len(), 2);
}

#[test]
fn another_sentence_of_the_speaker_is_another_utterance() {
    let other = "No boats\n\n“Nobody at Elm Reach has drowned since the war,” Jonas Vik said on Monday.";
    assert!(utterances(&[LOCK, other]).is_empty());
}

#[test]
fn another_occasion_is_another_utterance() {
    let dated = |day: &str| {
        format!(
            "---\ntitle: Lock shut\ndate: {day}\n---\n\n“We will shut the lock at Elm Reach until the gates have been weighed,” said Jonas Vik.\n"
        )
    };
    let lexicon = Lexicon::default();
    let read = |texts: [String; 2]| -> Vec<Article> {
        let lexicon = Lexicon::built_in().unwrap_or(&lexicon);
        let texts = texts.into_iter().enumerate().map(|(at, text)| Text::new(format!("{at}.md"), text));
        texts
            .map(|text| {
                let mut article = parse(Arc::new(text), lexicon);
                let annotator = Annotator::new(lexicon);
                assert!(annotator.is_ok(), "the built-in data are malformed");
                if let Ok(annotator) = annotator {
                    annotator.annotate(&mut article);
                }
                article
            })
            .collect()
    };
    assert_eq!(index(&read([dated("2024-05-02"), dated("2024-05-04")])).utterances().len(), 1);
    assert!(index(&read([dated("2024-05-02"), dated("2025-05-02")])).utterances().is_empty());
}

#[test]
fn two_sentences_may_be_quoted_apart() {
    let whole = "All of it\n\n“The lock at Elm Reach stays shut until the gates are weighed. The ferry will run from the old coal quay on Sundays,” said Jonas Vik.";
    let first = "Gates\n\n“The lock at Elm Reach stays shut until the gates are weighed,” said Jonas Vik.";
    let second = "Ferry\n\n“The ferry will run from the old coal quay on Sundays,” said Jonas Vik.";
    let found = utterances(&[whole, first, second]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|members| members.len() == 2), "{found:?}");
}

#[test]
fn a_common_phrase_is_no_utterance() {
    let one = "Lock\n\nJonas Vik called it “a good day.”";
    let other = "Market\n\nThe baker, Alma Roth, said that it had been “a good day.”";
    assert!(utterances(&[one, other]).is_empty());
}

#[test]
fn the_same_words_of_another_speaker_are_shown_as_such() {
    let other = "No boats\n\n“We will shut the lock at Elm Reach until the gates have been weighed,” said Alma Roth.";
    let articles = articles(&[LOCK, other]);
    let index = index(&articles);
    let kinds: Vec<&[Kind]> = index.utterances().iter().flat_map(|u| &u.pairs).map(|p| p.kinds.as_slice()).collect();
    assert_eq!(kinds, [[Kind::Speaker]]);
}

#[test]
fn the_tally_counts_matched_and_differing() {
    let other = "No boats\n\n“We will not shut the lock at Elm Reach until the gates have been weighed,” said Jonas Vik. “The eels will be glad of a quiet summer,” he said.";
    let articles = articles(&[LOCK, other]);
    let tally: super::Tally = (0..2).map(|at| index(&articles).tally(at)).sum();
    assert_eq!((tally.total, tally.matched, tally.differing, tally.checked), (3, 2, 2, 0));
}

#[test]
fn a_quotation_printed_everywhere_costs_no_square() {
    let mut texts: Vec<String> = Vec::new();
    for at in 0..100 {
        let mut text = format!("Story {at}\n");
        for _ in 0..25 {
            let _ = write!(
                text,
                "\n“We will shut the lock at Elm Reach until the gates have been weighed,” said Jonas Vik.\n"
            );
        }
        texts.push(text);
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let index = index(&articles(&texts));
    assert_eq!(index.utterances().len(), 1);
    let all = index.utterances().first().map(|u| (u.members.len(), u.pairs.len()));
    // each is held against one, not against every other
    assert_eq!(all, Some((2_500, 2_499)));
    let tally: super::Tally = (0..100).map(|at| index.tally(at)).sum();
    assert_eq!((tally.total, tally.matched, tally.differing), (2_500, 2_500, 0));
}

#[test]
fn a_described_speaker_is_the_one_whom_a_peer_names() {
    let named = "Talks\n\n“The sluice cannot hold another winter like this,” said Ilka Moravec, the river envoy.";
    let post = "Envoy warns\n\nThe river envoy said the sluice “cannot hold another winter.”";
    let bare = "No winter\n\nMoravec told the council that the sluice “cannot hold another winter.”";
    let articles = articles(&[named, post, bare]);
    let index = index(&articles);
    let found: Vec<_> = index.utterances().iter().map(|u| (u.members.len(), u.speaker.clone())).collect();
    assert_eq!(found, [(3, Some("Ilka Moravec".to_owned()))]);
    let relations: Vec<_> = index.utterances()[0].pairs.iter().map(|pair| pair.relation).collect();
    assert_eq!(relations, [super::Relation::Same; 3]);
}

#[test]
fn the_weekday_tells_occasions_apart() {
    let dated = |day: &str, said: &str| {
        format!(
            "VELM, {day}, 2024 — “We will shut the lock at Elm Reach until the gates have been weighed,” Jonas Vik said{said}."
        )
    };
    let joined = |one: (&str, &str), other: (&str, &str)| {
        let texts = [dated(one.0, one.1), dated(other.0, other.1)];
        utterances(&[texts[0].as_str(), texts[1].as_str()]).len()
    };
    // said on Monday, and printed again by the Sunday paper
    assert_eq!(joined(("April 29", " on Monday"), ("May 5", " on Monday")), 1);
    // said on Monday, and again on Thursday
    assert_eq!(joined(("April 30", " on Monday"), ("May 2", " on Thursday")), 0);
    // one of the two does not say when
    assert_eq!(joined(("April 30", " on Monday"), ("May 2", "")), 1);
}
