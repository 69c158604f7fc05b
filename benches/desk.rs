//! How long each step takes on some 60,000 words: `cargo bench`, or `cargo bench check` for those of that name.
//!
//! The fixture articles are read many times under many paths, as if many outlets had printed them.

use std::{fs, hint::black_box, io, path::Path, sync::Arc};

use copydesk::{
    annotate::Annotator,
    article::Article,
    check::{CheckError, Checker, Reader, Selection},
    diagnostic::TextId,
    gazetteer::Gazetteer,
    monitor::Monitor,
    parse::parse,
    report::{Format, Look, Run},
    rule::Profile,
    rules::{Context, Spelling},
    settings::Settings,
    text::Text,
};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};

/// How many times each fixture is read.
const COPIES: usize = 24;

fn main() {
    // a step takes long enough for few samples to tell
    divan::Divan::default().sample_count(10).config_with_args().main();
}

/// Anything that can go wrong before the clock starts.
type Failure = Box<dyn std::error::Error>;

/// What a bench works on.
struct Desk {
    checker: Checker,
    texts: Vec<Arc<Text>>,
    articles: Vec<Article>,
    words: usize,
}

impl Desk {
    fn open() -> Result<Desk, Failure> {
        let checker = Checker::new(Settings::default())?;
        let texts = texts()?;
        let articles = checker.articles(texts.clone());
        let words = articles.iter().map(|article| article.words).sum();
        Ok(Desk { checker, texts, articles, words })
    }

    /// Times a step over all words; one thread, so that the figure is the work and not the machine.
    fn time<T>(bencher: Bencher, step: impl Fn(&Desk) -> T + Sync) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        match (Desk::open(), pool) {
            (Ok(desk), Ok(pool)) => {
                bencher
                    .counter(ItemsCount::new(desk.words))
                    .bench_local(|| pool.install(|| drop(black_box(step(&desk)))));
            }
            (desk, pool) => {
                let error = desk.err().or(pool.err().map(Into::into));
                bencher.bench_local(|| assert!(error.is_none(), "{error:?}"));
            }
        }
    }
}

fn texts() -> io::Result<Vec<Arc<Text>>> {
    fixtures("articles")
}

/// The files of a folder of fixtures, many times.
fn fixtures(folder: &str) -> io::Result<Vec<Arc<Text>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?;
    files.sort();
    let mut texts = Vec::new();
    for copy in 0..COPIES {
        for file in &files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            texts.push(Arc::new(Text::new(format!("{copy}/{name}"), fs::read_to_string(file)?)));
        }
    }
    Ok(texts)
}

/// Loading everything that checking needs: what one run on one short article costs.
#[divan::bench]
fn load() -> Result<Checker, CheckError> {
    Checker::new(Settings::default())
}

/// From the file to blocks of prose.
#[divan::bench]
fn parse_texts(bencher: Bencher) {
    Desk::time(bencher, |desk| {
        desk.texts.iter().map(|text| parse(text.clone(), desk.checker.lexicon()).blocks.len()).sum::<usize>()
    });
}

/// From web pages to blocks of prose, in bytes of HTML.
#[divan::bench]
fn parse_pages(bencher: Bencher) {
    let bench = || -> Result<(Checker, Vec<Arc<Text>>), Failure> {
        Ok((Checker::new(Settings::default())?, fixtures("pages")?))
    };
    match bench() {
        Ok((checker, pages)) => {
            let bytes: usize = pages.iter().map(|page| page.content().len()).sum();
            let blocks = || pages.iter().map(|page| parse(page.clone(), checker.lexicon()).blocks.len()).sum::<usize>();
            bencher.counter(BytesCount::new(bytes)).bench_local(|| black_box(blocks()));
        }
        Err(error) => bencher.bench_local(|| assert!(error.to_string().is_empty(), "{error}")),
    }
}

/// From prose to tokens, sentences, quotations, speakers and sources.
#[divan::bench]
fn annotate(bencher: Bencher) {
    Desk::time(bencher, |desk| {
        let annotator = Annotator::new(desk.checker.lexicon());
        let parsed = desk.texts.iter().map(|text| parse(text.clone(), desk.checker.lexicon()));
        annotator.map(|annotator| parsed.map(|mut article| annotator.annotate(&mut article)).count())
    });
}

/// The rules of one article, on each article alone.
#[divan::bench]
fn rules(bencher: Bencher) {
    Desk::time(bencher, |desk| {
        let alone =
            desk.articles.iter().map(|article| desk.checker.check(vec![article.clone()], &Selection::default()));
        alone.map(|outcome| outcome.map_or(0, |o| o.findings.len())).sum::<usize>()
    });
}

/// All that looks for slips, with tokens given: 0.15 µs a word is what it may cost.
#[divan::bench]
fn slips(bencher: Bencher) {
    only(bencher, |id| id.starts_with("typo/") || id == "name/spelling-inconsistent");
}

/// Looking up names and set phrases alone.
#[divan::bench]
fn phrases(bencher: Bencher) {
    only(bencher, |id| matches!(id, "typo/proper-noun" | "typo/set-phrase"));
}

/// Some rules of one article alone, those that the default profile has on.
fn only(bencher: Bencher, wanted: fn(&str) -> bool) {
    let (gazetteer, settings, monitor) = (Gazetteer::built_in(), Settings::default(), Monitor::default());
    Desk::time(bencher, |desk| {
        let on: Vec<bool> = desk
            .checker
            .book()
            .iter()
            .map(|ready| ready.rule.spec.profile == Profile::Default && wanted(&ready.rule.id))
            .collect();
        let found = desk.articles.iter().map(|article| {
            let context = Context {
                article,
                id: TextId(0),
                lexicon: desk.checker.lexicon(),
                gazetteer: &gazetteer,
                settings: &settings,
                profile: Profile::Default,
                spelling: &Spelling::default(),
            };
            let found = desk.checker.book().check_articles(&[context], &[&on], &monitor);
            found.iter().flatten().map(|(_, found)| found.len()).sum::<usize>()
        });
        found.sum::<usize>()
    });
}

/// Putting the words of quotations side by side that share enough of them to be looked at, and weighing what they share.
#[divan::bench]
fn align(bencher: Bencher) {
    Desk::time(bencher, |desk| desk.checker.evidence(&desk.articles).len());
}

/// Finding the quotations of one utterance among all articles.
#[divan::bench]
fn index(bencher: Bencher) {
    Desk::time(bencher, |desk| desk.checker.index(&desk.articles).utterances().len());
}

/// A whole check, from texts to the report for programs.
#[divan::bench]
fn check(bencher: Bencher) {
    Desk::time(bencher, |desk| {
        let outcome = desk.checker.check(desk.checker.articles(desk.texts.clone()), &Selection::default());
        let mut out = Vec::new();
        outcome.map(|outcome| {
            let book = desk.checker.book();
            let run =
                Run { outcome: &outcome, book, unreadable: &[], all_written: true, fail_on: None, excerpts: true };
            run.write(Format::Json, Look::default(), &mut out).map(|()| out.len())
        })
    });
}

/// Reading without rules, as `quotes` does.
#[divan::bench]
fn quotes(bencher: Bencher) {
    Desk::time(bencher, |desk| Reader::new().map(|reader| reader.articles(desk.texts.clone()).len()));
}
