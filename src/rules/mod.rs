//! The rules at work: pattern rules from data, checks from code, one file a rule.

mod anonymity;
mod attribution;
mod context;
mod copies;
mod copy;
mod crosscheck;
mod excerpt;
mod figure;
mod gate;
mod headline;
mod marks;
mod name;
mod number;
mod pattern;
mod quotation;
mod slips;
mod sourcing;
mod template;
mod typo;
mod versions;
mod words;

use std::sync::{Arc, OnceLock};

pub use anonymity::{Announcement, announcements};
pub use context::{Context, Desk};
pub use copy::{Fate, Fates};
pub use slips::Spelling;

use crate::{
    article::Article,
    diagnostic::Diagnostic,
    embedded,
    lexicon::Lexicon,
    monitor::Monitor,
    rule::{FAMILIES, Problem, Rule, RuleError, selects},
};
use gate::{Awake, Gate, Needs, Waking};
use pattern::Matcher;

/// A check of one article.
pub(crate) type ArticleCheck = fn(&Context, &Rule) -> Vec<Diagnostic>;
/// A check of all articles against one another.
pub(crate) type DeskCheck = fn(&Desk, &Rule) -> Vec<Diagnostic>;
/// A check of what became of the stets of one article.
pub(crate) type StetCheck = fn(&Context, &Rule, &Fates) -> Vec<Diagnostic>;

/// A check of one article against what stood in its place at an earlier revision.
pub(crate) type ChangeCheck = fn(&Context, &Rule, &Article) -> Vec<Diagnostic>;

/// How a rule finds what it flags.
pub(crate) enum Check {
    /// From one article.
    Article(ArticleCheck),
    /// From all articles together.
    Desk(DeskCheck),
    /// From what the desk lets stand, once all other rules have run.
    Stet(StetCheck),
    /// From one article and its earlier version.
    Change(ChangeCheck),
}

/// The check in code for a rule id, where there is one.
fn check_of(id: &str) -> Option<Check> {
    let (family, name) = id.split_once('/')?;
    match family {
        "attribution" => attribution::check(name),
        "anonymity" => anonymity::check(name),
        "quotation" => quotation::check(name),
        "crosscheck" => crosscheck::check(name),
        "name" => name::check(name),
        "number" => number::check(name),
        "headline" => headline::check(name),
        "copy" => copy::check(name),
        "typo" => typo::check(name),
        _ => None,
    }
}

/// A rule, ready to run.
pub struct ReadyRule {
    /// What its file says.
    pub rule: Arc<Rule>,
    logic: Logic,
}

enum Logic {
    /// A pattern, and what else the rule looks for when articles are held against one another.
    Pattern(Box<Matcher>, Option<DeskCheck>),
    Article(ArticleCheck),
    Desk(DeskCheck),
    Stet(StetCheck),
    Change(ChangeCheck),
}

/// All rules that are known, sorted by id.
pub struct RuleBook {
    rules: Vec<ReadyRule>,
    gate: OnceLock<Gate>,
}

impl RuleBook {
    /// The rules that are built into the program.
    ///
    /// # Errors
    ///
    /// When a built-in file is malformed, which the tests rule out.
    pub fn built_in(lexicon: &Lexicon) -> Result<RuleBook, RuleError> {
        let mut book = RuleBook { rules: Vec::new(), gate: OnceLock::new() };
        for (file, text, spec) in embedded::RULES {
            book.add(Rule::built_in(file, text, spec)?, lexicon)?;
        }
        Ok(book)
    }

    /// Adds a rule; one of the same id gives way.
    ///
    /// # Errors
    ///
    /// When it has neither a pattern nor a check, or when its pattern names an unknown word list.
    /// [`ReadyRule::validate`] finds what is no regular expression.
    pub fn add(&mut self, rule: Rule, lexicon: &Lexicon) -> Result<(), RuleError> {
        let ready = ReadyRule::new(rule, lexicon)?;
        self.gate = OnceLock::new();
        match self.rules.binary_search_by(|r| r.rule.id.cmp(&ready.rule.id)) {
            Ok(at) => self.rules[at] = ready,
            Err(at) => self.rules.insert(at, ready),
        }
        Ok(())
    }

