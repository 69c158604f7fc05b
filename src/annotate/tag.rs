//! What part each token plays in its sentence: a light part-of-speech layer, right where subjects and verbs are.
//!
//! Closed classes come from the lexicon; open words by their lexicon groups, their ending and their neighbours.

use super::vocabulary::Vocabulary;
use crate::article::{Article, Case, Token, TokenKind};

/// The part a token plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// “the”, “his”, “several”
    Determiner,
    /// “he”, “they”: a pronoun that can be a subject.
    Pronoun,
    /// “him”, “themselves”
    Object,
    /// “who”, “which”
    Relative,
    /// A proper name, or a part of it.
    Name,
    Noun,
    Adjective,
    Number,
    /// The ending `'s`.
    Genitive,
    /// Forms of be, have and do; modal verbs.
    Auxiliary,
    /// A finite verb: past, third person, or a plain present.
    Verb,
    /// A base form after “to” or a modal.
    Infinitive,
    /// A past participle.
    Participle,
    /// A form in -ing that is a verb.
    Gerund,
    Adverb,
    /// “to” before a verb.
    To,
    Preposition,
    Coordinator,
    Subordinator,
    Comma,
    /// A dash or a bracket: what breaks a sentence off.
    Break,
    Colon,
    Mark,
    Other,
}

impl Tag {
    /// Whether it can stand within a noun phrase before its head.
    pub(super) fn is_nominal(self) -> bool {
        matches!(self, Tag::Name | Tag::Noun | Tag::Adjective | Tag::Number)
    }

    /// Whether it is a verb form of any kind, auxiliaries apart.
    pub(super) fn is_verb(self) -> bool {
        matches!(self, Tag::Verb | Tag::Infinitive | Tag::Participle | Tag::Gerund)
    }
}

/// The part of every token, one to one with [`Article::tokens`].
pub(super) fn tag(article: &Article, vocabulary: &Vocabulary) -> Vec<Tag> {
    let mut tagger = Tagger { article, vocabulary, tags: Vec::with_capacity(article.tokens.len()) };
    for at in 0..article.tokens.len() {
        let tag = tagger.tag(at);
        tagger.tags.push(tag);
    }
    tagger.tags
}

struct Tagger<'a> {
    article: &'a Article,
    vocabulary: &'a Vocabulary,
    tags: Vec<Tag>,
}

