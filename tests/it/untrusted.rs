//! What articles, their paths and what a newsroom wrote can do to whoever looks at a report: nothing. One test for each
//! that could be harmed: terminals, readers, build servers, pages, spreadsheets, parsers of XML.

use std::{fs, path::Path};

use pulldown_cmark::{Event, Options, Parser, Tag};
use quick_xml::Reader;
use serde_json::Value;
use tempfile::TempDir;

use crate::{command::copydesk, formats::FORMATS, support::Failure};

/// Copy that steers terminals: colours, a link, a title of the window, the bell, C1 controls, marks of direction, tags.
const STEERING: &str = "Dam “\u{1b}[31mred\u{7}” holds\n\n\
    The \u{1b}]8;;https://zyx.example\u{1b}\\mayor\u{1b}]8;;\u{1b}\\ resigned, \u{9b}31m \u{9d}0;zyx\u{9c} sources said, speaking on \
    condition of anonymity.\n\n\
    “It is the the \u{202e}ton\u{202c} \u{2066}safe\u{2069} \u{200f}dam \u{61c}we \u{e0041}\u{e007f} built\u{7f},” Zyx \u{1b}[2J \u{202e}Mayor Ilse \
    Varga said. He flew to the Untied \u{202e}States\u{202c}.\n";

/// Copy that gives commands to the runners of GitHub, Azure and TeamCity, at the beginning of lines and within them.
const COMMANDS: &str = "Dam “::error::zyx” holds\n\n\
    ::set-output name=errors::0 sources said, speaking on condition of anonymity %0A::error::zyx.\n\n\
    “##[stop-commands]zyx It is the the ##vso[task.complete] ::add-mask::zyx %0A::warning::zyx dam we built long ago, and \
    there ::error::zyx it stands today ::error::zyx in the ::error::zyx river ::error::zyx at ::error::zyx Zyx,” \
    ::error::zyx Mayor Ilse Varga said. ##teamcity[buildStop] He flew to the the ##[error]zyx Untied States.\n";

/// Copy that is a formula where a spreadsheet sees the beginning of a cell.
const FORMULAS: &str = "Dam holds\n\n\
    “=HYPERLINK(1) is what we have built at this dam,” @SUM(1) Mayor Ilse Varga said.\n\n\
    “+1 to all that we have ever built here,” said Jonas Vik. “-1 from those who have not,” Mr. Vik said. “\t＝1 for \
    the ones who never will,” he said. “ @zyx is where I have said it all,” he said.\n\n\
    “One,\n\nTwo and the rest of what we built,” according to =cmd()|'zyx'!A0 sources.\n";

/// Copy that is markup in pages, in Markdown and in XML.
const MARKUP: &str = "Dam “<script>zyx()</script> ]]> & &#x1b; \u{fffe}” holds\n\n\
    The <img src=x onerror=zyx()> mayor resigned, [zyx](https://zyx.example) sources said, speaking on condition of \
    anonymity | zyx.\n\n\
    “It is the the </message> ![zyx](https://zyx.example) <b onclick=\"zyx()\">dam</b> \u{1}\u{8}\u{b}\u{1f}\u{ffff} of @zyxdesk #1,” Zyx \
    Mayor Ilse Varga said. He flew to the Untied States, www.zyx.example.\n";

/// A folder with some copy, in two articles that differ so that there is something to compare.
fn folder(copy: &str) -> Result<TempDir, Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), copy)?;
    fs::write(folder.path().join("b.txt"), copy.replace("built", "made"))?;
    Ok(folder)
}

/// Every report of a folder, by the command line that gives it; what is said beside it is in it, too.
fn reports(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut lines: Vec<String> = FORMATS.iter().map(|f| format!("check . --profile audit --format {f}")).collect();
    for format in ["text", "json", "jsonl", "csv"] {
        lines.extend(["quotes", "sources", "compare"].map(|command| format!("{command} . --format {format}")));
    }
    lines.extend(["article .", "article . --format json", "names learn . --articles 1"].map(str::to_owned));
    let run = |line: String| {
        let ran = copydesk(folder, line.split_whitespace(), "")?;
        assert!(matches!(ran.status, Some(0 | 1 | 3)) && !ran.stdout.is_empty(), "{line}: {}", ran.stderr);
        Ok((line, format!("{}{}", ran.stdout, ran.stderr)))
    };
    lines.into_iter().map(run).collect()
}

