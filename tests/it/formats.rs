//! The formats for other programs, read the way those programs read them.

use std::{collections::HashSet, fs, path::Path};

use quick_xml::{Reader, events::Event};
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    command::copydesk,
    support::{Failure, fixtures},
};

/// All formats of `check`.
pub(crate) const FORMATS: [&str; 12] = [
    "full",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "checkstyle",
    "junit",
    "rdjson",
    "markdown",
    "html",
];

/// Copy that would give commands, markup and escapes to whatever shows it, wherever a finding quotes it.
const HOSTILE: &str = "Dam “<script>zyx()</script> @zyxdesk” holds\n\n\
    The <b>Zyxvale</b> mayor resigned, Zyxvale sources said, speaking on condition of anonymity | zyx.\n\n\
    ::error::zyx “It is the the zyx ]]> ![zyx](https://zyx.example) \u{1b}[31mred,” a Zyxvale official said.\n\n\
    He flew to the Untied States on Monday, 3 March 2026, TK zyx %0A::warning::zyx.\n";

fn report(folder: &Path, args: &str) -> Result<String, Failure> {
    Ok(copydesk(folder, ["check"].into_iter().chain(args.split_whitespace()), "")?.stdout)
}

/// What `check` found in the fixture articles, as the contract's own JSON has it.
fn findings() -> Result<Vec<Value>, Failure> {
    let report: Value = serde_json::from_str(&report(&fixtures(), "articles --format json")?)?;
    Ok(report["findings"].as_array().cloned().unwrap_or_default())
}

fn hostile() -> Result<TempDir, Failure> {
    let folder = TempDir::new()?;
    fs::write(folder.path().join("a,b:c.txt"), HOSTILE)?;
    fs::write(folder.path().join("binary.txt"), b"\0\x01\x02\xff\xfe\0\0")?;
    Ok(folder)
}

/// An element of an XML report.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn get(&self, attribute: &str) -> &str {
        self.attributes.iter().find(|(name, _)| name == attribute).map_or("", |(_, value)| value)
    }
}

fn elements(xml: &str) -> Result<Vec<Element>, Failure> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) => {
                let mut attributes = Vec::new();
                for attribute in element.attributes() {
                    let attribute = attribute?;
                    let value = quick_xml::escape::unescape(&attribute.value)?.into_owned();
                    attributes.push((attribute.key.as_ref().to_owned(), value));
                }
                found.push(Element { name: element.name().as_ref().to_owned(), attributes });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

#[test]
fn sarif_points_at_the_words() -> Result<(), Failure> {
    let log: Value = serde_json::from_str(&report(&fixtures(), "articles --format sarif")?)?;
    let run = &log["runs"][0];
    let results = run["results"].as_array().ok_or("no results")?;
    assert_eq!(results.len(), findings()?.len());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().ok_or("no index")?)?;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().ok_or("no address")?;
        let file = fs::read_to_string(fixtures().join(uri))?;
        let start = usize::try_from(place["region"]["byteOffset"].as_u64().ok_or("no offset")?)?;
        let length = usize::try_from(place["region"]["byteLength"].as_u64().ok_or("no length")?)?;
        assert_eq!(place["region"]["snippet"]["text"], file[start..start + length]);
    }
    Ok(())
}

#[test]
fn sarif_is_what_its_schema_asks_for() -> Result<(), Failure> {
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.enable_format_assertions();
    let published = fs::read_to_string(fixtures().join("schemas/sarif-2.1.0.json"))?;
    compiler.add_resource("https://sarif.example/schema.json", serde_json::from_str(&published)?)?;
    let schema = compiler.compile("https://sarif.example/schema.json", &mut schemas)?;
    let folder = hostile()?;
    let log = |folder: &Path, args: &str| -> Result<Value, Failure> {
        Ok(serde_json::from_str(&report(folder, &format!("{args} --format sarif"))?)?)
    };
    for (folder, args) in [
        (fixtures(), "articles --profile audit --against against"),
        (fixtures(), "pages --no-excerpts"),
        (fixtures(), "articles/tollan-ledger.md --select headline"),
        (folder.path().to_owned(), ". missing.txt --profile audit"),
    ] {
        let log = log(&folder, args)?;
        schemas.validate(&log, schema).map_err(|error| format!("{args}: {error:#}"))?;
    }
    // all that a log may hold was there to be judged
    let whole = log(&fixtures(), "articles --profile audit --against against")?;
    let has =
        |key: &str| whole["runs"][0]["results"].as_array().is_some_and(|all| all.iter().any(|r| !r[key].is_null()));
    assert!(["relatedLocations", "fixes", "partialFingerprints"].into_iter().all(has));
    // and a log that is wrong is refused
    for (pointer, wrong) in [
        ("/runs/0/results/0/level", "fatal".into()),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0.into()),
        ("/runs/0/tool/driver/informationUri", "no address".into()),
        ("/version", "2.0.0".into()),
    ] {
        let mut log = whole.clone();
        *log.pointer_mut(pointer).ok_or(pointer)? = wrong;
        assert!(schemas.validate(&log, schema).is_err(), "{pointer}");
    }
    let mut log = whole.clone();
    log["runs"][0]["language"] = "english".into();
    assert!(schemas.validate(&log, schema).is_err());
    Ok(())
}

