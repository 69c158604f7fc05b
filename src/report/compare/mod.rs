//! The same utterance across articles, as `copydesk compare` shows it.

mod csv;
mod json;
mod text;

use std::path::Path;

pub use csv::write as csv;
pub use json::{lines as jsonl, write as json};
pub use text::write as text;

use crate::{
    align::Kind,
    article::Article,
    index::{Copies, Member, QuoteIndex, Reprint, Retold, Utterance},
    lexicon::Lexicon,
};

/// What `compare` found, and what of it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Comparisons<'a> {
    /// The articles, sorted by path.
    pub articles: &'a [Article],
    /// Their quotations, those of one utterance together.
    pub index: &'a QuoteIndex,
    /// The word lists, which know the agencies.
    pub lexicon: &'a Lexicon,
    /// Show only what a speaker of this name says; any part of the name, whatever its case.
    pub speaker: Option<&'a str>,
}

impl<'a> Comparisons<'a> {
    /// The utterances to show, in order.
    fn utterances(&self) -> impl Iterator<Item = &'a Utterance> {
        let articles = self.articles;
        let is_wanted = self.is_wanted();
        self.index.utterances().iter().filter(move |utterance| {
            let members = utterance.members.iter().filter_map(|member| member.speaker(articles));
            is_wanted(&members.chain(utterance.speaker.as_deref()).collect::<Vec<_>>())
        })
    }

    /// The quotations to show that other articles tell in their own words, in order.
    fn retold(&self) -> impl Iterator<Item = &'a Retold> {
        let articles = self.articles;
        let is_wanted = self.is_wanted();
        self.index.retold().iter().filter(move |retold| {
            let names = retold.quotation.speaker(articles).into_iter().chain(retold.speaker.as_deref());
            is_wanted(&names.collect::<Vec<_>>())
        })
    }

    /// Whether somebody of these names is to be shown.
    fn is_wanted(&self) -> impl Fn(&[&str]) -> bool + use<> {
        let wanted = self.speaker.map(str::to_lowercase);
        move |names| wanted.as_ref().is_none_or(|wanted| names.iter().any(|name| name.to_lowercase().contains(wanted)))
    }
}

/// The versions of an utterance that only repeat one of an agency or of another outlet.
fn reprints(copies: &Copies, utterance: &Utterance) -> Vec<Reprint> {
    copies.of(&utterance.members.iter().collect::<Vec<&Member>>())
}

/// For each version of an utterance, the place of the one that it only repeats.
fn repeats(copies: &Copies, utterance: &Utterance) -> Vec<Option<usize>> {
    let mut repeats = vec![None; utterance.members.len()];
    for reprint in reprints(copies, utterance) {
        for at in reprint.places.iter().skip(1) {
            if let Some(place) = repeats.get_mut(*at) {
                *place = reprint.places.first().copied();
            }
        }
    }
    repeats
}

/// Kinds of difference that are told of a version; those that change most what was said come first.
const KINDS: usize = 3;

/// The kinds of difference that a reader is told: house style only where there is nothing else, and another speaker never,
/// who is told apart.
pub(super) fn told(kinds: &[Kind]) -> impl Iterator<Item = &Kind> {
    let telling = |kind: &Kind| !matches!(kind, Kind::Spelling | Kind::Punctuation | Kind::Contraction);
    let is_style = !kinds.iter().any(telling);
    kinds.iter().filter(move |kind| (is_style || telling(kind)) && **kind != Kind::Speaker).take(KINDS)
}

/// What to call an article's outlet: by its own name, or else by the name of the file.
pub(super) fn outlet(article: &Article) -> &str {
    let file = || Path::new(article.text.path()).file_stem().and_then(|stem| stem.to_str());
    article.meta.outlet.as_deref().or_else(file).unwrap_or_else(|| article.text.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_kinds_are_told_and_the_speaker_apart() {
        use Kind::{Number, Omission, Punctuation, Reordered, Reworded, Speaker, Spelling};
        let words = |kinds: &[Kind]| told(kinds).map(|kind| kind.describe()).collect::<Vec<_>>();
        let all = words(&[Number, Speaker, Reworded, Omission, Reordered, Spelling]);
        assert_eq!(all, ["another figure", "other words", "words left out, not marked"]);
        assert_eq!(words(&[Spelling, Punctuation]), ["house spelling", "punctuation only"]);
        assert!(words(&[Speaker]).is_empty());
    }
}
