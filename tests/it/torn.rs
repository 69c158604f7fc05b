//! Runs that are killed, and runs that write the same files at once: every file is whole, before and after.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{command::copydesk, support::Failure};

/// How many moments of a run are tried.
const MOMENTS: u32 = 8;
/// A doubled word, which is mended safely, and a name, which is mended when asked.
const SLIPS: &str = "The pier was built in the the spring of 1911. She flew to the Untied States.\n\n";

/// Files and what is in them; none where there is none.
type Files<'a> = Vec<(&'a str, Option<String>)>;

/// What a folder holds under the names of some files.
fn now<'a>(folder: &Path, files: &Files<'a>) -> Files<'a> {
    files.iter().map(|(name, _)| (*name, fs::read_to_string(folder.join(name)).ok())).collect()
}

fn lay_out(folder: &Path, files: &Files) -> std::io::Result<()> {
    for (name, content) in files {
        match content {
            Some(content) => fs::write(folder.join(name), content)?,
            None if folder.join(name).exists() => fs::remove_file(folder.join(name))?,
            None => {}
        }
    }
    Ok(())
}

fn start(folder: &Path, line: &str) -> std::io::Result<Child> {
    Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(line.split_whitespace())
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
}

/// Whether a run has begun to write: a new file stands beside the old one, or is in its place.
fn is_writing(folder: &Path, before: &Files) -> bool {
    let mut beside = fs::read_dir(folder).into_iter().flatten().flatten();
    beside.any(|entry| is_litter(&entry.file_name().to_string_lossy())) || now(folder, before) != *before
}

/// Removes what killed runs left, and returns how much it was.
fn sweep(folder: &Path) -> std::io::Result<usize> {
    let mut swept = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_litter(&entry.file_name().to_string_lossy()) {
            fs::remove_file(entry.path())?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// Whether a file is a new one that was never moved to its place.
fn is_litter(name: &str) -> bool {
    name.starts_with(".copydesk-") && name.ends_with(".tmp")
}

/// Kills runs of a line at moments from the first to the last, and as soon as they begin to write. Each file must be as it
/// was or as it is after a whole run.
fn kill(line: &str, before: &Files) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    lay_out(folder, before)?;
    let begun = Instant::now();
    let output = start(folder, line)?.wait_with_output()?;
    let whole = begun.elapsed();
    let after = now(folder, before);
    assert!(after.iter().zip(before).all(|(new, old)| new != old), "{}", String::from_utf8_lossy(&output.stderr));
    let check = |moment: &str, child: &mut Child| -> Result<(), Failure> {
        child.kill()?;
        child.wait()?;
        for ((name, found), (old, new)) in now(folder, before).iter().zip(before.iter().zip(&after)) {
            assert!(*found == old.1 || *found == new.1, "{name} was torn {moment}: {found:?}");
        }
        Ok(lay_out(folder, before)?)
    };
    lay_out(folder, before)?;
    let articles = listed(folder)?;
    for moment in 0..MOMENTS {
        let mut child = start(folder, line)?;
        thread::sleep(whole * moment / MOMENTS);
        check(&format!("at {moment} of {MOMENTS}"), &mut child)?;
    }
    for moment in 0..MOMENTS {
        sweep(folder)?;
        let mut child = start(folder, line)?;
        while !is_writing(folder, before) && child.try_wait()?.is_none() {
            thread::yield_now();
        }
        thread::sleep(Duration::from_micros(200) * moment);
        check(&format!("{moment} after it began to write"), &mut child)?;
    }
    // what a killed run left is no article, and does not hinder the next one
    fs::write(folder.join(".copydesk-x1Y2z3.tmp"), "The the pier.\n")?;
    assert_eq!(listed(folder)?, articles);
    let output = start(folder, line)?.wait_with_output()?;
    assert_eq!(now(folder, before), after, "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// The articles that are found in a folder.
fn listed(folder: &Path) -> Result<std::collections::HashSet<String>, Failure> {
    let ran = copydesk(folder, ["article", ".", "--no-config", "--format", "json"], "")?;
    let report: serde_json::Value = serde_json::from_str(&ran.stdout)?;
    let articles = report["articles"].as_array().into_iter().flatten();
    Ok(articles.filter_map(|article| article["path"].as_str().map(str::to_owned)).collect())
}

#[test]
fn a_kill_leaves_each_article_whole() -> Result<(), Failure> {
    let story = Some(SLIPS.repeat(40));
    let files = ["a.txt", "b.md", "c.txt", "d.txt"];
    let before = files.map(|name| (name, story.clone())).into();
    kill("check . --fix --no-config --select typo/doubled-word", &before)
}

#[test]
fn a_kill_leaves_the_baseline_whole() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), SLIPS)?;
    let written = copydesk(folder.path(), ["check", ".", "--no-config", "--write-baseline", "known.toml"], "")?;
    assert_eq!(written.status, Some(0), "{}", written.stderr);
    let old = fs::read_to_string(folder.path().join("known.toml"))?;
    for old in [Some(old), None] {
        let folder = tempfile::tempdir()?;
        let many: String = (0..400).map(|at| format!("Pier {at} was built in the the spring.\n\n")).collect();
        fs::write(folder.path().join("many.txt"), many)?;
        let line =
            format!("check {} --no-config --write-baseline known.toml", folder.path().join("many.txt").display());
        kill(&line, &vec![("known.toml", old)])?;
    }
    Ok(())
}

