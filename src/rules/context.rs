//! What a rule may look at, and how it says what it found.

use super::Spelling;
use crate::{
    article::Article,
    diagnostic::{Diagnostic, Label, TextId},
    gazetteer::Gazetteer,
    index::{QuoteIndex, primary::Verification},
    lexicon::{Lexicon, fold},
    rule::{Profile, Rule},
    settings::Settings,
    span::Span,
};

/// One article, with what the desk knows.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its place among the articles of this run.
    pub id: TextId,
    /// Words and their classes.
    pub lexicon: &'a Lexicon,
    /// Names and set phrases that must be spelt right.
    pub gazetteer: &'a Gazetteer,
    /// What the newsroom has set.
    pub settings: &'a Settings,
    /// How much the desk wants to see: a rule may keep its weaker findings for a careful desk.
    pub profile: Profile,
    /// What the rules of spelling share of the article.
    pub spelling: &'a Spelling,
}

/// All articles of a run, with their quotations side by side.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The articles that are checked, sorted by path, then those that they are only held against.
    pub articles: &'a [Article],
    /// Their quotations, those of one utterance together.
    pub index: &'a QuoteIndex,
    /// How their quotations fare against the primary sources.
    pub verification: &'a Verification,
    /// Words and their classes.
    pub lexicon: &'a Lexicon,
    /// Names and set phrases that must be spelt right, for each article.
    pub gazetteers: &'a [&'a Gazetteer],
    /// What the newsroom has set, for each article.
    pub settings: &'a [&'a Settings],
    /// How much the desk wants to see of each article.
    pub profiles: &'a [Profile],
    /// What the rules of spelling share, of each article.
    pub spelling: &'a [Spelling],
}

impl<'a> Desk<'a> {
    /// One of the articles, as a rule of one article sees it.
    pub fn article(&self, id: TextId) -> Context<'a> {
        Context {
            article: &self.articles[id.0],
            id,
            lexicon: self.lexicon,
            gazetteer: self.gazetteers[id.0],
            settings: self.settings[id.0],
            profile: self.profiles[id.0],
            spelling: &self.spelling[id.0],
        }
    }
}

impl Context<'_> {
    /// A finding of a rule at a place of the prose, at the rule's own severity.
    pub fn finding(&self, rule: &Rule, at: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: rule.id.clone(),
            severity: rule.spec.severity,
            message: one_line(message.into()),
            help: None,
            text: self.id,
            span: self.article.raw(at),
            note: None,
            in_quotation: self.article.is_quoted(at.start),
            labels: Vec::new(),
            fix: None,
            details: None,
            slip: None,
            fingerprint: fingerprint(rule, at, self.block(at), &self.article.prose),
        }
    }

    /// A finding of a rule at a place of the file that is not prose.
    pub fn finding_in_file(&self, rule: &Rule, at: Span, message: impl Into<String>) -> Diagnostic {
        let start = Span::new(0, 0);
        Diagnostic {
            span: at,
            in_quotation: false,
            fingerprint: fingerprint(rule, at, at, self.article.text.content()),
            ..self.finding(rule, start, message)
        }
    }

    /// The paragraph of a place, and the place itself where it reaches further.
    fn block(&self, at: Span) -> Span {
        let block = self.article.block_at(at.start).and_then(|block| self.article.blocks.get(block));
        block.map_or(at, |block| block.span.union(at))
    }

    /// A second place of a finding, in this article.
    pub fn label(&self, at: Span, message: impl Into<String>) -> Label {
        Label { text: self.id, span: self.article.raw(at), message: one_line(message.into()) }
    }
}

/// A message in one line, though the words that it quotes may stand in two.
fn one_line(message: String) -> String {
    match message.contains(['\n', '\r', '\t']) {
        true => message.split_whitespace().collect::<Vec<_>>().join(" "),
        false => message,
    }
}

/// Rule, normalised words and the words around them, hashed: no line numbers and no other paragraph, so that edits
/// elsewhere leave it, and a new place of the paragraph, too.
fn fingerprint(rule: &Rule, at: Span, block: Span, text: &str) -> String {
    let from = text.floor_char_boundary(at.start.saturating_sub(40)).max(block.start);
    let to = text.ceil_char_boundary((at.end + 40).min(text.len())).min(block.end);
    let around = fold(Span::new(from, to).of(text));
    let words = around.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    // FNV-1a, 64 bits: stable across versions and machines, unlike the hashers of the standard library
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut feed = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    feed(&rule.id);
    feed(&fold(at.of(text)));
    words.for_each(feed);
    format!("{hash:016x}")
}
