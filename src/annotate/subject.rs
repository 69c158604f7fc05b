//! Whose words a cue introduces: the noun phrase that is its subject, chosen among those of its sentence.

use std::ops::Range;

use super::{
    count::Counts,
    cue::{Cue, Form, LEVELS},
    layers::Layers,
    mention::{Mention, MentionKind},
    model::{Answers, Buckets, Model, Question, Questions, best_with_share},
    reading::Reading,
    tag::Tag,
    vocabulary::Traits,
};

/// How many noun phrases before the cue are looked at.
const REACH: usize = 9;

/// How many cues of a sentence are looked back upon.
const NEAR: usize = 24;

/// How many tokens may lie between a cue and its subject.
const WINDOW: usize = 120;

/// Whose words a cue introduces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Subject {
    /// The mention, as a place in the list of mentions; none where nobody is named.
    pub(super) mention: Option<usize>,
    /// Its share among the candidates, 0 to 1.
    pub(super) share: f32,
}

const RELATIONS: &[&str] = &[
    "touches",
    "touches but for adverbs",
    "ends an apposition",
    "heads an apposition",
    "before prepositions",
    "antecedent",
    "no verb between",
    "verbs between",
    "follows",
    "follows near",
    "nobody",
    "possessor",
];
const TOUCHES: usize = 0;
const ADVERBS: usize = 1;
const ENDS_APPOSITION: usize = 2;
const HEADS_APPOSITION: usize = 3;
const PREPOSITIONS: usize = 4;
const ANTECEDENT: usize = 5;
const NO_VERB: usize = 6;
const VERBS: usize = 7;
const FOLLOWS: usize = 8;
const FOLLOWS_NEAR: usize = 9;
const NOBODY: usize = 10;
const POSSESSOR: usize = 11;

const NEIGHBOURS: &[&str] = &[
    "start",
    "comma",
    "break",
    "preposition",
    "verb",
    "coordinator",
    "subordinator",
    "relative",
    "noun",
    "mark",
    "auxiliary",
    "other",
];
const FEW: &[&str] = &["0", "1", "2", "3 or more"];
const DISTANCES: &[&str] = &["0", "1", "2", "3 to 4", "5 to 8", "9 to 15", "16 or more"];
const DISTANCE_OF: Buckets = Buckets::new(&[0, 1, 2, 3, 5, 9, 16]);
const RANKS: &[&str] = &["nearest", "second", "third", "fourth", "further", "after"];
const YES: &[&str] = &["no", "yes"];
const GOVERNS: &[&str] = &["no verb", "a verb", "the first verb"];

/// The questions about a candidate.
pub(super) const QUESTIONS: Questions = Questions::new(&[
    Question { name: "relation", answers: &[RELATIONS] },
    Question { name: "relation and form", answers: &[RELATIONS, Form::NAMES] },
    Question { name: "relation and kind", answers: &[RELATIONS, MentionKind::NAMES] },
    Question { name: "verbs between and form", answers: &[FEW, Form::NAMES] },
    Question { name: "commas between and relation", answers: &[FEW, RELATIONS] },
    Question { name: "word before and verbs between", answers: &[NEIGHBOURS, FEW] },
    Question { name: "word before and relation", answers: &[NEIGHBOURS, RELATIONS] },
    Question { name: "word after and verbs between", answers: &[NEIGHBOURS, FEW] },
    Question { name: "distance", answers: &[DISTANCES] },
    Question { name: "rank and form", answers: &[RANKS, Form::NAMES] },
    Question { name: "first and form", answers: &[YES, Form::NAMES] },
    Question { name: "possessor and relation", answers: &[YES, RELATIONS] },
    Question { name: "relation and level", answers: &[RELATIONS, LEVELS] },
    Question { name: "governs and word before the cue", answers: &[GOVERNS, NEIGHBOURS] },
    Question { name: "governs and form", answers: &[GOVERNS, Form::NAMES] },
    Question { name: "kind and form", answers: &[MentionKind::NAMES, Form::NAMES] },
    Question { name: "relation and word before the cue", answers: &[RELATIONS, NEIGHBOURS] },
    Question { name: "by before and form", answers: &[YES, Form::NAMES] },
]);

