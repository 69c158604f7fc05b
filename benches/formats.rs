//! How long each format of a report takes to write, for the findings in the fixture articles: `cargo bench --bench
//! formats`.

use std::{fs, path::Path, sync::Arc};

use copydesk::{
    check::{Checker, Outcome, Selection},
    report::{Format, Look, Run},
    rule::Profile,
    settings::Settings,
    text::Text,
};
use divan::Bencher;

fn main() {
    divan::Divan::default().sample_count(10).config_with_args().main();
}

const FORMATS: [Format; 12] = [
    Format::Full,
    Format::Concise,
    Format::Json,
    Format::Jsonl,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Checkstyle,
    Format::Junit,
    Format::Rdjson,
    Format::Markdown,
    Format::Html,
];

/// What an audit finds in the fixture articles.
fn outcome() -> Result<(Checker, Outcome), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles");
    let checker = Checker::new(Settings::default())?;
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        texts.push(Arc::new(Text::new(path.to_string_lossy(), fs::read_to_string(&path)?)));
    }
    let selection = Selection { profile: Profile::Audit, ..Selection::default() };
    let outcome = checker.check(checker.articles(texts), &selection)?;
    Ok((checker, outcome))
}

/// The report of one run in one format.
#[divan::bench(args = FORMATS)]
fn format(bencher: Bencher, format: &Format) {
    match outcome() {
        Ok((checker, outcome)) => bencher.bench_local(|| {
            let mut out = Vec::new();
            let run = Run {
                outcome: &outcome,
                book: checker.book(),
                unreadable: &[],
                all_written: true,
                fail_on: None,
                excerpts: true,
            };
            run.write(*format, Look::default(), &mut out).map(|()| out.len())
        }),
        Err(error) => bencher.bench_local(|| assert!(error.to_string().is_empty(), "{error}")),
    }
}