#[test]
fn json_and_its_lines_tell_the_same_and_point_at_the_words() -> Result<(), Failure> {
    let whole: Value = serde_json::from_str(&report(&fixtures(), "articles --format json")?)?;
    let lines = report(&fixtures(), "articles --format jsonl")?;
    let mut lines = lines.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    let last = lines.pop().ok_or("no line")?;
    assert_eq!((&last["schema"], &last["summary"]), (&whole["schema"], &whole["summary"]));
    assert_eq!(whole["findings"].as_array(), Some(&lines));
    let mut levels = [0, 0, 0];
    for finding in &lines {
        let file = fs::read_to_string(fixtures().join(finding["path"].as_str().ok_or("no path")?))?;
        let at = |key: &str| finding["span"][key].as_u64().and_then(|at| usize::try_from(at).ok()).ok_or("no place");
        let (start, end) = (at("start")?, at("end")?);
        assert_eq!(finding["text"], file[start..end]);
        let (before, line) = (&file[..start], file[..start].rsplit('\n').next().unwrap_or_default());
        assert_eq!(finding["start"]["line"], before.matches('\n').count() + 1);
        assert_eq!(finding["start"]["column"], line.chars().count() + 1);
        let level = ["error", "warning", "info"].iter().position(|level| finding["severity"] == *level);
        levels[level.ok_or("no level")?] += 1;
    }
    let summary = &whole["summary"];
    assert_eq!([&summary["errors"], &summary["warnings"], &summary["infos"]], levels.each_ref());
    Ok(())
}

#[test]
fn github_gets_a_command_a_finding_errors_first() -> Result<(), Failure> {
    let shown = report(&fixtures(), "articles --format github")?;
    let levels: Vec<&str> =
        shown.lines().filter_map(|line| line.strip_prefix("::")?.split_once(' ')).map(|(level, _)| level).collect();
    assert_eq!(levels.len(), findings()?.len());
    let rank = |level: &str| ["error", "warning", "notice"].iter().position(|known| *known == level);
    assert!(levels.is_sorted_by_key(|level| rank(level)), "{levels:?}");
    assert!(shown.contains("GitHub shows at most 10 annotations"), "{shown}");
    let folder = hostile()?;
    let shown = report(folder.path(), ". --format github")?;
    assert!(shown.contains("file=a%2Cb%3Ac.txt,"), "{shown}");
    // no line of the article became a command of its own
    let ours = |line: &&str| !line.starts_with("::") || line.contains(" file=");
    assert!(shown.lines().all(|line| ours(&line)), "{shown}");
    Ok(())
}

#[test]
fn gitlab_can_tell_issues_apart() -> Result<(), Failure> {
    let folder = TempDir::new()?;
    for name in ["a.txt", "b.txt"] {
        fs::write(folder.path().join(name), "He saw the the ferry.\n\nHe saw the the ferry.\n")?;
    }
    let issues: Vec<Value> = serde_json::from_str(&report(folder.path(), ". --select typo --format gitlab")?)?;
    let prints: HashSet<&str> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    assert_eq!((issues.len(), prints.len()), (4, 4));
    let issues: Vec<Value> = serde_json::from_str(&report(&fixtures(), "articles --format gitlab")?)?;
    for (issue, finding) in issues.iter().zip(findings()?) {
        assert_eq!(issue["check_name"], finding["rule"]);
        assert_eq!(issue["location"]["lines"]["begin"], finding["start"]["line"]);
    }
    Ok(())
}

