//! What was there when the desk began: findings that are known and not shown again.
//!
//! A baseline is a file of TOML, sorted, with an entry a finding. An entry is known by its rule and by the words with
//! those around them (the fingerprint), never by a line: what is edited elsewhere leaves it, and so does a new name of
//! the file.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::{
    article::Article,
    diagnostic::{Diagnostic, TextId},
    fault::Fault,
    text::Text,
};

/// The form of the file.
const SCHEMA: &str = "copydesk/baseline/1";
/// How many characters of a finding's words are written down, for people to know it by.
const WORDS: usize = 80;
const HEAD: &str = "# Findings that copydesk leaves out, as they were when this was written. Words decide, not lines.\n\
                    # Write it anew with: copydesk check --write-baseline FILE\n";

/// Findings that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Entry>,
}

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file that it was in, for people to find it.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// The first of its words, for people to know it by.
    pub text: String,
    /// What it is known by.
    pub fingerprint: String,
    /// How often it was there.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub count: usize,
}

fn once() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_once(count: &usize) -> bool {
    *count == 1
}

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    #[serde(default)]
    finding: Vec<Entry>,
}

/// What every version of the file begins with.
#[derive(Deserialize)]
struct Version {
    schema: Option<String>,
}

/// What a baseline left out.
#[derive(Debug, Default)]
pub struct Applied {
    /// The findings that are known.
    pub known: Vec<Diagnostic>,
    /// Entries that match nothing any more, with how often they do not.
    pub stale: Vec<Entry>,
}

impl Baseline {
    /// The findings of some articles. `name` says what to call the file of an article.
    pub fn of<'a>(
        articles: &[Article],
        findings: impl IntoIterator<Item = &'a Diagnostic>,
        name: &dyn Fn(&str) -> String,
    ) -> Baseline {
        let names: Vec<String> = articles.iter().map(|article| name(article.text.path())).collect();
        let mut counts: BTreeMap<Entry, usize> = BTreeMap::new();
        for finding in findings {
            let TextId(at) = finding.text;
            let (Some(path), Some(article)) = (names.get(at), articles.get(at)) else { continue };
            let entry = Entry {
                path: path.clone(),
                rule: finding.rule.clone(),
                text: words(article.text.slice(finding.span)),
                fingerprint: finding.fingerprint.clone(),
                count: 1,
            };
            *counts.entry(entry).or_default() += 1;
        }
        Baseline { entries: counts.into_iter().map(|(entry, count)| Entry { count, ..entry }).collect() }
    }

    /// Takes over the entries of an older one that the run had nothing to say of, and returns how many findings they
    /// know.
    pub fn keep(&mut self, older: Baseline, is_open: &dyn Fn(&Entry) -> bool) -> usize {
        let kept: Vec<Entry> = older.entries.into_iter().filter(|entry| is_open(entry)).collect();
        let findings = kept.iter().map(|entry| entry.count).sum();
        self.entries.extend(kept);
        self.entries.sort();
        findings
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.entries.iter().map(|entry| entry.count).sum()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Reads one.
    ///
    /// # Errors
    ///
    /// When it is none, or was written by a later copydesk.
    pub fn read(text: &Arc<Text>) -> Result<Baseline, Fault> {
        let syntax = |error| Fault::syntax(text, &error);
        let anew = "Write it anew with --write-baseline, or check with the copydesk that wrote it.";
        let none = || {
            let message = format!("this is no baseline; one begins with schema = \"{SCHEMA}\"");
            Fault::new(text, None, message).with_help(anew)
        };
        let Version { schema } = toml::from_str(text.content()).map_err(|error| {
            // an article, say; of a baseline that was edited by hand, the place is told
            if text.content().contains("schema") { syntax(error) } else { none() }
        })?;
        match schema.as_deref() {
            Some(SCHEMA) => {}
            Some(other) if other.starts_with("copydesk/baseline/") => {
                let message =
                    format!("this baseline was written by a later copydesk ({other}); this one knows {SCHEMA}");
                return Err(Fault::new(text, None, message).with_help(anew));
            }
            _ => return Err(none()),
        }
        let File { finding, .. } = toml::from_str(text.content()).map_err(syntax)?;
        Ok(Baseline { entries: finding })
    }

    /// As it is written: sorted, an entry a block, so that two of them can be merged line by line.
    ///
    /// # Errors
    ///
    /// When TOML cannot hold it, which the types rule out.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        let file = File { schema: SCHEMA.to_owned(), finding: self.entries.clone() };
        Ok(format!("{HEAD}{}", toml::to_string(&file)?))
    }

    /// Takes the findings that are known out of a list. `name` says what to call the file of an article, `ran` whether
    /// a rule looked for all that it could find in one.
    pub fn apply(
        &self,
        articles: &[Article],
        findings: &mut Vec<Diagnostic>,
        name: &dyn Fn(&str) -> String,
        ran: &dyn Fn(TextId, &str) -> bool,
    ) -> Applied {
        let names: Vec<String> = articles.iter().map(|article| name(article.text.path())).collect();
        let mut left: Vec<usize> = self.entries.iter().map(|entry| entry.count).collect();
        let mut places: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            places.entry((&entry.rule, &entry.fingerprint)).or_default().push(at);
        }
        let mut take = |finding: &Diagnostic, path: Option<&String>| {
            let Some(entries) = places.get(&(finding.rule.as_str(), finding.fingerprint.as_str())) else {
                return false;
            };
            let here = |at: &&usize| path.is_none_or(|path| self.entries.get(**at).is_some_and(|e| e.path == *path));
            let free = entries.iter().filter(here).find(|at| left.get(**at).is_some_and(|count| *count > 0));
            free.and_then(|at| left.get_mut(*at)).map(|count| *count -= 1).is_some()
        };
        // those of a file by its own entries, then what moved from one file to another
        let mut is_known: Vec<bool> = findings.iter().map(|f| take(f, names.get(f.text.0))).collect();
        for (finding, known) in findings.iter().zip(&mut is_known) {
            *known = *known || take(finding, None);
        }
        let mut flags = is_known.into_iter();
        let (known, rest) = std::mem::take(findings).into_iter().partition(|_| flags.next().unwrap_or(false));
        *findings = rest;
        let checked: HashMap<&str, TextId> =
            names.iter().enumerate().map(|(at, name)| (name.as_str(), TextId(at))).collect();
        let is_stale = |entry: &Entry| checked.get(entry.path.as_str()).is_some_and(|id| ran(*id, &entry.rule));
        let stale = self.entries.iter().zip(left).filter(|(entry, left)| *left > 0 && is_stale(entry));
        Applied { known, stale: stale.map(|(entry, count)| Entry { count, ..entry.clone() }).collect() }
    }
}

