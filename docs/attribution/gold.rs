//! Annotated copy: who says what, as people marked it.

use std::{collections::HashMap, error::Error, fs};

use copydesk::span::Span;
use serde_json::Value;

/// What the annotators found in an article.
pub(crate) struct Gold {
    pub(crate) text: String,
    pub(crate) attributions: Vec<Marked>,
    pub(crate) quotations: Vec<Marked>,
    /// Quotations of one or two words.
    pub(crate) short: Vec<Span>,
    /// Marked words that nobody says.
    pub(crate) unattributed: Vec<Span>,
}

/// Source, cue and content; for a quotation the words between its marks.
pub(crate) struct Marked {
    pub(crate) source: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) content: Vec<Span>,
}

/// Reads two files of one JSON object an article: texts with all their attributions, and their quotations.
/// Places are in characters.
pub(crate) fn read(attributions: &str, quotations: &str) -> Result<Vec<Gold>, Box<dyn Error>> {
    let mut quotes: HashMap<String, Value> = HashMap::new();
    for line in fs::read_to_string(quotations)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        quotes.insert(record["id"].as_str().unwrap_or_default().to_owned(), record);
    }
    let mut gold = Vec::new();
    for line in fs::read_to_string(attributions)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().unwrap_or_default().to_owned();
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let place = |at: &Value| at.as_u64().and_then(|at| bytes.get(at as usize)).copied().unwrap_or_default();
        let spans = |value: &Value| -> Vec<Span> {
            value
                .as_array()
                .into_iter()
                .flatten()
                .map(|s| Span::new(place(&s[0]), place(&s[1]).max(place(&s[0]))))
                .collect()
        };
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let found = quotes.get(record["id"].as_str().unwrap_or_default()).cloned().unwrap_or_default();
        let marked = |name: &str| -> Vec<Span> {
            let list = list(&found[name]);
            list.iter().map(|q| Span::new(place(&q["start"]), place(&q["end"]).max(place(&q["start"])))).collect()
        };
        gold.push(Gold {
            attributions: list(&record["attributions"])
                .iter()
                .map(|a| Marked { source: spans(&a["source"]), cue: spans(&a["cue"]), content: spans(&a["content"]) })
                .collect(),
            short: marked("ignore"),
            unattributed: marked("unattributed"),
            quotations: list(&found["quotes"])
                .iter()
                .map(|q| Marked {
                    source: spans(&q["speaker"]),
                    cue: spans(&q["cue"]),
                    content: vec![Span::new(place(&q["start"]), place(&q["end"]).max(place(&q["start"])))],
                })
                .collect(),
            text,
        });
    }
    Ok(gold)
}

/// How much of their letters two contents share.
pub(crate) fn overlap(text: &str, a: &[Span], b: &[Span]) -> f64 {
    let letters = |span: Span| span.of(text).chars().filter(|c| c.is_alphanumeric()).count();
    let all = |spans: &[Span]| spans.iter().map(|s| letters(*s)).sum::<usize>();
    let both = a.iter().flat_map(|a| b.iter().map(move |b| (a, b))).filter(|(a, b)| a.overlaps(**b));
    let common: usize = both.map(|(a, b)| letters(Span::new(a.start.max(b.start), a.end.min(b.end)))).sum();
    if common == 0 { 0.0 } else { common as f64 / all(a).max(all(b)) as f64 }
}