/// Whether a character steers a terminal, or the direction of writing.
fn steers(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() && !"\n\t".contains(c) || turns || ('\u{e0000}'..='\u{e007f}').contains(&c)
}

#[test]
fn no_report_steers_a_terminal_or_turns_the_writing() -> Result<(), Failure> {
    let folder = folder(STEERING)?;
    for (line, report) in reports(folder.path())? {
        let found: Vec<char> = report.chars().filter(|c| steers(*c)).collect();
        assert!(found.is_empty(), "{line}: {found:?} in {report}");
    }
    // in colour, there are only the colours of the report
    for line in ["check .", "check . --format concise", "quotes .", "sources .", "compare .", "article ."] {
        let report = copydesk(folder.path(), format!("{line} --color always").split_whitespace(), "")?.stdout;
        for escape in report.split('\u{1b}').skip(1) {
            let end = escape.find(|c: char| !c.is_ascii_digit() && !"[;".contains(c)).unwrap_or(escape.len());
            assert!(escape[end..].starts_with('m'), "{line}: {escape}");
        }
        assert!(!report.replace('\u{1b}', "").chars().any(steers), "{line}: {report}");
    }
    Ok(())
}

#[test]
fn what_steers_is_the_same_text_to_a_reader_of_json() -> Result<(), Failure> {
    let folder = folder(STEERING)?;
    let shown = copydesk(folder.path(), ["article", "a.txt", "--format", "json"], "")?.stdout;
    let report: Value = serde_json::from_str(&shown)?;
    let blocks = report["articles"][0]["blocks"].as_array().ok_or("no blocks")?;
    let copy = STEERING.trim_end().split("\n\n").map(Value::from);
    assert!(blocks.iter().map(|block| &block["text"]).eq(&copy.collect::<Vec<_>>()), "{shown}");
    Ok(())
}

/// The commands that GitHub's runner takes out of a line of a log, as its source has it: `::name …::` where the line begins
/// with it, blanks aside, or else `##[name …]` anywhere. Azure's and TeamCity's stand anywhere, too.
fn command(line: &str) -> Option<&str> {
    if let Some(rest) = line.trim().strip_prefix("::") {
        return rest.split_once("::").map(|(command, _)| command);
    }
    ["##[", "##vso[", "##teamcity["].iter().find_map(|mark| line.split_once(mark)).map(|(_, rest)| rest)
}

#[test]
fn no_copy_gives_a_command_to_a_build_server() -> Result<(), Failure> {
    let folder = folder(COMMANDS)?;
    let findings = copydesk(folder.path(), ["check", ".", "--profile", "audit", "--format", "concise"], "")?.stdout;
    for (line, report) in reports(folder.path())? {
        let commands: Vec<&str> = report.lines().filter_map(command).collect();
        if line.ends_with("github") {
            // one for each finding, about a file
            assert_eq!(commands.len() + 1, findings.lines().count(), "{report}");
            assert!(
                commands.iter().all(|command| command.contains(" file=") && command.contains(",title=")),
                "{report}"
            );
            // what looks like an escape in the copy is no escape
            assert!(report.contains("%250A::error::zyx") && !report.contains("%0A::error::zyx"), "{report}");
        } else {
            assert!(commands.is_empty(), "{line}: {commands:?} in {report}");
        }
    }
    // wherever a line is broken, none begins with a command
    for width in 0..40 {
        let copy =
            format!("Dam holds\n\n“{}::error::zyx it is the dam we built,” Ilse Varga said.\n", "a".repeat(60 + width));
        for name in ["a.txt", "b.txt"] {
            fs::write(folder.path().join(name), &copy)?;
        }
        let report = copydesk(folder.path(), ["compare", "."], "")?.stdout;
        assert!(report.contains("error") && report.lines().filter_map(command).next().is_none(), "{report}");
    }
    Ok(())
}

