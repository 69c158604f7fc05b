//! Outlets that print one text: the copy of an agency, or the same long passages. What they print alike counts once.

use std::{
    cell::RefCell,
    hash::{Hash, Hasher},
};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::{
    Desk,
    versions::{Other, Own, listed, outlet},
};
use crate::{
    align::normal_form,
    article::{Article, BlockKind, TokenKind},
    index::Member,
    lexicon::fold,
    span::Span,
};

/// How far into the story the credit of an agency stands, in bytes.
const CREDIT: usize = 120;
/// Words in a row that two writers do not choose alike by chance.
const RUN: usize = 12;
/// Words of such runs from which on two articles are one text in long passages.
const MUCH: usize = 40;

/// What makes two articles one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// Both credit one agency.
    Agency,
    /// Long passages are the same, word by word.
    Passages,
}

/// Which articles of a run print one text; worked out for the pairs that are asked for.
pub(super) struct Copies<'a> {
    desk: Desk<'a>,
    bonds: RefCell<FxHashMap<(usize, usize), Option<Bond>>>,
    runs: RefCell<FxHashMap<usize, FxHashSet<u64>>>,
}

/// Versions of an utterance that are one version printed by several outlets.
pub(super) struct Repeated {
    /// How many versions only repeat another one.
    pub(super) count: usize,
    /// Which outlets print the same copy, in a sentence of its own; none if there are none.
    pub(super) note: Option<String>,
}

impl<'a> Copies<'a> {
    pub(super) fn new(desk: &Desk<'a>) -> Self {
        Self { desk: *desk, bonds: RefCell::default(), runs: RefCell::default() }
    }

    /// The versions that stand in several outlets because one agency, or one of them, wrote the copy.
    pub(super) fn repeated(&self, own: &Own, others: &[Other]) -> Repeated {
        let members: Vec<&Member> =
            std::iter::once(own.member).chain(others.iter().map(|other| other.member)).collect();
        let words = |member: &Member| self.desk.articles.get(member.article).map(|a| normal_form(a.slice(member.span)));
        let wordings: Vec<Option<String>> = members.iter().map(|member| words(member)).collect();
        let mut sets: Vec<(Bond, Vec<usize>)> = Vec::new();
        let mut first_of: Vec<usize> = (0..members.len()).collect();
        for at in 1..members.len() {
            let same = (0..at).find_map(|before| {
                let alike = first_of[before] == before && wordings[before] == wordings[at];
                let bond = if alike { self.bond(members[before].article, members[at].article) } else { None };
                Some((before, bond?))
            });
            let Some((first, bond)) = same else { continue };
            first_of[at] = first;
            match sets.iter_mut().find(|(known, set)| *known == bond && set.first() == Some(&first)) {
                Some((_, set)) => set.push(at),
                None => sets.push((bond, vec![first, at])),
            }
        }
        let told: Vec<String> = sets
            .iter()
            .map(|(bond, set)| {
                let names: Vec<&str> = set.iter().map(|at| outlet(&self.desk.articles[members[*at].article])).collect();
                match bond {
                    Bond::Agency => format!("{} print the same agency copy, which counts once.", listed(&names)),
                    Bond::Passages => {
                        format!("{} print the same text in long passages, and count once.", listed(&names))
                    }
                }
            })
            .collect();
        Repeated {
            count: sets.iter().map(|(_, set)| set.len() - 1).sum(),
            note: (!told.is_empty()).then(|| told.join(" ")),
        }
    }

    fn bond(&self, a: usize, b: usize) -> Option<Bond> {
        let key = (a.min(b), a.max(b));
        if let Some(known) = self.bonds.borrow().get(&key) {
            return *known;
        }
        let theirs = agencies(&self.desk, b);
        let bond = if agencies(&self.desk, a).iter().any(|agency| theirs.contains(agency)) {
            Some(Bond::Agency)
        } else {
            (self.shared(key.0, key.1) >= MUCH).then_some(Bond::Passages)
        };
        self.bonds.borrow_mut().insert(key, bond);
        bond
    }

    /// Words of the one article that stand in runs which the other one has, too.
    fn shared(&self, a: usize, b: usize) -> usize {
        let Some((one, other)) = self.desk.articles.get(a).zip(self.desk.articles.get(b)) else { return 0 };
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

/// The agencies that an article credits: in its byline, dateline or credits, or at the very start of the story.
pub(super) fn agencies(desk: &Desk, article: usize) -> Vec<String> {
    let Some(article) = desk.articles.get(article) else { return Vec::new() };
    let class = desk.lexicon.class("media.agency");
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
            if let Some(len) = desk.lexicon.entry(class, word, rest) {
                found.push(fold(&words[at..at + len].join(" ")));
            }
        }
    }
    found
}
