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
    slips_in("a.txt", text)
}

/// What they find in an article of a name, whose ending tells its format.
fn slips_in(name: &str, text: &str) -> Result<Vec<Diagnostic>, Failure> {
    let desk = desk()?;
    let select = vec!["typo".to_owned(), "name/spelling-inconsistent".to_owned()];
    let selection = Selection { profile: Profile::Audit, select, ..Selection::default() };
    let articles = desk.articles(vec![Arc::new(Text::new(name, text))]);
    Ok(desk.check(articles, &selection)?.findings)
}

/// What they tell a desk that does not ask for everything.
fn told(text: &str) -> Result<Vec<Diagnostic>, Failure> {
    let desk = desk()?;
    let selection = Selection { select: vec!["typo".to_owned()], ..Selection::default() };
    Ok(desk.check(desk.articles(vec![Arc::new(Text::new("a.txt", text))]), &selection)?.findings)
}

/// How many edits the fix of each finding that is told has.
fn edits(text: &str) -> Result<Vec<usize>, Failure> {
    Ok(told(text)?.iter().map(|f| f.fix.as_ref().map_or(0, |fix| fix.edits.len())).collect())
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
    // a doubled word with a meaning may be another word's slip
    assert_eq!(safety("He left the harbour harbour by sea.")?, [Safety::Offered]);
    assert_eq!(safety("He is of Mexican decent.")?, [Safety::Offered]);
    assert_eq!(safety("He wrote to an EU.envoy on Monday.")?, [Safety::Offered]);
    Ok(())
}

#[test]
fn the_places_of_one_slip_are_one_finding() -> Result<(), Failure> {
    assert_eq!(edits("The bridge cost $37million, the tunnel $12million and the quay $5million.")?, [3]);
    assert_eq!(edits("He left by sea.The harbour was shut. She left by road.The ferry was full.")?, [2]);
    assert_eq!(edits("The Untied States objected on Monday. On Friday the Untied States agreed.")?, [2]);
    assert_eq!(edits("JosÃ© and AndrÃ© met FranÃ§ois in Corran.")?, [3]);
    // two slips are two findings
    assert_eq!(edits("The Untied States objected on Monday. The Untied Nations agreed.")?, [1, 1]);
    let twice = "The Untied States objected on Monday. On Friday the Untied States agreed.";
    let found = told(twice)?;
    assert_eq!(found[0].message, "“Untied States”: did you mean “United States”? Also in 1 more place");
    assert_eq!(found[0].labels.len(), 1);
    assert_eq!(slips(twice)?.len(), 2, "whoever asks for everything is shown each");
    // and what is let stand in its paragraph is not told with the others
    let stet = "The Untied States objected.\n\n<!-- stet typo/proper-noun: the name of the ship. -->\nThe Untied States sank.\n";
    assert_eq!(edits(stet)?, [1]);
    Ok(())
}

#[test]
fn a_place_in_a_quotation_is_never_mended_with_the_others() -> Result<(), Failure> {
    assert_eq!(edits("The Untied States objected. “The Untied States will sign,” Ann Lee said on Monday.")?, [1, 0]);
    Ok(())
}

#[test]
fn several_spellings_of_a_name_are_one_finding() -> Result<(), Failure> {
    let text = "Harbour master Tomas Kviedis said the port would open. Kviedis blamed the storm. Dockers waited for Keviedis. \
                The mayor praised Kvieddis, and Kviedis thanked her.";
    let found = slips(text)?;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].message, "“Keviedis” here, “Kviedis” elsewhere in the article");
    assert_eq!(found[0].fix.as_ref().map(|fix| fix.edits.len()), Some(2));
    assert_eq!(found[0].severity, Severity::Warning);
    let labels: Vec<&str> = found[0].labels.iter().map(|label| label.message.as_str()).collect();
    assert_eq!(labels, ["“Kviedis” here", "“Kvieddis” here"]);
    Ok(())
}

