//! The same utterance across articles, as `copydesk compare` shows it.

mod json;

pub use json::{lines as jsonl, write as json};

use crate::{
    article::Article,
    index::{QuoteIndex, Utterance},
};

/// What `compare` found, and what of it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Comparisons<'a> {
    /// The articles, sorted by path.
    pub articles: &'a [Article],
    /// Their quotations, those of one utterance together.
    pub index: &'a QuoteIndex,
    /// Show only what a speaker of this name says; any part of the name, whatever its case.
    pub speaker: Option<&'a str>,
}

impl<'a> Comparisons<'a> {
    /// The utterances to show, in order.
    fn utterances(&self) -> impl Iterator<Item = &'a Utterance> {
        let wanted = self.speaker.map(str::to_lowercase);
        let articles = self.articles;
        self.index.utterances().iter().filter(move |utterance| {
            wanted.as_ref().is_none_or(|wanted| {
                let members = utterance.members.iter().filter_map(|member| member.speaker(articles));
                members.chain(utterance.speaker.as_deref()).any(|name| name.to_lowercase().contains(wanted))
            })
        })
    }
}
