//! `quotation/translation-undisclosed` across articles: outlets quote one utterance in translations that differ.

use rustc_hash::FxHashSet;

use crate::{
    article::{Article, TokenKind},
    diagnostic::{Diagnostic, Label, TextId},
    english::listed,
    lexicon::{Classes, Lexicon, fold},
    rule::Rule,
    rules::{
        Desk,
        versions::{Other, each, excerpt, outlet, quotation},
    },
    span::Span,
};

/// Words after which a language may be named: “in Finnish”, “from the Finnish”.
const INTO: [&str; 3] = ["in", "from", "into"];
/// How names of languages end.
const ENDINGS: [&str; 8] = ["ian", "ish", "ese", "ic", "an", "arsi", "brew", "ench"];
/// Words of speaking or writing before “in Finnish”.
const REACH: usize = 6;

/// Flags, once for each article, a quotation that other articles have in another translation, where the article names neither
/// the language nor the translator.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let mut told: FxHashSet<usize> = FxHashSet::default();
    let mut found = Vec::new();
    let pairs = each(desk, |own| {
        let others: Vec<Other> = own.others.iter().copied().filter(Other::is_translation).collect();
        (own.is_translated() && !others.is_empty())
            .then(|| (own.member.clone(), others.iter().map(|o| o.member.clone()).collect::<Vec<_>>()))
    });
    for (own, others) in pairs {
        let all: Vec<_> = std::iter::once(&own).chain(&others).collect();
        for member in &all {
            let article = &desk.articles[member.article];
            // with its marks, which are the outlet's own
            let place = quotation(desk, member).map(|quotation| quotation.outer);
            let Some(place) = place.filter(|_| article.record.is_none()) else { continue };
            if told.contains(&member.article) || discloses(article, desk.lexicon) {
                continue;
            }
            told.insert(member.article);
            let theirs: Vec<&str> = all
                .iter()
                .filter(|other| other.article != member.article)
                .map(|other| outlet(&desk.articles[other.article]))
                .collect();
            let context = desk.article(TextId(member.article));
            let words = excerpt(article.slice(member.span));
            let message = format!("“{words}” is probably a translation: {} has it in other words", listed(&theirs));
            let message = if theirs.len() > 1 { message.replace(" has it in", " have it in") } else { message };
            let finding = context.finding(rule, place, message).with_help(
                "Name the language and the translator in a few words. If it was said in English, check the wording instead.",
            );
            let other = all.iter().find(|other| other.article != member.article);
            found.push(other.into_iter().fold(finding, |finding, other| {
                let article = &desk.articles[other.article];
                let message = format!("{}: other words", outlet(article));
                finding.with_label(Label { text: TextId(other.article), span: article.raw(other.span), message })
            }));
        }
    }
    found
}

/// Whether an article names a language in which something was said, or somebody who translated it.
fn discloses(article: &Article, lexicon: &Lexicon) -> bool {
    let languages = lexicon.class("quotation.foreign");
    let words = |at: usize| article.tokens.get(at).filter(|token| token.kind == TokenKind::Word && !token.quoted);
    (0..article.tokens.len()).any(|at| {
        let Some(token) = words(at) else { return false };
        let word = fold(article.slice(token.span));
        word.starts_with("translat")
            || word.starts_with("interpreter")
            || (INTO.contains(&word.as_str())
                && words(at + 1)
                    .is_some_and(|next| is_language(article, at, next.span, lexicon.of_set(next.set), languages)))
    })
}

/// Whether a word after “in” names a language: one that is known, or one that looks like it beside a verb of saying.
fn is_language(article: &Article, at: usize, span: Span, classes: Classes, languages: Classes) -> bool {
    const SAYING: [&str; 12] = [
        "said",
        "says",
        "spoke",
        "speaking",
        "spoken",
        "speech",
        "address",
        "told",
        "wrote",
        "written",
        "published",
        "transcript",
    ];
    let word = article.slice(span);
    let before = article.tokens.get(at.saturating_sub(REACH)..at).unwrap_or_default();
    let said = before.iter().any(|token| !token.quoted && SAYING.contains(&fold(article.slice(token.span)).as_str()));
    let name = word.starts_with(char::is_uppercase) && ENDINGS.iter().any(|ending| word.ends_with(ending));
    classes.any(languages) || word == "English" || (said && name)
}