#[test]
fn one_spelling_against_one_says_little() -> Result<(), Failure> {
    let once = "Harbour master Tomas Kviedis said the port would open. Dockers waited for orders. Keviedis gave none.";
    let twice = format!("{once} Kviedis left on Friday.");
    let company = "Harbour master Tomas Kviedis said the port would open. Dockers waited until Tomas Keviedis came.";
    let severity = |text: &str| Ok::<_, Failure>(slips(text)?.iter().map(|f| f.severity).collect::<Vec<_>>());
    assert_eq!(severity(once)?, [Severity::Info]);
    assert_eq!(severity(&twice)?, [Severity::Warning]);
    assert_eq!(severity(company)?, [Severity::Warning]);
    Ok(())
}

#[test]
fn what_is_no_prose_is_never_read_as_prose() -> Result<(), Failure> {
    let plain = [
        "See https://untied-states.example/severl/teh-the-the?q=recieve and untiednations.example/severl.",
        "Write to severl.goverment@untied-states.example before Friday.",
        "The account @severlgoverment answered @UntiedStates within the hour.",
        "They wrote #severl, #UntiedStates and #goverment on the wall.",
    ];
    for text in plain {
        let found: Vec<String> = slips(text)?.into_iter().map(|f| f.message).collect();
        assert!(found.is_empty(), "{text} {found:?}");
    }
    let marked = [
        (
            "a.md",
            "The clerk typed `severl goverment the the` and waited.\n\n```\nteh Untied States\n```\n\nNothing came.\n",
        ),
        (
            "a.md",
            "The [list](https://corran.example/goverment/severl \"severl\") is long. <span class=\"severl goverment\">It</span> grows.\n",
        ),
        (
            "a.html",
            "<html><head><style>.goverment{}</style></head><body><article><h1>A list</h1><p>The \
             <a href=\"/goverment/severl\" title=\"recieve\">list</a> is long, said the clerk of the town of Corran.</p>\
             <script>var severl = 'goverment';</script><pre><code>teh severl</code></pre>\
             <p>It <code>goverment</code> grows every week, she said on Monday.</p></article></body></html>",
        ),
    ];
    for (name, text) in marked {
        let found: Vec<String> = slips_in(name, text)?.into_iter().map(|f| f.message).collect();
        assert!(found.is_empty(), "{text} {found:?}");
    }
    // the same words in prose are found
    assert_eq!(slips_in("a.md", "The clerk saw severl ships of the goverment.\n")?.len(), 2);
    Ok(())
}

#[test]
fn a_sic_silences_every_slip() -> Result<(), Failure> {
    let slips_of = |text: &str| Ok::<_, Failure>(slips(text)?.into_iter().map(|f| f.message).collect::<Vec<_>>());
    for (slip, rest) in [
        ("severl", "ships sank,” the letter reads."),
        ("the the", "ships sank,” the letter reads."),
        ("Untied States", "won,” the letter reads."),
        ("of Mexican decent", "is he,” the letter reads."),
        ("ships ,", "and all sank,” the letter reads."),
    ] {
        let (bare, marked) = (format!("“We saw {slip} {rest}"), format!("“We saw {slip} [sic] {rest}"));
        let found = slips(&bare)?;
        assert_eq!(found.len(), 1, "{bare}");
        assert!(found[0].message.contains("check the quotation") && found[0].fix.is_none(), "{found:?}");
        assert_eq!(slips_of(&marked)?, Vec::<String>::new(), "{marked}");
    }
    Ok(())
}

#[test]
fn two_varieties_in_one_article_are_for_a_strict_desk() -> Result<(), Failure> {
    let text = "The colour of the water was harmless. The color of the sand was not, an engineer in Corran found.";
    let found = |profile: Profile| -> Result<Vec<String>, Failure> {
        let desk = desk()?;
        let selection = Selection { profile, select: vec!["typo".to_owned()], ..Selection::default() };
        let found = desk.check(desk.articles(vec![Arc::new(Text::new("a.txt", text))]), &selection)?.findings;
        Ok(found.into_iter().map(|f| f.rule).collect())
    };
    assert_eq!(found(Profile::Default)?, Vec::<String>::new());
    assert_eq!(found(Profile::Strict)?, ["typo/house-spelling"]);
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
