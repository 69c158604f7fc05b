//! How long each family of rules takes on the fixture articles, all its rules on: `cargo bench --bench families`.

use std::{fs, path::Path, sync::Arc};

use copydesk::{
    article::Article,
    check::{Checker, Selection},
    rule::{FAMILIES, Profile},
    settings::Settings,
    text::Text,
};
use divan::Bencher;

fn main() {
    divan::Divan::default().sample_count(10).config_with_args().main();
}

/// The fixture articles, annotated, with what checks them.
fn desk() -> Result<(Checker, Vec<Article>), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles");
    let checker = Checker::new(Settings::default())?;
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        texts.push(Arc::new(Text::new(path.to_string_lossy(), fs::read_to_string(&path)?)));
    }
    let articles = checker.articles(texts);
    Ok((checker, articles))
}

/// The rules of one family, on five articles of one event; what all rules share is within each figure.
#[divan::bench(args = FAMILIES)]
fn family(bencher: Bencher, family: &str) {
    let selection = Selection { select: vec![family.to_owned()], profile: Profile::Audit, ..Selection::default() };
    match desk() {
        Ok((checker, articles)) => bencher
            .with_inputs(|| articles.clone())
            .bench_local_values(|articles| checker.check(articles, &selection).map(|outcome| outcome.findings.len())),
        Err(error) => bencher.bench_local(|| assert!(error.to_string().is_empty(), "{error}")),
    }
}