    /// Adds a rule before another of its id, which other articles of a run may go by.
    ///
    /// # Errors
    ///
    /// As [`add`](RuleBook::add).
    pub fn add_beside(&mut self, rule: Rule, lexicon: &Lexicon) -> Result<(), RuleError> {
        let ready = ReadyRule::new(rule, lexicon)?;
        self.gate = OnceLock::new();
        let at = self.rules.partition_point(|other| other.rule.id < ready.rule.id);
        self.rules.insert(at, ready);
        Ok(())
    }

    /// Every rule, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = &ReadyRule> {
        self.rules.iter()
    }

    /// What the rules that are on for each of some articles find in it, in their order. `on` has, of each article, a place for
    /// each rule of the book. Each rule looks at all articles before the next does.
    pub fn check_articles<'a>(
        &'a self,
        contexts: &[Context],
        on: &[&[bool]],
        monitor: &Monitor,
    ) -> Vec<Vec<(&'a ReadyRule, Vec<Diagnostic>)>> {
        let gate = || self.gate.get_or_init(|| Gate::new(self.rules.iter().map(ReadyRule::gate)));
        let awake = |(context, on): (&Context, &&[bool])| {
            let gated = self.rules.iter().zip(*on).any(|(ready, on)| *on && !ready.gate().is_empty());
            gated.then(|| gate().awake(context.article))
        };
        let awake: Vec<Option<Awake>> = contexts.iter().zip(on).map(awake).collect();
        let mut found: Vec<Vec<_>> = contexts.iter().map(|_| Vec::new()).collect();
        for (at, ready) in self.rules.iter().enumerate() {
            let is_on = |on: &[bool]| on.get(at).is_some_and(|on| *on);
            for (((context, on), awake), found) in contexts.iter().zip(on).zip(&awake).zip(&mut found) {
                if is_on(on) {
                    let waking = || awake.as_ref().map_or(Waking::NOTHING, |awake| awake.of(at));
                    found.push((ready, monitor.rule(&ready.rule.id, || ready.check_article(context, waking))));
                }
            }
        }
        found
    }

    /// Whether a selector (an id, a family or a glob) means any of the rules.
    pub fn knows(&self, selector: &str) -> bool {
        self.rules.iter().any(|ready| selects(selector, &ready.rule.id))
    }

    /// The id or family most like a selector that means no rule, if any is like it.
    pub fn closest(&self, selector: &str) -> Option<&str> {
        let ids = self.rules.iter().map(|ready| ready.rule.id.as_str());
        let alike = |name: &str| {
            let last = name.rsplit('/').next().unwrap_or(name);
            strsim::jaro(selector, name).max(strsim::jaro(selector, last))
        };
        let best = ids.chain(FAMILIES).map(|name| (alike(name), name)).max_by(|(a, _), (b, _)| a.total_cmp(b));
        best.filter(|(alike, _)| *alike > 0.7).map(|(_, name)| name)
    }

    /// The rule of an id; a newsroom's own, where one has taken the place of a built-in one.
    pub fn get(&self, id: &str) -> Option<&ReadyRule> {
        self.all(id).next()
    }

    /// All rules of an id: those of newsrooms, then the built-in one whose place they take there.
    pub fn all(&self, id: &str) -> impl Iterator<Item = &ReadyRule> {
        self.placed(id).map(|(_, ready)| ready)
    }

    /// The rule of an id that is on for an article. `on` has a place for each rule of the book.
    pub fn active(&self, id: &str, on: &[bool]) -> Option<&ReadyRule> {
        self.placed(id).find(|(at, _)| on.get(*at).is_some_and(|on| *on)).map(|(_, ready)| ready)
    }

    /// All rules of an id, with their places in the book.
    fn placed(&self, id: &str) -> impl Iterator<Item = (usize, &ReadyRule)> {
        let start = self.rules.partition_point(|ready| ready.rule.id.as_str() < id);
        self.rules.iter().enumerate().skip(start).take_while(move |(_, ready)| ready.rule.id == id)
    }
}

