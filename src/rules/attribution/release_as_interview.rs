//! `attribution/release-as-interview`: words that were sent out are told as if they had been spoken to the outlet.

use crate::{
    article::{Article, Quotation},
    diagnostic::{Diagnostic, Label, TextId},
    index::primary::Verdict,
    record::Material,
    rule::Rule,
    rules::Desk,
    span::Span,
};

/// How an outlet says that it was spoken to. Whatever follows “told the” is held against the outlet's name.
const CLAIMS: [&str; 16] = [
    "told us",
    "told me",
    "told this newspaper",
    "told this paper",
    "told this website",
    "told this magazine",
    "told this reporter",
    "told our reporter",
    "told our correspondent",
    "in an interview",
    "in a telephone interview",
    "in a phone interview",
    "in an exclusive interview",
    "speaking to us",
    "spoke to us",
    "when reached by",
];

/// Flags the words that claim an interview beside a quotation that stands in a statement or a release.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let found =
        desk.verification.checks().iter().filter(|check| matches!(check.verdict, Verdict::Verbatim | Verdict::Edited));
    let finding = found.filter_map(|check| {
        let source = desk.articles.get(check.source)?;
        let material = source.record.as_ref()?.material;
        let passage = check.passage.as_ref()?;
        if !matches!(material, Material::Release | Material::Statement) {
            return None;
        }
        let context = desk.article(TextId(check.article));
        let quotation = context.article.quotations.get(check.quotation)?;
        let claim = claim(context.article, quotation)?;
        let (words, kind) = (context.article.slice(claim), material.as_str());
        let message = format!("“{words}” claims an interview, but these words stand in a {kind}");
        let label = Label {
            text: TextId(check.source),
            span: source.raw(passage.span),
            message: format!("the words of the {kind}"),
        };
        let help = format!(
            "Say where the words are from: “said in a {kind}”. If you were told them as well, say so to the desk."
        );
        Some(context.finding(rule, claim, message).with_help(help).with_label(label))
    });
    let mut findings: Vec<Diagnostic> = finding.collect();
    // two quotations of one sentence
    findings.dedup_by(|a, b| (a.text, a.span) == (b.text, b.span));
    findings
}

/// The words that claim an interview in the sentences that hold a quotation and its attribution.
fn claim(article: &Article, quotation: &Quotation) -> Option<Span> {
    let near = quotation.cue.map_or(quotation.outer, |cue| quotation.outer.union(cue));
    let first = article.sentence_at(near.start)?.span;
    let last = article.sentence_at(near.end.saturating_sub(1)).map_or(first, |sentence| sentence.span);
    let place = first.union(last);
    let words = article.slice(place).to_ascii_lowercase();
    let own = article.meta.outlet.as_deref().map(|outlet| format!("told {}", outlet.to_ascii_lowercase()));
    let own_with_article = own.as_ref().map(|own| own.replacen("told ", "told the ", 1));
    let claims = CLAIMS.iter().copied().chain(own.as_deref()).chain(own_with_article.as_deref());
    let mut found = claims.filter_map(|claim| {
        let at = place.start + words.find(claim)?;
        let span = Span::new(at, at + claim.len());
        let whole = !article.slice(Span::new(span.end, place.end)).starts_with(char::is_alphanumeric);
        (whole && !article.is_quoted(at)).then_some(span)
    });
    found.next()
}