impl Tagger<'_> {
    fn tag(&self, at: usize) -> Tag {
        let token = &self.article.tokens[at];
        let word = self.article.slice(token.span);
        match token.kind {
            TokenKind::Number => Tag::Number,
            TokenKind::Mark => Tag::Mark,
            TokenKind::Address => Tag::Name,
            TokenKind::Possessive => self.possessive(),
            TokenKind::Punctuation => match word {
                "," => Tag::Comma,
                ":" => Tag::Colon,
                ";" | "(" | ")" | "[" | "]" | "–" | "—" => Tag::Break,
                _ if word.starts_with('-') => Tag::Break,
                "$" | "£" | "€" | "%" => Tag::Number,
                "&" => Tag::Name,
                _ => Tag::Other,
            },
            TokenKind::Word => self.word(at, token, word),
        }
    }

    /// `'s` after a pronoun is a verb.
    fn possessive(&self) -> Tag {
        match self.tags.last() {
            Some(Tag::Pronoun | Tag::Relative | Tag::Subordinator | Tag::Adverb) => Tag::Auxiliary,
            _ => Tag::Genitive,
        }
    }

    fn word(&self, at: usize, token: &Token, word: &str) -> Tag {
        let v = self.vocabulary;
        if token.case == Case::Capital && self.is_described(at, token) {
            return Tag::Noun;
        }
        if token.case.has_capital() && !self.starts(at) {
            // inside a sentence, a capital makes a name; in headlines, verbs and small words have one too
            if token.case == Case::Capital && self.in_capitals(at) {
                return self.open(at, token, word).unwrap_or_else(|| self.closed(at, token).unwrap_or(Tag::Name));
            }
            return match self.closed(at, token) {
                Some(tag) if token.classes.any(v.pronoun_i) || self.in_capitals(at) => tag,
                _ => Tag::Name,
            };
        }
        // “Staffan de Mistura”
        if token.classes.any(v.name_particle)
            && self.before(0) == Some(Tag::Name)
            && self.next(at).is_some_and(|t| t.case.has_capital() || t.classes.any(v.name_particle))
        {
            return Tag::Name;
        }
        if let Some(tag) = self.closed(at, token) {
            return tag;
        }
        if !token.case.has_capital() {
            return self.open(at, token, word).unwrap_or(Tag::Noun);
        }
        // the first word of a sentence
        let next_is_name = self.next(at).is_some_and(|t| t.case.has_capital());
        if token.case == Case::Capital && !next_is_name && !token.classes.any(v.name_like) {
            if word.ends_with("ing") || word.ends_with("ed") || word.ends_with("ly") {
                return self.open(at, token, word).unwrap_or(Tag::Name);
            }
            if token.classes.any(v.not_name.or(v.person_noun).or(v.speech_verb)) {
                return Tag::Noun;
            }
        }
        Tag::Name
    }

    /// The tag of a word of a closed class.
    fn closed(&self, at: usize, token: &Token) -> Option<Tag> {
        let (c, v) = (token.classes, self.vocabulary);
        if !c.any(v.closed) {
            return None;
        }
        let next = self.next(at);
        Some(if c.any(v.possessive) {
            // “told her”, but “her team”
            let alone = next.is_none_or(|t| t.kind != TokenKind::Word || t.classes.any(v.closed));
            if c.any(v.her) && alone { Tag::Object } else { Tag::Determiner }
        } else if c.any(v.relative) {
            self.relative(at, token)
        } else if c.any(v.subject) {
            Tag::Pronoun
        } else if c.any(v.object) {
            Tag::Object
        } else if c.any(v.determiner) {
            Tag::Determiner
        } else if c.any(v.be.or(v.have).or(v.do_).or(v.modal)) {
            // “May” and “Will” with a capital are names
            Tag::Auxiliary
        } else if c.any(v.to) {
            let verb = next.is_some_and(|t| {
                !t.case.has_capital()
                    && t.kind == TokenKind::Word
                    && !t.classes.any(v.closed.without(v.auxiliary).without(v.adverb))
            });
            if verb { Tag::To } else { Tag::Preposition }
        } else if c.any(v.coordinator) {
            Tag::Coordinator
        } else if c.any(v.subordinator) {
            Tag::Subordinator
        } else if c.any(v.adverb) {
            Tag::Adverb
        } else {
            Tag::Preposition
        })
    }

    /// “who” is a relative pronoun; “that” and “which” mostly.
    fn relative(&self, at: usize, token: &Token) -> Tag {
        let v = self.vocabulary;
        if token.classes.any(v.that) {
            let next_is_verb = self.next(at).is_some_and(|t| {
                t.classes.any(v.auxiliary) || (t.classes.any(v.speech_verb) && !t.classes.any(v.closed))
            });
            return if next_is_verb && self.before(0).is_some_and(Tag::is_nominal) {
                Tag::Relative
            } else {
                Tag::Subordinator
            };
        }
        Tag::Relative
    }

    /// The tag of a word of an open class; none for a word that nothing is known of.
    fn open(&self, at: usize, token: &Token, word: &str) -> Option<Tag> {
        let (c, v) = (token.classes, self.vocabulary);
        let before = self.before(0);
        let lower_ends = |suffix: &str| word.len() > suffix.len() + 1 && word.ends_with(suffix);
        let after_article = matches!(before, Some(Tag::Determiner | Tag::Adjective | Tag::Genitive));
        if lower_ends("ly") && !c.any(v.ly_other) {
            return Some(Tag::Adverb);
        }
        if lower_ends("ing") {
            if c.any(v.ing_noun) {
                return Some(Tag::Noun);
            }
            let noun_follows = self.next(at).is_some_and(|t| t.kind == TokenKind::Word && !t.classes.any(v.closed));
            return Some(if after_article && !noun_follows { Tag::Noun } else { Tag::Gerund });
        }
        let past = c.any(v.past);
        let participle = c.any(v.participle);
        let ed = lower_ends("ed") && !c.any(v.ed_adjective) && (!word.ends_with("eed") || c.any(v.speech_verb));
        if past || participle || ed {
            return Some(self.past(at, past || ed, participle || ed));
        }
        let verb = c.any(v.verb.or(v.verb_s));
        let noun_verb = c.any(v.noun_verb.or(v.noun_verb_s)) || (c.any(v.speech_verb) && !verb);
        if verb || noun_verb {
            return Some(self.present(at, token, noun_verb, c.any(v.verb_s.or(v.noun_verb_s)) || word.ends_with('s')));
        }
        if c.any(v.adjective) || c.any(v.ed_adjective) {
            return Some(Tag::Adjective);
        }
        None
    }

    /// A form that can be a past tense or a past participle.
    fn past(&self, at: usize, past: bool, participle: bool) -> Tag {
        let mut back = 0;
        while self.before(back) == Some(Tag::Adverb) {
            back += 1;
        }
        let before = self.before(back);
        let noun_follows = self.next(at).is_some_and(|t| {
            t.kind == TokenKind::Word && !t.classes.any(self.vocabulary.closed) && !t.classes.any(self.vocabulary.to)
        });
        match before {
            Some(Tag::Auxiliary) => Tag::Participle,
            Some(Tag::Determiner | Tag::Adjective | Tag::Genitive | Tag::Preposition | Tag::Number) if noun_follows => {
                Tag::Adjective
            }
            Some(Tag::Pronoun | Tag::Relative) if past => Tag::Verb,
            Some(Tag::Noun | Tag::Name | Tag::Number) => {
                let by = self.next(at).is_some_and(|t| t.classes.any(self.vocabulary.by));
                if (by && participle) || !past { Tag::Participle } else { Tag::Verb }
            }
            Some(Tag::Preposition | Tag::Gerund | Tag::To) if participle => Tag::Participle,
            _ if past => Tag::Verb,
            _ => Tag::Participle,
        }
    }

    /// A base form or a third person, which may be a noun as well.
    fn present(&self, at: usize, token: &Token, noun: bool, third: bool) -> Tag {
        let mut back = 0;
        while self.before(back) == Some(Tag::Adverb) {
            back += 1;
        }
        let direct = self.before(0);
        match self.before(back) {
            Some(Tag::To | Tag::Auxiliary) if !third => return Tag::Infinitive,
            Some(Tag::Pronoun | Tag::Relative) => return Tag::Verb,
            _ => {}
        }
        if !noun {
            return match self.before(back) {
                Some(Tag::Determiner | Tag::Adjective | Tag::Genitive) if direct != Some(Tag::Adverb) => Tag::Noun,
                Some(
                    Tag::Noun
                    | Tag::Name
                    | Tag::Comma
                    | Tag::Mark
                    | Tag::Coordinator
                    | Tag::Break
                    | Tag::Number
                    | Tag::Preposition,
                ) => Tag::Verb,
                _ if third => Tag::Verb,
                _ => Tag::Infinitive,
            };
        }
        let v = self.vocabulary;
        let subject_number_fits =
            |third: bool| self.before(back) == Some(Tag::Name) || self.plural_before(back) != third;
        // “Brown claims the …”, “officials say that …”: an object or a clause follows
        let goes_on = self.next(at).is_some_and(|t| {
            t.kind == TokenKind::Mark
                || t.case.has_capital()
                || t.classes.any(
                    v.determiner.or(v.possessive).or(v.subject).or(v.object).or(v.that).or(v.to).or(v.subordinator),
                )
        });
        match self.before(back) {
            Some(Tag::Noun | Tag::Name) if goes_on && subject_number_fits(third) => Tag::Verb,
            Some(Tag::Noun | Tag::Name)
                if third && self.before(back) == Some(Tag::Name) && token.classes.any(v.speech_verb) && goes_on =>
            {
                Tag::Verb
            }
            Some(Tag::Mark | Tag::Coordinator | Tag::Comma) if goes_on && token.classes.any(v.speech_verb) => Tag::Verb,
            _ => Tag::Noun,
        }
    }

    /// Whether the word before looks like a plural.
    fn plural_before(&self, back: usize) -> bool {
        let Some(at) = self.tags.len().checked_sub(back + 1) else { return false };
        let token = &self.article.tokens[at];
        let word = self.article.slice(token.span);
        token.classes.any(self.vocabulary.plural_person) || (word.ends_with('s') && !word.ends_with("ss"))
    }

    fn before(&self, back: usize) -> Option<Tag> {
        let at = self.tags.len().checked_sub(back + 1)?;
        let here = self.article.tokens.get(self.tags.len())?;
        (self.article.tokens[at].block == here.block).then(|| self.tags[at])
    }

    fn next(&self, at: usize) -> Option<&Token> {
        let next = self.article.tokens.get(at + 1)?;
        (next.block == self.article.tokens[at].block).then_some(next)
    }

    /// Whether a word stands where every word has a capital: after a full stop, a mark, a colon, or at the start of a block.
    fn starts(&self, at: usize) -> bool {
        let token = &self.article.tokens[at];
        let Some(before) = at.checked_sub(1).map(|b| &self.article.tokens[b]) else { return true };
        if before.block != token.block || before.kind == TokenKind::Mark {
            return true;
        }
        let word = self.article.slice(before.span);
        before.kind == TokenKind::Punctuation && !matches!(word, "," | "-" | "'" | "’" | "&" | "$" | "/" | "(")
    }

    /// Whether a word of a headline in title case says of somebody who speaks only what they are: “Dam Was Cracked, Sources
    /// Say”, “Officials: Bridge Unsafe”, “Bridge Unsafe, Say Experts”.
    fn is_described(&self, at: usize, token: &Token) -> bool {
        let v = self.vocabulary;
        if !token.classes.any(v.plural_person.or(v.individual)) || !self.in_capitals(at) {
            return false;
        }
        let speaks = |t: &Token| t.classes.any(v.speech_verb) && !t.classes.any(v.closed);
        let before = at.checked_sub(1).map(|b| &self.article.tokens[b]).filter(|t| t.block == token.block);
        match self.next(at) {
            Some(next) if next.kind == TokenKind::Word => speaks(next),
            Some(next) if self.article.slice(next.span) == ":" => true,
            _ => token.classes.any(v.plural_person) && before.is_some_and(|t| speaks(t) || t.classes.any(v.to)),
        }
    }

    /// Whether the words around have capitals as well, small words or not: a headline in title case.
    fn in_capitals(&self, at: usize) -> bool {
        let block = self.article.tokens[at].block;
        let from = at.saturating_sub(6);
        let around = &self.article.tokens[from..(at + 7).min(self.article.tokens.len())];
        let words = around.iter().filter(|t| t.block == block && t.kind == TokenKind::Word);
        let (mut small, mut large) = (0, 0);
        for word in words {
            if word.case.has_capital() {
                large += 1;
            } else if !word.classes.any(self.vocabulary.closed) {
                small += 1;
            }
        }
        small == 0 && large >= 4
    }
}

