//! Every kind of pattern, from the rule file to the finding.

use std::sync::Arc;

use super::*;
use crate::{
    annotate::Annotator,
    article::{Article, BlockKind},
    diagnostic::TextId,
    gazetteer::Gazetteer,
    parse::parse,
    rules::Spelling,
    settings::Settings,
    text::Text,
};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const LISTS: &str =
    "[hedge]\nabout = 'a'\nwords = ['on the whole', 'perhaps']\n[claim]\nabout = 'b'\nwords = ['claims']\n";

/// What a rule with some further lines finds in a plain text.
fn found(pattern: &str, text: &str) -> Outcome<Vec<Diagnostic>> {
    found_in(pattern, text, |_| ())
}

/// The same, in an article whose blocks have been given other roles.
fn found_in(pattern: &str, text: &str, arrange: impl Fn(&mut Article)) -> Outcome<Vec<Diagnostic>> {
    let lexicon = Lexicon::load(&[("lexicon/test.toml", LISTS)])?;
    let mut article: Article = parse(Arc::new(Text::new("a.txt", text)), &lexicon);
    arrange(&mut article);
    Annotator::new(&lexicon)?.annotate(&mut article);
    let rule = Rule::parse("typo/x.toml", &format!("summary = 's'\nseverity = 'info'\nmanual = 'm'\n{pattern}"))?;
    let Some(pattern) = &rule.spec.pattern else { return Err("no pattern".into()) };
    let matcher = Matcher::new(&rule, pattern, &lexicon)?;
    matcher.validate(&rule)?;
    let settings = Settings::default();
    let (gazetteer, spelling) = (Gazetteer::built_in(), Spelling::default());
    let context = Context {
        article: &article,
        id: TextId(0),
        lexicon: &lexicon,
        gazetteer: &gazetteer,
        settings: &settings,
        profile: crate::rule::Profile::Default,
        spelling: &spelling,
    };
    Ok(matcher.check(&context, &rule, Waking::ALL))
}

fn words(pattern: &str, text: &str) -> Outcome<Vec<String>> {
    Ok(found(pattern, text)?.iter().map(|f| f.span.of(text).to_owned()).collect())
}

fn existence(any: &str) -> String {
    format!("[pattern]\nkind = 'existence'\nany = ['{any}']\nmessage = '“{{match}}”: who?'\nhelp = 'Name {{who}}.'\n")
}

#[test]
fn existence_flags_the_group_at_and_fills_in_names() -> Outcome<()> {
    let found = found(&existence(r"\bmany (?P<who>\w+) (?P<at>say)"), "Many experts say so. Few say so.")?;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span, Span::new(13, 16));
    assert_eq!((found[0].message.as_str(), found[0].help.as_deref()), ("“say”: who?", Some("Name experts.")));
    Ok(())
}

#[test]
fn existence_stays_quiet_where_something_is_near() -> Outcome<()> {
    let near = |place: &str| format!("{}unless = ['according to']\nunless_in = '{place}'\n", existence("reportedly"));
    let near = |place: &str| near(place).replace("unless_in", "unless-in");
    let text = "He reportedly left. That is according to Ann.\n\nShe reportedly stayed.";
    assert_eq!(words(&near("sentence"), text)?.len(), 2);
    assert_eq!(words(&near("neighbours"), text)?.len(), 2 - 2);
    assert_eq!(words(&near("paragraph"), text)?.len(), 1);
    assert_eq!(words(&near("article"), text)?.len(), 0);
    Ok(())
}

#[test]
fn capitals_count_where_the_rule_says_so() -> Outcome<()> {
    let text = "TK and tk";
    assert_eq!(words(&existence(r"\bTK\b"), text)?, ["TK", "tk"]);
    assert_eq!(words(&format!("{}case-sensitive = true\n", existence(r"\bTK\b")), text)?, ["TK"]);
    Ok(())
}

#[test]
fn word_lists_are_filled_in_whole() -> Outcome<()> {
    let pattern = existence(r"\b{test.hedge}\b");
    assert_eq!(words(&pattern, "On the whole he agrees; perhaps she claims so.")?, ["On the whole", "perhaps"]);
    assert_eq!(words(&existence(r"\b{test}\b"), "Perhaps she claims so.")?, ["Perhaps", "claims"]);
    Ok(())
}

