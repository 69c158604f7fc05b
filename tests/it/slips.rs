//! Slips of the pen: what is found, what is left alone, and that looking costs little.

use std::sync::Arc;

use copydesk::{
    check::Selection,
    diagnostic::{Diagnostic, Safety, Severity},
    gazetteer::{Gazetteer, table::Builder},
    rule::Profile,
    text::Text,
};

use crate::support::{Failure, desk};

/// What the rules of spelling find in an article.
fn slips(text: &str) -> Result<Vec<Diagnostic>, Failure> {
    let desk = desk()?;
    let select = vec!["typo".to_owned(), "name/spelling-inconsistent".to_owned()];
    let selection = Selection { profile: Profile::Audit, select, ..Selection::default() };
    let articles = desk.articles(vec![Arc::new(Text::new("a.txt", text))]);
    Ok(desk.check(articles, &selection)?.findings)
}

/// The words that are put in, for each finding.
fn mended(text: &str) -> Result<Vec<String>, Failure> {
    let edits = slips(text)?.into_iter().filter_map(|f| f.fix).flat_map(|fix| fix.edits);
    Ok(edits.map(|edit| edit.replacement).collect())
}

#[test]
fn names_from_all_over_the_world_are_put_right() -> Result<(), Failure> {
    let cases = [
        ("Envoys of the Untied States met in Corran on Monday.", "United"),
        ("The Untied Nations Security Council will vote on Friday.", "United"),
        ("A spokesman for the Whtie House did not answer.", "White"),
        ("The Pubic Health Agency asked people to stay at home.", "Public"),
        ("The Minster of Defence resigned on Tuesday.", "Minister"),
        ("She was Secretary of Sate for two years.", "State"),
        ("The Interntional Criminal Court sits in the Netherlands.", "International"),
        ("They met President Vladmir Putin in Sochi.", "Vladimir"),
        ("Floods hit Rio de Janiero on Sunday.", "Janeiro"),
        ("The Reserve Bank of Inda kept rates unchanged.", "India"),
        ("He leads the Economic Community of West African Sates.", "States"),
        ("Fans of Manchester Untied sang until midnight.", "United"),
        ("She won the Nobel Peach Prize in that year.", "Peace"),
        ("Tanks stood on Tiananmen Squire at dawn.", "Square"),
        ("A South Koran ship left the port.", "Korean"),
        ("The vote is on Wednseday, the clerk said.", "Wednesday"),
    ];
    for (text, right) in cases {
        assert_eq!(mended(text)?, [right], "{text}");
    }
    Ok(())
}

#[test]
fn what_is_meant_is_left_alone() -> Result<(), Failure> {
    let quiet = [
        "North Koreans and South African ministers met in the United Arab Emirates.",
        "The White Horse is a pub in Corran, and the white hose hangs behind it.",
        "Ann Crux, a carpenter, and her brother Ben Warden opened the fair.",
        "It has been a long past week for the health scare team and the red wine trade.",
        "The attorneys general and the secretaries of state met two vice presidents.",
        "Will Clinton run again? Did Brown say so? Bill Clinton did not say.",
        "He wrote to info@untied-states.example about @UntiedStates and www.untiednations.org on Monday.",
    ];
    for text in quiet {
        let found: Vec<String> = slips(text)?.into_iter().map(|f| f.message).collect();
        assert!(found.is_empty(), "{text} {found:?}");
    }
    Ok(())
}

#[test]
fn a_quotation_is_only_to_be_checked() -> Result<(), Failure> {
    let found = slips("“The Untied States will sign the the pact,he told us,” Ann Lee said on Monday.")?;
    assert_eq!(found.len(), 3, "{found:?}");
    for finding in &found {
        assert!(finding.in_quotation && finding.fix.is_none(), "{finding:?}");
        assert_eq!(finding.severity, Severity::Warning, "{}", finding.message);
        assert!(finding.message.contains("check the quotation"), "{}", finding.message);
    }
    assert!(slips("“The Untied States [sic] will sign,” the letter reads.")?.is_empty());
    Ok(())
}

