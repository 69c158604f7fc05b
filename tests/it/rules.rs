//! Every built-in rule, as its findings read.

use std::{fmt::Write, sync::Arc};

use copydesk::{
    article::Article,
    check::{Checker, Selection},
    report::Format,
    rule::{Example, Profile},
    rules::ReadyRule,
    text::Text,
};

use crate::support::{Failure, PLAIN, Snapshots, desk, report_against};

/// An example as the files of one run.
fn texts(example: &Example) -> Vec<Arc<Text>> {
    let others = example.others.iter().enumerate().map(|(at, text)| (format!("other-{}.txt", at + 1), text));
    let all = std::iter::once(("example.txt".to_owned(), &example.text)).chain(others);
    all.map(|(name, text)| Arc::new(Text::new(name, text.clone()))).collect()
}

/// What an example is held against.
fn records(desk: &Checker, example: &Example) -> Vec<Article> {
    let name = |at: usize| format!("against-{}.txt", at + 1);
    let texts = example.against.iter().enumerate().map(|(at, text)| Arc::new(Text::new(name(at), text.clone())));
    texts.map(|text| desk.record(text, None)).collect()
}

/// The findings of a report, without the summary at its end.
fn findings(report: &str) -> &str {
    let summary = report.match_indices("\nexample.txt: ").chain(report.match_indices(" articles: ")).map(|(at, _)| at);
    let end = summary.min().map_or(report.len(), |at| report[..at].rfind('\n').map_or(at, |line| line + 1));
    &report[..end]
}

/// What the rule says of its examples.
fn shown(desk: &Checker, ready: &ReadyRule) -> Result<String, Failure> {
    let rule = &ready.rule;
    let mut only = Selection { select: vec![rule.id.clone()], ..Selection::default() };
    if ready.is_about_stets() {
        // the examples let slips stand, and a strict desk wants to know why
        only.select.push("typo".to_owned());
        only.profile = Profile::Strict;
    }
    let mut text = format!("{}\n", rule.spec.summary);
    for example in &rule.spec.fires {
        let found = report_against(desk, texts(example), records(desk, example), &only, Format::Full, PLAIN)?;
        write!(text, "\n{}\n{}", "=".repeat(80), findings(&found))?;
    }
    for example in &rule.spec.quiet {
        let mut articles = desk.articles(texts(example));
        articles.extend(records(desk, example));
        let found = desk.check(articles, &only)?.findings.len();
        let why = example.why.as_deref().unwrap_or("no reason is given");
        let all = std::iter::once(&example.text).chain(&example.others).chain(&example.against);
        let lines: Vec<&str> = all.flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty()).collect();
        write!(text, "\n{}\n{found} findings: {why}\n  {}\n", "-".repeat(80), lines.join("\n  "))?;
    }
    Ok(text)
}

#[test]
fn every_rule_reads_as_the_desk_wants_it() -> Result<(), Failure> {
    let desk = desk()?;
    let mut snapshots = Snapshots::of("rules");
    for ready in desk.book().iter() {
        snapshots.compare(&ready.rule.id, shown(&desk, ready)?);
    }
    Ok(snapshots.finish()?)
}
#[test]
fn every_rule_has_a_manual_and_examples_of_both_kinds() -> Result<(), Failure> {
    let desk = desk()?;
    let bare: Vec<String> = desk
        .book()
        .iter()
        .map(|ready| &ready.rule)
        .filter(|rule| rule.spec.fires.is_empty() || rule.spec.quiet.is_empty() || rule.spec.manual.trim().is_empty())
        .map(|rule| rule.id.clone())
        .collect();
    assert!(bare.is_empty(), "these rules lack a manual, an example that fires, or one that stays quiet: {bare:?}");
    Ok(())
}
