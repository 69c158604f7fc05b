//! When a word that is one letter from the right one is a slip, and when it is what the writer means.

use super::{
    Piece, edit,
    phrase::{Candidate, Search},
};
use crate::{
    article::{BlockKind, Case},
    gazetteer::{
        FUNCTION_WORDS, are_variants,
        table::{self, Class, FAMOUS, FIXED, PLURAL_OK, Phrase},
    },
};

/// How often a name that nobody knows must be printed the same way before it is taken for what it is.
const MEANT: usize = 3;

/// An unknown word longer than this is hardly one letter from a name by chance.
const SURE_NAME: usize = 7;

/// Verbs in forms that everybody uses and that are no nouns: beside any noun they are what the writer means.
const VERBS: &[&str] = &[
    "ate", "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "come", "comes",
    "done", "drew", "drove", "ended", "fell", "felt", "flew", "found", "gave", "gone", "grew", "held", "kept", "knew",
    "known", "led", "left", "lost", "made", "makes", "met", "paid", "ran", "rose", "sat", "saw", "seen", "sent",
    "sold", "spent", "spoke", "stood", "takes", "thought", "told", "took", "wanted", "went", "won", "wore", "wrote",
];

impl Search<'_> {
    /// Whether a word is a slip.
    pub(super) fn holds(&self, found: &Candidate) -> bool {
        let Candidate { phrase, word, right, known, .. } = *found;
        // the points of “U.S.” are no letters, and “U.N.” is no slip for it
        let letters = right.chars().filter(|c| *c != '.').count();
        let short = letters < if known { 4 } else { 3 };
        let function = || is_function(word) || is_function(right);
        let near = || phrase.near_misses().any(|near| near == word) || is_variant(word, right);
        let plural = || edit::ending(word, right) == Some("s") && !phrase.is(FIXED);
        let other = || match known {
            true => is_inflected(found) || edit::same_word(word, right) || self.is_shared(found),
            false => word.len() > right.len() && plural(),
        };
        !(short || other() || near() || function()) && self.is_meant(found) && !self.is_covered(found.at)
    }

    /// “the Departments of Agriculture and Commerce”: one head for several names.
    fn is_shared(&self, found: &Candidate) -> bool {
        let next = found.window.last().and_then(|p| p.token).map(|t| t as usize + 1);
        let goes_on = next.and_then(|t| self.context.article.tokens.get(t)).map(|t| self.context.article.slice(t.span));
        found.place == 0
            && edit::ending(found.word, found.right) == Some("s")
            && found.word.len() > found.right.len()
            && matches!(goes_on, Some("and" | "," | "&"))
    }

    /// Whether the name is what the writer means, and not another one that looks like it.
    fn is_meant(&self, found: &Candidate) -> bool {
        match found.phrase.class() {
            Class::Person => self.is_person(found),
            Class::Set | Class::Office => self.is_phrase(found),
            _ => (found.known || !self.is_settled(found)) && !self.is_headline_word(found) && !self.is_inside(found),
        }
    }

    /// “the New Zealand Land Cover Database”: two words in the middle of a longer name are no name of their own.
    fn is_inside(&self, found: &Candidate) -> bool {
        let named = |piece: &Piece| piece.capital && piece.token.is_some();
        let first = found.at.checked_sub(found.place + 1).and_then(|at| self.pieces.get(at));
        let next = self.pieces.get(found.at - found.place + found.window.len());
        found.known
            && found.window.len() == 2
            && !found.phrase.is(FIXED)
            && first.is_some_and(|p| named(p) && p.is_open() && !self.opens_sentence(p))
            && next.is_some_and(named)
            && found.window.last().is_some_and(Piece::is_open)
            && self.context.gazetteer.dictionary().is_common(table::hash(found.word))
            && !self.is_whole_elsewhere(found)
    }

    /// “Face Key Test In Court”: in a headline every word has a capital, and two of them beside each other make no name.
    fn is_headline_word(&self, found: &Candidate) -> bool {
        let common = || self.context.gazetteer.dictionary().is_common(table::hash(found.word));
        found.window.len() == 2
            && !found.phrase.is(FIXED)
            && self.in_title_case(&found.window[found.place])
            && common()
            && !self.is_whole_elsewhere(found)
    }

    /// Whether the name of two words stands elsewhere in the article, spelt right. One of its words alone says nothing:
    /// “West Virginia” does not make “Key Test” the town of Key West.
    fn is_whole_elsewhere(&self, found: &Candidate) -> bool {
        let right = table::hash(found.right);
        match (found.window, found.place) {
            ([_, next], 0) => self.words().has_pair(right, next.hash),
            ([before, _], _) => self.words().has_pair(before.hash, right),
            _ => self.is_elsewhere(found),
        }
    }

    /// Whether the article prints the word again and again, and never the right one.
    fn is_settled(&self, found: &Candidate) -> bool {
        self.words().of(found.window[found.place].hash).nth(MEANT - 1).is_some() && !self.is_elsewhere(found)
    }

    /// Whether the right word stands elsewhere in the article; for a first name, with the surname behind it.
    fn is_elsewhere(&self, found: &Candidate) -> bool {
        let right = table::hash(found.right);
        match found.window.get(found.place + 1) {
            Some(next) if found.phrase.class() == Class::Person => self.words().has_pair(right, next.hash),
            _ => self.words().has(right),
        }
    }

    /// A person must be known to all, be named right elsewhere in the article, or stand behind a title.
    fn is_person(&self, found: &Candidate) -> bool {
        if self.is_elsewhere(found) {
            return !(found.known && edit::is_gendered(found.word, found.right));
        }
        let doubtful = found.known
            && (self.in_title_case(&found.window[found.place]) || edit::is_gendered(found.word, found.right));
        !doubtful && (found.phrase.is(FAMOUS) || (self.follows_title(found.window) && !self.is_settled(found)))
    }

    /// A set phrase stands in small letters, but for the beginning of a sentence and for headlines; and beside “at” or
    /// “of” alone nearly every word is right.
    fn is_phrase(&self, found: &Candidate) -> bool {
        let article = self.context.article;
        let mut others = found.window.iter().enumerate().filter(|(i, _)| *i != found.place);
        let loose = others.all(|(_, p)| is_function(article.slice(p.span)));
        let dictionary = self.context.gazetteer.dictionary();
        if loose && dictionary.is_frequent(table::hash(found.word)) {
            return false;
        }
        // “when the day came”
        if found.window.len() == 2 && VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(found.word)) {
            return false;
        }
        if found.phrase.class() == Class::Office {
            return true;
        }
        // “in-your-face news”, “vice-presidential selection”: a compound is not cut in two
        let before = found.window.first().and_then(|first| article.prose.get(..first.span.start));
        let cut = before.is_some_and(|text| text.ends_with('-'));
        let free = |piece: &Piece| !piece.capital || self.opens_sentence(piece) || self.in_title_case(piece);
        !cut && found.window.iter().all(free)
    }

    /// Whether an unknown word is a slip in a name of one word, and not another name: a long word or one that the
    /// article spells right elsewhere, printed once, with no other name beside it.
    pub(super) fn is_lone(&self, phrase: &Phrase, at: usize, right: &str) -> bool {
        let Some([before, piece, after]) = at.checked_sub(1).and_then(|from| self.pieces.get(from..from + 3)) else {
            return false;
        };
        let elsewhere = self.words().has(table::hash(right));
        let once = self.words().of(piece.hash).nth(1).is_none();
        let dated = phrase.class() == Class::Event;
        let named = |p: &Piece| p.capital && p.token.is_some() && !self.opens_sentence(p);
        let other = |word: &str| {
            edit::is_gendered(word, right) || edit::ending(word, right).is_some() || is_variant(word, right)
        };
        let long = piece.span.len() > SURE_NAME || dated;
        once && (elsewhere || long)
            && !piece.compound
            && (dated || !(named(before) || named(after)))
            && !other(self.context.article.slice(piece.span))
    }

    fn follows_title(&self, window: &[Piece]) -> bool {
        let token = window.first().and_then(|p| p.token).map_or(0, |t| t as usize);
        let before = token.checked_sub(1).and_then(|t| self.context.article.tokens.get(t));
        before.is_some_and(|t| self.context.lexicon.has(t.set, self.titles) && t.case.has_capital())
    }

    fn opens_sentence(&self, piece: &Piece) -> bool {
        let article = self.context.article;
        let Some(sentence) = article.sentence_at(piece.span.start) else { return true };
        let words = article.tokens.get(sentence.tokens.clone()).unwrap_or_default();
        let first = words.iter().find(|t| t.case != Case::None).is_none_or(|t| t.span.start >= piece.span.start);
        // a quotation may open in the middle of a sentence
        let quoted = || article.quotations.binary_search_by_key(&piece.span.start, |q| q.span.start).is_ok();
        first || quoted()
    }

    /// Whether it stands in a headline, where any word may have a capital.
    fn in_title_case(&self, piece: &Piece) -> bool {
        let block = piece.token.and_then(|t| self.context.article.tokens.get(t as usize)).map(|t| t.block);
        let kind = block.and_then(|b| self.context.article.blocks.get(b)).map(|b| b.kind);
        matches!(kind, Some(BlockKind::Headline | BlockKind::Deck | BlockKind::Heading))
    }
}