#[cfg(test)]
mod tests {
    use super::Tag::{Adverb, Auxiliary, Gerund, Infinitive, Name, Noun, Participle, Verb};
    use super::*;
    use crate::annotate::tests::annotated;
    use crate::lexicon::Lexicon;

    fn tag_of(text: &str, word: &str) -> Option<Tag> {
        let article = annotated(text);
        let lexicon = Lexicon::built_in().ok()?;
        let tags = tag(&article, &Vocabulary::new(lexicon));
        article.tokens.iter().position(|t| article.slice(t.span) == word).map(|at| tags[at])
    }

    #[test]
    fn tells_verbs_from_nouns() {
        let cases = [
            ("The mayor claims the bridge is safe.", "claims", Verb),
            ("His claims are wrong.", "claims", Noun),
            ("Officials say the river rose.", "say", Verb),
            ("She had called the police.", "called", Participle),
            ("She called the police.", "called", Verb),
            ("The ship, called Orla, sank.", "sank", Verb),
            ("He wants to report it.", "report", Infinitive),
            ("The report was late.", "report", Noun),
            ("She left, saying nothing.", "saying", Gerund),
            ("She openly doubted it.", "openly", Adverb),
            ("It has sunk.", "has", Auxiliary),
            ("We saw Orla Quist there.", "Quist", Name),
        ];
        for (text, word, expected) in cases {
            assert_eq!(tag_of(text, word), Some(expected), "{word} in “{text}”");
        }
    }

