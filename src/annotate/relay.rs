//! Who only passes words on: “State TV quoted the mayor as saying”, “the mayor was quoted by State TV”.

use super::{
    cue::{Cue, Form},
    mention::Mention,
    reading::Reading,
    subject::Subject,
    tag::Tag,
    vocabulary::Traits,
};

/// How many tokens may stand between the one who is quoted and “as saying”.
const REACH: usize = 12;

/// The relays, as pairs of cue and mention in order of the cue; the cues are given to those who are quoted.
pub(super) fn find(
    reading: &Reading,
    mentions: &[Mention],
    cues: &[Cue],
    subjects: &mut [Subject],
) -> Vec<(usize, usize)> {
    let mut relays = Vec::new();
    for at in 0..cues.len() {
        let cue = &cues[at];
        if !reading.is(cue.head, Traits::RELAY) {
            continue;
        }
        let end = reading.article.sentences[cue.sentence].tokens.end;
        let after = mentions.partition_point(|m| m.tokens.start < cue.tokens.end);
        if cue.form == Form::Passive || cue.form == Form::Participle {
            // “was quoted by State TV as saying”: the subject stays, the doer relays
            let by = cue.tokens.end;
            let doer = mentions.get(after).filter(|m| m.tokens.start == by + 1 && by < end && reading.has(by, &["by"]));
            if doer.is_some() {
                let quoted = mentions.partition_point(|m| m.tokens.end <= cue.tokens.start).checked_sub(1);
                if let Some(quoted) = quoted.filter(|m| mentions[*m].sentence == cue.sentence) {
                    give(cues, subjects, at, quoted, after, &mut relays);
                }
            }
            continue;
        }
        let quoted = mentions.get(after).filter(|m| m.sentence == cue.sentence && m.tokens.start == cue.tokens.end);
        let Some(quoted) = quoted else { continue };
        let says = |t: &usize| {
            reading.tags[*t] == Tag::Gerund && reading.has(*t, &["saying", "telling", "stating", "adding", "warning"])
        };
        let saying = (quoted.tokens.end..end.min(quoted.tokens.end + REACH)).find(says);
        if let (Some(_), Some(relay)) = (saying, subjects[at].mention) {
            give(cues, subjects, at, after, relay, &mut relays);
        }
    }
    relays.sort_unstable();
    relays.dedup_by_key(|(cue, _)| *cue);
    relays
}

/// Gives a cue, and the “saying” after it, to the one who is quoted.
fn give(
    cues: &[Cue],
    subjects: &mut [Subject],
    at: usize,
    quoted: usize,
    relay: usize,
    relays: &mut Vec<(usize, usize)>,
) {
    let next = at + 1;
    let saying = cues.get(next).is_some_and(|c| c.sentence == cues[at].sentence && c.form == Form::Gerund);
    let last = if saying { next } else { at };
    subjects[at..=last].iter_mut().for_each(|s| s.mention = Some(quoted));
    relays.extend((at..=last).map(|cue| (cue, relay)));
}

#[cfg(test)]
mod tests {
    use crate::annotate::tests::annotated;

    #[test]
    fn an_outlet_that_quotes_relays() {
        let cases = [
            (
                "State TV quoted Orla Quist as saying \"the bridge will stand for a hundred years.\"",
                "Orla Quist",
                "State TV",
            ),
            (
                "Orla Quist was quoted by the Harbour Times as saying \"the bridge will stand for years.\"",
                "Orla Quist",
                "the Harbour Times",
            ),
        ];
        for (text, speaker, via) in cases {
            let article = annotated(text);
            let q = article.quotations.first();
            assert_eq!(q.and_then(|q| q.speaker).map(|s| article.slice(s.span)), Some(speaker), "{text}");
            assert_eq!(q.and_then(|q| q.via).map(|v| article.slice(v)), Some(via), "{text}");
        }
    }
}
