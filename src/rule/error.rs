//! Why a rule file cannot be used: where, what, and what to write instead.

use std::fmt;

use super::{
    FAMILIES,
    place::{Part, find},
};
use crate::{
    span::Span,
    text::{Position, Text},
};

/// Something wrong in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// Where in it, if it is about one place.
    pub at: Option<Position>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong in a rule file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It is not a rule.
    #[error("{0}")]
    Syntax(String),
    /// The path is not `family/name.toml` with a family that copydesk knows.
    #[error("a rule lies in a folder named after its family: {}", FAMILIES.join(", "))]
    Family,
    /// There is nothing to find it with.
    #[error("the rule has no [pattern], and copydesk has no check called “{0}”")]
    NoLogic(String),
    /// A pattern is not a regular expression.
    #[error("the pattern `{pattern}` is not a regular expression: {reason}")]
    Regex {
        /// The pattern as it stands there.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A pattern names a lexicon group that is not there.
    #[error("the pattern `{pattern}` names the word list “{group}”, and there is none")]
    Lexicon {
        /// The pattern as it stands there.
        pattern: String,
        /// The group it names.
        group: String,
    },
}

impl std::error::Error for RuleError {}

/// What people write for a value that looks otherwise.
const MEANT: [(&str, &str); 6] = [
    ("en-UK", "en-GB"),
    ("UK", "en-GB"),
    ("British", "en-GB"),
    ("US", "en-US"),
    ("American", "en-US"),
    ("warn", "warning"),
];

/// What the TOML reader says, in the words of this program and with the closest place.
pub(crate) fn explain(text: &str, error: &toml::de::Error) -> (String, Option<Span>) {
    let mut message = error.message().to_owned();
    for (theirs, ours) in [
        ("unknown field", "unknown key"),
        ("missing field", "missing key"),
        ("unknown variant", "unknown value"),
        ("invalid type: ", "wrong kind of value: "),
        ("a sequence", "a list"),
        ("string values must be quoted, expected literal string", "words must stand in quotation marks"),
    ] {
        message = message.replace(theirs, ours);
    }
    let mut names = message.split('`').skip(1).step_by(2);
    let wrong = names.next().filter(|_| message.starts_with("unknown")).unwrap_or_default().to_owned();
    let meant = MEANT.iter().find(|(theirs, _)| wrong.eq_ignore_ascii_case(theirs)).map(|(_, ours)| *ours);
    let alike = |name: &str| if meant == Some(name) { 1.0 } else { strsim::jaro(&wrong, name) };
    let best = names.max_by(|a, b| alike(a).total_cmp(&alike(b))).filter(|name| alike(name) > 0.75);
    if let Some(best) = best {
        message = format!("{message}; did you mean `{best}`?");
    }
    // for a table that is read twice, the reader only knows where the table begins
    let key = error.span().and_then(|span| find(text, span.start, |value| *value == Part::Key(&wrong)));
    let key = key.map(|start| Span::new(start, start + wrong.len()));
    (message.trim_end().to_owned(), key.or(error.span().map(Span::from)))
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RuleError { file, at, problem } = self;
        match at {
            Some(Position { line, column }) => write!(f, "{file}:{line}:{column}: {problem}"),
            None => write!(f, "{file}: {problem}"),
        }
    }
}

impl RuleError {
    /// What the TOML reader says of a rule file.
    pub(super) fn syntax(file: &str, text: &str, error: &toml::de::Error) -> RuleError {
        let (message, place) = explain(text, error);
        let at = place.map(|place| Text::new(file, text).position(place.start.min(text.len())));
        RuleError { file: file.to_owned(), at, problem: Problem::Syntax(message) }
    }

    /// Something wrong with a string of the file.
    pub(super) fn about(file: &str, text: &str, string: &str, problem: Problem) -> RuleError {
        let offset = find(text, 0, |value| *value == Part::String(string));
        let at = offset.map(|offset| Text::new(file, text).position(offset));
        RuleError { file: file.to_owned(), at, problem }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::Rule;

    fn message(text: &str) -> String {
        Rule::parse("typo/x.toml", text).map(|_| String::new()).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn a_wrong_key_is_named_with_its_place_and_the_right_one() {
        let shown = message("sumary = 's'\nseverity = 'info'\nmanual = 'm'\n");
        assert!(shown.starts_with("typo/x.toml:1:1: unknown key `sumary`, expected one of `summary`"), "{shown}");
        assert!(shown.ends_with("did you mean `summary`?"), "{shown}");
    }

    #[test]
    fn a_wrong_key_of_a_pattern_is_found_too() {
        let text = "summary = 's'\nseverity = 'info'\nmanual = 'm'\n[pattern]\nkind = 'existence'\nanny = ['x']\n\
                    message = 'm'\nhelp = 'h'\n";
        assert!(message(text).starts_with("typo/x.toml:6:1: unknown key `anny`"), "{}", message(text));
    }

    #[test]
    fn a_wrong_value_names_those_there_are() {
        let shown = message("summary = 's'\nseverity = 'infos'\nmanual = 'm'\n");
        let expected = "typo/x.toml:2:12: unknown value `infos`, expected one of `info`, `warning`, `error`; \
                        did you mean `info`?";
        assert_eq!(shown, expected);
        assert_eq!(message("summary = 's'\nseverity = 'info'\n"), "typo/x.toml:1:1: missing key `manual`");
    }
}