/// The candidates for the subject of a cue, and how each answers the questions.
pub(super) struct Candidates<'a> {
    layers: &'a Layers<'a>,
    /// Place of the cue among the cues.
    at: usize,
    cue: &'a Cue,
    /// Tokens of its sentence.
    sentence: Range<usize>,
    /// What stands before the cue.
    before: usize,
    /// The first cue of those looked back upon that is a finite verb.
    first: Option<usize>,
    /// Mentions before the cue in its sentence, as places in the list.
    from: usize,
    to: usize,
    /// The mention right after the cue, where there is one.
    after: Option<usize>,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(layers: &'a Layers<'a>, at: usize) -> Self {
        let (mentions, cue) = (&layers.mentions, &layers.cues[at]);
        let to = layers.mentions_past(cue.tokens.start);
        let near = |m: &&Mention| m.sentence == cue.sentence && m.tokens.end + WINDOW > cue.tokens.start;
        let from = to - mentions[..to].iter().rev().take(REACH).take_while(near).count();
        // “said the port's master”: the master speaks, not the port
        let next = layers.mentions_from(cue.tokens.end);
        let after = mentions[next..].iter().take(REACH).position(|m| !m.genitive).map(|skipped| next + skipped);
        let beside = |m: &Mention| m.sentence == cue.sentence && m.tokens.start - cue.tokens.end <= 3;
        let after = after.filter(|at| beside(&mentions[*at]));
        let sentence = layers.reading.article.sentences[cue.sentence].tokens.clone();
        let earliest = layers.cues_from(sentence.start).max(at.saturating_sub(NEAR));
        let first = (earliest..at).find(|c| layers.cues[*c].is_finite());
        let mut candidates = Candidates { layers, at, cue, sentence, before: 0, first, from, to, after };
        candidates.before = candidates.neighbour(cue.tokens.start.checked_sub(1));
        candidates
    }

    /// Each candidate: a mention, or nobody.
    pub(super) fn list(&self) -> impl Iterator<Item = Option<usize>> + use<> {
        let (from, to) = (self.from, self.to);
        (from..to).rev().chain(self.after).map(Some).chain([None])
    }

    /// Answers the questions for a candidate.
    pub(super) fn describe(&self, candidate: Option<usize>, out: &mut impl Answers) {
        let cue = self.cue;
        let form = cue.form as usize;
        let Some(place) = candidate else {
            out.put(QUESTIONS.at(0, [NOBODY]));
            out.put(QUESTIONS.at(1, [NOBODY, form]));
            out.put(QUESTIONS.at(12, [NOBODY, cue.level]));
            out.put(QUESTIONS.at(16, [NOBODY, self.before]));
            return;
        };
        let reading = &self.layers.reading;
        let mention = &self.layers.mentions[place];
        let after = mention.tokens.start >= cue.tokens.end;
        let between = if after { cue.tokens.end..mention.tokens.start } else { mention.tokens.end..cue.tokens.start };
        let counts = self.layers.sums.of(between.clone());
        let relation = self.relation(mention, after, counts);
        let kind = mention.kind as usize;
        let before = self.neighbour(mention.tokens.start.checked_sub(1));
        let following = self.neighbour(Some(mention.tokens.end + usize::from(mention.genitive)));
        let (verbs, commas) = (counts.verbs.min(3) as usize, counts.commas.min(3) as usize);
        let rank = if after { 5 } else { (self.to - 1 - place).min(4) };
        let first = usize::from(place == self.from && !after);
        let governs = self.governs(mention);
        let by =
            usize::from(before == 3 && mention.tokens.start > 0 && reading.is(mention.tokens.start - 1, Traits::BY));
        out.put(QUESTIONS.at(0, [relation]));
        out.put(QUESTIONS.at(1, [relation, form]));
        out.put(QUESTIONS.at(2, [relation, kind]));
        out.put(QUESTIONS.at(3, [verbs, form]));
        out.put(QUESTIONS.at(4, [commas, relation]));
        out.put(QUESTIONS.at(5, [before, verbs]));
        out.put(QUESTIONS.at(6, [before, relation]));
        out.put(QUESTIONS.at(7, [following, verbs]));
        out.put(QUESTIONS.at(8, [DISTANCE_OF.of(between.len())]));
        out.put(QUESTIONS.at(9, [rank, form]));
        out.put(QUESTIONS.at(10, [first, form]));
        out.put(QUESTIONS.at(11, [usize::from(mention.genitive), relation]));
        out.put(QUESTIONS.at(12, [relation, cue.level]));
        out.put(QUESTIONS.at(13, [governs, self.before]));
        out.put(QUESTIONS.at(14, [governs, form]));
        out.put(QUESTIONS.at(15, [kind, form]));
        out.put(QUESTIONS.at(16, [relation, self.before]));
        out.put(QUESTIONS.at(17, [by, form]));
    }

    fn relation(&self, mention: &Mention, after: bool, counts: Counts) -> usize {
        let tags = &self.layers.reading.tags;
        let cue = self.cue;
        if after {
            return if mention.tokens.start == cue.tokens.end { FOLLOWS } else { FOLLOWS_NEAR };
        }
        let Counts { verbs, commas, others, .. } = counts;
        let (end, start) = (mention.tokens.end, cue.tokens.start);
        if cue.form == Form::Noun && mention.genitive && verbs == 0 && commas == 0 {
            return POSSESSOR;
        }
        if end == start {
            return TOUCHES;
        }
        if others == 0 && commas == 0 && verbs == 0 {
            return ADVERBS;
        }
        if verbs > 0 {
            return VERBS;
        }
        let comma_before_cue = matches!(tags[start - 1], Tag::Comma | Tag::Break);
        if comma_before_cue && end == start - 1 {
            return ENDS_APPOSITION;
        }
        let followed = tags[end];
        if tags[start - 1] == Tag::Relative
            && commas <= 1
            && (end == start - 1 || (end == start - 2 && followed == Tag::Comma))
        {
            return ANTECEDENT;
        }
        if comma_before_cue && matches!(followed, Tag::Comma | Tag::Break) {
            return HEADS_APPOSITION;
        }
        if followed == Tag::Preposition && commas == 0 {
            return PREPOSITIONS;
        }
        NO_VERB
    }

    /// Whether a mention stands right before another finite verb of the sentence: before the first one, before a later one.
    fn governs(&self, mention: &Mention) -> usize {
        // verb groups do not overlap: that of the next verb is the only one that may begin there
        let next = self.layers.cues_from(mention.tokens.end);
        let governed = next < self.at && next + NEAR >= self.at && {
            let other = &self.layers.cues[next];
            other.tokens.start == mention.tokens.end && other.sentence == self.cue.sentence && other.is_finite()
        };
        if governed { 1 + usize::from(self.first == Some(next)) } else { 0 }
    }

    /// What kind of token stands at a place.
    #[inline]
    fn neighbour(&self, at: Option<usize>) -> usize {
        let Some(at) = at.filter(|at| self.sentence.contains(at)) else { return 0 };
        match self.layers.reading.tags[at] {
            Tag::Comma => 1,
            Tag::Break | Tag::Colon => 2,
            Tag::Preposition => 3,
            Tag::Verb | Tag::Infinitive | Tag::Participle | Tag::Gerund | Tag::To => 4,
            Tag::Coordinator => 5,
            Tag::Subordinator => 6,
            Tag::Relative => 7,
            Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number | Tag::Genitive | Tag::Pronoun | Tag::Object => 8,
            Tag::Mark => 9,
            Tag::Auxiliary => 10,
            _ => 11,
        }
    }
}

