//! What is wrong with a file that the newsroom wrote for copydesk.

use std::{fmt, io, path::Path, sync::Arc};

use crate::{
    read::plainly,
    rule::{RuleError, explain},
    span::Span,
    text::Text,
};

/// Something wrong in a configuration, in a rule file it names or in a baseline.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The file; without words, if it could not be read.
    pub text: Arc<Text>,
    /// Where in it, if it is about one place.
    pub span: Option<Span>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Fault {
    /// At a place of a file; an empty place is made to hold what can be shown.
    pub fn new(text: &Arc<Text>, span: Option<Span>, message: impl Into<String>) -> Fault {
        let span = span.filter(|span| span.end <= text.content().len()).map(|span| visible(span, text));
        Fault { text: Arc::clone(text), span, message: message.into(), help: None }
    }

    /// About a file that cannot be read.
    pub fn unreadable(path: &Path, error: &io::Error) -> Fault {
        let text = Arc::new(Text::new(path.to_string_lossy(), ""));
        Fault { text, span: None, message: plainly(error), help: None }
    }

    /// What the TOML reader says of a file.
    pub fn syntax(text: &Arc<Text>, error: &toml::de::Error) -> Fault {
        let (message, span) = explain(text.content(), error);
        Fault::new(text, span, message)
    }

    /// What is wrong in a rule file.
    pub fn rule(error: &RuleError, content: &str) -> Fault {
        let text = Arc::new(Text::new(error.file.as_str(), content));
        let offset = error.at.map(|at| {
            let start = text.line_start(at.line - 1);
            let line = content.get(start..).unwrap_or_default();
            line.char_indices().nth(at.column - 1).map_or(content.len(), |(offset, _)| start + offset)
        });
        let to_end = |start: usize| {
            let rest = content.get(start..).unwrap_or_default();
            Span::new(start, start + rest.lines().next().map_or(0, |line| line.trim_end().len()))
        };
        Fault::new(&text, offset.map(to_end), error.problem.to_string())
    }

    /// With what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Fault {
        self.help = Some(help.into());
        self
    }
}

/// “copydesk.toml:3:1: unknown key …”
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text.path())?;
        if let Some(span) = self.span {
            let at = self.text.position(span.start);
            write!(f, ":{}:{}", at.line, at.column)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Fault {}

/// A place that holds at least one character, and no line end after the first.
fn visible(span: Span, text: &Text) -> Span {
    let content = text.content();
    let words = span.of(content);
    let words = words.lines().next().unwrap_or_default().trim_end();
    if !words.is_empty() {
        return Span::new(span.start, span.start + words.len());
    }
    // at the end of a line or of the file: what stands last before it
    let before = content.get(..span.start).unwrap_or_default().trim_end();
    match before.char_indices().next_back() {
        Some((start, _)) => Span::new(start, before.len()),
        None => span,
    }
}
