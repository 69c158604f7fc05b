//! Fits the weights of attribution.
//!
//! Conditional logit: the share of the right candidates among all is made as large as it can be, weights kept small
//! (L2), by AdaGrad. Writes a file of weights for each stage, and says on standard error how often the right candidate
//! wins, on what was fitted and on every tenth article, which was not.

use std::{error::Error, fs, sync::Arc};

use copydesk::{
    annotate::{
        Annotator,
        study::{Case, Stage},
    },
    lexicon::Lexicon,
    parse::parse,
    span::Span,
    text::Text,
};

use crate::gold::{Gold, Marked, overlap};

/// A choice with what is right in it.
struct Lesson {
    candidates: Vec<Vec<u32>>,
    right: Vec<bool>,
}

const EPOCHS: usize = 12;
const WARM_UP: usize = 3;
const RATE: f32 = 0.2;
const DECAY: f32 = 1e-5;

/// Fits every stage, or those that are named, and writes their weights into a folder.
pub(crate) fn run(gold: &[Gold], folder: &str, stages: &[&str]) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::built_in().map_err(|e| e.to_string())?;
    let mut annotator = Annotator::new(lexicon)?;
    // each stage builds on the choices of those before
    let all =
        [("subject", Stage::Subject), ("speaker", Stage::Speaker), ("content", Stage::Content), ("kind", Stage::Kind)];
    for (name, stage) in all.into_iter().filter(|(name, _)| stages.is_empty() || stages.contains(name)) {
        let weights = learn(&mut annotator, stage, gold, lexicon);
        let mut rows = "# question\tanswer\tweight; made by docs/attribution/fit.rs\n".to_owned();
        let answers = annotator.answers(stage);
        for ((question, answer), weight) in answers.iter().zip(&weights).filter(|(_, w)| w.abs() >= 0.02) {
            rows.push_str(&format!("{question}\t{answer}\t{weight:.2}\n"));
        }
        fs::write(format!("{folder}/{name}.tsv"), rows)?;
    }
    Ok(())
}

/// Fits the weights of a stage, and leaves them with the annotator.
fn learn(annotator: &mut Annotator, stage: Stage, gold: &[Gold], lexicon: &Lexicon) -> Vec<f32> {
    let size = annotator.answers(stage).len();
    let mut weights = vec![0.0; size];
    // the speaker before is a candidate for the next: later rounds see the choices of the first
    let rounds = if stage == Stage::Speaker { 3 } else { 1 };
    for _ in 0..rounds {
        let (mut lessons, mut held_out) = (Vec::new(), Vec::new());
        let mut missed = 0;
        for (at, article) in gold.iter().enumerate() {
            let mut parsed = parse(Arc::new(Text::new("article.txt", article.text.as_str())), lexicon);
            for case in annotator.cases(stage, &mut parsed) {
                let Some(lesson) = lesson(stage, &case, article) else { continue };
                if !lesson.right.contains(&true) {
                    missed += 1;
                    continue;
                }
                if at % 10 == 9 { held_out.push(lesson) } else { lessons.push(lesson) }
            }
        }
        weights = fit(&lessons, size);
        annotator.set_weights(stage, &weights);
        eprintln!(
            "{stage:?}: {} cases, {missed} without the right candidate; right: {:.4} fitted, {:.4} held out",
            lessons.len() + held_out.len(),
            right(&lessons, &weights),
            right(&held_out, &weights)
        );
    }
    weights
}

/// A cue with the readings that are the annotators'; nothing is right where they have none.
fn content_lesson(case: &Case, gold: &Gold) -> Lesson {
    let touches = |spans: &[Span], span: Span| spans.iter().any(|s| s.overlaps(span));
    let right = |content: &[Span], source: Option<Span>, cue: Option<Span>| {
        gold.attributions.iter().any(|a| {
            let source_right = source.map_or(a.source.is_empty(), |s| touches(&a.source, s));
            let cue_right = cue.is_some_and(|c| touches(&a.cue, c));
            cue_right && source_right && overlap(&gold.text, &a.content, content) >= 0.8
        })
    };
    let mut answers: Vec<bool> =
        case.candidates.iter().map(|c| !c.content.is_empty() && right(&c.content, c.source, c.cue)).collect();
    if !answers.contains(&true) {
        answers[0] = true;
    }
    Lesson { candidates: case.candidates.iter().map(|c| c.answers.clone()).collect(), right: answers }
}