    #[test]
    fn a_word_plays_the_part_that_its_neighbours_leave_it() {
        use Tag::{
            Adjective, Break, Comma, Determiner, Genitive, Number, Object, Preposition, Relative, Subordinator, To,
        };
        let cases = [
            ("The plan – a bad one – failed.", "–", Break),
            ("The plan -- a bad one -- failed.", "--", Break),
            ("It cost $ 5, not 6.", "$", Number),
            ("It cost $ 5, not 6.", ",", Comma),
            ("Nets & lines sank.", "&", Name),
            ("It's late.", "'s", Auxiliary),
            ("Quist's boat sank.", "'s", Genitive),
            ("The rising river froze.", "rising", Gerund),
            ("The hearing was long.", "hearing", Noun),
            ("They were rising.", "rising", Gerund),
            ("The damaged bridge sank.", "damaged", Adjective),
            ("A bridge damaged by ice sank.", "damaged", Participle),
            ("Quist damaged the bridge.", "damaged", Verb),
            ("They have quickly damaged it.", "damaged", Participle),
            ("The red boat sank.", "red", Adjective),
            ("She wanted to leave.", "to", To),
            ("She went to Corran.", "to", Preposition),
            ("She went to her boat.", "to", Preposition),
            ("She told her team.", "her", Determiner),
            ("She told her.", "her", Object),
            ("The man who left sank.", "who", Relative),
            ("He said that it sank.", "that", Subordinator),
            ("The boat that was lost sank.", "that", Relative),
            ("Joris de Brouwer left.", "de", Name),
            ("Officials claim the bridge is safe.", "claim", Verb),
            ("The official claim is wrong.", "claim", Noun),
            ("The boats claim the bridge.", "claim", Verb),
            ("The boat claim the bridge made is wrong.", "claim", Noun),
            ("He will not report.", "report", Infinitive),
            ("She often claims so.", "claims", Verb),
            ("In May, Quist left.", "May", Name),
            ("He said: Running boats sink.", "Running", Gerund),
        ];
        let wrong: Vec<_> = cases.iter().filter(|(t, w, tag)| tag_of(t, w) != Some(*tag)).collect();
        let found: Vec<_> = wrong.iter().map(|(text, word, _)| (text, word, tag_of(text, word))).collect();
        assert!(wrong.is_empty(), "{found:#?}");
    }

