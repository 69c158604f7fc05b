//! A linear model over questions that a person can read: which of several candidates is meant.
//!
//! Each candidate answers a fixed list of questions; every answer has a weight, and the weights add up. The weights were
//! fitted on annotated copy (`docs/attribution/fit.rs`) and stand beside this file, one answer a line. The scores of the
//! candidates become shares by the logistic function (conditional logit), which also gives the confidence.

use std::fmt;

/// A question and the names of its answers; several lists where it asks for a combination.
#[derive(Debug)]
pub(super) struct Question {
    /// What it asks.
    pub(super) name: &'static str,
    /// The answers to each of its parts.
    pub(super) answers: &'static [&'static [&'static str]],
}

impl Question {
    /// How many answers it can have.
    fn size(&self) -> usize {
        self.answers.iter().map(|a| a.len()).product()
    }
}

/// How many parts a question may have.
const PARTS: usize = 3;

/// Weights for the answers to a list of questions.
#[derive(Debug, Clone)]
pub(super) struct Model {
    questions: &'static [Question],
    /// Where the answers to each question begin among the weights.
    offsets: Vec<usize>,
    /// How many answers each part of a question has; one where there is no such part.
    sizes: Vec<[usize; PARTS]>,
    weights: Vec<f32>,
}

/// The text before and after the first of a byte; a plain loop, for thousands of short rows are read at every start.
fn cut(text: &str, mark: u8) -> (&str, &str) {
    let at = text.bytes().position(|b| b == mark).unwrap_or(text.len());
    (&text[..at], text.get(at + 1..).unwrap_or_default())
}

/// Why a file of weights does not fit its questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightError {
    line: usize,
    text: String,
}

impl fmt::Display for WeightError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: “{}” is no answer to any question, or its weight is no number", self.line, self.text)
    }
}

impl std::error::Error for WeightError {}

impl Model {
    /// The model of a list of questions, with weights from lines of question, answer and weight, parted by tabs.
    pub(super) fn parse(questions: &'static [Question], text: &str) -> Result<Model, WeightError> {
        let mut model = Model::zero(questions);
        let mut question = 0;
        for (line, row) in text.lines().enumerate().filter(|(_, row)| !row.is_empty() && !row.starts_with('#')) {
            let found =
                model.row(row, &mut question).ok_or_else(|| WeightError { line: line + 1, text: row.to_owned() })?;
            model.weights[found.0] = found.1;
        }
        Ok(model)
    }

    /// A model that holds every answer for nothing.
    pub(super) fn zero(questions: &'static [Question]) -> Model {
        let mut offsets = Vec::with_capacity(questions.len());
        let mut total = 0;
        for question in questions {
            offsets.push(total);
            total += question.size();
        }
        let sizes = questions.iter().map(|q| std::array::from_fn(|part| q.answers.get(part).map_or(1, |a| a.len())));
        Model { questions, offsets, sizes: sizes.collect(), weights: vec![0.0; total] }
    }

    /// The place and the weight that a row gives; most rows ask what the row before asked.
    fn row(&self, row: &str, question: &mut usize) -> Option<(usize, f32)> {
        let (name, rest) = cut(row, b'\t');
        let (answer, weight) = cut(rest, b'\t');
        let weight = weight.parse().ok()?;
        if self.questions.get(*question)?.name != name {
            *question = self.questions.iter().position(|q| q.name == name)?;
        }
        let (mut rest, mut at) = (answer, 0);
        let lists = self.questions[*question].answers;
        for (part, names) in lists.iter().enumerate() {
            let (name, more) = if part + 1 < lists.len() { cut(rest, b'+') } else { (rest, "") };
            at = at * names.len() + names.iter().position(|n| *n == name.trim_ascii())?;
            rest = more;
        }
        Some((self.offsets[*question] + at, weight))
    }

    /// The place of an answer among the weights.
    #[inline]
    fn index(&self, question: usize, parts: &[usize]) -> usize {
        let sizes = &self.sizes[question];
        let within = parts.iter().zip(sizes).fold(0, |at, (part, size)| at * size + (*part).min(size - 1));
        self.offsets[question] + within
    }