/// A case with the candidates that name a source of the annotators; none where they say nothing of it.
fn lesson(stage: Stage, case: &Case, gold: &Gold) -> Option<Lesson> {
    let touches = |spans: &[Span], span: Span| spans.iter().any(|s| s.overlaps(span));
    if stage == Stage::Content {
        return Some(content_lesson(case, gold));
    }
    if stage == Stage::Kind {
        let among = |list: &[Span]| list.iter().any(|q| overlap(&gold.text, &[*q], &[case.about]) >= 0.8);
        let speech =
            gold.quotations.iter().any(|q| overlap(&gold.text, &q.content, &[case.about]) >= 0.8) || among(&gold.short);
        return (speech || among(&gold.unattributed)).then(|| Lesson {
            candidates: case.candidates.iter().map(|c| c.answers.clone()).collect(),
            right: vec![speech, !speech],
        });
    }
    let marked: Vec<&Marked> = match stage {
        Stage::Content | Stage::Kind => Vec::new(),
        Stage::Subject => gold.attributions.iter().filter(|a| touches(&a.cue, case.about)).collect(),
        Stage::Speaker => {
            gold.quotations.iter().filter(|q| overlap(&gold.text, &q.content, &[case.about]) >= 0.8).collect()
        }
    };
    if marked.is_empty() {
        return None;
    }
    let right = |source: Option<Span>| {
        marked.iter().any(|m| match source {
            Some(span) => touches(&m.source, span),
            None => m.source.is_empty(),
        })
    };
    Some(Lesson {
        right: case.candidates.iter().map(|c| right(c.source)).collect(),
        candidates: case.candidates.iter().map(|c| c.answers.clone()).collect(),
    })
}

fn shares(lesson: &Lesson, weights: &[f32]) -> Vec<f32> {
    let scores: Vec<f32> = lesson.candidates.iter().map(|c| c.iter().map(|at| weights[*at as usize]).sum()).collect();
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|p| p / sum).collect()
}

fn fit(lessons: &[Lesson], size: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f32; size];
    let mut squares = vec![1e-6_f32; size];
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut seed = 1_u64;
    // the mean over the later rounds moves less with the last articles than the last weights do
    let mut mean = vec![0.0_f32; size];
    for epoch in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (seed >> 33) as usize % (at + 1));
        }
        for lesson in order.iter().map(|at| &lessons[*at]) {
            let shares = shares(lesson, &weights);
            let hit: f32 = shares.iter().zip(&lesson.right).filter(|(_, r)| **r).map(|(s, _)| s).sum();
            for ((candidate, share), right) in lesson.candidates.iter().zip(&shares).zip(&lesson.right) {
                let wanted = if *right { share / hit.max(1e-9) } else { 0.0 };
                let slope = share - wanted;
                if slope.abs() < 1e-5 {
                    continue;
                }
                for at in candidate {
                    let at = *at as usize;
                    let slope = slope + DECAY * weights[at] * lessons.len() as f32 / 100.0;
                    squares[at] += slope * slope;
                    weights[at] -= RATE * slope / squares[at].sqrt();
                }
            }
        }
        if epoch >= WARM_UP {
            let rounds = (EPOCHS - WARM_UP) as f32;
            mean.iter_mut().zip(&weights).for_each(|(m, w)| *m += w / rounds);
        }
    }
    mean
}

fn right(lessons: &[Lesson], weights: &[f32]) -> f64 {
    let won = |lesson: &&Lesson| {
        let shares = shares(lesson, weights);
        let best = (0..shares.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b]).then(b.cmp(a)));
        best.is_some_and(|at| lesson.right[at])
    };
    lessons.iter().filter(won).count() as f64 / lessons.len().max(1) as f64
}
