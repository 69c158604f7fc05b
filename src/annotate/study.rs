//! What the models choose among, laid open: to fit their weights, and to see why a speaker was chosen.

use super::{
    Annotator, attribution, content,
    cue::NEVER,
    kind,
    layers::Layers,
    model::{Model, record},
    speaker, subject,
};
use crate::{article::Article, span::Span};

/// A choice that a model makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Whose words a cue introduces.
    Subject,
    /// Who says a quotation.
    Speaker,
    /// What a cue attributes.
    Content,
    /// Whether a quotation is somebody's words: the first candidate says so, the second not.
    Kind,
}

/// One choice, with its candidates.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What it is about: the verb of a cue, or a quotation.
    pub about: Span,
    /// The candidates.
    pub candidates: Vec<Candidate>,
    /// The place of the one that the model chooses.
    pub chosen: usize,
}

/// One candidate of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The mention of the source; none for “nobody”.
    pub source: Option<Span>,
    /// The cue.
    pub cue: Option<Span>,
    /// What is attributed; empty where the choice is not about it, or nothing is.
    pub content: Vec<Span>,
    /// Its answers, as places in the list of [`Annotator::answers`].
    pub answers: Vec<u32>,
    /// Its score.
    pub score: f32,
}

impl Annotator<'_> {
    /// Question and answer of every weight of a stage.
    pub fn answers(&self, stage: Stage) -> Vec<(String, String)> {
        let model = self.model(stage);
        (0..model.len()).map(|at| model.name(at)).collect()
    }

    /// Replaces the weights of a stage, in the order of [`Annotator::answers`].
    pub fn set_weights(&mut self, stage: Stage, weights: &[f32]) {
        match stage {
            Stage::Subject => self.models.subject.set(weights),
            Stage::Speaker => self.models.speaker.set(weights),
            Stage::Content => self.models.content.set(weights),
            Stage::Kind => self.models.kind.set(weights),
        }
    }

    /// Every choice of a stage in an article, fresh from the parser.
    pub fn cases(&self, stage: Stage, article: &mut Article) -> Vec<Case> {
        self.read(article);
        let layers = self.layers(article);
        match stage {
            Stage::Subject => self.subjects(&layers),
            Stage::Speaker => self.speakers(&layers),
            Stage::Content => self.contents(&layers),
            Stage::Kind => self.kinds(&layers),
        }
    }

    fn model(&self, stage: Stage) -> &Model {
        match stage {
            Stage::Subject => &self.models.subject,
            Stage::Speaker => &self.models.speaker,
            Stage::Content => &self.models.content,
            Stage::Kind => &self.models.kind,
        }
    }

    fn subjects(&self, layers: &Layers) -> Vec<Case> {
        let reading = &layers.reading;
        let model = &self.models.subject;
        let case = |at: usize| {
            let candidates = subject::Candidates::new(layers, at);
            let list = candidates.list().map(|candidate| Candidate {
                source: candidate.map(|m| layers.mentions[m].span(reading)),
                cue: Some(reading.span(layers.cues[at].tokens.clone())),
                content: Vec::new(),
                answers: record(|out| candidates.describe(candidate, out)),
                score: model.score(|out| candidates.describe(candidate, out)),
            });
            Case::new(reading.article.tokens[layers.cues[at].head].span, list.collect())
        };
        (0..layers.cues.len()).map(case).collect()
    }

    fn speakers(&self, layers: &Layers) -> Vec<Case> {
        let reading = &layers.reading;
        let model = &self.models.speaker;
        let choices = speaker::choose(layers, model);
        let quotations = reading.article.quotations.iter().enumerate().filter(|(_, q)| !q.nested);
        let cases = quotations.map(|(at, quotation)| {
            let candidates = speaker::Candidates::new(layers, at, &choices[..at], Vec::new());
            let list = candidates.list.iter().map(|candidate| Candidate {
                source: candidate.mention.map(|m| layers.mentions[m].span(reading)),
                cue: candidate.cue.map(|c| reading.span(layers.cues[c].tokens.clone())),
                content: Vec::new(),
                answers: record(|out| candidates.describe(candidate, out)),
                score: model.score(|out| candidates.describe(candidate, out)),
            });
            Case::new(quotation.span, list.collect())
        });
        cases.collect()
    }

    fn contents(&self, layers: &Layers) -> Vec<Case> {
        let reading = &layers.reading;
        let model = &self.models.content;
        let choices = speaker::choose(layers, &self.models.speaker);
        let introduced = content::Introduced::new(layers, &choices);
        let case = |(at, own): (usize, &[(usize, usize)])| {
            let candidates = content::Candidates::new(layers, at, own, Vec::new());
            let list = candidates.list.iter().map(|candidate| Candidate {
                source: candidates.source(candidate).map(|m| layers.mentions[m].span(reading)),
                cue: Some(reading.span(layers.cues[at].tokens.clone())),
                content: candidates.spans(candidate),
                answers: record(|out| candidates.describe(candidate, out)),
                score: model.score(|out| candidates.describe(candidate, out)),
            });
            Case::new(reading.article.tokens[layers.cues[at].head].span, list.collect())
        };
        let weighed = |(at, own): &(usize, &[(usize, usize)])| layers.cues[*at].level != NEVER || !own.is_empty();
        introduced.by_cue(layers.cues.len()).enumerate().filter(weighed).map(case).collect()
    }

    fn kinds(&self, layers: &Layers) -> Vec<Case> {
        let model = &self.models.kind;
        let choices = speaker::choose(layers, &self.models.speaker);
        let attributed = attribution::find(layers, &choices, &self.models.content);
        let quotations = layers.reading.article.quotations.iter().enumerate();
        let case = |(at, choice): (usize, speaker::Choice)| {
            let candidate = |answers: Vec<u32>, score: f32| Candidate {
                source: None,
                cue: None,
                content: Vec::new(),
                answers,
                score,
            };
            let speech = candidate(
                record(|out| kind::describe(layers, at, choice, attributed.covers[at], out)),
                model.score(|out| kind::describe(layers, at, choice, attributed.covers[at], out)),
            );
            Case::new(layers.reading.article.quotations[at].span, vec![speech, candidate(Vec::new(), 0.0)])
        };
        quotations.filter_map(|(at, _)| choices[at].map(|choice| (at, choice))).map(case).collect()
    }
}

impl Case {
    fn new(about: Span, candidates: Vec<Candidate>) -> Case {
        let scores: Vec<f32> = candidates.iter().map(|c| c.score).collect();
        let chosen = super::model::best(&scores).map_or(0, |(at, _)| at);
        Case { about, candidates, chosen }
    }
}
