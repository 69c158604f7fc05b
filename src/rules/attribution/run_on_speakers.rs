//! `attribution/run-on-speakers`: two speakers quoted in one paragraph.

use crate::{
    article::{BlockKind, Quotation, QuotationKind, Source, SourceKind},
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, words::Words},
};

/// How sure both speakers must be.
const SURE: f32 = 0.9;
/// Shorter quotations are fragments in the writer's sentence.
const FEWEST: usize = 6;

/// Flags the second of two quotations in one paragraph that are said by two people with names.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let words = Words::new(context);
    let mut found = Vec::new();
    let mut last: Option<(&Quotation, &Source)> = None;
    for quotation in &article.quotations {
        let Some(source) = named(context, words, quotation) else { continue };
        let before = last.replace((quotation, source));
        let Some((first, other)) = before.filter(|(q, _)| q.block == quotation.block) else { continue };
        if std::ptr::eq(source, other) || is_same(source, other) {
            continue;
        }
        let message = format!("{} and {} are quoted in one paragraph", other.label(), source.label());
        let finding = context.finding(rule, quotation.outer, message);
        let finding = finding.with_help("Begin a new paragraph where the second one speaks.");
        found.push(finding.with_label(context.label(first.outer, format!("{} speaks here", other.label()))));
    }
    found
}

/// The person with a name who says a quotation of whole sentences, named in the same paragraph.
fn named<'a>(context: &Context<'a>, words: Words, quotation: &Quotation) -> Option<&'a Source> {
    let article = context.article;
    let block = article.blocks.get(quotation.block).filter(|b| b.kind == BlockKind::Paragraph)?;
    let speaker = quotation.speaker.filter(|s| s.confidence >= SURE && block.span.contains(s.span))?;
    let source = article.sources.get(speaker.source?.0).filter(|s| s.kind == SourceKind::NamedPerson)?;
    let name = source.name.as_deref()?;
    // a pronoun may be resolved to the wrong one
    let mention = article.slice(speaker.span);
    let by_name = name.split_whitespace().last().is_some_and(|surname| mention.contains(surname));
    // a fragment in the writer's sentence begins without a capital
    let capital = context.article.slice(quotation.span).starts_with(char::is_uppercase);
    let said = capital && quotation.cue.is_some();
    let whole = said && quotation.kind == QuotationKind::Direct && !quotation.nested && quotation.via.is_none();
    let long = article.tokens_in(quotation.span).filter(|at| words.is_word(*at)).count() >= FEWEST;
    (by_name && whole && long).then_some(source)
}

/// Whether two sources may be one person.
fn is_same(a: &Source, b: &Source) -> bool {
    let surname =
        |source: &Source| source.name.as_deref().and_then(|n| n.split_whitespace().last()).map(str::to_lowercase);
    surname(a) == surname(b)
}
