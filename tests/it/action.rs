//! The scripts of the GitHub Action, run as a runner runs them: by environment and files.
#![cfg(unix)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

use crate::support::{Failure, fixtures, root};

/// A runner's folder of work, and the files through which a step hands things on.
struct Runner {
    home: TempDir,
}

impl Runner {
    fn new() -> Result<Runner, Failure> {
        let home = TempDir::new()?;
        fs::create_dir(home.path().join("tmp"))?;
        Ok(Runner { home })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).unwrap_or_default()
    }

    /// Runs a script of the action in a folder, with the inputs as the environment.
    fn run(&self, script: &str, folder: &Path, inputs: &[(&str, &str)]) -> Result<Output, Failure> {
        let program = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().ok_or("no folder")?;
        let path = std::env::join_paths(
            [program.to_owned()]
                .into_iter()
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
        )?;
        let mut command = Command::new(root().join(".github/action").join(script));
        command.current_dir(folder).env("PATH", path).env("GITHUB_ACTION_PATH", root());
        command.env("RUNNER_TEMP", self.file("tmp")).env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64");
        command.env("GITHUB_OUTPUT", self.file("output")).env("GITHUB_PATH", self.file("path"));
        command.env("GITHUB_STEP_SUMMARY", self.file("summary"));
        Ok(command.envs(inputs.iter().copied()).output()?)
    }
}

#[test]
fn the_action_hands_on_what_was_found() -> Result<(), Failure> {
    let runner = Runner::new()?;
    let sarif = runner.file("copydesk.sarif");
    let page = runner.file("copydesk.html");
    let inputs = [
        ("COPYDESK_PATHS", "articles/tollan-ledger.md\narticles/northlight.txt\n"),
        ("COPYDESK_FAIL_ON", "error"),
        ("COPYDESK_SARIF_FILE", sarif.to_str().ok_or("no path")?),
        ("COPYDESK_HTML_FILE", page.to_str().ok_or("no path")?),
    ];
    let ran = runner.run("check.sh", &fixtures(), &inputs)?;
    let log = String::from_utf8(ran.stdout)?;
    assert_eq!(ran.status.code(), Some(1), "{log}");
    assert!(log.contains("::error file=articles/tollan-ledger.md,line="), "{log}");
    let output = runner.read("output");
    assert!(output.contains("exit-status=1\n") && output.contains("errors=3\n"), "{output}");
    assert!(runner.read("summary").contains("### articles/tollan-ledger.md"));
    assert!(fs::read_to_string(sarif)?.contains("\"2.1.0\""));
    assert!(fs::read_to_string(page)?.starts_with("<!DOCTYPE html>"));
    // nothing is left behind
    assert_eq!(fs::read_dir(runner.file("tmp"))?.count(), 0);
    Ok(())
}

#[test]
fn inputs_are_never_commands() -> Result<(), Failure> {
    let runner = Runner::new()?;
    let marker = runner.file("marker");
    let evil = format!("$(touch {0}); `touch {0}` ; --help", marker.display());
    for name in ["COPYDESK_PATHS", "COPYDESK_FAIL_ON", "COPYDESK_CONFIG", "COPYDESK_ANNOTATIONS", "COPYDESK_BEFORE"] {
        let ran = runner.run("check.sh", &fixtures(), &[(name, &evil)])?;
        assert!(!marker.exists(), "{name} was run");
        assert!(name == "COPYDESK_BEFORE" || ran.status.code() != Some(0), "{name} was taken");
    }
    Ok(())
}

#[test]
fn embargoed_copy_stays_out_of_the_log() -> Result<(), Failure> {
    let runner = Runner::new()?;
    let inputs = [("COPYDESK_PATHS", "articles/tollan-ledger.md"), ("COPYDESK_NO_EXCERPTS", "true")];
    let ran = runner.run("check.sh", &fixtures(), &inputs)?;
    let shown = String::from_utf8(ran.stdout)? + &runner.read("summary");
    assert!(shown.contains("typo/mojibake"), "{shown}");
    assert!(!shown.contains("rensen") && !shown.contains("Samik"), "{shown}");
    Ok(())
}

/// Lays a release out as GitHub has it, and returns its address.
fn release(folder: &Path, checksum: Option<&str>) -> Result<String, Failure> {
    let name = "copydesk-9.8.7-x86_64-unknown-linux-musl.tar.gz";
    let place = folder.join("releases/v9.8.7");
    fs::create_dir_all(&place)?;
    fs::write(folder.join("copydesk"), "#!/bin/sh\necho released\n")?;
    let packed =
        Command::new("tar").args(["-czf", name, "-C"]).arg(folder).arg("copydesk").current_dir(&place).status()?;
    assert!(packed.success());
    let sum = Command::new("sha256sum").arg(name).current_dir(&place).output()?.stdout;
    fs::write(place.join(format!("{name}.sha256")), checksum.map_or(sum, |sum| sum.as_bytes().to_vec()))?;
    Ok(format!("file://{}", folder.join("releases").display()))
}

#[test]
fn a_released_program_is_held_against_its_checksum() -> Result<(), Failure> {
    let runner = Runner::new()?;
    let releases = release(runner.home.path(), None)?;
    let inputs = [("COPYDESK_VERSION", "v9.8.7"), ("COPYDESK_RELEASES", releases.as_str())];
    let ran = runner.run("install.sh", runner.home.path(), &inputs)?;
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let folder = runner.read("path");
    assert!(Path::new(folder.trim()).join("copydesk").is_file(), "{folder}");

    let runner = Runner::new()?;
    let releases = release(runner.home.path(), Some("0000  other"))?;
    let inputs = [("COPYDESK_VERSION", "9.8.7"), ("COPYDESK_RELEASES", releases.as_str())];
    let ran = runner.run("install.sh", runner.home.path(), &inputs)?;
    assert_eq!(ran.status.code(), Some(2));
    assert_eq!(runner.read("path"), "");
    let ran = runner.run("install.sh", runner.home.path(), &[("COPYDESK_VERSION", "1.0; touch x")])?;
    assert_eq!(ran.status.code(), Some(2));
    Ok(())
}