#[test]
fn a_kill_leaves_each_report_whole() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("many.txt"), SLIPS.repeat(100))?;
    let articles = folder.path().join("many.txt");
    let line = format!(
        "check {} --no-config --output json=report.json --output html=report.html --output markdown=report.md",
        articles.display()
    );
    let older = Some("an older report\n".to_owned());
    kill(&line, &vec![("report.json", older), ("report.html", None), ("report.md", None)])
}

#[cfg(unix)]
#[test]
fn two_runs_that_mend_the_same_articles_leave_them_whole() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let names = ["a.txt", "b.txt", "c.txt", "d.txt"];
    let story = SLIPS.repeat(40);
    let safe = story.replace("the the", "the");
    let all = safe.replace("Untied", "United");
    for (lines, legal) in [
        (["check . --fix", "check . --fix", "check . --fix"], vec![&safe]),
        (["check . --fix", "check . --fix=all", "check . --fix"], vec![&safe, &all]),
    ] {
        for name in names {
            fs::write(folder.path().join(name), &story)?;
        }
        let runs = lines.map(|line| start(folder.path(), &format!("{line} --no-config --select typo")));
        for run in runs {
            let output = run?.wait_with_output()?;
            let told = String::from_utf8(output.stderr)?;
            let late = told.contains("was changed by somebody else in the meantime");
            assert!(if late { output.status.code() == Some(3) } else { matches!(output.status.code(), Some(0 | 1)) });
        }
        for name in names {
            let text = fs::read_to_string(folder.path().join(name))?;
            assert!(legal.contains(&&text), "{name}: {text:.200}");
        }
        assert_eq!(sweep(folder.path())?, 0);
    }
    Ok(())
}

/// Runs that list different articles in one baseline do not undo one another.
#[cfg(unix)]
#[test]
fn runs_that_write_the_same_baseline_lose_nothing() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"];
    for name in names {
        fs::write(folder.path().join(name), SLIPS.repeat(4))?;
    }
    let write = "--no-config --select typo --write-baseline known.toml";
    let file = folder.path().join("known.toml");
    start(folder.path(), &format!("check . {write}"))?.wait()?;
    let whole = fs::read_to_string(&file)?;
    assert!(names.iter().all(|name| whole.contains(name)), "{whole}");
    for _ in 0..3 {
        fs::remove_file(&file)?;
        let runs = names.map(|name| start(folder.path(), &format!("check {name} {write}")));
        for run in runs {
            let output = run?.wait_with_output()?;
            assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(fs::read_to_string(&file)?, whole);
    }
    assert_eq!(sweep(folder.path())?, 0);
    Ok(())
}
