//! The examples in rule files: what must be flagged, and what must not.

use std::sync::Arc;

use copydesk::{
    check::{Checker, Selection},
    rule::{Example, Rule},
    settings::Settings,
    text::Text,
};

/// The words that a rule flags in an example.
fn flagged(checker: &Checker, rule: &Rule, example: &Example) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let texts = std::iter::once(&example.text).chain(&example.others);
    let texts = texts.enumerate().map(|(i, text)| Arc::new(Text::new(format!("{i}.txt"), text.as_str())));
    let articles = checker.articles(texts.collect());
    let selection = Selection { select: vec![rule.id.clone()], ..Selection::default() };
    let outcome = checker.check(articles, &selection)?;
    let own = outcome.findings.iter().filter(|f| f.rule == rule.id && f.text.0 == 0);
    Ok(own.map(|f| outcome.articles[0].text.slice(f.span).to_owned()).collect())
}

#[test]
fn every_example_does_what_its_rule_says() -> Result<(), Box<dyn std::error::Error>> {
    let checker = Checker::new(Settings::default())?;
    let mut wrong = Vec::new();
    for ready in checker.book().iter() {
        let rule = &ready.rule;
        for example in &rule.spec.fires {
            let found = flagged(&checker, rule, example)?;
            let right = example.at.as_ref().map_or(!found.is_empty(), |at| found.contains(at));
            if !right {
                wrong.push(format!(
                    "{}: {:?} should be flagged in {:?}, not {found:?}",
                    rule.id, example.at, example.text
                ));
            }
        }
        for example in &rule.spec.quiet {
            let found = flagged(&checker, rule, example)?;
            if !found.is_empty() {
                wrong.push(format!("{}: {found:?} should not be flagged in {:?}", rule.id, example.text));
            }
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
