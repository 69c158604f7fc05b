//! How the program behaves at a terminal and beside one: colour, times, watching.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use crate::{command::copydesk, support::Failure};

const STORY: &str = "Bridge shut\n\nThe bridge was shut in the the spring, the council said.\n";

/// Longer than any run of the program takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whether a report is coloured, by the arguments and the environment.
fn is_colored(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Result<bool, Failure> {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    let command = command.envs(environment.iter().copied()).current_dir(folder);
    let output = command.args(["check", "a.txt"]).args(args).output()?;
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout.contains(&0x1b))
}

#[test]
fn color_is_used_where_it_is_wanted() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), STORY)?;
    let (none, force) = (("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"));
    for (args, environment, colored) in [
        (&[][..], &[][..], false),
        (&["--color", "always"], &[], true),
        (&["--color", "always"], &[none], true),
        (&[], &[force], true),
        (&["--color", "auto"], &[force], true),
        (&["--color", "never"], &[force], false),
        (&[], &[force, none], false),
        (&[], &[("CLICOLOR_FORCE", "0")], false),
        (&[], &[("NO_COLOR", ""), force], true),
    ] {
        assert_eq!(is_colored(folder.path(), args, environment)?, colored, "{args:?} {environment:?}");
    }
    Ok(())
}

#[test]
fn errors_are_colored_like_reports() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("copydesk.toml"), "profil = 'strict'\n")?;
    fs::write(folder.path().join("a.txt"), STORY)?;
    let told =
        |color: &str| Ok::<_, Failure>(copydesk(folder.path(), ["check", "a.txt", "--color", color], "")?.stderr);
    assert!(told("always")?.contains('\u{1b}'));
    assert!(!told("auto")?.contains('\u{1b}'));
    Ok(())
}

#[test]
fn times_are_told_beside_the_report() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), STORY)?;
    let plain = copydesk(folder.path(), ["check", "a.txt"], "")?;
    let timed = copydesk(folder.path(), ["check", "a.txt", "--timing"], "")?;
    assert_eq!((timed.status, &timed.stdout), (plain.status, &plain.stdout));
    for told in ["read the files", "check each article", "write the report", "ms, all threads", "others"] {
        assert!(timed.stderr.contains(told), "{}", timed.stderr);
    }
    let one = copydesk(folder.path(), ["check", "a.txt", "--timing", "--select", "typo/doubled-word"], "")?.stderr;
    assert!(one.contains("typo/doubled-word") && !one.contains("others"), "{one}");
    Ok(())
}

/// A program that is ended with the test.
struct Watching {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, args: &[&str]) -> Result<Watching, Failure> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .args(["check", "--watch", "--format", "concise"])
            .args(args)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (out, err) = (child.stdout.take().ok_or("no output")?, child.stderr.take().ok_or("no errors")?);
        Ok(Watching { child, out: lines(out), err: lines(err) })
    }

    /// Waits for a line of a stream that holds some words, and returns all up to it.
    fn until(stream: &Receiver<String>, words: &str) -> Result<String, Failure> {
        let mut seen = String::new();
        loop {
            let line = stream.recv_timeout(PATIENCE).map_err(|_| format!("no “{words}” in: {seen}"))?;
            seen.push_str(&line);
            seen.push('\n');
            if line.contains(words) {
                return Ok(seen);
            }
        }
    }
}

/// The lines of a stream as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (tell, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = tell.send(line);
        }
    });
    lines
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_change_is_checked_again_and_the_screen_is_not_cleared_for_a_file() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("a.txt");
    fs::write(&file, STORY)?;
    let watching = Watching::start(folder.path(), &["."])?;
    let (out, err) = (&watching.out, &watching.err);
    Watching::until(out, "typo/doubled-word")?;
    Watching::until(err, "waiting for changes")?;
    fs::write(&file, STORY.replace("the the", "the").replace("council", "council council"))?;
    let again = Watching::until(out, "council council")?;
    assert!(!again.contains('\u{1b}'), "{again}");
    Watching::until(err, "waiting for changes")?;
    // what is wrong with the configuration is told, and may be mended
    fs::write(folder.path().join("copydesk.toml"), "profil = 'strict'\n")?;
    Watching::until(err, "unknown key")?;
    Watching::until(err, "waiting for changes")?;
    fs::write(folder.path().join("copydesk.toml"), "[rules]\n'typo/doubled-word' = 'info'\n")?;
    Watching::until(out, "info[typo/doubled-word]")?;
    Ok(())
}

#[test]
fn standard_input_cannot_be_watched() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let ran = copydesk(folder.path(), ["check", "-", "--watch"], STORY)?;
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("standard input"), "{}", ran.stderr);
    Ok(())
}