#[test]
fn no_copy_moves_an_annotation_to_another_file() -> Result<(), Failure> {
    let copy = "Dam holds\n\n“x.txt:9:9: error[typo/zyx] it is the dam we built,” Mayor Ilse Varga said.\n";
    let folder = folder(copy)?;
    let shown = copydesk(folder.path(), ["check", ".", "--format", "concise"], "")?.stdout;
    let matchers: Value = serde_json::from_str(include_str!("../../.github/problem-matcher.json"))?;
    let mut places = Vec::new();
    for matcher in matchers["problemMatcher"].as_array().ok_or("no matchers")? {
        let pattern = regex::Regex::new(matcher["pattern"][0]["regexp"].as_str().ok_or("no pattern")?)?;
        places.extend(shown.lines().filter_map(|line| pattern.captures(line)).map(|found| found[1].to_owned()));
    }
    assert!(shown.contains("x.txt:9:9: error[typo/zyx]"), "{shown}");
    // as an error or as a warning, it stands where it was found
    assert!(
        !places.is_empty() && places.iter().all(|place| ["a.txt", "b.txt"].contains(&place.as_str())),
        "{places:?} in {shown}"
    );
    Ok(())
}

/// The cells of a row, as spreadsheets read it.
fn cells(row: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    let mut chars = row.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cells.last_mut().into_iter().for_each(|cell| cell.push('"')),
            '"' => {
                quoted = !quoted;
                continue;
            }
            ',' if !quoted => {
                cells.push(String::new());
                continue;
            }
            c => cells.last_mut().into_iter().for_each(|cell| cell.push(c)),
        }
        if c == '"' {
            chars.next();
        }
    }
    cells
}

#[test]
fn no_cell_of_a_ledger_is_a_formula() -> Result<(), Failure> {
    let folder = folder(FORMULAS)?;
    fs::write(folder.path().join("=1+1, \"zyx\".txt".replace('"', if cfg!(windows) { "'" } else { "\"" })), FORMULAS)?;
    for command in ["quotes", "sources", "compare"] {
        let table = copydesk(folder.path(), [command, ".", "--format", "csv"], "")?.stdout;
        let columns = table.lines().next().map(|head| cells(head).len());
        let mut guarded = 0;
        for row in table.lines() {
            let cells = cells(row);
            assert_eq!(Some(cells.len()), columns, "{command}: {row}");
            for cell in cells {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{command}: {cell}");
                guarded += usize::from(cell.starts_with('\''));
            }
        }
        assert!(guarded > 2, "{command} shows nothing that could be a formula: {table}");
    }
    Ok(())
}

#[test]
fn markdown_shows_copy_and_never_obeys_it() -> Result<(), Failure> {
    let folder = folder(MARKUP)?;
    let shown = copydesk(folder.path(), ["check", ".", "--profile", "audit", "--format", "markdown"], "")?.stdout;
    assert!(shown.contains("zyx") && shown.contains("no-reason"), "{shown}");
    for event in Parser::new_ext(&shown, Options::ENABLE_TABLES | Options::ENABLE_GFM) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => return Err(format!("a link: {shown}").into()),
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(["<!-- -->", "<br>"].contains(&&*html), "{html} in {shown}");
            }
            Event::Text(text) => assert!(!text.contains("@zyx") && !text.contains("www."), "{text} in {shown}"),
            _ => {}
        }
    }
    Ok(())
}

