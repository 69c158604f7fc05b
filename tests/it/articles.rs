//! The five fixture articles: what is found in each, and across them.

use copydesk::{
    check::Selection,
    report::{Format, Look},
    rule::Profile,
};

use crate::support::{Failure, PLAIN, Snapshots, articles, desk, report};

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
