//! The end of a run: what to mend, what to look at, and what was not checked. Silence is no clearance.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{
    Ink, Look, Run, clean,
    sources::Ledger,
    totals::{Totals, count},
    wrap,
};
use crate::{
    article::{Article, BlockKind},
    check::Outcome,
    diagnostic::{Diagnostic, Severity, TextId},
    index::{Tally, primary::Verified},
    record::Material,
};

/// How many words of a finding are quoted.
const WORDS: usize = 4;
/// Quotation marks, which would stand beside those of the summary.
const MARKS: &str = "“”„\"«»‹›";
/// How many places of a kind are listed.
const PLACES: usize = 12;
/// The column at whose left the exit status ends.
const EXIT: usize = 80;
/// What there is to say when no article could be read, or none was found.
const UNCHECKED: &str = "Nothing was checked";

/// The whole summary: a part for each article that has findings, then one for all together.
pub(super) fn write(run: &Run, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let outcome = run.outcome;
    let several = outcome.checked > 1;
    let primary = Primary::of(outcome);
    let others = others(outcome, &primary);
    let mut clean_ones = Vec::new();
    for (at, article) in outcome.checked().iter().enumerate() {
        let findings = run.findings_of(TextId(at));
        let path = clean(article.text.path());
        let totals = Totals::of_article(outcome, at, findings);
        if findings.is_empty() && totals.suppressed + totals.known == 0 && several {
            clean_ones.push(path);
            continue;
        }
        let head = heading(&path, &totals, look);
        writeln!(out, "{}", if several { head } else { with_exit(&head, width(&path, &totals), run, look) })?;
        places(run, out, "Fix", findings.iter().filter(|f| f.severity == Severity::Error), article, look)?;
        places(run, out, "Check", findings.iter().filter(|f| f.severity == Severity::Warning), article, look)?;
        for fact in told_of(article, &totals, &others, &primary) {
            paragraph(out, &fact, look)?;
        }
        if several {
            writeln!(out)?;
        }
    }
    if outcome.checked == 0 {
        writeln!(out, "{}", with_exit(&look.paint(Ink::Strong, UNCHECKED), UNCHECKED.width(), run, look))?;
    } else if several {
        let totals = Totals::of(outcome);
        let name = count(totals.files, "article");
        let elsewhere = match outcome.compared {
            true => Elsewhere::In("another article".to_owned()),
            false => Elsewhere::NotCompared,
        };
        writeln!(out, "{}", with_exit(&heading(&name, &totals, look), width(&name, &totals), run, look))?;
        if !clean_ones.is_empty() {
            paragraph(out, &format!("Nothing found in {}", listed(&clean_ones)), look)?;
        }
        paragraph(out, &quotations(totals.quotations, &elsewhere, &primary.checked(totals.verified)), look)?;
        if !outcome.compared {
            paragraph(out, "No crosscheck rule is on: each article was checked by itself", look)?;
        }
        if totals.suppressed > 0 {
            paragraph(out, &format!("Let stand: {}", totals.suppressed), look)?;
        }
        if totals.known > 0 {
            paragraph(out, &format!("Known from the baseline: {}", totals.known), look)?;
        }
    }
    for at in outcome.verification.foreign() {
        if let Some(source) = outcome.articles.get(*at) {
            let note = "is in another language: no quotation can be held against it";
            paragraph(out, &format!("{} {note}", clean(source.text.path())), look)?;
        }
    }
    unread(run).iter().try_for_each(|told| paragraph(out, told, look))
}

/// What there is to say of an article besides its findings: its quotations, its unnamed sources, what was not checked.
pub(super) fn facts(outcome: &Outcome, at: usize, totals: &Totals) -> Vec<String> {
    let primary = Primary::of(outcome);
    let others = others(outcome, &primary);
    let article = outcome.articles.get(at);
    article.map(|article| told_of(article, totals, &others, &primary).into()).unwrap_or_default()
}

