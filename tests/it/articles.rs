//! The five fixture articles: what is found in each, and across them.

use std::collections::BTreeSet;

use copydesk::{
    check::Selection,
    report::{Format, Look},
    rule::Profile,
};

use crate::support::{Failure, PLAIN, Snapshots, articles, desk, records, report};

#[test]
fn each_article_has_its_report() -> Result<(), Failure> {
    let desk = desk()?;
    let mut snapshots = Snapshots::of("articles");
    for text in articles()? {
        let (name, _) = text.path().rsplit_once('.').unwrap_or((text.path(), ""));
        for profile in [Profile::Default, Profile::Audit] {
            let selection = Selection { profile, ..Selection::default() };
            let found = report(&desk, vec![text.clone()], &selection, Format::Full, PLAIN)?;
            snapshots.compare(&format!("{}/{name}", profile.as_str()), found);
        }
    }
    Ok(snapshots.finish()?)
}

#[test]
fn all_five_are_held_against_one_another() -> Result<(), Failure> {
    let desk = desk()?;
    let all = Selection::default();
    let across = Selection { profile: Profile::Audit, select: vec!["crosscheck".to_owned()], ..Selection::default() };
    let mut snapshots = Snapshots::of("crosscheck");
    snapshots.compare("audit", report(&desk, articles()?, &across, Format::Full, PLAIN)?);
    snapshots.compare("default", report(&desk, articles()?, &all, Format::Full, PLAIN)?);
    snapshots.compare("wide", report(&desk, articles()?, &all, Format::Full, Look { width: 120, color: false })?);
    let coloured = report(&desk, articles()?, &all, Format::Full, Look { width: 80, color: true })?;
    snapshots.compare("colour", coloured.replace('\u{1b}', "␛"));
    Ok(snapshots.finish()?)
}

/// Rules for which the fixtures hold nothing, each with the reason.
const WITHOUT_A_CASE: [(&str, &str); 1] =
    [("copy/silent-quote-change", "it holds an article against an earlier version of itself")];

#[test]
fn the_fixtures_hold_a_case_for_every_rule() -> Result<(), Failure> {
    let desk = desk()?;
    let audit = Selection { profile: Profile::Audit, ..Selection::default() };
    let mut articles = desk.articles(articles()?);
    articles.extend(records(&desk)?);
    let outcome = desk.check(articles, &audit)?;
    let found: BTreeSet<&str> = outcome.findings.iter().map(|f| f.rule.as_str()).collect();
    let mut expected: BTreeSet<&str> = desk.book().iter().map(|ready| ready.rule.id.as_str()).collect();
    for (rule, why) in WITHOUT_A_CASE {
        assert!(expected.remove(rule), "{rule} is no rule, or is listed twice ({why})");
    }
    let missing: Vec<&&str> = expected.difference(&found).collect();
    assert!(missing.is_empty(), "the fixtures hold nothing for {missing:?}");
    Ok(())
}
