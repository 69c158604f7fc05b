//! The examples in rule files: what must be flagged, and what must not.

use std::sync::Arc;

use copydesk::{
    check::{Checker, Failure, Selection},
    rule::{Example, FAMILIES, Profile, QuoteScope},
    settings::Settings,
    text::Text,
};

#[test]
fn every_example_does_what_its_rule_says() -> Result<(), Box<dyn std::error::Error>> {
    let checker = Checker::new(Settings::default())?;
    let wrong: Vec<String> = checker
        .book()
        .iter()
        .flat_map(|ready| checker.try_examples(ready))
        .map(|Failure { rule, fires, at, problem }| {
            let kind = if fires { "fires" } else { "quiet" };
            format!("{rule}: {kind} example {}: {problem}", at + 1)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn every_rule_is_explained_and_shown() -> Result<(), Box<dyn std::error::Error>> {
    let checker = Checker::new(Settings::default())?;
    let mut wrong = Vec::new();
    for ready in checker.book().iter() {
        ready.validate()?;
        let spec = &ready.rule.spec;
        let mut must = |holds: bool, what: &str| {
            if !holds {
                wrong.push(format!("{} {what}", ready.rule.id));
            }
        };
        must(spec.fires.len() >= 2, "needs two examples that are flagged");
        must(spec.quiet.len() >= 2, "needs two examples that are not flagged");
        must(spec.manual.split_whitespace().count() >= 30, "needs a manual page");
        must(!spec.standards.is_empty(), "needs a standard that it rests on");
        for other in &spec.supersedes {
            // which may be one that is still to come
            let family = other.split('/').next().unwrap_or_default();
            must(FAMILIES.contains(&family), &format!("supersedes {other}, which names no family"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// Rules that look outside quotation marks and are about more than words in a sentence: a headline, a caption, an article
/// from end to end, several articles.
const ABOUT_MORE: [&str; 10] = [
    "anonymity/in-headline",
    "anonymity/plural-mismatch",
    "attribution/lead-no-source",
    "copy/update-unexplained",
    "crosscheck/hedge-dropped",
    "crosscheck/shared-passage",
    "headline/caption-claim",
    "headline/claim-unattributed",
    "number/internal-conflict",
    "quotation/translation-undisclosed",
];

#[test]
fn quoted_words_are_left_alone_and_an_example_shows_it() -> Result<(), Box<dyn std::error::Error>> {
    let checker = Checker::new(Settings::default())?;
    let mut wrong = Vec::new();
    for ready in checker.book().iter() {
        let rule = &ready.rule;
        if rule.spec.quotes != QuoteScope::OutsideQuotes || ABOUT_MORE.contains(&rule.id.as_str()) {
            continue;
        }
        let audit = Selection { profile: Profile::Audit, select: vec![rule.id.clone()], ..Selection::default() };
        // the same words without the marks, which must be flagged: else something else keeps the example quiet
        let fires_unmarked = |example: &Example| {
            let bare = example.text.replace(['“', '”', '"'], "");
            let texts = std::iter::once(&bare).chain(&example.others).enumerate();
            let texts = texts.map(|(at, text)| Arc::new(Text::new(format!("{at}.txt"), text.as_str()))).collect();
            let outcome = checker.check(checker.articles(texts), &audit)?;
            Ok::<bool, Box<dyn std::error::Error>>(bare != example.text && !outcome.findings.is_empty())
        };
        let mut shown = false;
        for example in &rule.spec.quiet {
            shown = shown || fires_unmarked(example)?;
        }
        if !shown {
            wrong.push(rule.id.clone());
        }
    }
    assert!(
        wrong.is_empty(),
        "these need a quiet example that would be flagged but for its quotation marks: {wrong:?}"
    );
    Ok(())
}

#[test]
fn a_mark_is_turned_round_where_it_stands() -> Result<(), Box<dyn std::error::Error>> {
    let checker = Checker::new(Settings::default())?;
    let text =
        Arc::new(Text::new("a.txt", "\u{feff}Bakery fined\n\n“It was one loaf,“ said Piet Orme. He meant ”bread.”\n"));
    let selection = Selection { select: vec!["quotation/wrong-way-mark".to_owned()], ..Selection::default() };
    let outcome = checker.check(checker.articles(vec![Arc::clone(&text)]), &selection)?;
    let mut mended = text.content().to_owned();
    for edit in outcome.findings.iter().rev().filter_map(|f| f.fix.as_ref()).flat_map(|fix| &fix.edits) {
        mended.replace_range(edit.span.range(), &edit.replacement);
    }
    assert_eq!(mended, "\u{feff}Bakery fined\n\n“It was one loaf,” said Piet Orme. He meant “bread.”\n");
    Ok(())
}
