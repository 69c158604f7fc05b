//! A linear model over questions that a person can read: which of several candidates is meant.
//!
//! Each candidate answers a fixed list of questions; every answer has a weight, and the weights add up. The weights were
//! fitted on annotated copy (`docs/attribution/fit.rs`) and stand beside this file, one answer a line; the build packs
//! them. The scores of the
//! candidates become shares by the logistic function (conditional logit), which also gives the confidence.

#[allow(unreachable_pub, reason = "the build script uses it too")]
#[cfg_attr(not(test), expect(dead_code, reason = "packing is for the build script"))]
mod packed;

mod questions;

use packed::{PARTS, Packed};
use questions::WEIGHTS;
pub(super) use questions::{Buckets, Question, Questions};

/// Weights for the answers to a list of questions.
#[derive(Debug, Clone)]
pub(super) struct Model {
    questions: &'static Questions,
    /// Of a fixed length, so that the compiler sees that every answer has its place.
    weights: Box<[f32; WEIGHTS]>,
}

/// Why weights do not fit their questions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{answer}” is no answer to “{question}”, or nobody asks that")]
pub struct WeightError {
    question: String,
    answer: String,
}

/// A name of an answer that is not looked up yet.
const UNKNOWN: usize = usize::MAX;

impl Model {
    /// The model of a list of questions, with the weights that the build made of `model/*.tsv`.
    pub(super) fn read(questions: &'static Questions, packed: &[u8]) -> Result<Model, WeightError> {
        let mut model = Model::zero(questions);
        let packed = Packed::read(packed);
        // of each name, its place among the answers to each part of the question at hand
        let mut places = vec![[UNKNOWN; PARTS]; packed.names.len()];
        for group in packed.groups() {
            let name = |name: usize| packed.names.get(name).copied().unwrap_or_default();
            let wrong = |parts: [usize; PARTS]| WeightError {
                question: group.question.to_owned(),
                answer: parts[..group.parts].iter().map(|part| name(*part)).collect::<Vec<_>>().join(" + "),
            };
            let asked = questions.list.iter().position(|q| q.name == group.question && q.answers.len() == group.parts);
            places.fill([UNKNOWN; PARTS]);
            for (parts, weight) in group.rows() {
                let asked = asked.ok_or_else(|| wrong(parts))?;
                let (mut at, mut step) = (0, 1);
                for (part, answers) in questions.list[asked].answers.iter().enumerate() {
                    let place = places.get_mut(parts[part]).map(|places| &mut places[part]);
                    let place = place.ok_or_else(|| wrong(parts))?;
                    if *place == UNKNOWN {
                        let found = answers.iter().position(|answer| *answer == name(parts[part]));
                        *place = found.ok_or_else(|| wrong(parts))?;
                    }
                    at += step * *place;
                    step *= answers.len();
                }
                model.weights[questions.offsets[asked] + at] = weight;
            }
        }
        Ok(model)
    }

    /// A model that holds every answer for nothing.
    fn zero(questions: &'static Questions) -> Model {
        Model { questions, weights: Box::new([0.0; WEIGHTS]) }
    }

    /// Replaces the weights; missing ones become nothing.
    pub(super) fn set(&mut self, weights: &[f32]) {
        let mut weights = weights.iter().copied().take(self.len());
        self.weights.fill_with(|| weights.next().unwrap_or_default());
    }

    /// How many weights there are.
    pub(super) fn len(&self) -> usize {
        self.questions.len
    }

    /// Question and answer of a place among the weights.
    pub(super) fn name(&self, at: usize) -> (String, String) {
        let offsets = &self.questions.offsets[..self.questions.list.len()];
        let question = offsets.partition_point(|o| *o <= at).saturating_sub(1);
        let mut rest = at - offsets[question];
        let mut parts = Vec::new();
        for names in self.questions.list[question].answers {
            parts.push(names[rest % names.len()]);
            rest /= names.len();
        }
        (self.questions.list[question].name.to_owned(), parts.join(" + "))
    }
}

/// Takes the answers of one candidate.
pub(super) trait Answers {
    /// Notes an answer, as its place in the list of [`Questions`].
    fn put(&mut self, answer: usize);
}

/// Adds up the weights of the answers.
pub(super) struct Score<'a> {
    weights: &'a [f32; WEIGHTS],
    sum: f32,
}