#[test]
fn names_are_offered_and_only_mechanical_slips_are_safe_to_fix() -> Result<(), Failure> {
    let safety = |text: &str| -> Result<Vec<Safety>, Failure> {
        Ok(slips(text)?.iter().filter_map(|f| f.fix.as_ref().map(|fix| fix.safety)).collect())
    };
    assert_eq!(safety("He left the Untied States by sea.")?, [Safety::Offered]);
    assert_eq!(safety("He saw severl ships.")?, [Safety::Offered]);
    assert_eq!(safety("He left the the harbour by sea.")?, [Safety::Safe]);
    assert_eq!(safety("He left by sea.The harbour was shut.")?, [Safety::Safe]);
    assert_eq!(safety("He was held at GuantÃ¡namo.")?, [Safety::Safe]);
    Ok(())
}

#[test]
fn an_amount_without_its_space_is_one_habit() -> Result<(), Failure> {
    let found = slips("The bridge cost $37million, the tunnel $12million and the quay $5million.")?;
    let fix = found.iter().filter_map(|f| f.fix.as_ref()).map(|fix| fix.edits.len());
    assert_eq!(fix.collect::<Vec<_>>(), [3]);
    Ok(())
}

#[test]
fn a_list_that_is_malformed_is_refused_with_its_line() {
    let line = |list: &str| Builder::default().add_list(list).err().map(|error| (error.line, error.to_string()));
    assert_eq!(line("# names\nCorran Ferry\torg\tfixed\tFerries\n"), None);
    for (list, wrong) in [
        ("Corran Ferry\torg\nTollan Mill\tmill\n", "unknown class, “mill”"),
        ("# names\nCorran Ferry\torg\tfamed\n", "unknown flag, “famed”"),
        ("\nCorran Ferry\torg\t\t\tFerries\n", "a field too many"),
    ] {
        let found = line(list).unwrap_or_default();
        assert_eq!(found.0, 2, "{found:?}");
        assert!(found.1.contains(wrong), "{found:?}");
    }
}

#[test]
fn a_newsrooms_own_names_are_looked_up_beside_the_built_in_ones() -> Result<(), Failure> {
    let mut gazetteer = Gazetteer::built_in();
    let before: usize = gazetteer.tables().iter().map(|t| t.len()).sum();
    assert!(before > 9_000, "{before} names");
    gazetteer.add_list("Corran Harbour Trust\torg\n")?;
    assert_eq!(gazetteer.tables().iter().map(|t| t.len()).sum::<usize>(), before + 1);
    Ok(())
}

#[test]
fn a_later_list_holds_against_an_earlier_one() -> Result<(), Failure> {
    let flagged = |lists: &[&str]| -> Result<usize, Failure> {
        let mut desk = copydesk::check::Checker::new(copydesk::settings::Settings::default())?;
        for list in lists {
            desk.add_names(list)?;
        }
        let text = "The ship belongs to the Corran Harbor Trust, a clerk said on Monday.";
        let selection = Selection { select: vec!["typo/proper-noun".to_owned()], ..Selection::default() };
        Ok(desk.check(desk.articles(vec![Arc::new(Text::new("a.txt", text))]), &selection)?.findings.len())
    };
    let (plain, meant) = ("Corran Harbur Trust\torg\n", "Corran Harbur Trust\torg\t\tHarbor\n");
    assert_eq!(flagged(&[])?, 0);
    assert_eq!(flagged(&[plain])?, 1);
    assert_eq!(flagged(&[plain, meant])?, 0);
    assert_eq!(flagged(&[meant, plain])?, 1);
    Ok(())
}

#[test]
fn a_swapped_letter_is_seen_where_both_spellings_begin_names() -> Result<(), Failure> {
    // “Kristen” and “Kirsten” both begin names that are known
    assert_eq!(mended("Senator Kristen Gillibrand spoke in Corran on Friday.")?, ["Kirsten"]);
    Ok(())
}

#[test]
fn a_house_prints_one_spelling() -> Result<(), Failure> {
    use copydesk::settings::{Settings, Variety};
    let flagged = |spelling: Variety| -> Result<Vec<String>, Failure> {
        let desk = copydesk::check::Checker::new(Settings { spelling, ..Settings::default() })?;
        let text = "The colour of the water near the ferry was harmless, an engineer in Corran found.";
        let selection = Selection { select: vec!["typo/house-spelling".to_owned()], ..Selection::default() };
        let found = desk.check(desk.articles(vec![Arc::new(Text::new("a.txt", text))]), &selection)?.findings;
        Ok(found.into_iter().map(|f| f.message).collect())
    };
    assert!(flagged(Variety::Any)?.is_empty());
    assert!(flagged(Variety::British)?.is_empty());
    assert_eq!(flagged(Variety::American)?, ["“colour” is British spelling; the house prints “color”"]);
    Ok(())
}
