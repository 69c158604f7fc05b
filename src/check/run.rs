//! How the rules run over the articles of a run: over each alone, or over all of them together.

use rayon::prelude::*;

use super::{Checker, Outcome, Plan};
use crate::{
    article::Article,
    diagnostic::{Diagnostic, TextId},
    gazetteer::Gazetteer,
    index::{Notes, QuoteIndex, primary::Verification},
    record::Record,
    rule::{Profile, QuoteScope},
    rules::{Context, Desk, ReadyRule, Spelling},
    settings::Settings,
    span::Span,
    suppress,
};

impl Checker {
    /// Runs the rules that are on for each article, in the order of the book. What is only compared with comes last.
    pub(super) fn run(&self, mut articles: Vec<Article>, plans: &[Plan]) -> Outcome {
        let place = |article: &Article| article.record.as_ref().map(|Record { material, .. }| material.is_primary());
        articles.sort_by_key(place);
        let checked = articles.partition_point(|article| article.record.is_none());
        let mut outcome = match checked < articles.len() || articles.len() > 1 && self.compares(plans) {
            true => self.run_together(articles, checked, plans),
            false => self.run_apart(articles, plans),
        };
        sort(&mut outcome.findings);
        let judged = self.judge_stets(&outcome, plans);
        if !judged.is_empty() {
            outcome.findings.extend(judged);
            sort(&mut outcome.findings);
        }
        outcome
    }

    /// Whether articles are to be compared: a rule of the family crosscheck is on for any of them, or another rule that
    /// compares was named. Where crosscheck is left out, what other rules could find by comparing is not looked for.
    fn compares(&self, plans: &[Plan]) -> bool {
        let mut rules = self.book.iter().enumerate().filter(|(_, ready)| ready.compares());
        rules.any(|(rule, ready)| {
            let crosscheck = ready.rule.id.starts_with("crosscheck/");
            plans.iter().any(|plan| plan.runs(rule) && (crosscheck || plan.selects))
        })
    }

    /// Checks articles, each by itself. A few are done with before a thread takes the next, so that the tokens of a large
    /// archive are never there all at once.
    fn run_apart(&self, mut articles: Vec<Article>, plans: &[Plan]) -> Outcome {
        let few = few(&articles);
        let check = |(at, (articles, plans)): (usize, (&mut [Article], &[Plan]))| {
            articles.iter_mut().for_each(|article| self.reader.annotate(article));
            let found = self.check_few(articles, few * at, plans, &spelling_of(articles));
            for article in articles {
                article.shed();
                self.monitor().tick();
            }
            found
        };
        let each =
            || articles.par_chunks_mut(few).zip(plans.par_chunks(few)).enumerate().flat_map_iter(check).collect();
        let findings = self.monitor().stage("check each article", each);
        let index = QuoteIndex::apart(&articles);
        Outcome { checked: articles.len(), articles, index, findings, ..Outcome::default() }
    }

    /// Checks articles by themselves and against one another, and against what they are only compared with.
    fn run_together(&self, mut articles: Vec<Article>, checked: usize, plans: &[Plan]) -> Outcome {
        let monitor = self.monitor();
        let few = few(&articles);
        let read =
            |(at, (articles, plans)): (usize, (&mut [Article], &[Plan]))| self.read(articles, few * at, plans, checked);
        let read = || articles.par_chunks_mut(few).zip(plans.par_chunks(few)).enumerate().map(read).collect();
        let read: Vec<Read> = monitor.stage("check each article", read);
        let mut findings: Vec<Diagnostic> = Vec::new();
        let (mut spelling, mut notes) = (Vec::with_capacity(articles.len()), Vec::with_capacity(articles.len()));
        for read in read {
            findings.extend(read.found);
            spelling.extend(read.spelling);
            notes.extend(read.notes);
        }
        let compared = &articles[..notes.len()];
        let index = monitor.stage("find the same words elsewhere", || self.reader.index_noted(compared, notes));
        let verify = || Verification::new(&articles, checked, self.lexicon());
        let verification = monitor.stage("look up the sources", verify);
        let profiles: Vec<Profile> = plans.iter().map(|plan| plan.profile).collect();
        let gazetteers: Vec<&Gazetteer> = plans.iter().map(|plan| plan.gazetteer).collect();
        let settings: Vec<&Settings> = plans.iter().map(|plan| plan.settings).collect();
        let desk = Desk {
            articles: &articles,
            index: &index,
            verification: &verification,
            lexicon: self.lexicon(),
            gazetteers: &gazetteers,
            settings: &settings,
            profiles: &profiles,
            spelling: &spelling,
        };
        let across = self.book.iter().enumerate().filter(|(rule, _)| plans.iter().any(|plan| plan.runs(*rule)));
        let across = across.flat_map(|(rule, ready)| {
            let found =
                monitor.rule(&ready.rule.id, || ready.check_desk(&desk)).into_iter().filter(|f| f.text.0 < checked);
            let own = found.filter_map(|f| Some((plans.get(f.text.0).filter(|plan| plan.runs(rule))?, f)));
            in_scope(ready, own.map(|(plan, f)| plan.level(&ready.rule, f)).collect())
        });
        monitor.stage("check them against one another", || findings.extend(across));
        Outcome { articles, checked, compared: true, index, verification, findings, ..Outcome::default() }
    }

