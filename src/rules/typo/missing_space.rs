//! `typo/missing-space`: “harbour.The”, “EU.envoy”, “$12million”.

use crate::{
    article::{Article, Case, Token, TokenKind},
    diagnostic::{Diagnostic, Safety, Severity},
    rule::Rule,
    rules::{
        Context,
        slips::{Slipped, report},
    },
    span::Span,
};

/// Ends of names that are spelt like an address (“Change.Org”).
const DOMAINS: &[&str] = &["com", "org", "net", "io", "tv", "co", "gov", "edu", "uk", "ai"];

/// Flags words that touch where a space belongs between them. The gaps of one kind are one finding, for what made the first
/// made them all: a lost line break, the code of a page, a habit of the house.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let pairs = article.tokens.windows(2).enumerate();
    let touching = pairs.filter_map(|(at, pair)| match pair {
        [one, next] if one.span.end == next.span.start => Some((at, one, next)),
        _ => None,
    });
    let gaps = touching.filter_map(|(at, one, next)| match (one.kind, next.kind) {
        (TokenKind::Word, TokenKind::Punctuation) => after_point(article, at + 1),
        (TokenKind::Mark, TokenKind::Word) => after_quotation(article, at + 1),
        (TokenKind::Number, _) if !one.quoted => before_unit(article, at),
        _ => None,
    });
    gaps.filter_map(|gap| finding(context, rule, &gap)).collect()
}

fn finding(context: &Context, rule: &Rule, gap: &Gap) -> Option<Diagnostic> {
    let (printed, right) = (context.article.slice(gap.at), gap.right(context.article));
    let slip = Slipped {
        at: gap.at,
        replace: gap.replace,
        replacement: &gap.replacement,
        safety: gap.safety,
        message: format!("“{printed}”: a space is missing; “{right}”"),
        quoted: format!("“{printed}” in a quotation: check the quotation; a space is missing"),
        help: "Put the space in.",
    };
    let found = report(context, rule, slip)?;
    Some(match gap.kind {
        Kind::Point => found.with_slip("point"),
        Kind::Acronym => found.with_slip("acronym"),
        Kind::Mark => found.with_slip("mark"),
        // a habit of the house more often than a slip
        Kind::Amount => found.with_slip("amount").with_severity(Severity::Info),
    })
}

/// What the words touch at.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A point or a comma.
    Point,
    /// The point of an abbreviation.
    Acronym,
    /// The unit of an amount.
    Amount,
    /// A quotation mark.
    Mark,
}

/// Two words without a space between them.
struct Gap {
    kind: Kind,
    at: Span,
    replace: Span,
    replacement: String,
    safety: Safety,
}

impl Gap {
    fn space(kind: Kind, at: Span, place: usize, safety: Safety) -> Gap {
        Gap { kind, at, replace: Span::new(place, place), replacement: " ".to_owned(), safety }
    }

    fn right(&self, article: &Article) -> String {
        let (head, tail) = (Span::new(self.at.start, self.replace.start), Span::new(self.replace.end, self.at.end));
        format!("{}{}{}", article.slice(head), self.replacement, article.slice(tail))
    }
}

/// A point, a comma or their like between two words that it touches.
fn after_point(article: &Article, at: usize) -> Option<Gap> {
    let [before, point, after] = article.tokens.get(at.checked_sub(1)?..at + 2)? else { return None };
    let touch = before.span.end == point.span.start && point.span.end == after.span.start;
    if !touch || before.kind != TokenKind::Word || after.kind != TokenKind::Word {
        return None;
    }
    let whole = before.span.union(after.span);
    let (left, right) = (article.slice(before.span), article.slice(after.span));
    let letters = left.chars().count();
    let place = point.span.end;
    match article.slice(point.span) {
        "," | ";" => Some(Gap::space(Kind::Point, whole, place, Safety::Safe)),
        "." if DOMAINS.iter().any(|d| d.eq_ignore_ascii_case(right)) => None,
        "." if before.case == Case::Upper && letters <= 5 && after.case == Case::Lower => {
            acronym(article, before, after)
        }
        // one letter is an initial or part of an abbreviation, and “St.Pauli” is known with its point
        "." if left.ends_with("Ph") || left.contains('-') => None,
        // “Hampshire.FlagShareLikeReply”: buttons of a page
        _ if after.case == Case::Mixed => None,
        "." | "!" | "?" if after.case.has_capital() && letters > 1 && is_running(before, right) => {
            let safety = if before.case == Case::Lower { Safety::Safe } else { Safety::Offered };
            Some(Gap::space(Kind::Point, whole, place, safety))
        }
        _ => None,
    }
}

/// Whether a sentence can end with the word before and begin with the word after.
fn is_running(before: &Token, after: &str) -> bool {
    let starts = after.chars().count() > 1 || matches!(after, "A" | "I");
    starts && (before.case == Case::Lower || before.case == Case::Capital)
}

/// “EU.envoy”: the point belongs to the abbreviation if the article writes it with points, and else to nothing.
fn acronym(article: &Article, before: &Token, after: &Token) -> Option<Gap> {
    let name = article.slice(before.span);
    let dotted: String = name.chars().flat_map(|c| [c, '.']).collect();
    let written = article.tokens.iter().any(|t| t.case == Case::Upper && article.slice(t.span) == dotted);
    let replacement = if written { format!("{dotted} ") } else { format!("{name} ") };
    Some(Gap {
        kind: Kind::Acronym,
        at: before.span.union(after.span),
        replace: Span::new(before.span.start, after.span.start),
        replacement,
        safety: Safety::Offered,
    })
}

/// “$37million”
fn before_unit(article: &Article, at: usize) -> Option<Gap> {
    let [number, unit] = article.tokens.get(at..at + 2)? else { return None };
    let named = matches!(article.slice(unit.span), "million" | "billion" | "trillion" | "thousand" | "percent");
    (named && number.span.end == unit.span.start)
        .then(|| Gap::space(Kind::Amount, number.span.union(unit.span), unit.span.start, Safety::Safe))
}

/// “We won,”he said; the day came.“We won”
fn after_quotation(article: &Article, at: usize) -> Option<Gap> {
    let [point, mark, word] = article.tokens.get(at.checked_sub(2)?..=at)? else { return None };
    let touch = point.span.end == mark.span.start && mark.span.end == word.span.start;
    if !touch || mark.kind != TokenKind::Mark || point.kind != TokenKind::Punctuation {
        return None;
    }
    let double = matches!(article.slice(mark.span), "”" | "“" | "\"");
    let pointed = matches!(article.slice(point.span), "," | "." | "?" | "!");
    if !(double && pointed) {
        return None;
    }
    let opens = article.quotations.iter().any(|q| q.outer.start == mark.span.start);
    let (at, place) = match opens {
        true => (point.span.union(mark.span), mark.span.start),
        false => (mark.span.union(word.span), word.span.start),
    };
    Some(Gap::space(Kind::Mark, at, place, Safety::Safe))
}