/// The elements of a page, and what each attribute holds.
fn page(html: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for token in html5gum::Tokenizer::new(html) {
        if let Ok(html5gum::Token::StartTag(tag)) = token {
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            found.push((name.clone(), String::new(), String::new()));
            for (key, value) in &tag.attributes {
                let (key, value) = (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
                found.push((name.clone(), key.into_owned(), value.into_owned()));
            }
        }
    }
    found
}

#[test]
fn nothing_of_an_article_is_markup_in_a_page() -> Result<(), Failure> {
    let folder = folder(MARKUP)?;
    let shown = copydesk(folder.path(), ["check", ".", "--profile", "audit", "--format", "html"], "")?.stdout;
    assert!(shown.contains("&lt;script&gt;zyx()") && shown.contains("no-reason"), "{shown}");
    for (element, key, value) in page(&shown) {
        assert!(
            !["script", "img", "b", "iframe", "message"].contains(&element.as_str()),
            "an element {element}: {shown}"
        );
        assert!(!key.starts_with("on") && !["style", "src"].contains(&key.as_str()), "{key}={value} of {element}");
        let ours = value.starts_with('#') || value.starts_with("https://github.com/copydesk/");
        assert!(key != "href" || ours, "a link to {value}");
    }
    Ok(())
}

#[test]
fn xml_has_no_character_that_xml_cannot_hold() -> Result<(), Failure> {
    let folder = folder(MARKUP)?;
    for format in ["junit", "checkstyle"] {
        let shown = copydesk(folder.path(), ["check", ".", "--profile", "audit", "--format", format], "")?.stdout;
        let legal =
            |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(shown.chars().all(legal) && shown.contains("&lt;script&gt;"), "{format}: {shown}");
        let mut reader = Reader::from_str(&shown);
        let mut elements = 0;
        loop {
            match reader.read_event()? {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(element) | quick_xml::events::Event::Empty(element) => {
                    let name = element.name();
                    assert!(!["message", "script", "img", "b"].contains(&name.as_ref()), "{format}: {shown}");
                    element.attributes().try_for_each(|attribute| attribute.map(drop))?;
                    elements += 1;
                }
                _ => {}
            }
        }
        assert!(elements > 5, "{shown}");
    }
    Ok(())
}

/// Systems other than Unix have no such names.
#[cfg(unix)]
#[test]
fn no_path_steers_breaks_or_commands_anything() -> Result<(), Failure> {
    const NAMES: [&str; 4] = [
        "::error::zyx.txt",
        "\u{1b}[31mred\n::error::zyx\u{202e}.txt",
        "<img src=x onerror=zyx()>[a](b)|.md",
        "##[error]zyx, \"x\".txt",
    ];
    let folder = tempfile::tempdir()?;
    for name in NAMES {
        fs::write(folder.path().join(name), COMMANDS.replace("zyx", "Zyx"))?;
    }
    fs::write(folder.path().join("\u{1b}[31mred\n::error::zyx.txt"), b"\0\x01\x02\xff\xfe\0\0")?;
    for (line, report) in reports(folder.path())? {
        assert!(!report.chars().any(steers), "{line}: {report}");
        let commands: Vec<&str> = report.lines().filter_map(command).collect();
        let ours = |command: &&str| command.contains(" file=") && command.contains("title=");
        assert!(
            if line.ends_with("github") { commands.iter().all(ours) } else { commands.is_empty() },
            "{line}: {report}"
        );
        if line.ends_with("html") {
            assert!(!page(&report).iter().any(|(element, ..)| element == "img"), "{report}");
        }
        if line.ends_with("concise") {
            // a line for each finding, the sum, and what could not be read
            let place =
                |line: &&str| line.contains(": error[") || line.contains(": warning[") || line.contains(": info[");
            assert_eq!(report.lines().filter(|line| !place(line)).count(), 2, "{report}");
        }
        if line.contains("csv") {
            let columns = report.lines().next().map(|head| cells(head).len());
            let rows = report.lines().filter(|row| !row.starts_with("copydesk: "));
            assert!(rows.map(|row| Some(cells(row).len())).all(|count| count == columns), "{line}: {report}");
        }
    }
    // programs are given the very paths
    let shown = copydesk(folder.path(), ["check", ".", "--format", "json"], "")?.stdout;
    let report: Value = serde_json::from_str(&shown)?;
    let mut paths: Vec<&str> =
        report["files"].as_array().into_iter().flatten().filter_map(|f| f["path"].as_str()).collect();
    let mut names = NAMES;
    paths.sort_unstable();
    names.sort_unstable();
    assert_eq!(paths, names);
    Ok(())
}

/// What a newsroom wrote comes with a pull request, too, and is shown where it is wrong.
#[test]
fn no_configuration_steers_or_commands_anything() -> Result<(), Failure> {
    let folder = folder(COMMANDS)?;
    let wrong = "profil = \"\u{9b}31m \u{202e} ##[error]zyx\" # ::error::zyx ##vso[task.complete]\n";
    fs::write(folder.path().join("copydesk.toml"), wrong)?;
    fs::write(folder.path().join("known.toml"), format!("schema = 'copydesk/baseline/1'\n{wrong}"))?;
    fs::create_dir_all(folder.path().join("rules/typo"))?;
    fs::write(folder.path().join("rules/typo/zyx.toml"), wrong)?;
    for line in
        ["check a.txt", "check a.txt --no-config --baseline known.toml", "rules test rules/typo/zyx.toml --no-config"]
    {
        let ran = copydesk(folder.path(), line.split_whitespace(), "")?;
        assert_eq!(ran.status, Some(2), "{line}: {}", ran.stderr);
        assert!(ran.stderr.contains("zyx") && !ran.stderr.chars().any(steers), "{line}: {}", ran.stderr);
        assert!(ran.stderr.lines().filter_map(command).next().is_none(), "{line}: {}", ran.stderr);
    }
    Ok(())
}