fn told_of(article: &Article, totals: &Totals, others: &Elsewhere, primary: &Primary) -> [String; 3] {
    let known = if totals.known > 0 { format!(". Known from the baseline: {}", totals.known) } else { String::new() };
    [
        quotations(totals.quotations, others, &primary.checked(totals.verified)),
        Ledger::of(article).totals.to_string(),
        format!("{} Let stand: {}{known}", set_aside(article), totals.suppressed),
    ]
}

/// The summary of a run in one line.
pub(super) fn line(run: &Run) -> String {
    let totals = Totals::of(run.outcome);
    let Tally { total, matched, differing, .. } = totals.quotations;
    let checked = Primary::of(run.outcome).checked(totals.verified);
    let articles = count(totals.files, "article");
    let quotations = count(total, "quotation");
    let mut line = match totals.files {
        0 => UNCHECKED.to_owned(),
        files if files > 1 && total > 0 && !run.outcome.compared => {
            format!("{articles}: {totals}; {quotations}, not compared, {checked}")
        }
        _ => format!("{articles}: {totals}; {quotations}: {matched} matched, {differing} differing, {checked}"),
    };
    if totals.suppressed > 0 {
        line += &format!("; {} let stand", totals.suppressed);
    }
    if totals.known > 0 {
        line += &format!("; {} known from the baseline", totals.known);
    }
    unread(run).iter().for_each(|told| line += &format!("; {told}"));
    line
}

/// How many files could not be read, and how many were checked otherwise than their front matter asks.
fn unread(run: &Run) -> Vec<String> {
    let is_checked = |path: &str| run.outcome.checked().iter().any(|article| article.text.path() == path);
    let checked = run.unreadable.iter().filter(|file| is_checked(&file.path)).count();
    let told = [(run.unreadable.len() - checked, "could not be read"), (checked, "not checked as front matter asks")];
    told.iter()
        .filter(|(files, _)| *files > 0)
        .map(|(files, what)| format!("{} {what}", count(*files, "file")))
        .collect()
}

fn heading(name: &str, totals: &Totals, look: Look) -> String {
    let ink = match totals {
        Totals { errors: 1.., .. } => Ink::Error,
        Totals { warnings: 1.., .. } => Ink::Warning,
        _ => Ink::Strong,
    };
    format!("{}: {}", look.paint(Ink::Strong, name), look.paint(ink, &totals.to_string()))
}

/// How many columns a heading takes, its colours aside.
fn width(name: &str, totals: &Totals) -> usize {
    format!("{name}: {totals}").width()
}

/// A heading of so many columns with the exit status at the end of the line.
fn with_exit(heading: &str, columns: usize, run: &Run, look: Look) -> String {
    let exit = format!("exit {}", run.exit());
    let used = columns + exit.len();
    format!("{heading}{}{exit}", " ".repeat(look.width.min(EXIT).saturating_sub(used).max(2)))
}

/// “Fix    22 “Untied States” · 26 “on the condition of …””: each place once, lines with the same words together.
fn places<'a>(
    run: &Run,
    out: &mut dyn Write,
    title: &str,
    findings: impl Iterator<Item = &'a Diagnostic>,
    article: &Article,
    look: Look,
) -> io::Result<()> {
    let mut places: Vec<(String, Vec<usize>)> = Vec::new();
    for finding in findings {
        let words = words(run, article, finding);
        let line = article.text.position(finding.span.start).line;
        match places.iter_mut().find(|(known, _)| *known == words) {
            Some((_, lines)) => lines.push(line),
            None => places.push((words, vec![line])),
        }
    }
    if places.is_empty() {
        return Ok(());
    }
    let more = places.len().saturating_sub(PLACES);
    let mut items: Vec<String> =
        places.iter().take(PLACES).map(|(words, lines)| format!("{} {words}", ranges(lines))).collect();
    if more > 0 {
        items.push(format!("and {more} more"));
    }
    writeln!(out, "{}", wrap(&format!(" {title:<6} {}", items.join(" · ")), look.width, 8))
}

