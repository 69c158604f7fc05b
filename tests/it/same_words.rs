//! The same words elsewhere, on input that is no ordinary set of articles: a clear outcome each, and nothing lost.

use std::{fmt::Write, sync::Arc};

use copydesk::{align::Kind, article::Article, check::Selection, text::Text};

use crate::support::{Failure, desk};

const SAID: &str = "“The harbour bridge will not open before the winter budget vote,” Orla Quist said.";

fn text(path: &str, content: impl Into<String>) -> Arc<Text> {
    Arc::new(Text::new(path, content))
}

#[test]
fn an_article_given_twice_gives_no_finding_on_its_quotations() -> Result<(), Failure> {
    let desk = desk()?;
    let content = format!("Bridge shut\n\n{SAID}\n\nThe bridge was built in 1911.\n");
    let articles = desk.articles(vec![text("a.txt", content.as_str()), text("b.txt", content.as_str())]);
    let outcome = desk.check(articles, &Selection::default())?;
    let about_words = ["crosscheck/quote-variance", "crosscheck/quote-truncated", "crosscheck/speaker-conflict"];
    assert!(outcome.findings.iter().all(|finding| !about_words.contains(&finding.rule.as_str())));
    let kinds: Vec<&[Kind]> =
        outcome.index.utterances().iter().flat_map(|said| &said.pairs).map(|pair| pair.kinds.as_slice()).collect();
    assert_eq!(kinds, [[Kind::Identical]]);
    Ok(())
}

#[test]
fn articles_in_other_languages_share_no_utterance_with_english_ones() -> Result<(), Failure> {
    let desk = desk()?;
    let articles = desk.articles(vec![
        text("en.txt", format!("Bridge shut\n\n{SAID}\n")),
        text("fr.txt", "Le pont fermé\n\n« Le pont ne rouvrira pas avant le vote du budget », a déclaré Orla Quist.\n"),
        text("ru.txt", "Мост закрыт\n\n«Мост не откроется до голосования по бюджету», — сказала Орла Квист.\n"),
    ]);
    let quoted: Vec<usize> = articles.iter().map(|article: &Article| article.quotations.len()).collect();
    assert_eq!(quoted, [1, 1, 1]);
    assert!(desk.index(&articles).utterances().is_empty());
    Ok(())
}

#[test]
fn a_quotation_printed_ten_thousand_times_is_one_utterance() -> Result<(), Failure> {
    let desk = desk()?;
    let said = format!("{SAID}\n\n").repeat(5_000);
    let articles = desk.articles(vec![text("a.txt", said.as_str()), text("b.txt", said.as_str())]);
    let index = desk.index(&articles);
    let sizes: Vec<(usize, usize)> = index.utterances().iter().map(|u| (u.members.len(), u.pairs.len())).collect();
    // each is held against one, not against every other
    assert_eq!(sizes, [(10_000, 9_999)]);
    assert_eq!((index.tally(0).matched, index.tally(1).matched), (5_000, 5_000));
    Ok(())
}

#[test]
fn in_an_article_of_fifty_thousand_quotations_the_one_that_a_peer_prints_is_found() -> Result<(), Failure> {
    let desk = desk()?;
    let mut many = String::from("The bridges and their cracks\n\n");
    for at in 0..50_000 {
        let _ = write!(many, "“We counted {at} cracks in the pier of span {at},” Orla Quist said.\n\n");
    }
    let peer = "Cracks\n\n“The deck of the old bridge hangs by nothing but habit and paint,” Quist said.\n";
    many.push_str("“The deck of the old bridge hangs by nothing but habit,” Orla Quist said.\n");
    let articles = desk.articles(vec![text("many.txt", many), text("peer.txt", peer)]);
    let index = desk.index(&articles);
    assert_eq!(index.tally(0).total, 50_001);
    let found: Vec<&[Kind]> =
        index.utterances().iter().flat_map(|u| &u.pairs).map(|pair| pair.kinds.as_slice()).collect();
    assert_eq!(found, [[Kind::TruncatedEnd]]);
    Ok(())
}
