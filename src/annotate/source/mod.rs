//! Who the mentions mean: sources, resolved through the whole article.
//!
//! A full name comes first, the surname or a description later; a pronoun means the one whom the text shows. Only those
//! that speak become sources, with every mention that means them: those whose words were found, and the subjects of verbs
//! that attribute.

mod entity;
mod kind;
mod name;
mod phrase;
mod pronoun;
mod role;
mod shape;
mod words;

use super::{cue::NEVER, layers::Layers};
use crate::{
    article::{Source, SourceId, SourceKind},
    span::Span,
};
use entity::{Entities, Entity};
use phrase::Phrases;
use shape::Shape;

/// How many wordings of a description are kept.
const MOST_DESCRIPTIONS: usize = 12;

/// The sources of an article, and which of them each mention means.
pub(super) struct Ledger {
    pub(super) sources: Vec<Source>,
    /// The source of each mention.
    ids: Vec<Option<SourceId>>,
}

impl Ledger {
    /// The source that a mention means.
    pub(super) fn source_of(&self, mention: usize) -> Option<SourceId> {
        self.ids.get(mention).copied().flatten()
    }
}

/// Resolves the mentions of an article; `speaking` are those that a quotation or an attribution names.
pub(super) fn resolve(layers: &Layers, speaking: &[usize]) -> Ledger {
    let phrases = Phrases::new(layers);
    let quoted = speaking;
    let speaking = all_speaking(&phrases, quoted);
    let entities = Entities::read(&phrases, &speaking, quoted);
    let mentions = Mentions::new(&entities);
    let mut order: Vec<Option<SourceId>> = vec![None; entities.list.len()];
    let mut sources = Vec::new();
    for at in speaking.iter().filter_map(|mention| entities.of(*mention)) {
        if order[at].is_none() {
            order[at] = Some(SourceId(sources.len()));
            sources.push(source(&phrases, &entities.list[at], mentions.of(at)));
        }
    }
    let ids = entities.meant.iter().map(|entity| entity.and_then(|e| order[e])).collect();
    Ledger { sources, ids }
}

/// The mentions of each entity.
struct Mentions {
    /// All mentions, those of one entity together.
    list: Vec<usize>,
    /// Where those of each entity end.
    ends: Vec<usize>,
}

impl Mentions {
    fn new(entities: &Entities) -> Mentions {
        let mut ends = vec![0; entities.list.len() + 1];
        entities.meant.iter().flatten().for_each(|entity| ends[*entity + 1] += 1);
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut list = vec![0; ends.last().copied().unwrap_or_default()];
        for (mention, entity) in entities.meant.iter().enumerate() {
            if let Some(entity) = entity {
                let next = &mut ends[*entity];
                list[*next] = mention;
                *next += 1;
            }
        }
        Mentions { list, ends }
    }

    /// Those of an entity, in order.
    fn of(&self, entity: usize) -> &[usize] {
        let start = entity.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.list[start..self.ends[entity]]
    }
}

/// Those whose words were found, and the subjects of verbs that may attribute, in order.
fn all_speaking(phrases: &Phrases, speaking: &[usize]) -> Vec<usize> {
    let layers = phrases.layers;
    let cues = layers.cues.iter().zip(&layers.subjects).filter(|(cue, _)| cue.level > NEVER);
    let subjects = cues.filter_map(|(_, subject)| subject.mention);
    let known = subjects.filter(|m| !matches!(phrases.shapes[*m], Shape::Thing | Shape::Pronoun | Shape::Time));
    let mut all: Vec<usize> = known.chain(speaking.iter().copied()).collect();
    // “the mayor and her aides said”
    let joined: Vec<usize> = all.iter().filter_map(|m| phrases.joined_before(*m)).collect();
    all.extend(joined);
    all.sort_unstable();
    all.dedup();
    all
}