/// The words of a finding, the first few of many; what the rule is called where it is about no words, or where they may
/// not be shown.
fn words(run: &Run, article: &Article, finding: &Diagnostic) -> String {
    let words = if run.excerpts { clean(article.text.slice(finding.span)) } else { Default::default() };
    match first_words(&words).as_str() {
        "" => finding.rule.replace('/', ", ").replace('-', " "),
        words => format!("“{words}”"),
    }
}

/// The first few words of a text, to be put between marks: without marks of its own at either end.
fn first_words(text: &str) -> String {
    let bare = |words: &str| {
        let words = words.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(c));
        // “the drivers'” keeps its apostrophe, unless a mark like it opens
        match words.strip_prefix(['\'', '‘', '’']) {
            Some(rest) => rest.trim_end_matches(['\'', '’']).to_owned(),
            None => words.to_owned(),
        }
    };
    let mut words = text.split_whitespace();
    let first = bare(&words.by_ref().take(WORDS).collect::<Vec<_>>().join(" "));
    let more = words.any(|word| word.contains(char::is_alphanumeric));
    if more { format!("{first} …") } else { first }
}

/// What there is to hold the quotations of an article against, besides primary sources.
enum Elsewhere {
    /// There is no other article.
    Nowhere,
    /// There are others, and nobody asked to compare them.
    NotCompared,
    /// Other articles, in words.
    In(String),
}

/// How many quotations were held against what.
fn quotations(tally: Tally, elsewhere: &Elsewhere, checked: &str) -> String {
    let Tally { total, matched, differing, .. } = tally;
    if total == 0 {
        return "Quotations: none".to_owned();
    }
    let compared = match elsewhere {
        Elsewhere::Nowhere => "no other article to compare them with".to_owned(),
        Elsewhere::NotCompared => "not compared with other articles".to_owned(),
        Elsewhere::In(elsewhere) => {
            let differ = match (matched, differing) {
                (0, _) => String::new(),
                (_, 0) => ", in the same words".to_owned(),
                (1, 1) => ", in other words".to_owned(),
                (2, 2) => ", both in other words".to_owned(),
                (m, d) if m == d => ", all in other words".to_owned(),
                (_, d) => format!(", {d} in other words"),
            };
            format!("{matched} matched in {elsewhere}{differ}; {} unmatched", total.saturating_sub(matched))
        }
    };
    format!("Quotations {total}: {compared}; {checked}")
}

/// The primary sources of a run.
struct Primary {
    /// What they are, each kind once.
    kinds: Vec<Material>,
    /// How many there are.
    texts: usize,
}

impl Primary {
    fn of(outcome: &Outcome) -> Primary {
        let known = outcome.against().iter().filter_map(|article| article.record.as_ref());
        let mut kinds: Vec<Material> = known.map(|record| record.material).filter(|kind| kind.is_primary()).collect();
        let texts = kinds.len();
        kinds.sort_unstable_by_key(|kind| kind.as_str());
        kinds.dedup();
        Primary { kinds, texts }
    }

    /// What came of the quotations that were held against them.
    fn checked(&self, verified: Verified) -> String {
        let Verified { checked, verbatim, edited, missing, other_speaker } = verified;
        let what = match self.kinds.as_slice() {
            [] => "a transcript".to_owned(),
            [kind] if self.texts == 1 => format!("the {}", kind.as_str()),
            [kind] => format!("the {}s", kind.as_str()),
            _ => "the primary sources".to_owned(),
        };
        let parts = [
            (verbatim, "verified word by word"),
            (edited, "in other words there"),
            (missing, "not found there"),
            (other_speaker, "said by somebody else there"),
        ];
        let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, told)| format!("{n} {told}")).collect();
        let told = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
        format!("{checked} checked against {what}{told}")
    }
}

/// What there is to hold the quotations of an article against, besides primary sources.
fn others(outcome: &Outcome, primary: &Primary) -> Elsewhere {
    match (outcome.articles.len() - primary.texts).saturating_sub(1) {
        0 => Elsewhere::Nowhere,
        _ if !outcome.compared => Elsewhere::NotCompared,
        1 => Elsewhere::In("the other article".to_owned()),
        others => Elsewhere::In(format!("the other {others} articles")),
    }
}

