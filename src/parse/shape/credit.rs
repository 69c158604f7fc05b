//! Who made it: bylines, credits, the captions that end in one, names of outlets.

use super::{Vocabulary, bare, says};
use crate::{
    lexicon::Classes,
    parse::line::{Line, is_capitalised},
};

/// Bytes that the name in a credit does not have.
const NAME: usize = 80;

impl Vocabulary<'_> {
    /// Who made a picture, who worked on the story, or an agency's name alone.
    pub(super) fn is_credit(&self, line: &Line, opening: Classes) -> bool {
        if !line.whole {
            return false;
        }
        let words = &line.words;
        let text = line.text.trim_start_matches(['(', '—', '–', '-', '[', ' ', '\u{a0}']);
        let begins = || match text.len() == line.text.len() {
            true => opening.any(self.credit) && self.entry(&words[..words.len().min(8)], self.credit).is_some(),
            false => self.entry(&text.split_whitespace().take(8).collect::<Vec<_>>(), self.credit).is_some(),
        };
        let begins = line.at_most(30) && begins() && !says(line);
        let contributed = words.iter().enumerate().any(|(at, word)| {
            word.starts_with("contribut") && {
                let rest: Vec<&str> = words[at..].iter().map(|w| w.trim_end_matches(['.', ',', ')', ';'])).collect();
                self.entry(&rest, self.contributed).is_some()
            }
        });
        begins || contributed || (line.at_most(6) && self.names_outlet(bare(text).trim_end_matches(['.', ')', ']'])))
    }

    /// Whether a few words are the name of an outlet or an agency, or “Ana Orme/Reuters”.
    pub(in crate::parse) fn names_outlet(&self, name: &str) -> bool {
        let pieces = name.split('/').map(|piece| piece.split_whitespace().collect::<Vec<_>>());
        let mut known = false;
        for piece in pieces {
            let count = self.entry(&piece, self.outlet);
            // an edition may follow: “Al Arabiya English”
            known |= count.is_some_and(|count| piece.len() <= count + 1 && piece.iter().all(|w| is_capitalised(w)));
            if piece.is_empty() || !piece.iter().all(|word| is_capitalised(word)) {
                return false;
            }
        }
        known
    }

    /// Whether a few words end as names of outlets do: “The Port Ellery Post”.
    pub(in crate::parse) fn is_nameplate(&self, line: &Line) -> bool {
        let ends = line.words.last().is_some_and(|word| self.lexicon.classes(bare(word)).any(self.nameplate));
        line.at_most(6) && line.words.len() > 1 && ends && line.is_name_like() && !line.ends_sentence()
    }

    /// The words under a picture, by how they begin or end.
    pub(super) fn is_caption(&self, line: &Line, opening: Classes) -> bool {
        (opening.any(self.caption) && self.entry(&line.words, self.caption).is_some()) || self.ends_in_credit(line.text)
    }

    /// “… after the storm. (Ana Orme/Reuters)”, “… at the pier.CreditAna Orme/Reuters”
    fn ends_in_credit(&self, text: &str) -> bool {
        let tail = text.trim_end_matches(['.', ' ']);
        if let Some((_, credit)) = tail.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
            let named = |piece: &str| {
                let words: Vec<&str> = piece.split_whitespace().collect();
                let name = words.len() > 1 && words.iter().all(|w| is_capitalised(w));
                name || self.entry(&words, self.outlet).is_some()
            };
            let photo = ["photo", "Photo", "PHOTO", "Handout", "handout", "Courtesy", "courtesy", "Getty"];
            return credit.len() < NAME
                && credit.starts_with(char::is_uppercase)
                && !says_in_brackets(credit)
                && (photo.iter().any(|word| credit.contains(word))
                    || (credit.contains('/')
                        && credit.split('/').any(named)
                        && credit.split('/').all(is_capitalised)));
        }
        const MARK: &str = "Credit";
        // no farther from the end than a name is long, and letter by letter, for most lines have no such capital there
        let from = text.len().saturating_sub(MARK.len() + NAME - 1);
        let mut capitals = memchr::memrchr_iter(b'C', text.as_bytes().get(from..).unwrap_or_default());
        capitals.find(|at| text[from + at..].starts_with(MARK)).is_some_and(|at| {
            let at = from + at;
            let (before, name) = (&text[..at], &text[at + MARK.len()..]);
            let glued = before.trim_end().ends_with(['.', '!', '?', '”', '"', ')']);
            glued && name.len() < NAME && name.trim_start_matches([':', ' ', '.', '…']).starts_with(char::is_uppercase)
        })
    }

    /// “By Ana Orme”, “Ana Orme, staff writer”
    pub(super) fn is_byline(&self, line: &Line) -> bool {
        let Some(first) = line.words.first().filter(|_| line.at_most(14)) else { return false };
        let by = bare(first).eq_ignore_ascii_case("by");
        let role = ["staff writer", "staff reporter", "correspondent", "special to the", "political editor"];
        let lower = || line.text.to_lowercase();
        if by {
            return line.words.len() > 1 && line.is_name_like() && !line.text.ends_with('.');
        }
        line.at_most(8)
            && !line.ends_sentence()
            && line.words.iter().take(2).all(|word| is_capitalised(word))
            && line.text.contains(',')
            && role.iter().any(|role| lower().ends_with(role))
    }
}

/// Whether a bracket holds a sentence: more words than a credit has.
fn says_in_brackets(text: &str) -> bool {
    text.split_whitespace().count() > 10
}