/// Whether a word is the right one with another ending, where the name leaves that open: only at its end, for inside a
/// name every ending is fixed (“Federal Elections Commission”).
fn is_inflected(found: &Candidate) -> bool {
    let Candidate { phrase, window, place, word, right, .. } = *found;
    let loose = matches!(phrase.class(), Class::Set | Class::Office);
    match edit::ending(word, right) {
        Some("n" | "i" | "y" | "'" | "’") => true,
        Some(_) if loose => true,
        Some("s" | "r") => place + 1 == window.len() && (!phrase.is(FIXED) || phrase.is(PLURAL_OK)),
        Some(_) => false,
        // “robber” and “robbery”, “nationalism” and “nationalist”
        None => loose && (edit::last_letter_differs(word, right) || edit::is_other_number(word, right)),
    }
}

/// “Qaddafi” for “Gaddafi”: another form of the name, and no slip.
fn is_variant(word: &str, right: &str) -> bool {
    are_variants(table::hash(word), table::hash(right))
}

fn is_function(word: &str) -> bool {
    word.len() <= LONGEST_FUNCTION_WORD && FUNCTION_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// How long the longest of them is.
const LONGEST_FUNCTION_WORD: usize = {
    let (mut longest, mut at) = (0, 0);
    while at < FUNCTION_WORDS.len() {
        if FUNCTION_WORDS[at].len() > longest {
            longest = FUNCTION_WORDS[at].len();
        }
        at += 1;
    }
    longest
};
