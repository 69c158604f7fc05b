//! Where the parts of a configuration stand in its file.

use toml::de::{DeTable, DeValue};

use crate::span::Span;

/// A step into a TOML file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'a> {
    /// To the value of a key.
    Key(&'a str),
    /// To an entry of a list, from 0.
    At(usize),
}

/// Where the value stands to which some steps lead.
pub(super) fn value(content: &str, steps: &[Step]) -> Option<Span> {
    places(content, steps).map(|(_, value)| value)
}

/// Where the key stands that is the last of some steps.
pub(super) fn key(content: &str, steps: &[Step]) -> Option<Span> {
    places(content, steps).and_then(|(key, _)| key)
}

/// From a line and a column of a file, both from 1 and in characters, to the end of the line.
pub(super) fn rest_of_line(content: &str, line: usize, column: usize) -> Option<Span> {
    let text = content.split_inclusive('\n').nth(line.checked_sub(1)?)?;
    let start = text.as_ptr() as usize - content.as_ptr() as usize;
    let end = text.trim_end().len();
    let from = text.char_indices().nth(column.saturating_sub(1)).map_or(end, |(at, _)| at.min(end));
    Some(Span::new(start + from, start + end))
}

/// The last key on the way, if it is the last step, and the value.
fn places(content: &str, steps: &[Step]) -> Option<(Option<Span>, Span)> {
    let file = DeTable::parse(content).ok()?;
    let root = DeValue::Table(file.get_ref().clone());
    let (mut here, mut key, mut place) = (&root, None, file.span());
    for step in steps {
        match (step, here) {
            (Step::Key(name), DeValue::Table(table)) => {
                let (found, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
                (here, key, place) = (value.get_ref(), Some(found.span().into()), value.span());
            }
            (Step::At(at), DeValue::Array(list)) => {
                let value = list.get(*at)?;
                (here, key, place) = (value.get_ref(), None, value.span());
            }
            _ => return None,
        }
    }
    Some((key, place.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_have_a_place() {
        let file = "outlet = ['a', 'b']\n[[overrides]]\npaths = []\n[[overrides]]\nrules = { typo = 'off' }\n";
        let words = |span: Option<Span>| span.map(|span| span.of(file));
        assert_eq!(words(value(file, &[Step::Key("outlet"), Step::At(1)])), Some("'b'"));
        let rule = [Step::Key("overrides"), Step::At(1), Step::Key("rules"), Step::Key("typo")];
        assert_eq!((words(key(file, &rule)), words(value(file, &rule))), (Some("typo"), Some("'off'")));
        assert_eq!(value(file, &[Step::Key("overrides"), Step::At(2)]), None);
    }
}
