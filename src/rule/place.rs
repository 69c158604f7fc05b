//! Where things stand in a rule file.

use toml::de::{DeTable, DeValue};

use super::Rule;
use crate::text::{Position, Text};

impl Rule {
    /// Where an example stands in the file: of those that fire or of those that stay quiet, counted from 0.
    pub fn example_position(&self, fires: bool, at: usize) -> Option<Position> {
        let table = DeTable::parse(&self.text).ok()?;
        let examples = table.get_ref().get(if fires { "fires" } else { "quiet" })?;
        let start = examples.get_ref().as_array()?.get(at)?.span().start;
        Some(Text::new(self.file.as_str(), self.text.as_str()).position(start))
    }
}

/// A part of a TOML file.
#[derive(PartialEq)]
pub(super) enum Part<'a> {
    Key(&'a str),
    String(&'a str),
}

/// Where the first key or string from an offset on stands for which `wanted` holds.
pub(super) fn find(text: &str, from: usize, wanted: impl Fn(&Part) -> bool) -> Option<usize> {
    let table = DeTable::parse(text).ok()?;
    let mut found: Option<usize> = None;
    let mut see = |part: Part, at: usize| {
        if at >= from && found.is_none_or(|found| at < found) && wanted(&part) {
            found = Some(at);
        }
    };
    walk_table(table.get_ref(), &mut see);
    found
}

fn walk_table(table: &DeTable, see: &mut impl FnMut(Part, usize)) {
    for (key, value) in table {
        see(Part::Key(key.get_ref()), key.span().start);
        walk(value.get_ref(), value.span().start, see);
    }
}

fn walk(value: &DeValue, at: usize, see: &mut impl FnMut(Part, usize)) {
    match value {
        DeValue::String(string) => see(Part::String(string), at),
        DeValue::Table(table) => walk_table(table, see),
        DeValue::Array(array) => array.iter().for_each(|value| walk(value.get_ref(), value.span().start, see)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::RuleError;

    #[test]
    fn examples_have_a_place() -> Result<(), RuleError> {
        let text = "summary = 's'\nseverity = 'info'\nmanual = 'm'\n\n[[fires]]\ntext = 'a'\n\n[[quiet]]\ntext = 'b'\n\n\
                    [[fires]]\ntext = 'c'\n";
        let rule = Rule::parse("typo/x.toml", text)?;
        let line = |fires, at| rule.example_position(fires, at).map(|p| p.line);
        assert_eq!([line(true, 0), line(true, 1), line(false, 0), line(false, 1)], [Some(5), Some(11), Some(8), None]);
        Ok(())
    }
}