impl ReadyRule {
    /// A rule with what finds it.
    fn new(rule: Rule, lexicon: &Lexicon) -> Result<ReadyRule, RuleError> {
        let logic = match &rule.spec.pattern {
            Some(pattern) => {
                let across = match check_of(&rule.id) {
                    Some(Check::Desk(check)) => Some(check),
                    _ => None,
                };
                Logic::Pattern(Box::new(Matcher::new(&rule, pattern, lexicon)?), across)
            }
            None => match check_of(&rule.id) {
                Some(Check::Article(check)) => Logic::Article(check),
                Some(Check::Desk(check)) => Logic::Desk(check),
                Some(Check::Stet(check)) => Logic::Stet(check),
                Some(Check::Change(check)) => Logic::Change(check),
                None => return Err(RuleError { file: rule.file, at: None, problem: Problem::NoLogic(rule.id) }),
            },
        };
        Ok(ReadyRule { rule: Arc::new(rule), logic })
    }

    /// Compiles what there is to compile, to find what is no regular expression.
    ///
    /// # Errors
    ///
    /// Names the pattern and what is wrong with it.
    pub fn validate(&self) -> Result<(), RuleError> {
        match &self.logic {
            Logic::Pattern(matcher, _) => matcher.validate(&self.rule),
            Logic::Article(_) | Logic::Desk(_) | Logic::Stet(_) | Logic::Change(_) => Ok(()),
        }
    }

    /// Of each of its patterns, what wakes it.
    fn gate(&self) -> &[Needs] {
        match &self.logic {
            Logic::Pattern(matcher, _) => matcher.gate(),
            Logic::Article(_) | Logic::Desk(_) | Logic::Stet(_) | Logic::Change(_) => &[],
        }
    }

    /// What it finds in one article; nothing for a rule that compares articles.
    fn check_article<'a>(&self, context: &Context, waking: impl FnOnce() -> Waking<'a>) -> Vec<Diagnostic> {
        match &self.logic {
            Logic::Pattern(matcher, _) => matcher.check(context, &self.rule, waking()),
            Logic::Article(check) => check(context, &self.rule),
            Logic::Change(check) => {
                context.article.earlier.as_deref().map_or_else(Vec::new, |earlier| check(context, &self.rule, earlier))
            }
            Logic::Desk(_) | Logic::Stet(_) => Vec::new(),
        }
    }

    /// What it finds when articles are held against one another; nothing for a rule that looks at one article only.
    pub fn check_desk(&self, desk: &Desk) -> Vec<Diagnostic> {
        match &self.logic {
            Logic::Desk(check) | Logic::Pattern(_, Some(check)) => check(desk, &self.rule),
            Logic::Pattern(_, None) | Logic::Article(_) | Logic::Stet(_) | Logic::Change(_) => Vec::new(),
        }
    }

    /// What it finds in what became of the stets of one article; nothing for a rule about anything else.
    pub fn check_stets(&self, context: &Context, fates: &Fates) -> Vec<Diagnostic> {
        match &self.logic {
            Logic::Stet(check) => check(context, &self.rule, fates),
            Logic::Pattern(..) | Logic::Article(_) | Logic::Desk(_) | Logic::Change(_) => Vec::new(),
        }
    }

    /// Whether it finds something, or more, by comparing articles.
    pub fn compares(&self) -> bool {
        matches!(self.logic, Logic::Desk(_) | Logic::Pattern(_, Some(_)))
    }

    /// Whether it looks at one article alone.
    pub fn is_about_an_article(&self) -> bool {
        matches!(self.logic, Logic::Pattern(..) | Logic::Article(_))
    }

    /// Whether it looks at what changed in an article since an earlier revision.
    pub fn is_about_changes(&self) -> bool {
        matches!(self.logic, Logic::Change(_))
    }

    /// Whether it looks at what the desk lets stand.
    pub fn is_about_stets(&self) -> bool {
        matches!(self.logic, Logic::Stet(_))
    }
}