/// The subject of every cue that is `weighed`.
pub(super) fn choose(layers: &Layers, model: &Model, weighed: impl Fn(&Cue) -> bool) -> Vec<Subject> {
    let mut scores = Vec::new();
    let subject = |(at, cue): (usize, &Cue)| {
        if !weighed(cue) {
            return Subject { mention: None, share: 0.0 };
        }
        let candidates = Candidates::new(layers, at);
        scores.clear();
        scores.extend(candidates.list().map(|c| model.score(|out| candidates.describe(c, out))));
        let (best, share) = best_with_share(&scores).unwrap_or((0, 0.0));
        let mention = candidates.list().nth(best).flatten();
        Subject { mention: mention.map(|m| head_of(layers, m, cue)), share }
    };
    layers.cues.iter().enumerate().map(subject).collect()
}

/// The phrase that a mention belongs to: “the spokesman” in “the spokesman for the port”, “Quist” in “Quist, the mayor of Rudholm,”.
fn head_of(layers: &Layers, mention: usize, cue: &Cue) -> usize {
    let Layers { reading, mentions, .. } = layers;
    let tags = &reading.tags;
    let before = |at: usize| {
        layers.mentions_past(at).checked_sub(1).filter(|m| mentions[*m].tokens.end == at && !mentions[*m].genitive)
    };
    let mut head = mention;
    for _ in 0..4 {
        let start = mentions[head].tokens.start;
        let Some(previous) = start.checked_sub(1) else { break };
        let sentence = mentions[head].sentence;
        let outer = match tags[previous] {
            Tag::Preposition if !reading.is(previous, Traits::BY) => {
                before(previous).filter(|m| mentions[*m].kind != MentionKind::Time)
            }
            // an apposition ends with a comma before the cue, too; in “the mayor, Orla Quist, said” it is the name
            Tag::Comma
                if mentions[head].kind != MentionKind::Name && closed_by_comma(reading, &mentions[mention], cue) =>
            {
                before(previous).filter(|m| {
                    matches!(mentions[*m].kind, MentionKind::Name | MentionKind::Individual | MentionKind::Organisation)
                })
            }
            _ => None,
        };
        match outer {
            Some(outer) if mentions[outer].sentence == sentence => head = outer,
            _ => break,
        }
    }
    // “the mayor of Rudholm, Orla Quist, said”: the name says more than the office
    let named =
        cue.tokens.start.checked_sub(1).filter(|c| reading.tags[*c] == Tag::Comma).and_then(before).filter(|m| {
            let start = mentions[*m].tokens.start;
            mentions[*m].kind == MentionKind::Name && *m > head && start > 0 && reading.tags[start - 1] == Tag::Comma
        });
    match named {
        Some(name) if mentions[head].kind == MentionKind::Individual => name,
        _ => head,
    }
}

