//! Everything that is attributed: direct, mixed and indirect speech, each with its source and its cue.

use super::{
    content::{Candidates, Introduced},
    cue::NEVER,
    layers::Layers,
    model::Model,
    speaker::Choice,
};
use crate::{
    article::{Article, Form, TokenKind},
    span::Span,
};

/// From which share on a content is taken for attributed: where precision and recall weigh the same.
const THRESHOLD: f32 = 0.28;

/// Something attributed, with its source as a place in the list of mentions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Attributed {
    pub(super) form: Form,
    pub(super) content: Vec<Span>,
    pub(super) mention: Option<usize>,
    pub(super) cue: Option<Span>,
}

/// Everything that is attributed in an article.
pub(super) struct Attributions {
    pub(super) list: Vec<Attributed>,
    /// Of each quotation, the greatest share of an attribution that holds it; nothing where none does.
    pub(super) covers: Vec<f32>,
}

/// Finds everything that a cue attributes, in order of the cue.
pub(super) fn find(layers: &Layers, choices: &[Option<Choice>], model: &Model) -> Attributions {
    let article = layers.reading.article;
    let introduced = Introduced::new(layers, choices);
    let mut list: Vec<Attributed> = Vec::new();
    let mut covers = vec![0.0_f32; article.quotations.len()];
    let mut scores = Vec::new();
    let mut room = Vec::new();
    for ((at, cue), own) in layers.cues.iter().enumerate().zip(introduced.by_cue(layers.cues.len())) {
        if cue.level == NEVER && own.is_empty() {
            continue;
        }
        let candidates = Candidates::new(layers, at, own, room);
        scores.clear();
        scores.extend(candidates.list.iter().map(|c| model.score(|out| candidates.describe(c, out))));
        let Some((best, share)) = strongest(&scores).filter(|(_, share)| *share >= THRESHOLD) else {
            room = candidates.list;
            continue;
        };
        let chosen = &candidates.list[best];
        let content = candidates.spans(chosen);
        for span in &content {
            let first = article.quotations.partition_point(|q| q.span.start < span.start);
            let inside = article.quotations[first..].iter().take_while(|q| q.span.start < span.end).count();
            covers[first..first + inside].iter_mut().for_each(|cover| *cover = cover.max(share));
        }
        list.push(Attributed {
            form: form(article, &content),
            content,
            mention: candidates.source(chosen),
            cue: Some(layers.reading.span(cue.tokens.clone())),
        });
        room = candidates.list;
    }
    Attributions { list, covers }
}

impl Attributions {
    /// Adds the quotations that have a speaker though nothing was made of a cue, and sorts by content.
    pub(super) fn complete(&mut self, layers: &Layers, choices: &[Option<Choice>]) {
        for (at, quotation) in layers.reading.article.quotations.iter().enumerate() {
            let Some(choice) = choices[at].filter(|c| self.covers[at] == 0.0 && c.mention.is_some()) else { continue };
            self.list.push(Attributed {
                form: Form::Direct,
                content: vec![quotation.outer],
                mention: choice.mention,
                cue: choice.cue.map(|c| layers.reading.span(layers.cues[c].tokens.clone())),
            });
        }
        self.list.sort_by_key(|a| a.content.first().copied().unwrap_or_default());
    }
}

/// How much less than the best a candidate may score for its share to reach the threshold, and more: e to the power of
/// minus this is below it.
const FAR: f32 = 1.3;

/// The best candidate but the first, which is nothing, with its share of the whole; none where it lies far behind.
fn strongest(scores: &[f32]) -> Option<(usize, f32)> {
    let (at, best) = scores.iter().copied().enumerate().skip(1).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    if top - best > FAR {
        return None;
    }
    let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
    Some((at, (best - top).exp() / sum))
}

/// Direct, mixed or indirect, by how many of the letters stand between marks. The marks themselves do not count: they would
/// be a good part of a short quotation.
fn form(article: &Article, content: &[Span]) -> Form {
    let (mut quoted, mut all) = (0, 0);
    for span in content {
        for token in &article.tokens[article.tokens_in(*span)] {
            if token.kind == TokenKind::Mark {
                continue;
            }
            all += token.span.len();
            quoted += if token.quoted { token.span.len() } else { 0 };
        }
    }
    match quoted {
        0 => Form::Indirect,
        _ if quoted * 10 >= all * 9 => Form::Direct,
        _ => Form::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        annotate::tests::annotated,
        article::Form::{self, Direct, Indirect, Mixed},
    };

    #[test]
    fn the_form_tells_how_much_is_quoted() {
        let cases: [(&str, Form); 7] = [
            ("“We won,” Orla Quist said.", Direct),
            ("“We won,” said Orla Quist. “They lost.”", Direct),
            ("\"We won,\" Orla Quist said.", Direct),
            ("Orla Quist said that “we have won the whole of the harbour and the quay with it.”", Direct),
            ("Orla Quist said that “we” had won.", Mixed),
            ("Orla Quist said the harbour was “ours for good.”", Mixed),
            ("Orla Quist said that the harbour was safe.", Indirect),
        ];
        for (text, expected) in cases {
            let article = annotated(text);
            assert_eq!(article.attributions.first().map(|a| a.form), Some(expected), "{text}");
        }
    }
}
