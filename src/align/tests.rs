//! Every kind of difference, on invented words.

use std::sync::Arc;

use super::{Comparison, Hedges, Kind, Matching, Op, Side, Vocabulary, compare};
use crate::{annotate::Annotator, article::Article, lexicon::Lexicon, parse::parse, text::Text};

fn article(quotation: &str, lexicon: &Lexicon) -> Article {
    let text = format!("Harbour to be dredged\n\n“{quotation}” said Runa Eide, who runs the harbour.\n");
    let mut article = parse(Arc::new(Text::new("a.txt", text)), lexicon);
    let annotator = Annotator::new(lexicon);
    assert!(annotator.is_ok(), "the built-in data are malformed");
    if let Ok(annotator) = annotator {
        annotator.annotate(&mut article);
    }
    article
}

fn compared(a: &str, b: &str) -> Comparison {
    let fallback = Lexicon::default();
    let lexicon = Lexicon::built_in().unwrap_or(&fallback);
    let (a, b) = (article(a, lexicon), article(b, lexicon));
    let mut vocabulary = Vocabulary::new(lexicon);
    let mut read = |article: &Article| {
        let span = article.quotations.first().map(|quotation| quotation.span).unwrap_or_default();
        vocabulary.read(article, span)
    };
    let (first, second) = (read(&a), read(&b));
    vocabulary.weigh();
    let matching = Matching::new(&first, &second, &vocabulary);
    let side = |article, wording| Side { article, wording };
    compare(side(&a, &first), side(&b, &second), &matching, &vocabulary, &Hedges::new(lexicon))
}

fn kinds(a: &str, b: &str) -> Vec<Kind> {
    compared(a, b).kinds
}

#[test]
fn every_kind_is_named() {
    let full = "The dredger will clear the northern channel before the herring come back in March,";
    let cases: &[(&str, &str, &[Kind])] = &[
        (full, full, &[Kind::Identical]),
        // the outlet's own comma or full stop
        ("The dredger will clear the channel.", "The dredger will clear the channel,", &[Kind::Identical]),
        ("The dredger will clear the channel", "The dredger will clear the channel.", &[Kind::Punctuation]),
        ("The dredger‘s crew is late", "The dredger’s crew is late", &[Kind::Punctuation]),
        ("The dredger, they say, is late.", "The dredger – they say – is late.", &[Kind::Punctuation]),
        ("The defence of the harbour colours all", "The defense of the harbor colors all", &[Kind::Spelling]),
        ("A cease-fire in the harbour", "A ceasefire in the harbour", &[Kind::Spelling]),
        ("We don't clear the channel in winter", "We do not clear the channel in winter", &[Kind::Contraction]),
        ("We're gonna clear the channel in winter", "We're going to clear the channel in winter", &[Kind::Contraction]),
        (full, "the northern channel before the herring come back in March,", &[Kind::TruncatedStart]),
        (full, "The dredger will clear the northern channel,", &[Kind::TruncatedEnd]),
        (full, "The dredger will clear the northern channel.", &[Kind::ClosedEarly]),
        (full, "The dredger will clear the northern channel … in March,", &[Kind::Ellipsis]),
        (
            full,
            "The dredger will clear the northern channel before the [young] herring come back in March,",
            &[Kind::Bracket],
        ),
        (full, "The dredger will clear the channel before the herring come back in March,", &[Kind::Omission]),
        (
            full,
            "The dredger will clear the northern channel before the mackerel come back in March,",
            &[Kind::Reworded],
        ),
        (
            "We will mend the lighthouse and we will dredge the channel",
            "We will dredge the channel and we will mend the lighthouse",
            &[Kind::Reordered],
        ),
        (
            "It will cost 40 crowns a tonne of mud",
            "It will cost 60 crowns a tonne of mud",
            &[Kind::Number, Kind::Reworded],
        ),
        ("It will cost forty crowns a tonne of mud", "It will cost 40 crowns a tonne of mud", &[Kind::Spelling]),
        (
            "We have not been paid for the northern channel",
            "We have been paid for the northern channel",
            &[Kind::Negation, Kind::Reworded],
        ),
        (
            "As far as I know, the northern channel is clear",
            "the northern channel is clear",
            &[Kind::HedgeDropped, Kind::TruncatedStart],
        ),
    ];
    for (a, b, expected) in cases {
        assert_eq!(kinds(a, b), *expected, "{a} / {b}");
        assert_eq!(kinds(b, a), *expected, "{b} / {a}");
    }
}

#[test]
fn a_hedge_for_a_hedge_is_not_dropped() {
    let found = kinds("The channel is largely clear of mud", "The channel is for the most part clear of mud");
    assert!(!found.contains(&Kind::HedgeDropped), "{found:?}");
    let found = kinds("The channel is largely clear of mud", "The channel is clear of mud");
    assert!(found.contains(&Kind::HedgeDropped), "{found:?}");
}

#[test]
fn a_whole_sentence_less_is_no_early_close() {
    let found =
        kinds("The channel is clear of mud again. Nobody has paid for it,", "The channel is clear of mud again.");
    assert_eq!(found, [Kind::TruncatedEnd]);
}

#[test]
fn it_is_said_which_side_lacks_the_words() {
    let found =
        compared("The channel is clear of mud.", "As far as I know, the channel is clear of mud, or nearly so,");
    assert_eq!(found.lacks[0], [Kind::TruncatedStart, Kind::ClosedEarly, Kind::HedgeDropped]);
    assert!(found.lacks[1].is_empty());
}

#[test]
fn the_difference_holds_every_word_of_both_sides() {
    let (a, b) =
        ("It was the worst storm that we have seen in years", "It was the worst gale we've seen here in years");
    let diff = compared(a, b).diff;
    let side = |of: fn(&super::Change) -> &String| {
        let words = diff.iter().map(of).filter(|words| !words.is_empty());
        words.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(side(|change| &change.a), a);
    assert_eq!(side(|change| &change.b), b);
    let storm = diff.iter().find(|change| change.op == Op::Replace);
    assert_eq!(storm.map(|change| (change.a.as_str(), change.b.as_str())), Some(("storm that we have", "gale we've")));
}

#[test]
fn similarity_falls_with_the_difference() {
    let full = "The dredger will clear the northern channel before the herring come back in March,";
    let near = compared(full, "The dredger will clear the northern channel before the mackerel come back in March,");
    let far = compared(full, "The dredger will clear the northern channel,");
    assert!((compared(full, full).similarity - 1.0).abs() < 1e-6);
    assert!(near.similarity < 1.0 && far.similarity < near.similarity, "{} {}", near.similarity, far.similarity);
}

#[test]
fn a_unit_holds_words_that_are_there() {
    let fallback = Lexicon::default();
    let lexicon = Lexicon::built_in().unwrap_or(&fallback);
    for said in [
        "We want [the old gates] weighed",
        "It (the gate) stuck . . . and the [second] froze . . . shut",
        "[All of it]",
    ] {
        let article = article(said, lexicon);
        let span = article.quotations.first().map(|quotation| quotation.span).unwrap_or_default();
        let wording = Vocabulary::new(lexicon).read(&article, span);
        let mut end = 0;
        for unit in &wording.units {
            let held = &unit.words;
            assert!(end <= held.start && held.start <= held.end, "{said}: {held:?} after {end}");
            assert!(held.end <= wording.words.len(), "{said}: {held:?}");
            end = unit.words.end;
        }
        for (at, word) in wording.words.iter().enumerate() {
            assert!(wording.units[word.unit].words.contains(&at), "{said}: word {at}");
        }
    }
}
