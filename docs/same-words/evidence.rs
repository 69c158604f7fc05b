//! Prints what speaks for each pair of quotations being one utterance, for fitting the weights:
//! `cargo run --release --example evidence -- FOLDER...`
//!
//! The first line names the columns; then one line a pair, tab-separated: path, start and end of the first quotation, the same of the second one, how their
//! speakers go together, whether one is a fragment, then the figures of `Evidence`. Places are bytes of the file.

use std::{env, error::Error, fs, io::Write, path::PathBuf, sync::Arc};

use copydesk::{check::Checker, index::Evidence, settings::Settings, text::Text};

fn main() -> Result<(), Box<dyn Error>> {
    let checker = Checker::new(Settings::default())?;
    let mut out = std::io::stdout().lock();
    let names = ["path", "start", "end", "path", "start", "end", "speakers", "fragment"];
    writeln!(out, "{}\t{}", names.join("\t"), Evidence::NAMES.join("\t"))?;
    for folder in env::args().skip(1) {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
        paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
        paths.sort();
        let texts = paths.iter().map(|p| Ok(Arc::new(Text::new(p.to_string_lossy(), fs::read_to_string(p)?))));
        let articles = checker.articles(texts.collect::<std::io::Result<_>>()?);
        for (a, b, relation, evidence) in checker.evidence(&articles) {
            for member in [&a, &b] {
                let article = &articles[member.article];
                let span = article.raw(member.span);
                write!(out, "{}\t{}\t{}\t", article.text.path(), span.start, span.end)?;
            }
            write!(out, "{relation:?}\t{}", evidence.is_fragment())?;
            for value in evidence.values() {
                write!(out, "\t{value:.4}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