/// Whether a comma stands between a mention and the cue after it, or after a mention that follows the cue.
fn closed_by_comma(reading: &Reading, mention: &Mention, cue: &Cue) -> bool {
    mention.tokens.end < cue.tokens.start && reading.tags[cue.tokens.start - 1] == Tag::Comma
}

#[cfg(test)]
mod tests {
    use crate::annotate::tests::annotated;

    #[test]
    fn the_head_of_the_phrase_is_the_subject() {
        let cases = [
            ("A spokesman for the port of Rudholm said the crane fell.", "A spokesman"),
            ("Orla Quist, the mayor of Rudholm, said the crane fell.", "Orla Quist"),
            ("The mayor of Rudholm, Orla Quist, said the crane fell.", "Orla Quist"),
            ("The crane fell, said Sven Dole.", "Sven Dole"),
            ("Dole, who built it, later said the crane fell.", "Dole"),
            ("“The crane fell,” said its owner, Orla Quist.", "its owner"),
            ("“The crane fell,” said Rudholm's mayor on Monday.", "Rudholm's mayor"),
        ];
        for (text, expected) in cases {
            let article = annotated(text);
            let sources: Vec<&str> =
                article.attributions.iter().filter_map(|a| a.source).map(|s| article.slice(s)).collect();
            assert!(sources.contains(&expected), "{text}: {sources:?}");
        }
    }
}
