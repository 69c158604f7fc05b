//! What the page shows of each article, and under which names it links to it.

use std::collections::HashMap;

use super::Limits;
use crate::{
    article::Article,
    diagnostic::TextId,
    report::{Run, told::Told, totals::Totals},
    span::Span,
};

/// The articles of a page.
pub(super) struct Sheets<'a> {
    /// Those that are shown, in their order.
    pub(super) shown: Vec<Sheet<'a>>,
    /// Those that there is no room for, with what was found in them.
    pub(super) left_out: Vec<(&'a Article, Totals)>,
    places: HashMap<usize, usize>,
}

/// One article as the page shows it.
pub(super) struct Sheet<'a> {
    /// Its place among the articles.
    pub(super) at: usize,
    pub(super) article: &'a Article,
    pub(super) totals: Totals,
    /// The findings, in order.
    pub(super) findings: Vec<Finding<'a>>,
    /// How many more there is no room for.
    pub(super) more: usize,
    /// Which blocks there is room for.
    pub(super) has_room: Vec<bool>,
}

/// A finding with its number in the article.
pub(super) struct Finding<'a> {
    pub(super) told: Told<'a>,
    /// From 1.
    pub(super) number: usize,
    /// Where it stands in the copy, block by block; none: somewhere else in the file.
    pub(super) places: Vec<Stand>,
}

/// A place in the copy of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    /// Place of its block in [`Article::blocks`].
    pub(super) block: usize,
    /// Its words in the prose.
    pub(super) span: Span,
}

impl<'a> Sheets<'a> {
    /// What a run has to show, within limits.
    pub(super) fn of(run: &'a Run<'a>, mut limits: Limits) -> Sheets<'a> {
        let checked = run.outcome.checked();
        let mut order: Vec<usize> = (0..checked.len()).collect();
        order.sort_by_key(|at| run.findings_of(TextId(*at)).is_empty());
        let spare = order.split_off(limits.articles.min(order.len()));
        order.sort_unstable();
        let shown: Vec<Sheet> =
            order.iter().filter_map(|at| Some(Sheet::of(run, *at, checked.get(*at)?, &mut limits))).collect();
        let totals = |at: usize| Totals::of_article(run.outcome, at, run.findings_of(TextId(at)));
        let left_out = spare.iter().filter_map(|at| Some((checked.get(*at)?, totals(*at)))).collect();
        let places = shown.iter().enumerate().map(|(place, sheet)| (sheet.at, place)).collect();
        Sheets { shown, left_out, places }
    }

    /// The name of the block that holds a place of a file, if the page shows it.
    pub(super) fn link(&self, text: TextId, raw: Span) -> Option<String> {
        let sheet = self.shown.get(*self.places.get(&text.0)?)?;
        let Stand { block, .. } = *stands(sheet.article, raw).first()?;
        sheet.has_room.get(block).copied().unwrap_or(false).then(|| sheet.name('b', block))
    }
}

impl<'a> Sheet<'a> {
    fn of(run: &'a Run<'a>, at: usize, article: &'a Article, limits: &mut Limits) -> Sheet<'a> {
        let all = run.findings_of(TextId(at));
        let room = all.len().min(limits.findings);
        limits.findings -= room;
        let findings: Vec<Finding> = all[..room]
            .iter()
            .filter_map(|finding| run.tell(finding))
            .enumerate()
            .map(|(at, told)| Finding { places: stands(article, told.finding.span), told, number: at + 1 })
            .collect();
        let mut has_room = vec![false; article.blocks.len()];
        for place in findings.iter().flat_map(|finding| &finding.places) {
            has_room[place.block] = true;
        }
        for (block, room) in article.blocks.iter().zip(&mut has_room).filter(|(_, room)| !**room) {
            *room = block.span.len() <= limits.copy;
            limits.copy -= if *room { block.span.len() } else { 0 };
        }
        let totals = Totals::of_article(run.outcome, at, all);
        Sheet { at, article, totals, findings, more: all.len() - room, has_room }
    }

    /// What a part of the section is called: `f` a finding in the list, `m` its mark in the copy, `n` its note in the
    /// margin, `v` its versions, `b` a block.
    pub(super) fn name(&self, part: char, number: usize) -> String {
        format!("a{}-{part}{number}", self.at + 1)
    }

    /// The name of the section.
    pub(super) fn id(&self) -> String {
        format!("a{}", self.at + 1)
    }

    /// The name of one of its headings.
    pub(super) fn heading(&self, part: &str) -> String {
        format!("a{}-{part}", self.at + 1)
    }

    /// The line of an offset of the file, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.article.text.position(offset).line
    }
}

/// Where a place of the file stands in the copy: in one block, or in each of those that it runs through.
fn stands(article: &Article, raw: Span) -> Vec<Stand> {
    let stand = |at: usize| {
        let block = article.blocks.get(at)?;
        Some(Stand { block: at, span: article.map.prose(raw, block.span)? })
    };
    let next = article.blocks.partition_point(|block| block.raw.start <= raw.start);
    let near = (0..next).rev().take(8).filter(|at| {
        let block = article.blocks[*at].raw;
        block.start <= raw.start && raw.start < block.end.max(block.start + 1)
    });
    let Some(first) = near.into_iter().find_map(stand) else { return Vec::new() };
    let after = (next..article.blocks.len()).take_while(|at| article.blocks[*at].raw.start < raw.end);
    std::iter::once(first).chain(after.filter_map(stand)).collect()
}
