//! What a quotation is: somebody's words, whole or in part, or a title, a term, words kept at arm's length.

use super::{
    cue::LEVELS,
    layers::Layers,
    model::{Answers, Buckets, Model, Question, Questions},
    speaker::{Choice, ENDINGS, Edges, FOLLOWING, OPENINGS, Place},
    tag::Tag,
    vocabulary::Traits,
};
use crate::article::{BlockKind, QuotationKind};

const WORDS: &[&str] = &["1", "2", "3", "4 to 5", "6 to 9", "10 or more"];
const WORD_OF: Buckets = Buckets::new(&[1, 2, 3, 4, 6, 10]);
const CAPITALS: &[&str] = &["none", "first", "some", "all"];
const SHARES: &[&str] = &["below a third", "a third", "two thirds", "nearly sure"];
const COVERS: &[&str] = &["none", "unsure", "sure"];
const BLOCKS: &[&str] = &["story", "headline", "other"];
const YES: &[&str] = &["no", "yes"];

/// The questions about the reading that a quotation is speech.
pub(super) const QUESTIONS: Questions = Questions::new(&[
    Question { name: "words and capitals", answers: &[WORDS, CAPITALS] },
    Question { name: "words and opening", answers: &[WORDS, OPENINGS] },
    Question { name: "words and ending", answers: &[WORDS, ENDINGS] },
    Question { name: "words and following", answers: &[WORDS, FOLLOWING] },
    Question { name: "opening and ending", answers: &[OPENINGS, ENDINGS] },
    Question { name: "place and level", answers: &[Place::NAMES, LEVELS] },
    Question { name: "words and share", answers: &[WORDS, SHARES] },
    Question { name: "words and cover", answers: &[WORDS, COVERS] },
    Question { name: "cover and opening", answers: &[COVERS, OPENINGS] },
    Question { name: "words and verb", answers: &[WORDS, YES] },
    Question { name: "block and words", answers: &[BLOCKS, WORDS] },
    Question { name: "capitals and opening", answers: &[CAPITALS, OPENINGS] },
    Question { name: "capitals and cover", answers: &[CAPITALS, COVERS] },
    Question { name: "closed", answers: &[YES] },
    Question { name: "level and words", answers: &[LEVELS, WORDS] },
    Question { name: "after a genitive and capitals", answers: &[YES, CAPITALS] },
    Question { name: "named and words", answers: &[YES, WORDS] },
]);

/// How a quotation answers the questions, once it is known who says it and what is attributed.
pub(super) fn describe(layers: &Layers, at: usize, choice: Choice, cover: f32, out: &mut impl Answers) {
    let reading = &layers.reading;
    let article = reading.article;
    let quotation = &article.quotations[at];
    let Edges { first, inner, opening, ending, following, .. } = layers.edges[at].clone();
    let words = WORD_OF.of(quotation.words);
    let capitals = capitals(layers, at);
    let level = choice.cue.map_or(0, |c| layers.cues[c].level);
    let share =
        usize::from(choice.share >= 0.33) + usize::from(choice.share >= 0.67) + usize::from(choice.share >= 0.9);
    let cover = usize::from(cover > 0.0) + usize::from(cover >= 0.6);
    let verb = layers.sums.of(inner.clone()).predicates > 0 || inner.clone().any(|t| reading.tags[t] == Tag::Pronoun);
    let block = match article.blocks[quotation.block].kind {
        BlockKind::Headline | BlockKind::Heading | BlockKind::Deck => 1,
        kind if kind.is_story() => 0,
        _ => 2,
    };
    let genitive = first.checked_sub(1).is_some_and(|b| reading.tags[b] == Tag::Genitive);
    out.put(QUESTIONS.at(0, [words, capitals]));
    out.put(QUESTIONS.at(1, [words, opening]));
    out.put(QUESTIONS.at(2, [words, ending]));
    out.put(QUESTIONS.at(3, [words, following]));
    out.put(QUESTIONS.at(4, [opening, ending]));
    out.put(QUESTIONS.at(5, [choice.place as usize, level]));
    out.put(QUESTIONS.at(6, [words, share]));
    out.put(QUESTIONS.at(7, [words, cover]));
    out.put(QUESTIONS.at(8, [cover, opening]));
    out.put(QUESTIONS.at(9, [words, usize::from(verb)]));
    out.put(QUESTIONS.at(10, [block, words]));
    out.put(QUESTIONS.at(11, [capitals, opening]));
    out.put(QUESTIONS.at(12, [capitals, cover]));
    out.put(QUESTIONS.at(13, [usize::from(quotation.closed)]));
    out.put(QUESTIONS.at(14, [level, words]));
    out.put(QUESTIONS.at(15, [usize::from(genitive), capitals]));
    out.put(QUESTIONS.at(16, [usize::from(choice.mention.is_some()), words]));
}

