//! The examples inside rule files, tried.

use std::sync::Arc;

use super::{Checker, Plan};
use crate::{
    article::Article,
    rule::{Example, Levels, Profile},
    rules::ReadyRule,
    text::Text,
};

/// An example that does not do what its rule file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// Whether it is an example that must be flagged.
    pub fires: bool,
    /// Its place among the examples of its kind, from 0.
    pub at: usize,
    /// What happened instead.
    pub problem: String,
}

impl Checker {
    /// Tries every example of a rule, with that rule alone; one about stets with all the rules that they may name.
    pub fn try_examples(&self, rule: &ReadyRule) -> Vec<Failure> {
        let spec = &rule.rule.spec;
        let on: Vec<bool> =
            self.book.iter().map(|other| rule.is_about_stets() || other.rule.id == rule.rule.id).collect();
        let fires = spec.fires.iter().enumerate().map(|(at, example)| {
            let found = self.flagged(example, &rule.rule.id, &on);
            let problem = match &example.at {
                None if found.is_empty() => Some("nothing is flagged".to_owned()),
                Some(at) if found.is_empty() => Some(format!("“{at}” is not flagged")),
                Some(at) if !found.iter().any(|(words, _)| words == at) => {
                    let words: Vec<String> = found.iter().map(|(words, _)| format!("“{words}”")).collect();
                    Some(format!("“{at}” is not flagged, but {}", words.join(", ")))
                }
                _ => None,
            };
            (true, at, problem)
        });
        let quiet = spec.quiet.iter().enumerate().map(|(at, example)| {
            let found = self.flagged(example, &rule.rule.id, &on);
            (false, at, found.first().map(|(words, message)| format!("“{words}” is flagged: {message}")))
        });
        let failure = |(fires, at, problem): (bool, usize, Option<String>)| {
            Some(Failure { rule: rule.rule.id.clone(), fires, at, problem: problem? })
        };
        fires.chain(quiet).filter_map(failure).collect()
    }

    /// Words and message of each finding of a rule in an example.
    fn flagged(&self, example: &Example, rule: &str, on: &[bool]) -> Vec<(String, String)> {
        let texts = std::iter::once(&example.text).chain(&example.others).enumerate();
        let read = |name: String, text: &str| self.article(Arc::new(Text::new(name, text)));
        let articles = texts.map(|(i, text)| read(format!("{i}.txt"), text));
        let against = example
            .against
            .iter()
            .enumerate()
            .map(|(i, text)| self.record(Arc::new(Text::new(format!("against-{i}.txt"), text.as_str())), None));
        let mut articles: Vec<Article> = articles.chain(against).collect();
        if let (Some(earlier), Some(article)) = (&example.earlier, articles.first_mut()) {
            let mut earlier = read("0.txt".to_owned(), earlier);
            earlier.meta.published = Some(true);
            article.earlier = Some(Arc::new(earlier));
        }
        let levels = Levels::default();
        let plan = Plan {
            on,
            profile: Profile::Audit,
            levels: &levels,
            settings: &self.settings,
            gazetteer: &self.gazetteer,
            selects: true,
            no_stet: true,
        };
        let plans = vec![plan; articles.len()];
        let outcome = self.run(articles, &plans);
        let own = outcome.findings.iter().filter(|f| f.text.0 == 0 && f.rule == rule);
        own.map(|f| (outcome.articles[0].text.slice(f.span).to_owned(), f.message.clone())).collect()
    }
}
