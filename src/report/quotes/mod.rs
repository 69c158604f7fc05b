//! Who said what, as `copydesk quotes` shows it.

mod csv;
mod json;
mod text;

pub use csv::write as csv;
pub use json::{lines as jsonl, write as json};
pub use text::write as text;

use crate::{
    article::{Article, Attribution, Form, Quotation},
    span::Span,
};

/// A quotation or an indirect attribution, for the forms that show one a row.
#[derive(Debug, Clone, Copy)]
enum Entry<'a> {
    Quotation(&'a Quotation),
    Indirect(&'a Attribution),
}

impl Entry<'_> {
    fn span(&self) -> Span {
        match self {
            Entry::Quotation(q) => q.outer,
            Entry::Indirect(a) => a.content.first().copied().unwrap_or_default(),
        }
    }
}

/// All quotations of an article, and what it attributes without marks, in their order in the prose.
fn entries(article: &Article) -> Vec<Entry<'_>> {
    let quotations = article.quotations.iter().map(Entry::Quotation);
    let indirect = article.attributions.iter().filter(|a| a.form == Form::Indirect).map(Entry::Indirect);
    let mut entries: Vec<Entry> = quotations.chain(indirect).collect();
    entries.sort_by_key(|e| (e.span().start, std::cmp::Reverse(e.span().end)));
    entries
}
