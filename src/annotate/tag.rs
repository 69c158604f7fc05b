//! What part a token plays in its sentence.

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
    /// How many parts there are.
    pub(super) const COUNT: usize = Tag::Other as usize + 1;

    /// Whether it can stand within a noun phrase before its head.
    pub(super) fn is_nominal(self) -> bool {
        matches!(self, Tag::Name | Tag::Noun | Tag::Adjective | Tag::Number)
    }

    /// Whether it is a verb form of any kind, auxiliaries apart.
    pub(super) fn is_verb(self) -> bool {
        matches!(self, Tag::Verb | Tag::Infinitive | Tag::Participle | Tag::Gerund)
    }
}