fn source(phrases: &Phrases, entity: &Entity, mentions: &[usize]) -> Source {
    let reading = &phrases.layers.reading;
    let mut descriptions: Vec<String> = Vec::new();
    let mut spans = Vec::with_capacity(mentions.len());
    for at in mentions {
        let mention = &phrases.layers.mentions[*at];
        let span: Span = reading.span(mention.tokens.start..phrases.end(*at));
        spans.push(span);
        let described = !matches!(phrases.shapes[*at], Shape::Pronoun | Shape::Person);
        let words = span.of(&reading.article.prose);
        if described
            && descriptions.len() < MOST_DESCRIPTIONS
            && !descriptions.iter().any(|d| d.eq_ignore_ascii_case(words))
        {
            descriptions.push(words.to_owned());
        }
    }
    let kind = kind::kind(entity);
    let nameless = matches!(kind, SourceKind::UnnamedIndividual | SourceKind::UnnamedGroup);
    Source {
        name: entity.name.as_ref().map(|n| n.text.to_owned()).filter(|_| !nameless),
        kind,
        anonymous: kind::is_anonymous(phrases, entity, kind, mentions),
        descriptions,
        mentions: spans,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        annotate::tests::annotated,
        article::{Article, Source, SourceKind},
    };

    /// The source that a piece of the text means.
    fn source_of<'a>(article: &'a Article, piece: &str) -> Option<&'a Source> {
        let start = article.prose.find(piece)?;
        let meant = |s: &&Source| s.mentions.iter().any(|m| m.start == start);
        article.sources.iter().find(meant)
    }

    fn name_of(text: &str, piece: &str) -> Option<String> {
        source_of(&annotated(text), piece).and_then(|s| s.name.clone())
    }

    #[test]
    fn a_person_is_one_source_under_every_name() {
        let cases = [
            ("Rudholm's mayor, Orla Quist, said it rained. The mayor said so twice.", "The mayor", "Orla Quist"),
            ("Joris de Brouwer said no. De Brouwer said he would stay.", "De Brouwer", "Joris de Brouwer"),
            ("Karim al-Hadidi said no. Hadidi added that the port was shut.", "Hadidi added", "Karim al-Hadidi"),
            (
                "Danish President Orla Quist said it rained. The Danish leader said more rain would come.",
                "The Danish leader",
                "Orla Quist",
            ),
            ("A lawyer for the port, Sven Holm, said it was late. The lawyer said no.", "A lawyer", "Sven Holm"),
            ("A harbour spokesman, Capt. Sven Holm, said it was late.", "A harbour spokesman", "Sven Holm"),
            ("Sven Holm, 43, a lawyer, said it was late. The lawyer said no.", "The lawyer", "Sven Holm"),
            ("Ines Corral, a fundraiser and veteran lobbyist, said no.", "veteran lobbyist", "Ines Corral"),
            (
                "President says the ferry will sail.\n\nDanish President Orla Quist said no to President Sven Holm.",
                "President says",
                "Orla Quist",
            ),
            ("Secretary of State Ines Corral said no. Corral said it again.", "Secretary", "Ines Corral"),
            (
                "Orla Quist, a pollster and author, said it was over. The retired sailor said it again.",
                "The retired",
                "Orla Quist",
            ),
        ];
        for (text, piece, expected) in cases {
            assert_eq!(name_of(text, piece).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn different_persons_stay_apart() {
        let article = annotated(
            "Danish President Orla Quist said it rained. Belgian President Sven Holm said no. The Danish president said so. \
             Her lawyer, Ines Corral, said nothing was wrong. Tove Quist said it was.",
        );
        let names: Vec<_> = article.sources.iter().filter_map(|s| s.name.as_deref()).collect();
        assert_eq!(names, ["Orla Quist", "Sven Holm", "Ines Corral", "Tove Quist"]);
        assert_eq!(source_of(&article, "The Danish").and_then(|s| s.name.as_deref()), Some("Orla Quist"));
    }

    #[test]
    fn a_pronoun_means_the_subject_who_spoke_last() {
        let text = "Orla Quist said the talks would begin. She walked to the pier before her talks with Sven Holm and Ines \
                    Corral. Tomorrow would be better, she said.";
        assert_eq!(name_of(text, "she said").as_deref(), Some("Orla Quist"));
        let text = "Sven Holm said the ferry was late, before his meeting with Bram Kist. \"It will come,\" he said.";
        assert_eq!(name_of(text, "he said").as_deref(), Some("Sven Holm"));
    }

    #[test]
    fn kinds_follow_heads_titles_and_states() {
        use SourceKind::{Document, Media, NamedPerson, Organisation, UnnamedGroup, UnnamedIndividual};
        let cases = [
            ("Norway said yes.", "Norway", Organisation, false),
            ("The Kremlin said no.", "The Kremlin", Organisation, false),
            ("Police said the road was shut.", "Police", Organisation, false),
            ("White House spokesman Bram Kist said no.", "White House", NamedPerson, false),
            ("Defense Minister Bram Kist said no.", "Defense", NamedPerson, false),
            ("Twitter said it would stay.", "Twitter", Media, false),
            ("A new survey showed that half of them agreed.", "A new survey", Document, false),
            ("A harbour official said it was late.", "A harbour", UnnamedIndividual, true),
            ("His lawyer said it was late.", "His lawyer", UnnamedIndividual, true),
            ("Rudholm's tax commissioner said it was late.", "Rudholm's tax", UnnamedIndividual, false),
            ("A person familiar with the talks said they failed.", "A person", UnnamedIndividual, true),
            ("A shopper, who spoke on condition of anonymity, said it was late.", "A shopper", UnnamedIndividual, true),
            ("A shopper said it was late.", "A shopper", UnnamedIndividual, false),
            ("Every official said it was late.", "Every", UnnamedIndividual, false),
            ("Her father said it was late.", "Her father", UnnamedIndividual, false),
            ("Experts said the bridge would hold.", "Experts", UnnamedGroup, true),
            ("Many voters said they would stay.", "Many", UnnamedGroup, false),
            ("Republicans said they would vote.", "Republicans", UnnamedGroup, false),
            ("Some Republicans said they would vote.", "Some", UnnamedGroup, true),
            ("Many of his supporters said they would vote.", "Many", UnnamedGroup, false),
            ("Several people familiar with the talks said they failed.", "Several", UnnamedGroup, true),
            ("Some 42 percent of farmers asked said they would vote.", "Some", UnnamedGroup, false),
            ("Norwegians said they would vote.", "Norwegians", UnnamedGroup, false),
            ("Old Harbour Bridge Was Cracked, Sources Say\n\nIt is shut.\n", "Sources", UnnamedGroup, true),
            ("Old Harbour Bridge Was Cracked, Police Say\n\nIt is shut.\n", "Police", Organisation, false),
        ];
        for (text, piece, kind, anonymous) in cases {
            let article = annotated(text);
            let found = source_of(&article, piece).map(|s| (s.kind, s.anonymous));
            assert_eq!(found, Some((kind, anonymous)), "{text}");
        }
    }

    #[test]
    fn a_group_is_hidden_where_any_of_its_mentions_is() {
        let text = "No experts said it was safe. The experts said it was not.";
        assert_eq!(source_of(&annotated(text), "The experts").map(|s| s.anonymous), Some(true));
    }

    #[test]
    fn bodies_are_named_without_what_describes_them() {
        assert_eq!(name_of("The cash-strapped Harbour Board said no.", "The cash").as_deref(), Some("Harbour Board"));
    }

    #[test]
    fn those_named_before_are_not_anonymous() {
        let text =
            "Orla Quist said it rained. Sven Holm said it did not. Both men said they would go. The two women said no.";
        let article = annotated(text);
        let both = source_of(&article, "Both men");
        assert_eq!(both.map(|s| (s.kind, s.anonymous)), Some((SourceKind::NamedPerson, false)));
    }

    #[test]
    fn descriptions_reach_over_their_prepositions_and_stand_once() {
        let article =
            annotated("A lawyer for the port said it was shut. The lawyer said more. The lawyer said it would open.");
        let source = source_of(&article, "A lawyer");
        assert_eq!(source.map(|s| s.descriptions.clone()).unwrap_or_default(), ["A lawyer for the port", "The lawyer"]);
        assert_eq!(source.map(|s| s.mentions.len()), Some(3));
    }
}
