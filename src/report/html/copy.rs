//! The copy, block by block, with the words of each finding marked.

use maud::{Markup, html};

use super::{
    Finding, Sheet, Sheets,
    limits::{QUOTED, STRETCH},
    margin,
    words::{language, shortened},
};
use crate::{
    article::{Block, BlockKind},
    diagnostic::Severity,
    report::{Run, totals::count},
    span::Span,
};

/// A stretch of blocks that are shown alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One by one, with a margin.
    Open,
    /// Page furniture without findings, folded.
    Folded,
    /// No room.
    Gap,
}

/// What stands of a finding in one block.
#[derive(Clone, Copy)]
struct Part<'f, 'a> {
    finding: &'f Finding<'a>,
    span: Span,
    /// Whether the finding begins in this block; its note stands beside it.
    begins: bool,
    /// Whether it ends in this block.
    ends: bool,
}

impl Part<'_, '_> {
    fn severity(&self) -> Severity {
        self.finding.told.finding.severity
    }
}

/// The copy with its margin, then the findings that stand elsewhere in the file.
pub(super) fn copy(run: &Run, sheet: &Sheet, sheets: &Sheets) -> Markup {
    let mut of_block: Vec<Vec<Part>> = vec![Vec::new(); sheet.article.blocks.len()];
    for finding in &sheet.findings {
        for (at, stand) in finding.places.iter().enumerate() {
            let part = Part { finding, span: stand.span, begins: at == 0, ends: at + 1 == finding.places.len() };
            of_block[stand.block].push(part);
        }
    }
    let elsewhere: Vec<&Finding> = sheet.findings.iter().filter(|finding| finding.places.is_empty()).collect();
    let blocks: Vec<(usize, &Block)> = sheet.article.blocks.iter().enumerate().collect();
    let form = |at: usize, block: &Block| match sheet.has_room.get(at) {
        Some(false) => Form::Gap,
        _ if block.kind == BlockKind::Furniture && of_block[at].is_empty() => Form::Folded,
        _ => Form::Open,
    };
    html! {
        h3 { "The article" } "\n"
        div.copy { "\n"
            @for run_of in blocks.chunk_by(|a, b| form(a.0, a.1) == form(b.0, b.1)) {
                @match run_of.first().map_or(Form::Gap, |(at, block)| form(*at, block)) {
                    Form::Open => {
                        @for (at, block) in run_of { (row(run, sheet, sheets, *at, block, &of_block[*at])) "\n" }
                    },
                    Form::Folded => { (folded(sheet, run_of)) "\n" },
                    Form::Gap => {
                        p.gap { "There is no room here for " (count(run_of.len(), "paragraph")) " without findings." } "\n"
                    },
                }
            }
        } "\n"
        @if !elsewhere.is_empty() {
            h3 { "Elsewhere in the file" } "\n"
            div.copy { "\n"
                @for finding in elsewhere { (stray(run, sheet, sheets, finding)) "\n" }
            } "\n"
        }
    }
}

/// A block, and what there is to say of it in the margin.
fn row(run: &Run, sheet: &Sheet, sheets: &Sheets, at: usize, block: &Block, parts: &[Part]) -> Markup {
    let line = sheet.line(block.raw.start);
    let begun: Vec<&Finding> = parts.iter().filter(|part| part.begins).map(|part| part.finding).collect();
    html! {
        div.row id=(sheet.name('b', at)) { "\n"
            (label(block, line)) "\n"
            div.words lang=[language(sheet.article.meta.language.as_deref())] { (element(block.kind, marked(sheet, block.span, parts))) } "\n"
            (margin::notes(run, sheet, sheets, &begun, line))
        }
    }
}

/// The line, and what the block was taken for unless it is a paragraph.
fn label(block: &Block, line: usize) -> Markup {
    html! {
        p.line {
            span.quiet { "line " } (line)
            @if block.kind != BlockKind::Paragraph { span.role { " " (block.kind.as_str().replace('-', " ")) } }
            @if let Some(aside) = block.aside { span.role { ", " (aside.as_str()) } }
        }
    }
}