#[test]
fn checkstyle_has_an_error_for_each_finding() -> Result<(), Failure> {
    let found = elements(&report(&fixtures(), "articles --format checkstyle")?)?;
    let errors: Vec<_> = found.iter().filter(|element| element.name == "error").collect();
    let findings = findings()?;
    assert_eq!(errors.len(), findings.len());
    for (error, finding) in errors.iter().zip(&findings) {
        assert_eq!(error.get("message"), finding["message"]);
        assert_eq!(error.get("line"), finding["start"]["line"].to_string());
    }
    let folder = hostile()?;
    let found = elements(&report(folder.path(), ". --format checkstyle")?)?;
    let unreadable = found.iter().filter(|e| e.get("source") == "copydesk.unreadable").count();
    assert_eq!(unreadable, 1);
    Ok(())
}

#[test]
fn junit_fails_what_fails_the_run() -> Result<(), Failure> {
    let found = elements(&report(&fixtures(), "articles --fail-on warning --format junit")?)?;
    let failing = findings()?.iter().filter(|f| f["severity"] != "info").count();
    let count = |name: &str| found.iter().filter(|element| element.name == name).count();
    assert_eq!(count("failure"), failing);
    let root = found.first().ok_or("nothing")?;
    assert_eq!(root.get("failures"), failing.to_string());
    assert_eq!(root.get("tests"), count("testcase").to_string());
    let folder = hostile()?;
    let found = elements(&report(folder.path(), ". --format junit")?)?;
    assert_eq!(found.first().map(|root| root.get("errors")), Some("1"));
    Ok(())
}

#[test]
fn reviewdog_gets_columns_in_bytes() -> Result<(), Failure> {
    let log: Value = serde_json::from_str(&report(&fixtures(), "articles --format rdjson")?)?;
    let entries = log["diagnostics"].as_array().ok_or("no diagnostics")?;
    let findings = findings()?;
    assert_eq!(entries.len(), findings.len());
    for (entry, finding) in entries.iter().zip(&findings) {
        let file = fs::read_to_string(fixtures().join(entry["location"]["path"].as_str().ok_or("no path")?))?;
        let start = &entry["location"]["range"]["start"];
        let line = usize::try_from(start["line"].as_u64().ok_or("no line")?)?;
        let column = usize::try_from(start["column"].as_u64().ok_or("no column")?)?;
        let before: usize = file.split_inclusive('\n').take(line - 1).map(str::len).sum();
        assert_eq!(Some((before + column - 1) as u64), finding["span"]["start"].as_u64());
    }
    Ok(())
}

#[test]
fn without_excerpts_no_format_has_a_word_of_the_article() -> Result<(), Failure> {
    let folder = hostile()?;
    for format in FORMATS {
        let shown = report(folder.path(), &format!(". --profile audit --no-excerpts --format {format}"))?;
        assert!(shown.contains("no-reason"), "{format} found nothing: {shown}");
        for word in ["zyx", "monday, 3", "<script"] {
            assert!(!shown.to_lowercase().contains(word), "{format} shows “{word}”: {shown}");
        }
    }
    Ok(())
}

#[test]
fn one_run_writes_several_reports() -> Result<(), Failure> {
    let folder = hostile()?;
    let args = ". --format concise --output sarif=a.sarif --output junit=a.xml --output markdown=a.md";
    let concise = report(folder.path(), args)?;
    assert!(concise.contains("error[anonymity/no-reason]"), "{concise}");
    let sarif: Value = serde_json::from_str(&fs::read_to_string(folder.path().join("a.sarif"))?)?;
    assert_eq!(sarif["version"], "2.1.0");
    assert!(!elements(&fs::read_to_string(folder.path().join("a.xml"))?)?.is_empty());
    assert!(fs::read_to_string(folder.path().join("a.md"))?.starts_with("## copydesk"));
    Ok(())
}

#[test]
fn reports_among_the_articles_are_no_articles() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), "Bridge shut\n\nSources said the the bridge is shut.\n")?;
    let check = |args: &[&str]| copydesk(folder.path(), [&["check", "--format", "concise"], args].concat(), "");
    let alone = check(&[])?.stdout;
    for (format, file) in
        [("html", "report.html"), ("markdown", "report.md"), ("full", "report.txt"), ("concise", "c.txt")]
    {
        check(&["--output", &format!("{format}={file}")])?;
        assert_eq!(check(&[])?.stdout, alone, "{format}");
        // what is named is taken
        assert_ne!(check(&[".", file])?.stdout, alone, "{format}");
        fs::remove_file(folder.path().join(file))?;
    }
    Ok(())
}
