//! Every kind of difference, on invented words.

use std::sync::{Arc, OnceLock};

use super::{Comparison, Hedges, Kind, Matching, Op, Role, Side, Vocabulary, Wording, compare};
use crate::{annotate::Annotator, article::Article, lexicon::Lexicon, parse::parse, text::Text};

/// With the built-in words and weights, read once.
fn annotator() -> Option<&'static Annotator<'static>> {
    static ANNOTATOR: OnceLock<Option<Annotator>> = OnceLock::new();
    ANNOTATOR.get_or_init(|| Annotator::new(Lexicon::built_in().ok()?).ok()).as_ref()
}

fn article(quotation: &str, lexicon: &Lexicon) -> Article {
    let text = format!("Harbour to be dredged\n\n“{quotation}” said Runa Eide, who runs the harbour.\n");
    let mut article = parse(Arc::new(Text::new("a.txt", text)), lexicon);
    assert!(annotator().is_some(), "the built-in data are malformed");
    if let Some(annotator) = annotator() {
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

/// An article that quotes something, and the words of the quotation.
pub(super) fn read(said: &str, lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> (Article, Wording) {
    let article = article(said, lexicon);
    let span = article.quotations.first().map(|quotation| quotation.span).unwrap_or_default();
    let wording = vocabulary.read(&article, span);
    (article, wording)
}

/// What two wordings share.
fn matched(a: &str, b: &str) -> Matching {
    let fallback = Lexicon::default();
    let lexicon = Lexicon::built_in().unwrap_or(&fallback);
    let mut vocabulary = Vocabulary::new(lexicon);
    let [a, b] = [a, b].map(|said| read(said, lexicon, &mut vocabulary).1);
    vocabulary.weigh();
    Matching::new(&a, &b, &vocabulary)
}

/// The words and marks of a quotation as they are compared.
fn worded(said: &str) -> Wording {
    let fallback = Lexicon::default();
    let lexicon = Lexicon::built_in().unwrap_or(&fallback);
    read(said, lexicon, &mut Vocabulary::new(lexicon)).1
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
fn a_kind_is_named_where_it_begins_and_not_before() {
    use Kind::{Bracket, Ellipsis, Negation, Omission, Punctuation, Reordered, Reworded, TruncatedEnd, TruncatedStart};
    let cases: &[(&str, &str, &[Kind])] = &[
        // two words of grammar are a slip of the pen, three are words left out
        ("It is what it is as it was to the crew", "It is what it is as it was the crew", &[Reworded]),
        ("The crew was as of the old sort", "The crew was the old sort", &[Reworded]),
        ("The crew was as it were of the old sort", "The crew was of the old sort", &[Omission]),
        // what stands in brackets stands for what it replaces
        ("Weigh the old gates in March, please", "Weigh [them] in March, please", &[Bracket]),
        // in another order, and in other words as well
        (
            "We will mend the old lighthouse and we will dredge the northern channel",
            "We will dredge the muddy channel and we will mend the white lighthouse",
            &[Reworded, Reordered],
        ),
        // a figure for none
        ("We pay 40 crowns a tonne of mud", "We pay good crowns a tonne of mud", &[Reworded]),
        // twice denied is not denied
        ("The harbour is not without herring", "The harbour is full of herring", &[Reworded]),
        ("We will never go to the herring", "We will gladly go to the herring", &[Negation, Reworded]),
        // what is cut at the end, and worded differently there
        (
            "The channel is clear of mud before the herring and all the mackerel come",
            "The channel is clear of stones",
            &[Reworded, TruncatedEnd],
        ),
        ("The channel is clear of mud before noon", "The channel is clear of stones", &[Reworded]),
        // one common word in another place is no other order
        ("Today we dredge the channel of mud", "We dredge the channel of mud today", &[TruncatedStart, TruncatedEnd]),
        ("The channel is clear – of all mud", "The channel is clear of all mud", &[Punctuation]),
        ("The channel is clear … of mud", "The channel is clear of mud", &[Ellipsis]),
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
fn what_differs_is_set_beside_what_it_stands_for() {
    let cases = [
        // far from the run of words that the two have in common
        (
            "Pilots warned us twice. The dredger will clear the northern channel",
            "Our own pilots, old hands, said so again and warned everyone. The dredger will clear the northern channel",
            "{+Our own+} Pilots {+, old hands, said so again and+} warned [-us twice-]{+everyone+} . The dredger will \
             clear the northern channel",
        ),
        (
            "The dredger will clear the channel. Nobody here paid for it, and the herring left",
            "The dredger will clear the channel. And so it went on until at last the herring came and somebody paid",
            "The dredger will clear the channel. [-Nobody here-]{+And so it went on until at last the herring came and \
             somebody+} paid [-for it, and the herring left-]",
        ),
        // a telling word before several common ones
        (
            "the of and herring, the northern channel is clear",
            "herring of and, the northern channel is clear",
            "[-the of and-] herring {+of and+} , the northern channel is clear",
        ),
        // marks of one sort are one mark, those of another are not
        (
            "The dredger – at last – will clear the channel",
            "The dredger — at last - will clear the channel",
            "The dredger – at last – will clear the channel",
        ),
        (
            "The dredger, 'Old Maud', will clear the channel",
            "The dredger, ‘Old Maud’, will clear the channel",
            "The dredger, 'Old Maud', will clear the channel",
        ),
        ("Clear the channel: now!", "Clear the channel; now", "Clear the channel [-:-]{+;+} now [-!-]"),
        ("We shall clear it, we shall", "We shall, clear it we shall", "We shall {+,+} clear it [-,-] we shall"),
        // a word in two spellings stands alone
        (
            "The channel will not, they say, be clear",
            "The channel won't, they say, be clear",
            "The channel [-will not-]{+won't+} , they say, be clear",
        ),
        (
            "A cease-fire, a real one, holds in the harbour",
            "A truce, a cease fire, holds in the harbour",
            "A [-cease-fire-]{+truce+} , a [-real one-]{+cease fire+} , holds in the harbour",
        ),
        ("The channel is clear", "Herring and mackerel", "[-The channel is clear-]{+Herring and mackerel+}"),
    ];
    let step = |change: &super::Change| match change.op {
        Op::Equal => change.a.clone(),
        Op::Insert => format!("{{+{}+}}", change.b),
        Op::Delete => format!("[-{}-]", change.a),
        Op::Replace => format!("[-{}-]{{+{}+}}", change.a, change.b),
    };
    for (a, b, expected) in cases {
        let shown: Vec<String> = compared(a, b).diff.iter().map(step).collect();
        assert_eq!(shown.join(" "), expected, "{a} / {b}");
    }
}

#[test]
fn content_words_are_common_in_any_order() {
    let turned = matched("Herring left the northern harbour", "the northern harbour was left by herring");
    assert_eq!(turned.loose, [(0, 6), (1, 4), (3, 1), (4, 2)]);
    assert_eq!((turned.loose_share, turned.mutual, turned.content), (1.0, 1.0, 4));
    assert!(turned.share() < 0.6, "{turned:?}");
    // what only the longer one says counts against the two, but not against the shorter
    let longer = matched("Herring left the harbour", "The pilots of the harbour mourn that herring left");
    assert!((longer.loose_share - 1.0).abs() < 1e-6 && (0.5..0.9).contains(&longer.mutual), "{longer:?}");
    let half = matched("herring pilots mackerel", "mackerel herring dredger lighthouse");
    assert!((0.6..0.7).contains(&half.loose_share) && (0.5..0.6).contains(&half.mutual), "{half:?}");
    // a word has one partner, and grammar none
    assert_eq!(matched("herring, herring", "herring, mackerel").loose, [(0, 0)]);
    assert_eq!(matched("the of and", "of the and").loose, []);
    let nothing = matched("the of and", "of the and");
    assert_eq!((nothing.loose_share, nothing.mutual, nothing.loose_mass), (0.0, 0.0, 0.0));
}

#[test]
fn kin_are_worth_less_than_the_same_word() {
    let same = matched("herring pilots mackerel", "mackerel herring pilots");
    let kin = matched("herring pilots mackerel", "mackerels herrings pilot");
    assert_eq!((same.loose.len(), kin.loose.len()), (3, 2));
    assert!(kin.loose_mass / 2.0 < same.loose_mass / 3.0 && kin.loose_mass > same.loose_mass / 2.0, "{kin:?} {same:?}");
    assert!(matched("the pilots left", "the pilot left").mass < matched("the pilots left", "the pilots left").mass);
    // the same word is the partner before one like it
    assert_eq!(matched("herrings", "a herring among herrings").loose, [(0, 3)]);
}

#[test]
fn order_is_given_up_where_that_says_much_more() {
    let straight = matched("The herring left the harbour", "The herring left the harbour again");
    assert_eq!(straight.common(), straight.pairs);
    let turned = matched("mackerel herring pilots dredger", "dredger pilots herring mackerel");
    assert_eq!(turned.common(), turned.loose);
    assert_eq!(turned.common().len(), 4);
}

#[test]
fn a_mark_of_omission_costs_nothing() {
    let long = "The dredger will clear the channel before the grey old herring come back";
    for short in ["The dredger … the grey old herring come back", "The dredger . . . the grey old herring come back"]
    {
        let cut = matched(long, short);
        let gap = matched(long, &short.replace(" . . .", "").replace(" …", ""));
        assert_eq!(cut.pairs.first(), Some(&(0, 0)), "{short}");
        assert!(cut.pairs.len() >= gap.pairs.len(), "{short}");
        assert_eq!(matched(short, long).pairs.len(), cut.pairs.len(), "{short}");
    }
}

#[test]
fn points_with_blanks_between_them_are_one_mark() {
    let roles = |said: &str| worded(said).units.iter().map(|unit| unit.role).filter(|r| *r != Role::Word).collect();
    let cases: [(&str, &[Role]); 5] = [
        ("Boats sail . . . gulls cry", &[Role::Ellipsis]),
        ("Boats sail. . . . Gulls cry", &[Role::Ellipsis]),
        ("Boats sail ... gulls cry… ah", &[Role::Ellipsis, Role::Ellipsis]),
        ("Boats sail. Gulls cry!", &[Role::Stop, Role::Stop]),
        ("Boats sail?! Gulls cry", &[Role::Stop, Role::Stop]),
    ];
    for (said, expected) in cases {
        let found: Vec<Role> = roles(said);
        assert_eq!(found, expected, "{said}");
    }
}

#[test]
fn sentences_and_their_edges_are_counted_in_words() {
    let cases: [(&str, &[usize], &[usize]); 4] = [
        ("Boats sail. Do they? Gulls … cry!", &[2, 4, 6], &[0, 2, 4, 5, 6, 6]),
        ("Boats sail", &[2], &[0, 2]),
        ("Boats [of wood] sail. Gulls cry", &[2, 4], &[0, 2, 4]),
        ("Boats sail. . . . Gulls cry. Yes", &[4, 5], &[0, 2, 4, 5]),
    ];
    for (said, ends, edges) in cases {
        let wording = worded(said);
        let sentences = wording.sentences();
        let found: Vec<usize> = sentences.iter().map(|words| words.end).collect();
        assert_eq!((&found[..], &wording.edges()[..]), (ends, edges), "{said}");
        let starts = sentences.iter().map(|words| words.start);
        assert!(starts.eq(std::iter::once(0).chain(found).take(sentences.len())), "{said}: {sentences:?}");
    }
}

#[test]
fn what_many_wordings_of_a_run_hold_tells_little_in_it() {
    let fallback = Lexicon::default();
    let lexicon = Lexicon::built_in().unwrap_or(&fallback);
    let mut vocabulary = Vocabulary::new(lexicon);
    let article = article("The herring are late, and the mackerel are late", lexicon);
    let span = article.quotations.first().map(|quotation| quotation.span).unwrap_or_default();
    let herring = vocabulary.keys_of("herring")[0];
    let rare = vocabulary.keys_of("halibut")[0];
    assert_eq!(vocabulary.weight(herring), vocabulary.weight(rare));
    let mut before = vocabulary.weight(herring);
    for _ in 0..3 {
        for _ in 0..40 {
            vocabulary.read(&article, span);
        }
        vocabulary.weigh();
        assert!(vocabulary.weight(herring) < before, "{} after {before}", vocabulary.weight(herring));
        before = vocabulary.weight(herring);
    }
    assert!(vocabulary.weight(herring) > 0.0 && vocabulary.weight(rare) > vocabulary.weight(herring) + 3.0);
}

#[test]
fn a_verb_in_an_apostrophe_is_a_word_and_a_possessor_is_none() {
    let words = |said: &str| worded(said).words.len();
    assert_eq!((words("it's late"), words("it is late")), (3, 3));
    assert_eq!((words("the port's crane"), words("the port‘s crane")), (3, 3));
    assert_eq!((words("nets & lines"), words("40 % of them")), (3, 4));
    assert_eq!(words("the “s” is silent"), 4);
}

#[test]
fn similarity_falls_with_the_difference() {
    let full = "The dredger will clear the northern channel before the herring come back in March,";
    let near = compared(full, "The dredger will clear the northern channel before the mackerel come back in March,");
    let far = compared(full, "The dredger will clear the northern channel,");
    assert!((compared(full, full).similarity - 1.0).abs() < 1e-6);
    assert!(near.similarity < 1.0 && far.similarity < near.similarity, "{} {}", near.similarity, far.similarity);
    // nothing is 0, and no less
    assert_eq!(compared("The channel is clear", "Herring and mackerel").similarity.to_string(), "0");
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