    /// Replaces the weights; missing ones become nothing.
    pub(super) fn set(&mut self, weights: &[f32]) {
        let mut weights = weights.iter().copied();
        self.weights.fill_with(|| weights.next().unwrap_or_default());
    }

    /// How many weights there are.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    /// Question and answer of a place among the weights.
    pub(super) fn name(&self, at: usize) -> (String, String) {
        let question = self.offsets.partition_point(|o| *o <= at).saturating_sub(1);
        let mut rest = at - self.offsets[question];
        let mut parts = Vec::new();
        for names in self.questions[question].answers.iter().rev() {
            parts.push(names[rest % names.len()]);
            rest /= names.len();
        }
        parts.reverse();
        (self.questions[question].name.to_owned(), parts.join(" + "))
    }
}

/// Takes the answers of one candidate.
pub(super) trait Answers {
    /// Notes the answer to a question, given as the place of each of its parts.
    fn put(&mut self, question: usize, parts: &[usize]);
}

/// Adds up the weights of the answers.
pub(super) struct Score<'a> {
    model: &'a Model,
    sum: f32,
}

impl Answers for Score<'_> {
    #[inline]
    fn put(&mut self, question: usize, parts: &[usize]) {
        self.sum += self.model.weights[self.model.index(question, parts)];
    }
}

/// Keeps the answers, to fit weights with.
pub(super) struct Record<'a> {
    model: &'a Model,
    pub(super) places: Vec<u32>,
}

impl Answers for Record<'_> {
    fn put(&mut self, question: usize, parts: &[usize]) {
        self.places.push(u32::try_from(self.model.index(question, parts)).unwrap_or(u32::MAX));
    }
}

impl Model {
    /// The score of a candidate that answers as `describe` says.
    pub(super) fn score(&self, describe: impl FnOnce(&mut Score)) -> f32 {
        let mut score = Score { model: self, sum: 0.0 };
        describe(&mut score);
        score.sum
    }

    /// The answers of a candidate, as places among the weights.
    pub(super) fn record(&self, describe: impl FnOnce(&mut Record)) -> Vec<u32> {
        let mut record = Record { model: self, places: Vec::new() };
        describe(&mut record);
        record.places
    }
}

/// The place of the best of some scores, and its share of the whole.
pub(super) fn best(scores: &[f32]) -> Option<(usize, f32)> {
    let (at, top) = scores.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
    Some((at, 1.0 / sum))
}

/// The answer for a count: the last bound that it reaches.
pub(super) fn bucket(count: usize, bounds: &[usize]) -> usize {
    bounds.partition_point(|b| *b <= count).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTIONS: &[Question] = &[
        Question { name: "side", answers: &[&["before", "after"]] },
        Question { name: "side and size", answers: &[&["before", "after"], &["small", "large", "huge"]] },
    ];

    #[test]
    fn adds_the_weights_of_the_answers() -> Result<(), WeightError> {
        let model = Model::parse(QUESTIONS, "# side\nside\tafter\t1.5\nside and size\tafter + large\t-0.5\n")?;
        let score = model.score(|a| {
            a.put(0, &[1]);
            a.put(1, &[1, 1]);
        });
        assert!((score - 1.0).abs() < 1e-6);
        assert_eq!(model.len(), 8);
        assert_eq!(model.name(6), ("side and size".to_owned(), "after + large".to_owned()));
        Ok(())
    }

    #[test]
    fn an_unknown_answer_is_an_error() {
        let error = Model::parse(QUESTIONS, "side\tabove\t1\n").err().map(|e| e.to_string());
        assert!(error.is_some_and(|e| e.contains("line 1")));
    }

    #[test]
    fn shares_add_up() {
        let share = best(&[0.0, 0.0]).map(|(at, share)| (at, (share * 100.0).round()));
        assert_eq!(share, Some((0, 50.0)));
        assert_eq!(bucket(4, &[0, 1, 3, 6]), 2);
    }
}
