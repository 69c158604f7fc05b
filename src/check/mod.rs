//! The driver: texts in, findings out.

mod gather;
mod learn;
mod orders;
mod reader;
mod run;
mod select;
mod trial;

use std::sync::Arc;

pub use learn::{Learnt, learn};
pub use orders::Orders;
use orders::Plan;
pub use reader::Reader;
pub use select::Selection;
use select::known;
pub use trial::Failure;

use crate::{
    annotate::WeightError,
    article::Article,
    baseline::Entry,
    diagnostic::{Diagnostic, TextId},
    gazetteer::{Gazetteer, table::TableError},
    index::{Evidence, Member, QuoteIndex, Relation, primary::Verification},
    lexicon::{Lexicon, LexiconError},
    monitor::Monitor,
    record::Material,
    rule::{Profile, Rule, RuleError, selects},
    rules::{ReadyRule, RuleBook},
    settings::Settings,
    span::Span,
    suppress,
    text::Text,
};

/// Why checking could not begin.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// A built-in lexicon is malformed.
    #[error(transparent)]
    Lexicon(#[from] &'static LexiconError),
    /// The built-in weights of attribution are malformed.
    #[error(transparent)]
    Weights(#[from] WeightError),
    /// A rule is malformed.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A selector names no rule.
    #[error("no rule is called “{selector}”{}", suggestion.as_ref().map(|s| format!("; did you mean “{s}”?")).unwrap_or_default())]
    UnknownRule {
        /// The selector as given.
        selector: String,
        /// The rule or family with the most similar name.
        suggestion: Option<String>,
    },
}

/// Everything that checking needs, loaded once.
pub struct Checker {
    reader: Reader,
    gazetteer: Gazetteer,
    settings: Settings,
    book: RuleBook,
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The articles that were checked, sorted by path, then those that they were held against.
    pub articles: Vec<Article>,
    /// How many of them were checked.
    pub checked: usize,
    /// Whether they were checked against one another, and not only one by one.
    pub compared: bool,
    /// The quotations of all of them but the primary sources.
    pub index: QuoteIndex,
    /// How their quotations fare against the primary sources.
    pub verification: Verification,
    /// What was found, by path, then position, then rule.
    pub findings: Vec<Diagnostic>,
    /// What was found and is not shown, because the desk lets it stand; in the same order.
    pub standing: Vec<Diagnostic>,
    /// What was found and is not shown, because a baseline knows it.
    pub known: Vec<Diagnostic>,
    /// Entries of the baseline that match nothing any more.
    pub stale: Vec<Entry>,
    /// Of each article, which rules of the book were on: one id may be the name of several newsrooms' rules.
    pub on: Vec<Arc<[bool]>>,
}

impl Outcome {
    /// The articles that were checked, sorted by path.
    pub fn checked(&self) -> &[Article] {
        self.articles.get(..self.checked).unwrap_or_default()
    }

    /// What they were held against: wire copy and other outlets' articles, then the primary sources.
    pub fn against(&self) -> &[Article] {
        self.articles.get(self.checked..).unwrap_or_default()
    }
}

impl Checker {
    /// The built-in rules with a newsroom's settings.
    ///
    /// # Errors
    ///
    /// When built-in data are malformed, which the tests rule out.
    pub fn new(settings: Settings) -> Result<Checker, CheckError> {
        Checker::of(Reader::new()?, settings)
    }

    /// The same, for articles that a reader has read.
    ///
    /// # Errors
    ///
    /// When built-in data are malformed, which the tests rule out.
    pub fn of(reader: Reader, settings: Settings) -> Result<Checker, CheckError> {
        let book = RuleBook::built_in(reader.lexicon())?;
        Ok(Checker { reader, gazetteer: Gazetteer::built_in(), settings, book })
    }

    /// The rules.
    pub fn book(&self) -> &RuleBook {
        &self.book
    }

    /// The word lists.
    pub fn lexicon(&self) -> &'static Lexicon {
        self.reader.lexicon()
    }

    /// What follows the work.
    pub fn monitor(&self) -> &Monitor {
        self.reader.monitor()
    }

    /// Adds a rule to the book.
    ///
    /// # Errors
    ///
    /// When it has nothing to find with, or a pattern of it is malformed.
    pub fn add_rule(&mut self, rule: Rule) -> Result<(), RuleError> {
        let id = rule.id.clone();
        self.book.add(rule, self.reader.lexicon())?;
        self.book.get(&id).map_or(Ok(()), ReadyRule::validate)
    }

    /// Adds a newsroom's own rule beside a built-in one of its id, which articles of other newsrooms go by.
    ///
    /// # Errors
    ///
    /// When it has nothing to find with, or a pattern of it is malformed.
    pub fn add_own_rule(&mut self, rule: Rule) -> Result<(), RuleError> {
        let id = rule.id.clone();
        self.book.add_beside(rule, self.reader.lexicon())?;
        self.book.get(&id).map_or(Ok(()), ReadyRule::validate)
    }

    /// The names and words that are known, for articles whose orders bring none of their own.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Adds a newsroom's own list of names; where it holds a name that is known already, the new line holds.
    ///
    /// # Errors
    ///
    /// Names the line and column that are malformed.
    pub fn add_names(&mut self, list: &str) -> Result<(), TableError> {
        self.gazetteer.add_list(list)
    }

    /// The rules that a selector (an id, a family or a glob) means, sorted by id.
    ///
    /// # Errors
    ///
    /// When it means none.
    pub fn selected(&self, selector: &str) -> Result<Vec<&Rule>, CheckError> {
        known(&self.book, selector)?;
        Ok(self.book.iter().map(|ready| &*ready.rule).filter(|rule| selects(selector, &rule.id)).collect())
    }

    /// Reads one text as an annotated article.
    pub fn article(&self, text: Arc<Text>) -> Article {
        self.reader.article(text)
    }

    /// Reads texts as annotated articles, in parallel, in the order given.
    pub fn articles(&self, texts: Vec<Arc<Text>>) -> Vec<Article> {
        self.reader.articles(texts)
    }

    /// Reads one text that articles are compared with: as what it is said to be, or as what its form makes it.
    pub fn record(&self, text: Arc<Text>, material: Option<Material>) -> Article {
        self.reader.record(text, material)
    }

    /// Finds the utterances that several articles quote.
    pub fn index(&self, articles: &[Article]) -> QuoteIndex {
        self.reader.index(articles)
    }

    /// What speaks for each pair of quotations of different articles being one utterance, for those that share enough
    /// words to be looked at.
    pub fn evidence(&self, articles: &[Article]) -> Vec<(Member, Member, Relation, Evidence)> {
        QuoteIndex::evidence(articles, self.lexicon())
    }

    /// Whether a rule of an id is on under some orders.
    pub fn runs(&self, orders: &Orders, id: &str) -> bool {
        self.book.all(id).any(|ready| orders.selection.runs(&ready.rule))
    }

    /// Whether a rule looks, under some orders, for all that it could find in one article.
    pub fn searches(&self, orders: &Orders, id: &str) -> bool {
        self.book.all(id).any(|ready| ready.is_about_an_article() && orders.selection.runs(&ready.rule))
    }

    /// Checks articles one by one and against one another, all of them alike. Those that are
    /// [records](Article::record) are only compared with.
    ///
    /// # Errors
    ///
    /// When a selector names no rule.
    pub fn check(&self, articles: Vec<Article>, selection: &Selection) -> Result<Outcome, CheckError> {
        let orders =
            Arc::new(Orders { settings: self.settings.clone(), selection: selection.clone(), gazetteer: None });
        let orders = vec![orders; articles.len()];
        self.check_by(articles, &orders)
    }

    /// Checks articles one by one and against one another, each by its own orders. What one article is held against
    /// goes by the orders of the article that the finding is about.
    ///
    /// # Errors
    ///
    /// When a selector names no rule.
    pub fn check_by(&self, articles: Vec<Article>, orders: &[Arc<Orders>]) -> Result<Outcome, CheckError> {
        let default = Orders { settings: self.settings.clone(), ..Orders::default() };
        let enabled = orders::enabled(&self.book, orders, &default)?;
        let plans = orders::plans(&enabled, orders, &default, &self.gazetteer, articles.len());
        let mut outcome = self.run(articles, &plans);
        self.supersede(&mut outcome.findings, &plans);
        let shown = |text: TextId| plans.get(text.0).is_some_and(|plan| plan.no_stet);
        outcome.standing = suppress::suppress(&outcome.articles, &mut outcome.findings, &shown);
        outcome.findings = self.gather(outcome.findings, &plans);
        outcome.on = enabled;
        Ok(outcome)
    }

    /// Drops the findings of rules that another finding on overlapping words, its labels included, supersedes, but for
    /// articles of which everything is to be shown.
    fn supersede(&self, findings: &mut Vec<Diagnostic>, plans: &[Plan]) {
        let audited = |text: TextId| plans.get(text.0).is_some_and(|plan| plan.profile == Profile::Audit);
        let replaces = |f: &Diagnostic| {
            let on = plans.get(f.text.0).map_or(&[][..], |plan| plan.on);
            self.book.active(&f.rule, on).map_or(&[][..], |ready| &ready.rule.spec.supersedes)
        };
        let mut above: Vec<(TextId, Span, &[String])> = findings
            .iter()
            .filter(|f| !replaces(f).is_empty())
            .flat_map(|f| {
                let labels = f.labels.iter().map(|label| (label.text, label.span));
                std::iter::once((f.text, f.span)).chain(labels).map(|(text, span)| (text, span, replaces(f)))
            })
            .collect();
        above.sort_unstable_by_key(|(text, span, _)| (*text, *span));
        let longest = above.iter().map(|(_, span, _)| span.len()).max().unwrap_or(0);
        findings.retain(|f| {
            if audited(f.text) {
                return true;
            }
            let before = above.partition_point(|(text, span, _)| (*text, span.start) < (f.text, f.span.end));
            let reach = above[..before].iter().rev().take_while(|(text, span, _)| {
                // none that starts further back can end behind the start of this one
                *text == f.text && span.start + longest > f.span.start
            });
            !reach
                .filter(|(_, span, _)| span.overlaps(f.span))
                .any(|(_, _, replaces)| replaces.iter().any(|selector| selects(selector, &f.rule)))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "A senior official said so. Another official said “no official” did.\n";

    fn rule(name: &str, any: &str, more: &str) -> Result<Rule, RuleError> {
        let head = "severity = 'info'\nsummary = 's'\nmanual = 'm'\n";
        let pattern = format!("[pattern]\nkind = 'existence'\nany = ['{any}']\nmessage = 'm'\nhelp = 'h'\n");
        Rule::parse(&format!("typo/{name}.toml"), &format!("{head}{more}\n{pattern}"))
    }

    /// What a few rules of the test find, as rule and words.
    fn found(selection: &Selection) -> Result<Vec<(String, String)>, CheckError> {
        let mut checker = Checker::new(Settings::default())?;
        checker.add_rule(rule("t-wide", r"senior official", "supersedes = ['typo/t-narrow']")?)?;
        checker.add_rule(rule("t-narrow", r"official", "")?)?;
        checker.add_rule(rule("t-strict", r"Another", "profile = 'strict'")?)?;
        let articles = checker.articles(vec![Arc::new(Text::new("a.txt", TEXT))]);
        let outcome = checker.check(articles, selection)?;
        let own = outcome.findings.iter().filter(|f| f.rule.starts_with("typo/t-"));
        Ok(own.map(|f| (f.rule.trim_start_matches("typo/t-").to_owned(), f.span.of(TEXT).to_owned())).collect())
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(rule, words)| ((*rule).to_owned(), (*words).to_owned())).collect()
    }

    #[test]
    fn a_rule_replaces_what_it_supersedes_on_the_same_words() -> Result<(), CheckError> {
        let expected = pairs(&[("wide", "senior official"), ("narrow", "official")]);
        assert_eq!(found(&Selection::default())?, expected);
        Ok(())
    }

    #[test]
    fn audit_shows_everything_in_order_of_place() -> Result<(), CheckError> {
        let audit = Selection { profile: Profile::Audit, ..Selection::default() };
        let expected =
            [("wide", "senior official"), ("narrow", "official"), ("strict", "Another"), ("narrow", "official")];
        assert_eq!(found(&audit)?, pairs(&expected));
        Ok(())
    }

    #[test]
    fn a_family_narrows_the_profile_and_a_whole_id_widens_it() -> Result<(), CheckError> {
        let select = |select: &[&str], ignore: &[&str]| {
            let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
            found(&Selection { select: list(select), ignore: list(ignore), ..Selection::default() })
        };
        assert_eq!(select(&["typo/t-s*"], &[])?, []);
        assert_eq!(select(&["typo/t-strict"], &[])?, pairs(&[("strict", "Another")]));
        assert_eq!(select(&["typo"], &["typo/t-narrow"])?, pairs(&[("wide", "senior official")]));
        assert_eq!(select(&["typo/t-strict"], &["typo/t-*"])?, []);
        Ok(())
    }
}
