//! Input far larger than any article: nothing is lost, and nothing takes longer than its length warrants.

use std::{fmt::Write, sync::Arc};

use copydesk::{article::SourceKind, check::Selection, text::Text};

use crate::support::{Failure, desk};

const SPEAKERS: [&str; 4] = ["Orla Quist", "Ben Tarrow", "Mara Fennick", "Joss Wendell"];

/// So many quotations of four speakers by turns, each on a matter of its own, with something between them.
fn quotations(count: usize, between: &str) -> String {
    let mut text = String::from("The bridges and their cracks\n\n");
    for (at, speaker) in (0..count).zip(SPEAKERS.iter().cycle()) {
        let _ = write!(text, "“We counted {at} cracks in the pier of span {at},” {speaker} said.{between}");
    }
    text
}

fn text(path: &str, content: impl Into<String>) -> Arc<Text> {
    Arc::new(Text::new(path, content))
}

#[test]
fn every_quotation_of_an_endless_paragraph_has_its_speaker() -> Result<(), Failure> {
    let desk = desk()?;
    for between in [" ", "\n\n"] {
        let article = desk.article(text("long.txt", quotations(2_000, between)));
        assert_eq!(article.quotations.len(), 2_000);
        let said: Vec<&str> =
            article.quotations.iter().filter_map(|q| q.speaker.map(|s| article.slice(s.span))).collect();
        let right = said.iter().zip(SPEAKERS.iter().cycle()).filter(|(said, speaker)| said == speaker).count();
        assert_eq!((said.len(), right), (2_000, 2_000), "between: {between:?}");
        let people = article.sources.iter().filter(|s| s.kind == SourceKind::NamedPerson);
        assert_eq!(people.filter_map(|s| s.name.as_deref()).collect::<Vec<_>>(), SPEAKERS);
    }
    Ok(())
}

#[test]
fn thousands_of_quotations_are_checked() -> Result<(), Failure> {
    let desk = desk()?;
    let articles =
        desk.articles(vec![text("many.txt", quotations(1_000, " ") + "\n\nA clerk asked not to be named.\n")]);
    let outcome = desk.check(articles, &Selection::default())?;
    let found: Vec<&str> =
        outcome.findings.iter().filter(|f| f.rule.starts_with("anonymity/")).map(|f| f.rule.as_str()).collect();
    assert!(found.contains(&"anonymity/no-reason"), "{found:?}");
    assert_eq!(outcome.index.tally(0).total, 1_000);
    Ok(())
}

#[test]
fn of_many_quotations_without_a_speaker_those_that_stand_twice_are_left_out() -> Result<(), Failure> {
    let desk = desk()?;
    let lone = |at: usize| format!("“In the year {at} the river rose above the old mill again.”\n\n");
    let story = "The river is watched by day and by night from the mill at the weir.\n\n";
    let content: String = (1_000..1_500).flat_map(|at| [story.to_owned(), lone(at)]).chain([lone(1_100)]).collect();
    let outcome = desk.check(desk.articles(vec![text("lone.txt", content)]), &Selection::default())?;
    let found = outcome.findings.iter().filter(|f| f.rule == "attribution/unattributed-quote");
    assert_eq!(found.count(), 499);
    Ok(())
}

#[test]
fn an_article_given_twice_agrees_with_itself() -> Result<(), Failure> {
    let desk = desk()?;
    let content = quotations(500, "\n\n");
    let articles = desk.articles(vec![text("a.txt", content.as_str()), text("b.txt", content.as_str())]);
    let index = desk.index(&articles);
    for article in 0..2 {
        let tally = index.tally(article);
        assert_eq!((tally.total, tally.matched, tally.differing), (500, 500, 0));
    }
    Ok(())
}

#[test]
fn a_quotation_repeated_without_end_is_one_utterance() -> Result<(), Failure> {
    let desk = desk()?;
    let said = "“The harbour bridge will not open before the winter budget vote,” Orla Quist said.\n\n".repeat(1_000);
    let articles = desk.articles(vec![text("a.txt", said.as_str()), text("b.txt", said.as_str())]);
    let index = desk.index(&articles);
    let members: Vec<usize> = index.utterances().iter().map(|utterance| utterance.members.len()).collect();
    assert_eq!(members, [2_000]);
    Ok(())
}