    /// Annotates a few articles, takes notes of them and checks them, all while their words are at hand. What is only compared
    /// with is not checked, and of primary sources, which come last, there are no notes.
    fn read(&self, articles: &mut [Article], first: usize, plans: &[Plan], checked: usize) -> Read {
        articles.iter_mut().for_each(|article| self.reader.annotate(article));
        let is_primary =
            |article: &&Article| article.record.as_ref().is_some_and(|record| record.material.is_primary());
        let notes = articles.iter().filter(|article| !is_primary(article)).map(Notes::of).collect();
        let mut spelling = spelling_of(articles);
        let own = articles.get(..checked.saturating_sub(first)).unwrap_or(articles);
        let found = self.check_few(own, first, plans, &spelling);
        own.iter().for_each(|_| self.monitor().tick());
        spelling.iter_mut().for_each(Spelling::shed);
        for article in articles {
            // all of them stay until the end, and hardly anything looks up their words again
            article.tokens.shrink_to_fit();
            article.hashes = Vec::new();
        }
        Read { found, spelling, notes }
    }

    /// What is wrong with the stets of the articles, after all other rules have found what there is to let stand.
    fn judge_stets(&self, outcome: &Outcome, plans: &[Plan]) -> Vec<Diagnostic> {
        let mut judged = Vec::new();
        let articles = outcome.articles.iter().zip(plans).enumerate();
        let with_stets = |article: &Article| article.record.is_none() && !article.stets.is_empty();
        let spelling = Spelling::default();
        for (at, (article, plan)) in articles.filter(|(_, (article, _))| with_stets(article)) {
            let start = outcome.findings.partition_point(|f| f.text.0 < at);
            let end = outcome.findings.partition_point(|f| f.text.0 <= at);
            let own = outcome.findings.get(start..end).unwrap_or_default();
            let fates = suppress::fates(article, own, &self.book, plan.on, plan.profile >= Profile::Strict);
            let rules = self.book.iter().zip(plan.on).filter(|(ready, on)| **on && ready.is_about_stets());
            judged.extend(rules.flat_map(|(ready, _)| {
                let found = ready.check_stets(&self.context(article, at, plan, &spelling), &fates).into_iter();
                found.map(|f| plan.level(&ready.rule, f))
            }));
        }
        judged
    }

    /// What a rule sees of an article by itself.
    fn context<'a>(&'a self, article: &'a Article, at: usize, plan: &Plan<'a>, spelling: &'a Spelling) -> Context<'a> {
        Context {
            article,
            id: TextId(at),
            lexicon: self.lexicon(),
            gazetteer: plan.gazetteer,
            settings: plan.settings,
            profile: plan.profile,
            spelling,
        }
    }

    /// What the rules find in each of a few articles by itself, the first of which has a place among those of the run.
    fn check_few(&self, articles: &[Article], first: usize, plans: &[Plan], spelling: &[Spelling]) -> Vec<Diagnostic> {
        let contexts = articles.iter().zip(plans).zip(spelling).zip(first..);
        let contexts = contexts.map(|(((article, plan), spelling), at)| self.context(article, at, plan, spelling));
        let on: Vec<&[bool]> = plans.iter().map(|plan| plan.on).collect();
        let found = self.book.check_articles(&contexts.collect::<Vec<_>>(), &on, self.monitor());
        let mut own = Vec::new();
        for (of_article, plan) in found.into_iter().zip(plans) {
            for (ready, findings) in of_article {
                own.extend(in_scope(ready, findings).into_iter().map(|finding| plan.level(&ready.rule, finding)));
            }
        }
        own
    }
}

/// How many articles are checked side by side at most: a rule that has just run over one is at hand for the next with all that
/// it looks up, as long as the words of all of them fit beside it into a cache of a megabyte.
const FEW: usize = 4;

/// Longer articles, in bytes, are checked one by one: their words take too much room.
const LONG: usize = 1 << 18;

/// How many of some articles are checked side by side, if every thread is to have its share.
fn few(articles: &[Article]) -> usize {
    match articles.iter().any(|article| article.prose.len() > LONG) {
        true => 1,
        false => (articles.len() / (4 * rayon::current_num_threads())).clamp(1, FEW),
    }
}

/// Room for what the rules of spelling share of each article.
fn spelling_of(articles: &[Article]) -> Vec<Spelling> {
    articles.iter().map(|_| Spelling::default()).collect()
}

/// What there is of a few articles once they have been read and checked by themselves.
struct Read {
    found: Vec<Diagnostic>,
    /// Of each article.
    spelling: Vec<Spelling>,
    /// What is kept to hold each against others; nothing of a primary source.
    notes: Vec<Notes>,
}

/// Brings findings into order. What says the same of the same words is one finding: a quotation may be alike to two of
/// another article.
fn sort(findings: &mut Vec<Diagnostic>) {
    fn key(finding: &Diagnostic) -> (TextId, Span, &str, &str) {
        (finding.text, finding.span, &finding.rule, &finding.message)
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
    findings.dedup_by(|again, first| key(again) == key(first));
}

/// What remains of a rule's findings where it looks only outside or only inside quotation marks.
fn in_scope(ready: &ReadyRule, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    match ready.rule.spec.quotes {
        QuoteScope::OutsideQuotes => findings.retain(|f| !f.in_quotation),
        QuoteScope::InsideQuotes => findings.retain(|f| f.in_quotation),
        QuoteScope::Boundary | QuoteScope::Any => {}
    }
    findings
}
