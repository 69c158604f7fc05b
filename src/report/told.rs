//! A finding as it may be told: with the words of the article, or without one of them.

use std::borrow::Cow;

use super::{Run, rule_page};
use crate::{
    diagnostic::{Details, Diagnostic, Fix, Label, Severity},
    rule::Rule,
    span::Span,
    text::Text,
};

/// A finding with the text it stands in.
///
/// Without excerpts, for embargoed copy, it has the rule's summary for its message, and nothing that could hold a word of
/// the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    /// The finding; what may be told of it stands beside it.
    pub(super) finding: &'a Diagnostic,
    pub(super) text: &'a Text,
    pub(super) message: &'a str,
    pub(super) help: Option<&'a str>,
    pub(super) labels: &'a [Label],
    pub(super) fix: Option<&'a Fix>,
    pub(super) details: Option<&'a Details>,
    excerpts: bool,
}

impl<'a> Told<'a> {
    /// The words of a span of the finding's text; none without excerpts.
    pub(super) fn words(&self, span: Span) -> Option<&'a str> {
        self.excerpts.then(|| self.text.slice(span))
    }

    /// The path of its file, with slashes on every system.
    pub(super) fn path(&self) -> String {
        slashes(self.text.path())
    }

    /// Message and help on lines of their own.
    pub(super) fn whole(&self) -> String {
        let message = self.message();
        match self.help {
            Some(help) => format!("{message}\n{help}"),
            None => message.into_owned(),
        }
    }

    /// The message for a format that knows of lines alone: of a Word file it says that the line is a paragraph.
    pub(super) fn message(&self) -> Cow<'a, str> {
        match self.text.document() {
            Some(_) => {
                let at = self.text.position(self.finding.span.start);
                Cow::Owned(format!("Paragraph {}: {}", at.line, self.message))
            }
            None => Cow::Borrowed(self.message),
        }
    }
}

impl<'a> Run<'a> {
    /// Every finding, in order.
    pub(super) fn told(&self) -> impl Iterator<Item = Told<'a>> {
        let run = *self;
        run.outcome.findings.iter().filter_map(move |finding| run.tell(finding))
    }

    /// The rule that found it: of those of one id, the one that was on for its article.
    pub(super) fn rule_of(&self, finding: &Diagnostic) -> Option<&'a Rule> {
        let on = self.outcome.on.get(finding.text.0).map_or(&[][..], |on| on);
        let ready = self.book.active(&finding.rule, on).or_else(|| self.book.get(&finding.rule));
        ready.map(|ready| &*ready.rule)
    }

    /// Where the manual page of the rule stands that found it; nowhere for a newsroom's own.
    pub(super) fn page_of(&self, finding: &Diagnostic) -> Option<String> {
        self.rule_of(finding).and_then(rule_page)
    }

    /// One finding; none where its file is not among the articles, which no rule makes.
    pub(super) fn tell(&self, finding: &'a Diagnostic) -> Option<Told<'a>> {
        let text = &*self.outcome.articles.get(finding.text.0)?.text;
        if self.excerpts {
            return Some(Told {
                finding,
                text,
                message: &finding.message,
                help: finding.help.as_deref(),
                labels: &finding.labels,
                fix: finding.fix.as_ref(),
                details: finding.details.as_ref(),
                excerpts: true,
            });
        }
        let message = self.rule_of(finding).map_or("", |rule| &rule.spec.summary);
        Some(Told { finding, text, message, help: None, labels: &[], fix: None, details: None, excerpts: false })
    }

    /// Whether a finding of this level fails the run.
    pub(super) fn fails(&self, severity: Severity) -> bool {
        self.fail_on.is_some_and(|level| severity >= level)
    }
}

/// A path with slashes on every system, as services for review want it.
pub(super) fn slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}
