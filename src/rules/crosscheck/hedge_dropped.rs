//! `crosscheck/hedge-dropped`: the outlet's own words claim the whole where the speaker limited it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    retold::lost,
    versions::{excerpt, outlet},
};
use crate::{
    align::{Kind, Vocabulary},
    article::{Article, BlockKind, Form, Token, TokenKind},
    diagnostic::{Diagnostic, Label, Severity, TextId},
    index::{Member, Utterance},
    lexicon::{Classes, Lexicon, fold},
    rule::Rule,
    rules::Desk,
    span::Span,
};

/// Words on either side of a hedge that tell what it limits.
const REACH: usize = 10;
/// Words of content that a sentence must share with what is limited …
const SHARED: usize = 2;
/// … or, where it tells much else, these many …
const LONG: usize = 4;
/// … what they must tell …
const WEIGHT: f32 = 11.0;
/// … and the share of what the sentence tells.
const SHARE: f32 = 0.4;
/// Articles up to which all are taken to tell one story.
const ONE_STORY: usize = 12;

/// Flags headlines, leads, captions and paraphrases that leave out the words by which most versions of an utterance limit
/// the claim: “largely”, “most of”, “the main part of”.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let mut found = of_utterances(desk, rule);
    // what a paraphrase elsewhere leaves out, unless it is told already
    let retold = lost(desk, rule, Kind::HedgeDropped);
    let is_new = |finding: &Diagnostic| !found.iter().any(|f| f.text == finding.text && f.span.overlaps(finding.span));
    let retold: Vec<Diagnostic> = retold.into_iter().filter(is_new).collect();
    found.extend(retold);
    found
}

fn of_utterances(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let mut reader = Reader::new(desk.lexicon);
    let limited: Vec<Limited> = desk.index.utterances().iter().filter_map(|u| reader.limited(desk, u)).collect();
    if limited.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, article) in desk.articles.iter().enumerate() {
        let is_related = |limited: &&Limited| {
            desk.articles.len() <= ONE_STORY || limited.said.members.iter().any(|member| member.article == at)
        };
        let related: Vec<&Limited> = limited.iter().filter(is_related).collect();
        if related.is_empty() {
            continue;
        }
        let mut told = FxHashSet::default();
        for claim in claims(article) {
            for utterance in &related {
                if told.contains(&claim.span) {
                    continue;
                }
                let shared = reader.shared(article, &claim, utterance);
                if let Some(finding) = shared.and_then(|s| finding(desk, rule, at, &claim, utterance, &s)) {
                    told.insert(claim.span);
                    found.push(finding);
                }
            }
        }
    }
    found
}

fn finding(
    desk: &Desk,
    rule: &Rule,
    at: usize,
    claim: &Claim,
    limited: &Limited,
    shared: &FxHashSet<u32>,
) -> Option<Diagnostic> {
    let context = desk.article(TextId(at));
    // of each article the hedge whose clause says most of what is claimed, and says it where the others have their limits;
    // one in another clause limits something else
    let mut hedges: Vec<&Hedge> = Vec::new();
    let agreeing = |word: &u32, at: usize| {
        let with = limited.hedges.iter().filter(|hedge| hedge.member.article != at && hedge.clause.contains(word));
        with.map(|hedge| hedge.member.article).collect::<FxHashSet<usize>>().len()
    };
    let fits = |hedge: &Hedge| -> usize {
        hedge.clause.intersection(shared).map(|word| 1 + agreeing(word, hedge.member.article)).sum()
    };
    for hedge in limited.hedges.iter().filter(|hedge| fits(hedge) > 0) {
        match hedges.iter_mut().find(|known| known.member.article == hedge.member.article) {
            Some(known) if fits(known) >= fits(hedge) => {}
            Some(known) => *known = hedge,
            None => hedges.push(hedge),
        }
    }
    let own = hedges.iter().find(|hedge| hedge.member.article == at);
    let shown = own.copied().or_else(|| hedges.iter().copied().max_by_key(|hedge| fits(hedge)))?;
    let hedge = within_sentence(desk.articles[shown.member.article].slice(shown.span));
    let who = limited.said.speaker.as_deref().unwrap_or("the speaker");
    let place = match claim.kind {
        Some(BlockKind::Headline) => "The headline",
        Some(BlockKind::Deck) => "The summary",
        Some(BlockKind::Caption) => "The caption",
        _ => "This",
    };
    let message = format!("{place} claims the whole where {who} said “{hedge}”");
    // a body that keeps the hedge does not mend a headline or a lead that dropped it
    let top = claim.lead || matches!(claim.kind, Some(BlockKind::Headline | BlockKind::Deck));
    // “begin to withdraw” is a limit of another kind
    let begins = context.article.tokens[context.article.tokens_in(claim.span)].iter().any(|token| {
        ["start", "starts", "started", "begin", "begins", "began"]
            .contains(&fold(context.article.slice(token.span)).as_str())
    });
    let severity = if top && own.is_some() && !begins { Severity::Warning } else { rule.spec.severity };
    let finding = context
        .finding(rule, claim.span, message)
        .with_severity(severity)
        .with_help(format!("Keep the limit, in the speaker's words or your own: “{}”.", excerpt(&hedge)));
    Some(hedges.into_iter().fold(finding, |finding, hedge| {
        let article = &desk.articles[hedge.member.article];
        let message = format!("{} keeps the limit", outlet(article));
        finding.with_label(Label { text: TextId(hedge.member.article), span: article.raw(hedge.span), message })
    }))
}

