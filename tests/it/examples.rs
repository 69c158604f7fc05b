//! The examples in rule files: what must be flagged, and what must not.

use std::sync::Arc;

use copydesk::{
    check::{Checker, Failure, Selection},
    rule::FAMILIES,
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