/// The lines that were not read as copy.
fn set_aside(article: &Article) -> String {
    let text = &article.text;
    let aside = |kind: BlockKind| !kind.is_copy();
    let mut lines: Vec<usize> = article
        .blocks
        .iter()
        .filter(|b| aside(b.kind) && !b.raw.is_empty())
        .flat_map(|b| text.line_of(b.raw.start) + 1..=text.line_of(b.raw.end - 1) + 1)
        .collect();
    lines.dedup();
    match lines.len() {
        0 => format!("Every {} was read as copy.", text.unit()),
        1 => format!("Not read as copy: {} {}.", text.unit(), lines[0]),
        _ => format!("Not read as copy: {}s {}.", text.unit(), ranges(&lines)),
    }
}

/// “1, 3, 40–43”; of very many only the first.
fn ranges(lines: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &line in lines {
        match ranges.last_mut() {
            Some((_, end)) if line <= *end + 1 => *end = line.max(*end),
            _ => ranges.push((line, line)),
        }
    }
    let more = ranges.len().saturating_sub(PLACES);
    let shown = |(start, end): &(usize, usize)| match end - start {
        0 => start.to_string(),
        1 => format!("{start}, {end}"),
        _ => format!("{start}–{end}"),
    };
    let list = ranges.iter().take(PLACES).map(shown).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{list} and {more} more") } else { list }
}

fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let more = names.len().saturating_sub(PLACES);
    let list = names.iter().take(PLACES).map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{list} and {more} more") } else { list }
}

fn paragraph(out: &mut dyn Write, text: &str, look: Look) -> io::Result<()> {
    writeln!(out, "{}", wrap(text, look.width, 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_as_ranges() {
        assert_eq!(ranges(&[1, 3, 40, 41, 42, 43]), "1, 3, 40–43");
        assert_eq!(ranges(&[5, 5, 6]), "5, 6");
        let odd: Vec<usize> = (0..40).map(|n| 2 * n + 1).collect();
        assert!(ranges(&odd).ends_with("23 and 28 more"), "{}", ranges(&odd));
    }

    #[test]
    fn words_between_marks_bring_none_of_their_own() {
        assert_eq!(first_words("“It is a bridge"), "It is a bridge");
        assert_eq!(first_words("said: “It"), "said: “It");
        assert_eq!(first_words("‘It was late when the ferry came’"), "It was late when …");
        assert_eq!(first_words("‘It was late,’"), "It was late,");
        assert_eq!(first_words("the drivers'"), "the drivers'");
    }

    #[test]
    fn only_a_primary_source_verifies() {
        let primary = Primary { kinds: vec![Material::Transcript], texts: 1 };
        let verified = Verified { checked: 4, verbatim: 2, edited: 1, missing: 1, other_speaker: 0 };
        let told =
            "4 checked against the transcript (2 verified word by word, 1 in other words there, 1 not found there)";
        assert_eq!(primary.checked(verified), told);
        assert_eq!(primary.checked(Verified::default()), "0 checked against the transcript");
    }

    #[test]
    fn quotations_are_never_called_clear() {
        let tally = |matched, differing| Tally { total: 10, matched, differing, checked: 0 };
        let none = Primary { kinds: Vec::new(), texts: 0 }.checked(Verified::default());
        assert_eq!(
            quotations(tally(2, 2), &Elsewhere::In("the other 4 articles".to_owned()), &none),
            "Quotations 10: 2 matched in the other 4 articles, both in other words; 8 unmatched; 0 checked against a transcript"
        );
        assert_eq!(
            quotations(tally(0, 0), &Elsewhere::Nowhere, &none),
            "Quotations 10: no other article to compare them with; 0 checked against a transcript"
        );
        assert_eq!(quotations(Tally::default(), &Elsewhere::Nowhere, &none), "Quotations: none");
    }
}