/// A limit as it stands within a sentence: “most of”, whatever case it is printed in.
fn within_sentence(limit: &str) -> String {
    let mut letters = limit.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// An utterance that most of its versions limit.
struct Limited<'a> {
    said: &'a Utterance,
    /// The hedges of its versions.
    hedges: Vec<Hedge<'a>>,
    /// The last word of the speaker's name.
    surname: String,
}

/// A hedge in a version.
struct Hedge<'a> {
    member: &'a Member,
    span: Span,
    /// Content words that stand near it, by stem.
    near: FxHashSet<u32>,
    /// Those of its own clause: what it limits is among them.
    clause: FxHashSet<u32>,
}

/// The stretch of a quotation around a limit, up to the marks and coordinators that may part clauses.
fn clause_around(article: &Article, quotation: Span, limit: Span) -> Span {
    const COORDINATORS: [&str; 4] = ["and", "but", "or", "so"];
    let parts = |token: &&Token| match token.kind {
        TokenKind::Punctuation => matches!(article.slice(token.span), "," | ";" | ":" | "." | "?" | "!" | "—" | "–"),
        TokenKind::Word => COORDINATORS.contains(&fold(article.slice(token.span)).as_str()),
        _ => false,
    };
    let tokens = article.tokens.get(article.tokens_in(quotation)).unwrap_or_default();
    let before = tokens.iter().rev().filter(|token| token.span.end <= limit.start).find(parts);
    let after = tokens.iter().filter(|token| token.span.start >= limit.end).find(parts);
    Span::new(
        before.map_or(quotation.start, |token| token.span.end),
        after.map_or(quotation.end, |token| token.span.start),
    )
}

/// A stretch of the outlet's own words that may claim something.
struct Claim {
    span: Span,
    kind: Option<BlockKind>,
    lead: bool,
    /// The name of the source that it is attributed to.
    source: Option<String>,
}

/// Headline, summary, captions, the sentences of the lead, and what is attributed without quotation marks.
fn claims(article: &Article) -> Vec<Claim> {
    let lead = article.lead();
    let mut claims: FxHashMap<Span, Claim> = FxHashMap::default();
    for sentence in &article.sentences {
        let kind = article.blocks.get(sentence.block).map(|block| block.kind);
        let is_lead = lead == Some(sentence.block);
        if is_lead || matches!(kind, Some(BlockKind::Headline | BlockKind::Deck | BlockKind::Caption)) {
            claims.insert(sentence.span, Claim { span: sentence.span, kind, lead: is_lead, source: None });
        }
    }
    for attribution in article.attributions.iter().filter(|a| a.form != Form::Direct) {
        let source = attribution.source_id.and_then(|id| article.source(id)).and_then(|source| source.name.clone());
        let Some(start) = attribution.content.first() else { continue };
        let Some(sentence) = article.sentence_at(start.start) else { continue };
        let kind = article.blocks.get(sentence.block).map(|block| block.kind);
        let claim =
            claims.entry(sentence.span).or_insert(Claim { span: sentence.span, kind, lead: false, source: None });
        claim.source = claim.source.take().or(source);
    }
    let mut claims: Vec<Claim> = claims.into_values().collect();
    claims.sort_by_key(|claim| claim.span);
    claims
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    /// Words that limit how much of the whole is meant.
    extent: Classes,
    /// Whatever weakens a claim.
    hedges: Classes,
    vocabulary: Vocabulary,
}