fn element(kind: BlockKind, words: Markup) -> Markup {
    html! {
        @match kind {
            BlockKind::Blockquote => blockquote { p { (words) } },
            BlockKind::Paragraph => p { (words) },
            _ => p class=(kind.as_str()) { (words) },
        }
    }
}

fn folded(sheet: &Sheet, blocks: &[(usize, &Block)]) -> Markup {
    html! {
        details {
            summary { "Not read as copy: " (count(blocks.len(), "part")) } "\n"
            @for (at, block) in blocks {
                div.row id=(sheet.name('b', *at)) {
                    (label(block, sheet.line(block.raw.start)))
                    div.words { p.furniture { (shortened(sheet.article.slice(block.span), STRETCH)) } }
                } "\n"
            }
        }
    }
}

/// A finding whose words are not in the copy: in the front matter, in markup, in a stet.
fn stray(run: &Run, sheet: &Sheet, sheets: &Sheets, finding: &Finding) -> Markup {
    let span = finding.told.finding.span;
    let line = sheet.line(span.start);
    html! {
        div.row { "\n"
            p.line { span.quiet { "line " } (line) } "\n"
            div.words {
                p {
                    mark id=(sheet.name('m', finding.number)) class=(finding.told.finding.severity.as_str()) {
                        (shortened(sheet.article.text.slice(span), QUOTED))
                    }
                    (reference(sheet, finding))
                }
            } "\n"
            (margin::notes(run, sheet, sheets, &[finding], line))
        }
    }
}

/// The number of a finding after its words, which leads to its note.
fn reference(sheet: &Sheet, finding: &Finding) -> Markup {
    let severity = finding.told.finding.severity.as_str();
    html! {
        a.reference.(severity) href={ "#" (sheet.name('n', finding.number)) }
            aria-label={ "Finding " (finding.number) ", " (severity) } { (finding.number) }
    }
}

/// Words between two places where a finding begins or ends.
struct Piece<'p, 'f, 'a> {
    span: Span,
    /// The findings that are about them.
    over: Vec<&'p Part<'f, 'a>>,
}

/// The words of a block, those of findings marked. Findings may overlap: each mark ends where another begins or ends.
fn marked(sheet: &Sheet, span: Span, parts: &[Part]) -> Markup {
    let pieces = pieces(span, parts);
    html! {
        @for Piece { span, over } in &pieces {
            @let words = shortened(sheet.article.slice(*span), STRETCH);
            @match over.iter().max_by_key(|part| part.severity()) {
                None => (words),
                Some(worst) => {
                    @let mut here = over.iter().filter(|part| part.begins && part.span.start == span.start);
                    mark class=(worst.severity().as_str()) id=[here.next().map(|part| sheet.name('m', part.finding.number))] {
                        @for part in here { span id=(sheet.name('m', part.finding.number)) {} }
                        (words)
                    }
                    @for part in over.iter().filter(|part| part.ends && part.span.end == span.end) {
                        (reference(sheet, part.finding))
                    }
                },
            }
        }
    }
}

/// A block, cut wherever a finding begins or ends. A finding about no words has a piece without any.
fn pieces<'p, 'f, 'a>(block: Span, parts: &'p [Part<'f, 'a>]) -> Vec<Piece<'p, 'f, 'a>> {
    let ends = parts.iter().flat_map(|part| [part.span.start, part.span.end]);
    let mut cuts: Vec<usize> = ends.chain([block.start, block.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let over = |piece: Span| -> Vec<&'p Part<'f, 'a>> {
        parts.iter().filter(|part| part.span == piece || !piece.is_empty() && part.span.contains(piece)).collect()
    };
    let mut pieces = Vec::new();
    for (at, cut) in cuts.iter().enumerate() {
        let next = cuts.get(at + 1).copied().unwrap_or(*cut);
        for span in [Span::new(*cut, *cut), Span::new(*cut, next)] {
            let over = over(span);
            if !span.is_empty() || !over.is_empty() && pieces.last().is_none_or(|last: &Piece| last.span != span) {
                pieces.push(Piece { span, over });
            }
        }
    }
    pieces
}
