//! Where the time of a run went.

use std::{
    io::{self, Write},
    time::Duration,
};

use super::{Look, Table};
use crate::monitor::Times;

/// How many rules are listed, the slowest first.
const RULES: usize = 20;

/// Writes a table of the steps of a run and one of its rules.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn timing(times: &Times, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut stages = Table::new(look, &["step", "ms"]).right(&[1]);
    for (name, took) in &times.stages {
        stages.row([*name, &milliseconds(*took)]);
    }
    writeln!(out, "{stages}\n")?;
    let mut rules: Vec<_> = times.rules.iter().collect();
    rules.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    let mut table = Table::new(look, &["rule", "ms, all threads"]).right(&[1]);
    for (id, took) in rules.iter().take(RULES) {
        table.row([id.as_str(), &milliseconds(**took)]);
    }
    if let Some(rest) = rules.get(RULES..).filter(|rest| !rest.is_empty()) {
        let took: Duration = rest.iter().map(|(_, took)| **took).sum();
        table.row([format!("{} others", rest.len()), milliseconds(took)]);
    }
    writeln!(out, "{table}")
}

fn milliseconds(took: Duration) -> String {
    format!("{:.1}", took.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_rules_come_first_and_the_rest_is_added_up() -> io::Result<()> {
        let ms = Duration::from_millis;
        let rules = (1..=22).map(|at| (format!("typo/t-{at}"), ms(at))).collect();
        let times = Times { stages: vec![("read", ms(2)), ("check", Duration::from_micros(1_250))], rules };
        let mut out = Vec::new();
        timing(&times, Look::default(), &mut out)?;
        let text = String::from_utf8_lossy(&out).into_owned();
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
        assert!(rows.contains(&vec!["read", "2.0"]) && rows.contains(&vec!["check", "1.2"]), "{text}");
        let first = rows.iter().position(|row| row.first() == Some(&"typo/t-22"));
        assert_eq!(first, rows.iter().position(|row| row.first() == Some(&"rule")).map(|head| head + 2), "{text}");
        assert_eq!(rows.last(), Some(&vec!["2", "others", "3.0"]), "{text}");
        Ok(())
    }
}
