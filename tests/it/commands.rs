//! Every command, as its users meet it.

use crate::{
    command::shown,
    support::{Failure, Snapshots, fixtures},
};

/// Name of the snapshot, and the command line.
const LINES: &[(&str, &str)] = &[
    ("help", "--help"),
    ("version", "--version"),
    ("check/help", "check --help"),
    ("check/folder", "check articles"),
    ("check/concise", "check articles --format concise"),
    (
        "check/json",
        "check articles/stillwater-review.md articles/baymark-times.txt --select typo,crosscheck --format json",
    ),
    (
        "check/jsonl",
        "check articles/stillwater-review.md articles/baymark-times.txt --select typo,crosscheck --format jsonl",
    ),
    (
        "check/sarif",
        "check articles/tollan-ledger.md articles/stillwater-review.md --select typo,number --format sarif",
    ),
    (
        "check/github",
        "check articles/tollan-ledger.md articles/stillwater-review.md --select typo,number --format github",
    ),
    (
        "check/gitlab",
        "check articles/tollan-ledger.md articles/stillwater-review.md --select typo,number --format gitlab",
    ),
    (
        "check/checkstyle",
        "check articles/tollan-ledger.md articles/stillwater-review.md --select typo,number --format checkstyle",
    ),
    (
        "check/junit",
        "check articles/tollan-ledger.md articles/stillwater-review.md --select typo,number --format junit",
    ),
    (
        "check/rdjson",
        "check articles/tollan-ledger.md articles/stillwater-review.md --select typo,number --format rdjson",
    ),
    (
        "check/markdown",
        "check articles/tollan-ledger.md articles/stillwater-review.md --select typo,number --format markdown",
    ),
    ("check/no-excerpts", "check articles/tollan-ledger.md --no-excerpts"),
    ("check/strict", "check articles/northlight.txt --profile strict --format concise"),
    ("check/select-family", "check articles/baymark-times.txt --select anonymity --format concise"),
    ("check/select-glob", "check articles/baymark-times.txt --select anonymity/*-source,typo --format concise"),
    (
        "check/select-rule-of-another-profile",
        "check articles/northlight.txt --select quotation/ellipsis-join --format concise",
    ),
    (
        "check/ignore",
        "check articles/baymark-times.txt --select anonymity --ignore anonymity/no-reason --format concise",
    ),
    ("check/nothing-found", "check articles/tollan-ledger.md --select attribution/loaded-verb"),
    (
        "check/fail-on-warning",
        "check articles/stillwater-review.md --select typo/misspelling --fail-on warning --format concise",
    ),
    ("check/fail-on-never", "check articles/baymark-times.txt --select anonymity --fail-on never --format concise"),
    ("quotes/help", "quotes --help"),
    ("quotes/northlight", "quotes articles/northlight.txt"),
    ("quotes/corran-herald", "quotes articles/corran-herald.txt"),
    ("quotes/british", "quotes british/lido.txt"),
    ("quotes/json", "quotes articles/tollan-ledger.md --format json"),
    ("quotes/csv", "quotes articles/tollan-ledger.md --format csv"),
    ("sources/help", "sources --help"),
    ("sources/folder", "sources articles"),
    ("sources/json", "sources articles/tollan-ledger.md --format json"),
    ("sources/csv", "sources articles/tollan-ledger.md --format csv"),
    ("article/help", "article --help"),
    ("article/baymark-times", "article articles/baymark-times.txt"),
    ("article/northlight", "article articles/northlight.txt"),
    ("article/corran-herald", "article articles/corran-herald.txt"),
    ("article/tollan-ledger", "article articles/tollan-ledger.md"),
    ("article/stillwater-review", "article articles/stillwater-review.md"),
    ("article/json", "article articles/tollan-ledger.md --format json"),
    ("compare/help", "compare --help"),
    ("compare/folder", "compare articles"),
    ("compare/json", "compare articles/northlight.txt articles/corran-herald.txt --format json"),
    ("rules/help", "rules --help"),
    ("rules/list", "rules"),
    ("rules/manual", "rules anonymity/no-reason"),
    ("rules/test-help", "rules test --help"),
    ("rules/test", "rules test"),
];

#[test]
fn every_command_shows_what_it_should() -> Result<(), Failure> {
    let mut snapshots = Snapshots::of("cli/commands");
    for (name, line) in LINES {
        snapshots.compare(name, shown(&fixtures(), line, "")?);
    }
    let draft = "The mayor resigned on Tuesday, sources said.\n";
    snapshots.compare("check/standard-input", shown(&fixtures(), "check - --stdin-filename draft.txt", draft)?);
    Ok(snapshots.finish()?)
}
