//! Weights as they are built into the program: the names of questions and answers once, then numbers.
//!
//! The build script packs the files of weights, for reading thousands of rows of text at every start would take a third
//! of it. This file stands alone for that reason: it uses nothing of the crate.

use std::collections::HashMap;

/// How many parts an answer may have.
pub const PARTS: usize = 3;

/// Weights of one question whose answers have so many parts.
#[derive(Debug, Clone, Copy)]
pub struct Group<'a> {
    /// The question.
    pub question: &'a str,
    /// How many parts an answer has.
    pub parts: usize,
    rows: &'a [u8],
}

impl<'a> Group<'a> {
    /// The answers, as the numbers of the names of their parts, with their weights.
    pub fn rows(self) -> impl Iterator<Item = ([usize; PARTS], f32)> {
        self.rows.chunks_exact(2 * self.parts + 2).map(move |row| {
            let parts = std::array::from_fn(|part| if part < self.parts { number(row, 2 * part) } else { 0 });
            let [low, high] = [row[2 * self.parts], row[2 * self.parts + 1]];
            (parts, f32::from(i16::from_le_bytes([low, high])) / 100.0)
        })
    }
}

/// Packed weights, read.
pub struct Packed<'a> {
    /// The names of questions and parts of answers.
    pub names: Vec<&'a str>,
    groups: &'a [u8],
}

impl<'a> Packed<'a> {
    /// Weights as [`pack`] made them.
    pub fn read(bytes: &'a [u8]) -> Packed<'a> {
        let mut at = 2;
        let name = |_| {
            let start = at + 2;
            at = start + number(bytes, at);
            std::str::from_utf8(bytes.get(start..at)?).ok()
        };
        let names = (0..number(bytes, 0)).map_while(name).collect();
        Packed { names, groups: bytes.get(at..).unwrap_or_default() }
    }

    /// The weights, question by question.
    pub fn groups(&self) -> impl Iterator<Item = Group<'a>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let [question, parts, rows] = [0, 2, 4].map(|field| number(self.groups, at + field));
            let start = at + 6;
            at = start + rows * (2 * parts + 2);
            let rows = self.groups.get(start..at)?;
            Some(Group { question: self.names.get(question)?, parts, rows })
        })
    }
}

fn number(bytes: &[u8], at: usize) -> usize {
    usize::from(bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes))
}

/// Packs lines of question, answer and weight, parted by tabs; the parts of an answer are parted by `+`, and a weight
/// has two places.
///
/// # Errors
///
/// Names the line, from 1, that is none.
pub fn pack(text: &str) -> Result<Vec<u8>, usize> {
    let mut numbers = HashMap::new();
    let mut names = Vec::new();
    let mut number = |name: &str| -> Option<u16> {
        let next = u16::try_from(numbers.len()).ok()?;
        Some(*numbers.entry(name.to_owned()).or_insert_with(|| {
            names.extend((name.len() as u16).to_le_bytes());
            names.extend(name.as_bytes());
            next
        }))
    };
    // question, parts, and the bytes of the rows
    let mut groups: Vec<(u16, usize, Vec<u8>)> = Vec::new();
    for (line, row) in text.lines().enumerate().filter(|(_, row)| !row.is_empty() && !row.starts_with('#')) {
        let mut read = || -> Option<()> {
            let mut fields = row.split('\t');
            let (question, answer, weight) = (fields.next()?, fields.next()?, fields.next()?);
            let weight: f32 = weight.parse().ok()?;
            let hundredths = (weight * 100.0).round();
            let fits = f32::from(hundredths as i16) == hundredths && hundredths / 100.0 == weight;
            let parts: Vec<u16> = answer.split('+').map(|part| number(part.trim())).collect::<Option<_>>()?;
            let question = number(question)?;
            if !fits || parts.len() > PARTS || fields.next().is_some() {
                return None;
            }
            if groups.last().is_none_or(|(of, count, _)| (*of, *count) != (question, parts.len())) {
                groups.push((question, parts.len(), Vec::new()));
            }
            let (_, _, rows) = groups.last_mut()?;
            rows.extend(parts.iter().flat_map(|part| part.to_le_bytes()));
            rows.extend((hundredths as i16).to_le_bytes());
            Some(())
        };
        read().ok_or(line + 1)?;
    }
    let mut out = (numbers.len() as u16).to_le_bytes().to_vec();
    out.extend(names);
    for (question, parts, rows) in groups {
        let count = u16::try_from(rows.len() / (2 * parts + 2)).map_err(|_| 0_usize)?;
        out.extend([question, parts as u16, count].iter().flat_map(|field| field.to_le_bytes()));
        out.extend(rows);
    }
    Ok(out)
}
