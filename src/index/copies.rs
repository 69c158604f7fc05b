//! Outlets that print one text: the copy of an agency, or the same long passages. What they print alike counts once.

use std::{
    cell::RefCell,
    hash::{Hash, Hasher},
};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::Member;
use crate::{
    align::normal_form,
    article::{Article, BlockKind, TokenKind},
    lexicon::{Lexicon, fold},
    span::Span,
};

/// How far into the story the credit of an agency stands, in bytes.
const CREDIT: usize = 120;
/// Words in a row that two writers do not choose alike by chance.
const RUN: usize = 12;
/// Words of such runs from which on two articles are one text in long passages.
const MUCH: usize = 40;

/// What makes two articles one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bond {
    /// Both credit one agency; its name, as the first of them prints it.
    Agency(String),
    /// Long passages are the same, word by word.
    Passages,
}

/// Versions of an utterance that are one version printed by several outlets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reprint {
    /// Why they are one.
    pub bond: Bond,
    /// Places of the versions, two at least; the first stands for all.
    pub places: Vec<usize>,
}

/// Which articles of a run print one text; worked out for the pairs that are asked for.
pub struct Copies<'a> {
    articles: &'a [Article],
    lexicon: &'a Lexicon,
    bonds: RefCell<FxHashMap<(usize, usize), Option<Bond>>>,
    runs: RefCell<FxHashMap<usize, FxHashSet<u64>>>,
}

impl<'a> Copies<'a> {
    /// Of some articles.
    pub fn new(articles: &'a [Article], lexicon: &'a Lexicon) -> Self {
        Self { articles, lexicon, bonds: RefCell::default(), runs: RefCell::default() }
    }

    /// The versions that stand in several outlets because one agency, or one of them, wrote the copy. Only the same words
    /// are one version.
    pub fn of(&self, members: &[&Member]) -> Vec<Reprint> {
        let words = |member: &Member| self.articles.get(member.article).map(|a| normal_form(a.slice(member.span)));
        let wordings: Vec<Option<String>> = members.iter().map(|member| words(member)).collect();
        let mut copies: Vec<Reprint> = Vec::new();
        let mut first_of: Vec<usize> = (0..members.len()).collect();
        for at in 1..members.len() {
            let same = (0..at).find_map(|before| {
                let alike = first_of[before] == before && wordings[before] == wordings[at];
                let bond = if alike { self.bond(members[before].article, members[at].article) } else { None };
                Some((before, bond?))
            });
            let Some((first, bond)) = same else { continue };
            first_of[at] = first;
            match copies.iter_mut().find(|copy| copy.bond == bond && copy.places.first() == Some(&first)) {
                Some(copy) => copy.places.push(at),
                None => copies.push(Reprint { bond, places: vec![first, at] }),
            }
        }
        copies
    }

    fn bond(&self, a: usize, b: usize) -> Option<Bond> {
        if a == b {
            return None;
        }
        let key = (a.min(b), a.max(b));
        if let Some(known) = self.bonds.borrow().get(&key) {
            return known.clone();
        }
        let agencies = |at: usize| self.articles.get(at).map_or_else(Vec::new, |one| agencies(one, self.lexicon));
        let theirs = agencies(key.1);
        let shared = agencies(key.0).into_iter().find(|own| theirs.iter().any(|other| other.key == own.key));
        let bond = match shared {
            Some(agency) => Some(Bond::Agency(agency.printed)),
            None => (self.shared(key.0, key.1) >= MUCH).then_some(Bond::Passages),
        };
        self.bonds.borrow_mut().insert(key, bond.clone());
        bond
    }

    /// Words of the one article that stand in runs which the other one has, too.
    fn shared(&self, a: usize, b: usize) -> usize {
        let Some((one, other)) = self.articles.get(a).zip(self.articles.get(b)) else { return 0 };
        let mut runs = self.runs.borrow_mut();
        let known = runs.entry(a).or_insert_with(|| {
            let words = own_words(one);
            words.windows(RUN).filter(|run| is_whole(run)).map(hash).collect()
        });
        let words = own_words(other);
        let (mut shared, mut covered) = (0, 0);
        for (at, run) in words.windows(RUN).enumerate() {
            if is_whole(run) && known.contains(&hash(run)) {
                shared += at + RUN - covered.max(at);
                covered = at + RUN;
            }
        }
        shared
    }
}

/// The words of an article outside quotation marks, hashed, with their blocks; a quotation is one word that is none.
fn own_words(article: &Article) -> Vec<(u64, usize)> {
    let words = article.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    let hashed = words.map(|token| {
        let mut hasher = FxHasher::default();
        fold(article.slice(token.span)).hash(&mut hasher);
        (if token.quoted { 0 } else { hasher.finish().max(1) }, token.block)
    });
    hashed.collect()
}

/// Whether a run lies in one block, and outside quotation marks.
fn is_whole(run: &[(u64, usize)]) -> bool {
    run.iter().all(|(word, _)| *word != 0) && run.first().map(|w| w.1) == run.last().map(|w| w.1)
}

fn hash(run: &[(u64, usize)]) -> u64 {
    let mut hasher = FxHasher::default();
    run.iter().for_each(|(word, _)| hasher.write_u64(*word));
    hasher.finish()
}

/// An agency that an article credits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// What it is known by, whatever the case.
    pub key: String,
    /// Its name as printed.
    pub printed: String,
}

/// The agencies that an article credits: in its byline, dateline or credits, or at the very start of the story.
pub fn agencies(article: &Article, lexicon: &Lexicon) -> Vec<Agency> {
    let class = lexicon.class("media.agency");
    let lead = article.blocks.iter().find(|block| block.kind == BlockKind::Paragraph).map(|block| block.span);
    let credit = |kind: BlockKind| matches!(kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Credit);
    let blocks = article.blocks.iter().filter(|block| credit(block.kind)).map(|block| article.slice(block.span));
    let start = lead.map(|span| {
        let end = article.prose.floor_char_boundary(span.end.min(span.start + CREDIT));
        article.slice(Span::new(span.start, end))
    });
    let texts = blocks.chain(start).chain(article.meta.byline.as_deref());
    let mut found = Vec::new();
    for text in texts {
        let words: Vec<&str> =
            text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| !w.is_empty()).collect();
        for (at, word) in words.iter().enumerate() {
            let rest = |i: usize| words.get(at + i).copied();
            if let Some(len) = lexicon.entry(class, word, rest) {
                let printed = words[at..at + len].join(" ");
                found.push(Agency { key: fold(&printed), printed });
            }
        }
    }
    found
}