#[test]
fn substitution_keeps_the_capital_and_offers_an_edit() -> Outcome<()> {
    let pattern = "[pattern]\nkind = 'substitution'\nsafe = true\nswap = [{ from = '\\bin order (?P<what>to)\\b', to = '{what}' }]\n\
                   message = 'say “{instead}”'\nhelp = '“{match}”'\n";
    let found = found(pattern, "In order to win, he ran in order to.")?;
    let told: Vec<_> = found.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(told, ["say “To”", "say “to”"]);
    let fix = found[1].fix.as_ref().map(|fix| (fix.safety, fix.edits.clone()));
    assert_eq!(fix, Some((Safety::Safe, vec![Edit { span: Span::new(24, 35), replacement: "to".to_owned() }])));
    Ok(())
}

#[test]
fn conditional_wants_the_other_words_near() -> Outcome<()> {
    let pattern = "[pattern]\nkind = 'conditional'\nwhen = ['\\bpoll\\b']\nrequires = ['\\bpollster\\b']\nwithin = 'paragraph'\n\
                   message = 'm'\nhelp = 'h'\n";
    assert_eq!(words(pattern, "A poll is out. The pollster is named.")?.len(), 0);
    assert_eq!(words(pattern, "A poll is out.\n\nThe pollster is named.")?, ["poll"]);
    Ok(())
}

#[test]
fn occurrence_flags_the_first_one_too_many() -> Outcome<()> {
    let pattern = "[pattern]\nkind = 'occurrence'\nany = ['\\bvery\\b']\nmax = 2\nper = 'paragraph'\n\
                   message = 'time {count}'\nhelp = 'h'\n";
    let found = found(pattern, "Very, very, very, very.\n\nVery, very.\n\nVery, very, very.")?;
    let told: Vec<_> = found.iter().map(|f| (f.span.start, f.message.as_str())).collect();
    assert_eq!(told, [(12, "time 3"), (50, "time 3")]);
    Ok(())
}

#[test]
fn consistency_flags_the_rarer_form_and_names_the_other() -> Outcome<()> {
    let pattern = "[pattern]\nkind = 'consistency'\neither = [['\\badviser\\b', '\\badvisor\\b']]\n\
                   message = '“{match}”, elsewhere “{other}”'\nhelp = 'h'\n";
    let found = found(pattern, "An advisor. An adviser. Another advisor.")?;
    assert_eq!(found.iter().map(|f| f.message.as_str()).collect::<Vec<_>>(), ["“adviser”, elsewhere “advisor”"]);
    assert_eq!(words(pattern, "An advisor. Another advisor.")?.len(), 0);
    Ok(())
}

#[test]
fn quotation_marks_bound_what_is_read() -> Outcome<()> {
    let text = "He was “said to be there” and is said to stay. It is “said” to go.";
    let pattern = existence(r"\bsaid\W+to (?:\w+)");
    let scoped = |scope: &str| words(&format!("quotes = '{scope}'\n{pattern}"), text);
    assert_eq!(scoped("outside-quotes")?, ["said to stay"]);
    assert_eq!(scoped("inside-quotes")?, ["said to be"]);
    assert_eq!(scoped("any")?, ["said to be", "said to stay", "said” to go"]);
    // not even over a whole quotation
    assert_eq!(words(&existence("was.*stay"), text)?.len(), 0);
    Ok(())
}

#[test]
fn a_scope_names_the_parts_that_are_read() -> Outcome<()> {
    let text = "Crews claim win\n\nHarbour crews claim a win.\n\nOthers claim it too.\n";
    let scoped = |scope: &str| -> Outcome<Vec<String>> {
        let pattern = format!("scope = ['{scope}']\n{}", existence(r"\w+ claim\b"));
        let found = found_in(&pattern, text, |article| article.blocks[0].kind = BlockKind::Headline)?;
        Ok(found.iter().map(|f| f.span.of(text).to_owned()).collect())
    };
    assert_eq!(scoped("lead")?, ["crews claim"]);
    assert_eq!(scoped("body")?, ["crews claim", "Others claim"]);
    assert_eq!(scoped("headline")?, ["Crews claim"]);
    assert_eq!(scoped("caption")?.len(), 0);
    Ok(())
}

#[test]
fn an_unknown_word_list_is_told_with_its_place() {
    let error = found(&existence("{test.nothing}"), "x").map(|_| String::new()).unwrap_or_else(|e| e.to_string());
    assert_eq!(
        error,
        "typo/x.toml:6:8: the pattern `{test.nothing}` names the word list “test.nothing”, and there is none"
    );
}