/// How many of its words have a capital, small words aside.
fn capitals(layers: &Layers, at: usize) -> usize {
    let article = layers.reading.article;
    let inner = layers.edges[at].inner.clone();
    let large = |t: &usize| article.tokens[*t].case.has_capital();
    let mut content =
        inner.clone().filter(|t| layers.is_word(*t) && (large(t) || !layers.reading.is(*t, Traits::CLOSED)));
    let (capital, all) = content.by_ref().fold((0, 0), |(c, n), t| (c + usize::from(large(&t)), n + 1));
    let first = inner.clone().find(|t| layers.is_word(*t)).is_some_and(|t| large(&t));
    match capital {
        0 => 0,
        _ if capital == all && first => 3,
        1 if first => 1,
        _ => 2,
    }
}

/// What each quotation is.
pub(super) fn find(layers: &Layers, choices: &[Option<Choice>], covers: &[f32], model: &Model) -> Vec<QuotationKind> {
    let quotations = &layers.reading.article.quotations;
    let kind = |at: usize| {
        let Some(choice) = choices[at] else { return clauses(layers, at) };
        if model.score(|out| describe(layers, at, choice, covers[at], out)) >= 0.0 {
            clauses(layers, at)
        } else {
            other(layers, at)
        }
    };
    (0..quotations.len()).map(kind).collect()
}

/// Whole clauses, a fragment, or a block set apart.
fn clauses(layers: &Layers, at: usize) -> QuotationKind {
    let article = layers.reading.article;
    let quotation = &article.quotations[at];
    if article.blocks[quotation.block].kind == BlockKind::Blockquote {
        return QuotationKind::Block;
    }
    let Edges { inner, opening, .. } = &layers.edges[at];
    let capital = article.tokens.get(inner.start).is_some_and(|t| t.case.has_capital());
    let verb = layers.sums.of(inner.clone()).predicates > 0;
    let joined = !matches!(opening, 0..=3 | 9 | 10);
    if (capital && !joined) || (verb && !joined && quotation.words >= 4) || quotation.continues.is_some() {
        QuotationKind::Direct
    } else {
        QuotationKind::Partial
    }
}

/// A title, a term or words kept at arm's length.
fn other(layers: &Layers, at: usize) -> QuotationKind {
    let reading = &layers.reading;
    let before = layers.edges[at].first.checked_sub(1);
    let named = before.is_some_and(|b| {
        reading.has(
            b,
            &[
                "called", "dubbed", "titled", "entitled", "named", "labeled", "labelled", "termed", "term", "word",
                "words", "phrase", "as",
            ],
        )
    });
    match capitals(layers, at) {
        3 => QuotationKind::Title,
        _ if named => QuotationKind::Term,
        _ => QuotationKind::Scare,
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::tests::annotated;
    use crate::article::QuotationKind::{self, Direct, Partial, Title};

    #[test]
    fn tells_clauses_fragments_and_titles() {
        let cases: [(&str, QuotationKind); 3] = [
            ("“The bridge is safe,” said Orla Quist.", Direct),
            ("Orla Quist called the plan “a bad joke” on Monday.", Partial),
            ("Quist appeared on Channel Nine’s “Harbour Lights” twice.", Title),
        ];
        for (text, expected) in cases {
            let article = annotated(text);
            assert_eq!(article.quotations.first().map(|q| q.kind), Some(expected), "{text}");
        }
    }
}