    #[test]
    fn in_headlines_small_words_have_capitals() {
        for (text, word, expected) in [
            ("Old Harbour Bridge Is Not Safe", "Is", Auxiliary),
            ("Mayor Orla Quist Says No To Bridge", "To", Tag::Preposition),
        ] {
            assert_eq!(tag_of(&format!("{text}\n\nThe bridge is shut.\n"), word), Some(expected), "{word} in “{text}”");
        }
    }

    #[test]
    fn in_headlines_those_who_have_no_name_are_no_names() {
        let cases = [
            ("Old Harbour Bridge Was Cracked, Sources Say", "Sources", Noun),
            ("Sources Say Old Harbour Bridge Was Cracked", "Sources", Noun),
            ("Old Harbour Bridge Is Unsafe, US Officials Say", "Officials", Noun),
            ("Police: Old Harbour Bridge Is Unsafe", "Police", Noun),
            ("Old Harbour Bridge Is Unsafe, Say Experts", "Experts", Noun),
            ("Old Harbour Bridge Is Unsafe, Senior Official Warns", "Official", Noun),
            ("Police Chief Says Old Harbour Bridge Is Unsafe", "Police", Name),
            ("Doctors Without Borders Says Old Bridge Is Unsafe", "Doctors", Name),
            ("Lions Beat Royals After Late Winner", "Royals", Name),
        ];
        for (text, word, expected) in cases {
            assert_eq!(tag_of(&format!("{text}\n\nThe bridge is shut.\n"), word), Some(expected), "{word} in “{text}”");
        }
    }
}
