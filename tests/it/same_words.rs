//! The same words elsewhere, on input that is no ordinary set of articles: a clear outcome each, and nothing lost.

use std::{fmt::Write, sync::Arc};

use copydesk::{
    align::Kind,
    article::Article,
    check::{Outcome, Selection},
    text::Text,
};

use crate::{
    command::{copydesk, shown},
    support::{Failure, Snapshots, desk},
};

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

/// What comes of a few articles, of some rules only.
fn checked(texts: &[&str], select: &str) -> Result<Outcome, Failure> {
    let desk = desk()?;
    let texts = texts.iter().enumerate().map(|(at, content)| text(&format!("{at}.txt"), *content)).collect();
    let selection = Selection { select: vec![select.to_owned()], ..Selection::default() };
    Ok(desk.check(desk.articles(texts), &selection)?)
}

#[test]
fn what_one_article_quotes_and_another_tells_is_a_paraphrase() -> Result<(), Failure> {
    let quoted = "Bridge shut\n\n“As far as I know, the harbour bridge will open again before the winter budget vote,” Orla Quist said.\n";
    let told = "Bridge\n\nOrla Quist said the harbour bridge would open again before the winter vote on the budget.\n";
    let kept = "Bridge\n\nOrla Quist said the harbour bridge would probably open again before the winter vote on the budget.\n";
    let other =
        "Bridge\n\nOrla Quist said the ferry would carry lorries until the winter, whatever the council decided.\n";
    let others_words =
        "Bridge\n\nPiet Orme said the harbour bridge would open again before the winter vote on the budget.\n";
    let of = |second: &str| -> Result<(Vec<Vec<Kind>>, usize), Failure> {
        let outcome = checked(&[quoted, second], "crosscheck/hedge-dropped")?;
        let kinds = outcome.index.retold().iter().flat_map(|retold| &retold.tellings).map(|told| told.kinds.clone());
        Ok((kinds.collect(), outcome.findings.len()))
    };
    assert_eq!(of(told)?, (vec![vec![Kind::HedgeDropped, Kind::Paraphrase]], 1));
    assert_eq!(of(kept)?, (vec![vec![Kind::Paraphrase]], 0));
    assert_eq!(of(other)?, (Vec::new(), 0));
    assert_eq!(of(others_words)?, (Vec::new(), 0));
    // whoever quotes the words may sum them up as well
    assert_eq!(of(&format!("{quoted}\n{}", told.trim_start_matches("Bridge\n\n")))?, (Vec::new(), 0));
    Ok(())
}

#[test]
fn what_differs_in_a_small_word_is_no_translation() -> Result<(), Failure> {
    let story = |words: &str| format!("Bridge shut\n\n“{words},” Orla Quist said.\n");
    let long = "The old harbour bridge stays shut until the council of Port Alder has voted on the winter budget and the ferry";
    let texts = [story(&format!("{long} has a new engine")), story(&format!("{long} has the new engine"))];
    let outcome = checked(&texts.each_ref().map(String::as_str), "crosscheck/quote-variance")?;
    let helps: Vec<&str> = outcome.findings.iter().filter_map(|finding| finding.help.as_deref()).collect();
    assert_eq!(helps.len(), 2);
    assert!(helps.iter().all(|help| help.starts_with("Only small words differ.")), "{helps:?}");
    Ok(())
}

#[test]
fn copy_of_one_agency_counts_once() -> Result<(), Failure> {
    let story = |credit: &str, words: &str| format!("Bridge shut\n\n{credit}“{words}” Orla Quist said.\n");
    let agency = "The old harbour bridge stays shut until the council has voted on the winter budget,";
    let own = "The old harbour bridge remains closed until the council has decided on the winter budget,";
    let of = |credit: &str| -> Result<(String, String), Failure> {
        let texts = [story("", own), story(credit, agency), story(credit, agency)];
        let outcome = checked(&texts.each_ref().map(String::as_str), "crosscheck/quote-variance")?;
        let first = outcome.findings.first();
        let help = first.and_then(|finding| finding.help.clone()).unwrap_or_default();
        Ok((first.map(|finding| finding.message.clone()).unwrap_or_default(), help))
    };
    let (message, help) = of("PORT ALDER (Reuters) - ")?;
    assert!(message.contains("two outlets, two wordings"), "{message}");
    assert!(help.contains("1 and 2 print the same agency copy"), "{help}");
    let (message, help) = of("")?;
    assert!(message.contains("three outlets, two wordings") && !help.contains("agency"), "{message} {help}");
    Ok(())
}

#[test]
fn compare_shows_copy_of_one_agency_once() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let words = "The old harbour bridge stays shut until the council has voted on the winter budget,";
    for (name, credit, words) in [
        ("ferry-post", "PORT ALDER (Reuters) - ", words),
        ("quay-times", "PORT ALDER (Reuters) - ", words),
        ("shore-sun", "PORT ALDER (Reuters) - ", words),
        ("tide-news", "", words),
        ("gull-press", "PORT ALDER (Reuters) - ", "The old harbour bridge stays shut until the council has voted,"),
    ] {
        let story = format!("Bridge shut\n\n{credit}“{words}” Orla Quist said.\n");
        std::fs::write(folder.path().join(name).with_extension("txt"), story)?;
    }
    let told = copydesk(folder.path(), ["compare", "."], "")?.stdout;
    assert!(told.contains("Reuters copy, as in quay-times 3 and shore-sun 3: one version"), "{told}");
    for (outlet, times) in [("ferry-post", 1), ("quay-times", 1), ("shore-sun", 1), ("tide-news", 1), ("gull-press", 1)]
    {
        assert_eq!(told.matches(outlet).count(), times, "{told}");
    }
    let json = copydesk(folder.path(), ["compare", ".", "--format", "json"], "")?.stdout;
    let report: serde_json::Value = serde_json::from_str(&json)?;
    let members = report["utterances"][0]["members"].as_array().ok_or("no members")?;
    let repeats: Vec<_> = members.iter().map(|member| member["repeats"].as_u64()).collect();
    assert_eq!(repeats, [None, None, Some(0), Some(0), None]);
    let mut snapshots = Snapshots::of("cli/reprints");
    snapshots.compare("compare", shown(folder.path(), "compare .", "")?);
    snapshots.compare("compare-csv", shown(folder.path(), "compare . --format csv", "")?);
    Ok(snapshots.finish()?)
}

#[test]
fn a_figure_of_another_day_is_an_update() -> Result<(), Failure> {
    let story = |day: &str, toll: &str| {
        format!(
            "---\ndate: {day}\n---\n\n# Ferry strikes pier\n\n{toll} people were killed at the pier in Skerry, the coast guard said.\n"
        )
    };
    let of = |a: (&str, &str), b: (&str, &str)| -> Result<usize, Failure> {
        let desk = desk()?;
        let texts = vec![text("a.md", story(a.0, a.1)), text("b.md", story(b.0, b.1))];
        let selection = Selection { select: vec!["crosscheck/number-conflict".to_owned()], ..Selection::default() };
        Ok(desk.check(desk.articles(texts), &selection)?.findings.len())
    };
    assert_eq!(of(("2024-05-02", "Nine"), ("2024-05-02", "Twelve"))?, 1);
    assert_eq!(of(("2024-05-02", "Nine"), ("2024-05-02", "9"))?, 0);
    assert_eq!(of(("2024-05-02", "At least nine"), ("2024-05-02", "Twelve"))?, 0);
    assert_eq!(of(("2024-05-02", "Nine"), ("2024-05-03", "Twelve"))?, 0);
    Ok(())
}