impl Answers for Score<'_> {
    #[inline]
    fn put(&mut self, answer: usize) {
        // no answer lies beyond: this only saves asking
        self.sum += self.weights[answer % WEIGHTS];
    }
}

/// Keeps the answers, to fit weights with.
#[derive(Default)]
pub(super) struct Record {
    places: Vec<u32>,
}

impl Answers for Record {
    fn put(&mut self, answer: usize) {
        self.places.push(u32::try_from(answer).unwrap_or(u32::MAX));
    }
}

impl Model {
    /// The score of a candidate that answers as `describe` says.
    #[inline]
    pub(super) fn score(&self, describe: impl FnOnce(&mut Score)) -> f32 {
        let mut score = Score { weights: &self.weights, sum: 0.0 };
        describe(&mut score);
        score.sum
    }
}

/// The answers of a candidate that answers as `describe` says, as places in the list of questions.
pub(super) fn record(describe: impl FnOnce(&mut Record)) -> Vec<u32> {
    let mut record = Record::default();
    describe(&mut record);
    record.places
}

/// The best of some scores, the first of equals, with its place.
pub(super) fn best(scores: &[f32]) -> Option<(usize, f32)> {
    let better = |best: (usize, f32), next: (usize, f32)| if next.1 > best.1 { next } else { best };
    scores.iter().copied().enumerate().reduce(better)
}

/// The place of the best of some scores, and its share of the whole.
pub(super) fn best_with_share(scores: &[f32]) -> Option<(usize, f32)> {
    let (at, top) = best(scores)?;
    let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
    Some((at, 1.0 / sum))
}

#[cfg(test)]
mod tests {
    use super::{packed::pack, *};

    fn read(text: &str) -> Result<Model, Box<dyn std::error::Error>> {
        Ok(Model::read(&QUESTIONS, &pack(text).map_err(|line| format!("line {line}"))?)?)
    }

    static QUESTIONS: Questions = Questions::new(&[
        Question { name: "side", answers: &[&["before", "after"]] },
        Question { name: "side and size", answers: &[&["before", "after"], &["small", "large", "huge"]] },
    ]);

    #[test]
    fn adds_the_weights_of_the_answers() -> Result<(), Box<dyn std::error::Error>> {
        let model = read("# side\nside\tafter\t1.5\nside and size\tafter + large\t-0.5\n")?;
        let score = model.score(|a| {
            a.put(QUESTIONS.at(0, [1]));
            a.put(QUESTIONS.at(1, [1, 1]));
        });
        assert!((score - 1.0).abs() < 1e-6);
        assert_eq!(model.len(), 8);
        assert_eq!(model.name(5), ("side and size".to_owned(), "after + large".to_owned()));
        Ok(())
    }

    #[test]
    fn an_answer_may_have_three_parts_and_no_more() {
        assert!(pack("place\tnear + far + gone\t1\n").is_ok());
        assert_eq!(pack("place\tnear + far + gone + lost\t1\n"), Err(1));
    }

    #[test]
    fn an_unknown_answer_is_an_error() {
        for (row, answer) in
            [("side\tabove\t1", "above"), ("side\tafter + large\t1", "large"), ("side and size\tafter\t1", "after")]
        {
            let error = read(row).err().map(|e| e.to_string());
            assert!(error.as_ref().is_some_and(|e| e.contains(answer)), "{row}: {error:?}");
        }
        assert!(read("place\tafter\t1").is_err());
    }

    #[test]
    fn what_cannot_be_kept_is_refused_with_its_line() {
        for row in ["side\tafter", "side\tafter\tmuch", "side\tafter\t0.125", "side\tafter\t400"] {
            assert_eq!(pack(&format!("# weights\n{row}\n")), Err(2), "{row}");
        }
    }

    #[test]
    fn packed_weights_are_those_of_the_files() -> Result<(), Box<dyn std::error::Error>> {
        let text = "side\tbefore\t-3.07\nside\tafter\t0.29\n";
        assert_eq!(read(text)?.weights[..2], [-3.07, 0.29]);
        Ok(())
    }

    #[test]
    fn shares_add_up() {
        let share = best_with_share(&[0.0, 0.0]).map(|(at, share)| (at, (share * 100.0).round()));
        assert_eq!(share, Some((0, 50.0)));
    }
}
