//! Tells what the confidence is worth: how often the speaker is right, by how sure the program is of it.

use std::{error::Error, sync::Arc};

use copydesk::{article::Article, check::Checker, settings::Settings, span::Span, text::Text};

use crate::gold::{Gold, overlap};

/// Where the rows of the table begin.
const BOUNDS: [f32; 7] = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99];

/// The least that a quotation must share with an annotated one to count as the same.
const SAME: f64 = 0.8;

/// Quotations of a row, and those of them whose speaker is right.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    all: usize,
    right: usize,
}

/// Prints a table over the annotated quotations that were found and were given a speaker.
pub(crate) fn run(gold: &[Gold]) -> Result<(), Box<dyn Error>> {
    let checker = Checker::new(Settings::default())?;
    let mut rows = [Row::default(); BOUNDS.len()];
    let mut nobody = 0;
    for gold in gold {
        let article = checker.article(Arc::new(Text::new("article.txt", gold.text.as_str())));
        for (confidence, right) in judged(&article, gold) {
            let Some(confidence) = confidence else {
                nobody += 1;
                continue;
            };
            let row = BOUNDS.partition_point(|bound| *bound <= confidence).saturating_sub(1);
            rows[row].all += 1;
            rows[row].right += usize::from(right);
        }
    }
    let found = nobody + rows.iter().map(|row| row.all).sum::<usize>();
    println!("confidence   quotations   share   speaker right");
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.all > 0) {
        let end = BOUNDS.get(at + 1).copied().unwrap_or(1.0);
        print(&format!("{:.2} to {end:.2}", BOUNDS[at]), *row, found);
    }
    let sure = rows
        .iter()
        .zip(BOUNDS)
        .filter(|(_, bound)| *bound >= 0.9)
        .fold(Row::default(), |sum, (row, _)| Row { all: sum.all + row.all, right: sum.right + row.right });
    print("0.90 and more", sure, found);
    println!("no speaker given: {nobody} of {found} quotations found");
    Ok(())
}

fn print(name: &str, row: Row, found: usize) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!("{name:<13} {:>9} {:>7.3} {:>15.3}", row.all, share(row.all, found), share(row.right, row.all));
}

/// Of each annotated quotation that was found: how sure the program is of its speaker, and whether it is right.
fn judged<'a>(article: &'a Article, gold: &'a Gold) -> impl Iterator<Item = (Option<f32>, bool)> + 'a {
    let speech = |span: &Span| {
        let found = article.quotations.iter().filter(|q| q.kind.is_speech());
        let found = found.map(|q| (overlap(&gold.text, &[article.raw(q.span)], &[*span]), q));
        found.filter(|(share, _)| *share >= SAME).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, q)| q)
    };
    gold.quotations.iter().filter_map(move |marked| {
        let quotation = speech(marked.content.first()?)?;
        let speaker = quotation.speaker.map(|s| article.raw(s.span));
        let right = match speaker {
            Some(speaker) => marked.source.iter().any(|source| source.overlaps(speaker)),
            None => marked.source.is_empty(),
        };
        Some((quotation.speaker.map(|s| s.confidence), right))
    })
}