impl<'a> Reader<'a> {
    fn new(lexicon: &'a Lexicon) -> Self {
        let hedges = lexicon.class("hedges.adverb").or(lexicon.class("hedges.partial"));
        let extent = lexicon.class("hedges.extent");
        Self { lexicon, extent, hedges: hedges.or(extent), vocabulary: Vocabulary::new(lexicon) }
    }

    /// The utterance as limited, if most of its versions limit it.
    fn limited<'u>(&mut self, desk: &Desk<'u>, said: &'u Utterance) -> Option<Limited<'u>> {
        let surname = fold(said.speaker.as_deref()?.rsplit(' ').next()?);
        let mut limited = Limited { said, hedges: Vec::new(), surname };
        for member in &said.members {
            let article = desk.articles.get(member.article)?;
            for span in self.find_all(article, member.span, self.extent) {
                let first = article.token_from(span.start);
                let around = first.saturating_sub(REACH)..(first + REACH + 4).min(article.tokens.len());
                let (mut near, mut clause) = (FxHashSet::default(), FxHashSet::default());
                let own = clause_around(article, member.span, span);
                for token in article.tokens.get(around).unwrap_or_default() {
                    if member.span.contains(token.span) && !span.contains(token.span) {
                        let stems = self.content(article.slice(token.span)).map(|(stem, _)| stem);
                        stems.for_each(|stem| {
                            near.insert(stem);
                            if own.contains(token.span) {
                                clause.insert(stem);
                            }
                        });
                    }
                }
                limited.hedges.push(Hedge { member, span, near, clause });
            }
        }
        let with = |member: &Member| limited.hedges.iter().any(|hedge| hedge.member == member);
        (2 * said.members.iter().filter(|member| with(member)).count() > said.members.len()).then_some(limited)
    }

    /// The words of content that a claim shares with what the utterance limits; none if it limits it itself, or if it is not
    /// about these words of the speaker.
    fn shared(&mut self, article: &Article, claim: &Claim, limited: &Limited) -> Option<FxHashSet<u32>> {
        if !self.find_all(article, claim.span, self.hedges).is_empty() {
            return None;
        }
        let mut by_speaker = claim.source.as_deref().is_some_and(|name| fold(name).ends_with(&limited.surname));
        let (mut shared, mut weight, mut all) = (FxHashSet::default(), 0.0, 0.0);
        let tokens = article.tokens.get(article.tokens_in(claim.span)).unwrap_or_default();
        // what is quoted is not the outlet's own claim
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word && !token.quoted) {
            let word = article.slice(token.span);
            if fold(word) == limited.surname {
                by_speaker = true;
                continue;
            }
            for (stem, telling) in self.content(word) {
                all += telling;
                if limited.hedges.iter().any(|hedge| hedge.near.contains(&stem)) && shared.insert(stem) {
                    weight += telling;
                }
            }
        }
        let much = (shared.len() >= SHARED && weight >= SHARE * all) || shared.len() >= LONG;
        (by_speaker && weight >= WEIGHT && much).then_some(shared)
    }

    /// Stem and weight of the words of content in a word as printed.
    fn content(&mut self, word: &str) -> impl Iterator<Item = (u32, f32)> + use<> {
        let keys = self.vocabulary.keys_of(word).to_vec();
        let vocabulary = &self.vocabulary;
        let content: Vec<_> = keys
            .into_iter()
            .filter(|key| vocabulary.is_content(*key))
            .map(|key| (vocabulary.stem(key), vocabulary.weight(key)))
            .collect();
        content.into_iter()
    }

    /// The entries of some groups within a place, none within another.
    fn find_all(&self, article: &Article, place: Span, of: Classes) -> Vec<Span> {
        let tokens = article.tokens.get(article.tokens_in(place)).unwrap_or_default();
        let word = |at: usize| tokens.get(at).filter(|t| t.kind == TokenKind::Word).map(|t| article.slice(t.span));
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            let len = word(at).and_then(|first| self.lexicon.entry(of, first, |ahead| word(at + ahead)));
            if let Some((first, last)) = len.and_then(|len| tokens.get(at).zip(tokens.get(at + len - 1))) {
                found.push(first.span.union(last.span));
            }
            at += len.unwrap_or(1);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::within_sentence;

    #[test]
    fn a_limit_is_quoted_as_within_a_sentence() {
        assert_eq!(within_sentence("Most of"), "most of");
        assert_eq!(within_sentence("the bulk of"), "the bulk of");
        assert_eq!(within_sentence(""), "");
    }
}
