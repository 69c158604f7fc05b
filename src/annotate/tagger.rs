//! What part each token plays in its sentence: a light part-of-speech layer, right where subjects and verbs are.
//!
//! Closed classes come from the lexicon; open words by their lexicon groups, their ending and their neighbours.

use super::{tag::Tag, vocabulary::Traits};
use crate::article::{Article, Case, Token, TokenKind};

/// The part of every token; one to one with [`Article::tokens`], as their traits are.
pub(super) fn tag(article: &Article, traits: &[Traits]) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(article.tokens.len());
    for tokens in article.tokens.chunk_by(|one, next| one.block == next.block) {
        let first = tags.len();
        let Some(traits) = traits.get(first..first + tokens.len()) else { break };
        let mut tagger = Tagger { prose: &article.prose, tokens, traits, first, tags };
        for at in 0..tokens.len() {
            let tag = tagger.tag(at);
            tagger.tags.push(tag);
        }
        tags = tagger.tags;
    }
    tags
}

/// Tags the tokens of a block, one after the other.
struct Tagger<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    /// One to one with the tokens.
    traits: &'a [Traits],
    /// How many tokens come before the block.
    first: usize,
    /// The tags so far, those of the blocks before among them.
    tags: Vec<Tag>,
}

impl Tagger<'_> {
    #[inline]
    fn tag(&self, at: usize) -> Tag {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Number => Tag::Number,
            TokenKind::Mark => Tag::Mark,
            TokenKind::Address => Tag::Name,
            TokenKind::Possessive => self.possessive(),
            TokenKind::Punctuation => punctuation(token.span.of(self.prose)),
            TokenKind::Word => self.part(at, token),
        }
    }

    /// The letters of a token.
    #[inline]
    fn word(&self, token: &Token) -> &[u8] {
        self.prose.as_bytes().get(token.span.range()).unwrap_or_default()
    }

    /// Whether a token is one of some words.
    #[inline]
    fn is(&self, at: usize, of: Traits) -> bool {
        self.traits[at].any(of)
    }

    /// `'s` after a pronoun is a verb.
    fn possessive(&self) -> Tag {
        match self.tags.last() {
            Some(Tag::Pronoun | Tag::Relative | Tag::Subordinator | Tag::Adverb) => Tag::Auxiliary,
            _ => Tag::Genitive,
        }
    }

    /// The part of a word.
    fn part(&self, at: usize, token: &Token) -> Tag {
        if !token.case.has_capital() {
            return if self.is_particle(at) {
                Tag::Name
            } else {
                self.closed(at).or_else(|| self.open(at, token)).unwrap_or(Tag::Noun)
            };
        }
        let capital = token.case == Case::Capital;
        if capital && self.is_described(at) {
            return Tag::Noun;
        }
        if !self.starts(at) {
            // inside a sentence, a capital makes a name; in headlines, verbs and small words have one too
            if capital && self.in_capitals(at) {
                return self.open(at, token).or_else(|| self.closed(at)).unwrap_or(Tag::Name);
            }
            return match self.closed(at) {
                Some(tag) if self.is(at, Traits::PRONOUN_I) || self.in_capitals(at) => tag,
                _ => Tag::Name,
            };
        }
        if self.is_particle(at) {
            return Tag::Name;
        }
        if let Some(tag) = self.closed(at) {
            return tag;
        }
        // the first word of a sentence
        let next_is_name = self.next(at).is_some_and(|next| self.tokens[next].case.has_capital());
        if capital && !next_is_name && !self.is(at, Traits::NAME_LIKE) {
            let word = self.word(token);
            if word.ends_with(b"ing") || word.ends_with(b"ed") || word.ends_with(b"ly") {
                return self.open(at, token).unwrap_or(Tag::Name);
            }
            if self.is(at, Traits::NOT_NAME.or(Traits::PERSON_NOUN).or(Traits::SPEECH_VERB)) {
                return Tag::Noun;
            }
        }
        Tag::Name
    }

    /// Whether a word is a small one within a name: “Staffan de Mistura”.
    fn is_particle(&self, at: usize) -> bool {
        self.is(at, Traits::NAME_PARTICLE)
            && self.before(at, 0) == Some(Tag::Name)
            && self
                .next(at)
                .is_some_and(|next| self.tokens[next].case.has_capital() || self.is(next, Traits::NAME_PARTICLE))
    }

    /// The tag of a word of a closed class.
    fn closed(&self, at: usize) -> Option<Tag> {
        let known = self.traits[at];
        if !known.any(Traits::CLOSED) {
            return None;
        }
        Some(if known.any(Traits::POSSESSIVE) {
            // “told her”, but “her team”
            let alone = || {
                self.next(at)
                    .is_none_or(|next| self.tokens[next].kind != TokenKind::Word || self.is(next, Traits::CLOSED))
            };
            if known.any(Traits::HER) && alone() { Tag::Object } else { Tag::Determiner }
        } else if known.any(Traits::RELATIVE) {
            self.relative(at)
        } else if known.any(Traits::SUBJECT) {
            Tag::Pronoun
        } else if known.any(Traits::OBJECT) {
            Tag::Object
        } else if known.any(Traits::DETERMINER) {
            Tag::Determiner
        } else if known.any(Traits::AUXILIARY) {
            // “May” and “Will” with a capital are names
            Tag::Auxiliary
        } else if known.any(Traits::TO) {
            let verb = self.next(at).is_some_and(|next| {
                let token = &self.tokens[next];
                !token.case.has_capital() && token.kind == TokenKind::Word && !self.is(next, Traits::NO_VERB)
            });
            if verb { Tag::To } else { Tag::Preposition }
        } else if known.any(Traits::COORDINATOR) {
            Tag::Coordinator
        } else if known.any(Traits::SUBORDINATOR) {
            Tag::Subordinator
        } else if known.any(Traits::ADVERB) {
            Tag::Adverb
        } else {
            Tag::Preposition
        })
    }

    /// “who” is a relative pronoun; “that” and “which” mostly.
    fn relative(&self, at: usize) -> Tag {
        if self.is(at, Traits::THAT) {
            let verb = |next| self.is(next, Traits::AUXILIARY) || self.speaks(next);
            return if self.next(at).is_some_and(verb) && self.before(at, 0).is_some_and(Tag::is_nominal) {
                Tag::Relative
            } else {
                Tag::Subordinator
            };
        }
        Tag::Relative
    }

    /// Whether a word is a verb of saying.
    fn speaks(&self, at: usize) -> bool {
        self.is(at, Traits::SPEECH_VERB) && !self.is(at, Traits::CLOSED)
    }

    /// The tag of a word of an open class; none for a word that nothing is known of.
    fn open(&self, at: usize, token: &Token) -> Option<Tag> {
        let known = self.traits[at];
        let word = self.word(token);
        let ends = |suffix: &[u8]| word.len() > suffix.len() + 1 && word.ends_with(suffix);
        let last = word.last().copied();
        if last == Some(b'y') && ends(b"ly") && !known.any(Traits::LY_OTHER) {
            return Some(Tag::Adverb);
        }
        if last == Some(b'g') && ends(b"ing") {
            if known.any(Traits::ING_NOUN) {
                return Some(Tag::Noun);
            }
            let after_article = matches!(self.before(at, 0), Some(Tag::Determiner | Tag::Adjective | Tag::Genitive));
            return Some(if after_article && !self.noun_follows(at) { Tag::Noun } else { Tag::Gerund });
        }
        let past = known.any(Traits::PAST);
        let participle = known.any(Traits::PARTICIPLE);
        let ed = last == Some(b'd')
            && ends(b"ed")
            && !known.any(Traits::ED_ADJECTIVE)
            && (!word.ends_with(b"eed") || known.any(Traits::SPEECH_VERB));
        if past || participle || ed {
            return Some(self.past(at, past || ed, participle || ed));
        }
        let verb = known.any(Traits::VERB.or(Traits::VERB_S));
        let noun_verb =
            known.any(Traits::NOUN_VERB.or(Traits::NOUN_VERB_S)) || (known.any(Traits::SPEECH_VERB) && !verb);
        if verb || noun_verb {
            let third = known.any(Traits::VERB_S.or(Traits::NOUN_VERB_S)) || last == Some(b's');
            return Some(self.present(at, noun_verb, third));
        }
        known.any(Traits::ADJECTIVE.or(Traits::ED_ADJECTIVE)).then_some(Tag::Adjective)
    }

    /// Whether a word of an open class follows.
    fn noun_follows(&self, at: usize) -> bool {
        self.next(at).is_some_and(|next| self.tokens[next].kind == TokenKind::Word && !self.is(next, Traits::CLOSED))
    }

    /// What stands before a word and the adverbs before it, and how many adverbs these are.
    fn before_adverbs(&self, at: usize) -> (Option<Tag>, usize) {
        let mut back = 0;
        loop {
            match self.before(at, back) {
                Some(Tag::Adverb) => back += 1,
                other => return (other, back),
            }
        }
    }

    /// A form that can be a past tense or a past participle.
    fn past(&self, at: usize, past: bool, participle: bool) -> Tag {
        match self.before_adverbs(at).0 {
            Some(Tag::Auxiliary) => Tag::Participle,
            Some(Tag::Determiner | Tag::Adjective | Tag::Genitive | Tag::Preposition | Tag::Number)
                if self.noun_follows(at) =>
            {
                Tag::Adjective
            }
            Some(Tag::Pronoun | Tag::Relative) if past => Tag::Verb,
            Some(Tag::Noun | Tag::Name | Tag::Number) => {
                let by = || self.next(at).is_some_and(|next| self.is(next, Traits::BY));
                if !past || (participle && by()) { Tag::Participle } else { Tag::Verb }
            }
            Some(Tag::Preposition | Tag::Gerund | Tag::To) if participle => Tag::Participle,
            _ if past => Tag::Verb,
            _ => Tag::Participle,
        }
    }

    /// A base form or a third person, which may be a noun as well.
    fn present(&self, at: usize, noun: bool, third: bool) -> Tag {
        let (before, back) = self.before_adverbs(at);
        match before {
            Some(Tag::To | Tag::Auxiliary) if !third => return Tag::Infinitive,
            Some(Tag::Pronoun | Tag::Relative) => return Tag::Verb,
            _ => {}
        }
        if !noun {
            return match before {
                Some(Tag::Determiner | Tag::Adjective | Tag::Genitive) if back == 0 => Tag::Noun,
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
        // “Brown claims the …”, “officials say that …”: an object or a clause follows
        let goes_on = || {
            self.next(at).is_some_and(|next| {
                let token = &self.tokens[next];
                token.kind == TokenKind::Mark || token.case.has_capital() || self.is(next, Traits::CLAUSE)
            })
        };
        let speaks = self.is(at, Traits::SPEECH_VERB);
        let verb = match before {
            Some(Tag::Name) => goes_on(),
            Some(Tag::Noun) => self.plural_before(at, back) != third && goes_on(),
            Some(Tag::Mark | Tag::Coordinator | Tag::Comma) => speaks && goes_on(),
            _ => false,
        };
        if verb { Tag::Verb } else { Tag::Noun }
    }

    /// Whether the word before looks like a plural.
    fn plural_before(&self, at: usize, back: usize) -> bool {
        let Some(at) = at.checked_sub(back + 1) else { return false };
        let word = self.word(&self.tokens[at]);
        self.is(at, Traits::PLURAL_PERSON) || (word.ends_with(b"s") && !word.ends_with(b"ss"))
    }

    /// The tag of a token before one, the nearest first.
    #[inline]
    fn before(&self, at: usize, back: usize) -> Option<Tag> {
        self.tags.get(self.first + at.checked_sub(back + 1)?).copied()
    }

    /// The place of the token after one.
    #[inline]
    fn next(&self, at: usize) -> Option<usize> {
        Some(at + 1).filter(|next| *next < self.tokens.len())
    }

    /// Whether a word stands where every word has a capital: after a full stop, a mark, a colon, or at the start of a block.
    fn starts(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return true };
        match before.kind {
            TokenKind::Mark => true,
            TokenKind::Punctuation => {
                !matches!(before.span.of(self.prose), "," | "-" | "'" | "’" | "&" | "$" | "/" | "(")
            }
            _ => false,
        }
    }

    /// Whether a word of a headline in title case says of somebody who speaks only what they are: “Dam Was Cracked, Sources
    /// Say”, “Officials: Bridge Unsafe”, “Bridge Unsafe, Say Experts”.
    fn is_described(&self, at: usize) -> bool {
        if !self.is(at, Traits::PLURAL_PERSON.or(Traits::INDIVIDUAL)) || !self.in_capitals(at) {
            return false;
        }
        match self.next(at) {
            Some(next) if self.tokens[next].kind == TokenKind::Word => self.speaks(next),
            Some(next) if self.word(&self.tokens[next]) == b":" => true,
            _ => {
                let said = |before| self.speaks(before) || self.is(before, Traits::TO);
                self.is(at, Traits::PLURAL_PERSON) && at.checked_sub(1).is_some_and(said)
            }
        }
    }

    /// Whether the words around have capitals as well, small words or not: a headline in title case.
    fn in_capitals(&self, at: usize) -> bool {
        let around = at.saturating_sub(6)..(at + 7).min(self.tokens.len());
        let mut large = 0;
        for at in around {
            let token = &self.tokens[at];
            if token.kind != TokenKind::Word {
                continue;
            }
            if token.case.has_capital() {
                large += 1;
            } else if !self.is(at, Traits::CLOSED) {
                return false;
            }
        }
        large >= 4
    }
}

/// The part of a sign.
fn punctuation(sign: &str) -> Tag {
    match sign {
        "," => Tag::Comma,
        ":" => Tag::Colon,
        ";" | "(" | ")" | "[" | "]" | "–" | "—" => Tag::Break,
        _ if sign.starts_with('-') => Tag::Break,
        "$" | "£" | "€" | "%" => Tag::Number,
        "&" => Tag::Name,
        _ => Tag::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::Tag::{Adverb, Auxiliary, Gerund, Infinitive, Name, Noun, Participle, Verb};
    use super::*;
    use crate::annotate::{reading::Reading, tests::annotated, vocabulary::Vocabulary};
    use crate::lexicon::Lexicon;

    fn tag_of(text: &str, word: &str) -> Option<Tag> {
        let article = annotated(text);
        let lexicon = Lexicon::built_in().ok()?;
        let vocabulary = Vocabulary::new(lexicon);
        let reading = Reading::new(&article, &vocabulary, lexicon);
        article.tokens.iter().position(|t| article.slice(t.span) == word).map(|at| reading.tags[at])
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
