//! Who says what in a story that says it in every way: quotations, attributions and sources, and what they are chosen by.

use std::{collections::BTreeMap, fmt::Write, fs, sync::Arc};

use copydesk::{
    annotate::{Annotator, study::Stage},
    article::Article,
    lexicon::Lexicon,
    parse::parse,
    span::Span,
    text::Text,
};

use crate::support::{Failure, Snapshots, fixtures};

fn story(lexicon: &Lexicon) -> Result<Article, Failure> {
    let content = fs::read_to_string(fixtures().join("attribution/tram.md"))?;
    Ok(parse(Arc::new(Text::new("tram.md", content)), lexicon))
}

/// Every quotation, attribution and source, a line each.
fn ledger(article: &Article) -> Result<String, Failure> {
    let words = |span: Option<Span>| span.map_or("–", |span| article.slice(span));
    let label = |source: Option<usize>| source.and_then(|at| article.sources.get(at)).map_or("–", |s| s.label());
    let mut out = "QUOTATIONS: kind, speaker (source, confidence), cue, relay\n".to_owned();
    for quotation in &article.quotations {
        let marks = match (quotation.nested, quotation.closed, quotation.continues) {
            (true, ..) => " nested",
            (_, false, _) => " open",
            (.., Some(_)) => " goes on",
            _ => "",
        };
        let speaker = quotation.speaker.map_or("–".to_owned(), |speaker| {
            let source = label(speaker.source.map(|id| id.0));
            format!("{} ({source}, {:.1})", article.slice(speaker.span), speaker.confidence)
        });
        let (cue, via) = (words(quotation.cue), words(quotation.via));
        let said = article.slice(quotation.span);
        writeln!(out, "{said}\n    {:?}{marks}; {speaker}; {cue}; {via}", quotation.kind)?;
    }
    out.push_str("\nATTRIBUTIONS: form, source, cue, content\n");
    for found in &article.attributions {
        let content: Vec<&str> = found.content.iter().map(|span| article.slice(*span)).collect();
        writeln!(out, "{:?}; {}; {}; {}", found.form, words(found.source), words(found.cue), content.join(" | "))?;
    }
    out.push_str("\nSOURCES: kind, descriptions, mentions\n");
    for source in &article.sources {
        let hidden = if source.anonymous { " anonymous" } else { "" };
        let mentions: Vec<&str> = source.mentions.iter().map(|span| article.slice(*span)).collect();
        let name = source.name.as_deref().unwrap_or("–");
        let (described, meant) = (source.descriptions.join(" | "), mentions.join(" | "));
        writeln!(out, "{name}: {:?}{hidden}; {described}; {meant}", source.kind)?;
    }
    Ok(out)
}

#[test]
fn a_story_is_read_as_it_is_kept() -> Result<(), Failure> {
    let lexicon = Lexicon::built_in()?;
    let mut article = story(lexicon)?;
    Annotator::new(lexicon)?.annotate(&mut article);
    let mut snapshots = Snapshots::of("attribution/story");
    snapshots.compare("tram", ledger(&article)?);
    Ok(snapshots.finish()?)
}

/// How often each answer is given, and how often by the candidate that is chosen.
type Given<'a> = BTreeMap<&'a str, (usize, usize)>;

/// The weights were fitted to the answers as they are given. Where an answer changes, they no longer fit.
#[test]
fn the_weights_are_asked_what_they_were_fitted_to() -> Result<(), Failure> {
    let lexicon = Lexicon::built_in()?;
    let annotator = Annotator::new(lexicon)?;
    let mut snapshots = Snapshots::of("attribution/answers");
    for (name, stage) in
        [("subject", Stage::Subject), ("speaker", Stage::Speaker), ("content", Stage::Content), ("kind", Stage::Kind)]
    {
        let names = annotator.answers(stage);
        let cases = annotator.cases(stage, &mut story(lexicon)?);
        // of each part of a question
        let mut given: BTreeMap<(&str, usize), Given> = BTreeMap::new();
        for case in &cases {
            for (at, candidate) in case.candidates.iter().enumerate() {
                for answer in &candidate.answers {
                    let (question, answer) = &names[*answer as usize];
                    for (part, answer) in answer.split(" + ").enumerate() {
                        let (all, chosen) = given.entry((question, part)).or_default().entry(answer).or_default();
                        *all += 1;
                        *chosen += usize::from(at == case.chosen);
                    }
                }
            }
        }
        let candidates: usize = cases.iter().map(|case| case.candidates.len()).sum();
        let mut out = format!("{} choices of {candidates} candidates; each answer: given/chosen\n", cases.len());
        for ((question, part), answers) in given {
            if part == 0 {
                writeln!(out, "{question}")?;
            }
            let answers = answers.iter().map(|(answer, (all, chosen))| format!("{answer} {all}/{chosen}"));
            writeln!(out, "    {}", answers.collect::<Vec<_>>().join(", "))?;
        }
        snapshots.compare(name, out);
    }
    Ok(snapshots.finish()?)
}