/// The first words of a finding, on one line.
fn words(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(WORDS) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Severity, lexicon::Lexicon, parse::parse, span::Span};

    fn articles(paths: &[&str]) -> Vec<Article> {
        let fallback = Lexicon::default();
        let lexicon = Lexicon::built_in().unwrap_or(&fallback);
        paths.iter().map(|path| parse(Arc::new(Text::new(*path, "The the quay.\n")), lexicon)).collect()
    }

    fn finding(text: usize, fingerprint: &str) -> Diagnostic {
        Diagnostic {
            rule: "typo/doubled-word".to_owned(),
            severity: Severity::Error,
            message: String::new(),
            help: None,
            text: TextId(text),
            span: Span::new(0, 7),
            note: None,
            in_quotation: false,
            labels: Vec::new(),
            fix: None,
            details: None,
            slip: None,
            fingerprint: fingerprint.to_owned(),
        }
    }

    fn named(path: &str) -> String {
        path.to_owned()
    }

    /// What remains of findings, and the stale entries, as fingerprints.
    fn applied(baseline: &Baseline, paths: &[&str], mut findings: Vec<Diagnostic>) -> (Vec<String>, Vec<String>) {
        let applied = baseline.apply(&articles(paths), &mut findings, &named, &|_, _| true);
        let stale = applied.stale.into_iter().map(|entry| format!("{}×{}", entry.fingerprint, entry.count)).collect();
        (findings.into_iter().map(|f| f.fingerprint).collect(), stale)
    }

    #[test]
    fn what_is_known_is_known_as_often_as_it_was_there() {
        let before = [finding(0, "a"), finding(0, "a"), finding(1, "b")];
        let baseline = Baseline::of(&articles(&["x.txt", "y.txt"]), &before, &named);
        assert_eq!(baseline.len(), 3);
        let now = vec![finding(0, "a"), finding(0, "a"), finding(0, "a"), finding(1, "c")];
        let (left, stale) = applied(&baseline, &["x.txt", "y.txt"], now);
        assert_eq!((left, stale), (vec!["a".to_owned(), "c".to_owned()], vec!["b×1".to_owned()]));
    }

    #[test]
    fn a_new_name_of_the_file_keeps_it_and_files_that_are_not_checked_say_nothing() {
        let baseline = Baseline::of(&articles(&["x.txt"]), &[finding(0, "a"), finding(0, "b")], &named);
        assert_eq!(applied(&baseline, &["z.txt"], vec![finding(0, "a")]), (vec![], vec![]));
        assert_eq!(applied(&baseline, &["x.txt"], vec![finding(0, "a")]), (vec![], vec!["b×1".to_owned()]));
    }

    #[test]
    fn of_two_files_each_has_its_own_entries() {
        let before = [finding(0, "a"), finding(1, "a")];
        let baseline = Baseline::of(&articles(&["x.txt", "y.txt"]), &before, &named);
        let mut findings = vec![finding(1, "a")];
        let applied = baseline.apply(&articles(&["x.txt", "y.txt"]), &mut findings, &named, &|_, _| true);
        let stale: Vec<&str> = applied.stale.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!((applied.known.len(), findings.len(), stale), (1, 0, vec!["x.txt"]));
    }

    #[test]
    fn a_stale_entry_tells_how_often_it_is_missing() {
        let before = [finding(0, "a"), finding(0, "a"), finding(0, "a")];
        let baseline = Baseline::of(&articles(&["x.txt"]), &before, &named);
        assert_eq!(applied(&baseline, &["x.txt"], vec![finding(0, "a")]), (vec![], vec!["a×2".to_owned()]));
    }

    #[test]
    fn only_one_of_no_findings_is_empty() {
        assert!(Baseline::of(&articles(&["x.txt"]), &[], &named).is_empty());
        assert!(!Baseline::of(&articles(&["x.txt"]), &[finding(0, "a")], &named).is_empty());
    }

    #[test]
    fn it_is_written_sorted_and_read_again() -> Result<(), Box<dyn std::error::Error>> {
        let list = articles(&["x.txt", "a.txt"]);
        let one = Baseline::of(&list, &[finding(0, "b"), finding(1, "c"), finding(0, "a"), finding(0, "a")], &named);
        let other = Baseline::of(&list, &[finding(0, "a"), finding(1, "c"), finding(0, "a"), finding(0, "b")], &named);
        let text = one.to_toml()?;
        assert_eq!(text, other.to_toml()?);
        assert!(text.ends_with(
            "[[finding]]\npath = \"x.txt\"\nrule = \"typo/doubled-word\"\ntext = \"The the\"\nfingerprint = \"b\"\n"
        ));
        assert_eq!(Baseline::read(&Arc::new(Text::new("b.toml", text)))?, one);
        Ok(())
    }

    #[test]
    fn what_is_no_baseline_or_a_later_one_is_refused() {
        let refused =
            |content: &str| Baseline::read(&Arc::new(Text::new("b.toml", content))).err().map(|f| f.to_string());
        let later = refused("schema = 'copydesk/baseline/2'\n[[entry]]\nx = 1\n");
        assert!(later.is_some_and(|fault| fault.contains("written by a later copydesk")));
        for other in ["profile = 'strict'\n", "schema = 'copydesk/check/1'\n", "---\ntitle: Bridge shut\n---\n"] {
            assert!(refused(other).is_some_and(|fault| fault.contains("no baseline")), "{other}");
        }
        assert!(refused("schema = \n").is_some_and(|fault| fault.starts_with("b.toml:1:")));
        let wrong = refused("schema = 'copydesk/baseline/1'\n[[finding]]\npath = 'a'\nrule = 'b'\n");
        assert!(wrong.is_some_and(|fault| fault.contains("missing key `text`")));
    }
}
