//! What is not the article inside the element that holds it: lists of links, boxes, forms.

use super::{
    choose::{Strictness, by_words},
    hint::Hints,
    tag::Tag,
    tree::{Element, Page, Sums},
};
use crate::article::Aside;

/// What an element is to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A part of it.
    Kept,
    /// Headline or byline, wherever it stands.
    Told,
    /// Not a part of it, and why.
    Aside(Aside),
}

/// The longest row of buttons that pass an article on.
pub(super) const SHARE: u32 = 500;
/// With so many commas, a box holds running text.
const COMMAS: u32 = 10;

/// Decides for every element, from the inside out, so that what has been set aside no longer counts around it.
pub(super) fn clean(
    page: &Page,
    surroundings: &[Surroundings],
    roots: &[usize],
    struck: &[Option<Verdict>],
    strictness: Strictness,
) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> =
        struck.iter().map(|verdict| verdict.unwrap_or(Verdict::Aside(Aside::Outside))).collect();
    for root in roots {
        let past = page.elements.get(*root).map_or(*root, |element| element.past);
        let mut cleaner = Cleaner { surroundings, sums: vec![Sums::default(); past - root], root: *root, strictness };
        let own = cleaner.run(page, past, struck);
        for (at, own) in (*root..past).zip(own) {
            // what is set aside takes along all that stands in it
            let around = page.elements.get(at).filter(|_| at > *root).and_then(|element| verdicts.get(element.parent));
            let takes = |around: &Verdict| *around != Verdict::Kept && own != Verdict::Told;
            let verdict = around.copied().filter(takes).unwrap_or(own);
            if let Some(slot) = verdicts.get_mut(at) {
                *slot = verdict;
            }
        }
    }
    verdicts
}

struct Cleaner<'a> {
    surroundings: &'a [Surroundings],
    /// What stands in the elements inside each element and has not been set aside.
    sums: Vec<Sums>,
    root: usize,
    strictness: Strictness,
}

impl Cleaner<'_> {
    fn run(&mut self, page: &Page, past: usize, struck: &[Option<Verdict>]) -> Vec<Verdict> {
        let mut verdicts = vec![Verdict::Kept; past - self.root];
        for at in (self.root..past).rev() {
            let Some(element) = page.elements.get(at) else { continue };
            let mut sums = self.sums.get(at - self.root).copied().unwrap_or_default();
            sums.add(&element.own);
            let own = match struck.get(at).copied().flatten() {
                Some(verdict) => verdict,
                None if at == self.root => Verdict::Kept,
                None => self.judge(at, element, &sums).map_or(Verdict::Kept, Verdict::Aside),
            };
            if let Some(verdict) = verdicts.get_mut(at - self.root) {
                *verdict = own;
            }
            let around = element.parent.checked_sub(self.root).filter(|_| own == Verdict::Kept && at > self.root);
            if let Some(around) = around.and_then(|around| self.sums.get_mut(around)) {
                around.add(&sums.counted_for(element.tag));
            }
        }
        verdicts
    }

    fn judge(&self, at: usize, element: &Element, sums: &Sums) -> Option<Aside> {
        let hints = element.hints;
        match element.tag {
            Tag::Aside => return Some(Aside::Beside),
            Tag::Heading(1 | 2) if hints.weight() < 0 => return by_words(hints).or(Some(Aside::Margin)),
            _ => {}
        }
        if hints.any(Hints::SHARE) && sums.text < SHARE {
            return Some(Aside::Share);
        }
        if self.strictness == Strictness::Loose {
            return None;
        }
        let around = self.surroundings.get(at).copied().unwrap_or_default();
        match element.tag {
            Tag::Form | Tag::Fields if is_box(around, element, sums) => Some(Aside::Form),
            Tag::Table if !around.data && is_box(around, element, sums) => Some(Aside::Links),
            Tag::List | Tag::Division if !around.data && is_box(around, element, sums) => {
                Some(by_words(hints).unwrap_or(Aside::Links))
            }
            _ => None,
        }
    }
}

/// Whether an element is a box beside the text: links, pictures, fields to fill in, but little running text.
fn is_box(around: Surroundings, element: &Element, sums: &Sums) -> bool {
    let weight = element.hints.weight();
    if weight < 0 {
        return true;
    }
    if sums.commas >= COMMAS || around.code {
        return false;
    }
    let figure = around.figure;
    let density = sums.link_density();
    let listing = element.tag == Tag::List || sums.text > 0 && sums.listed * 10 > sums.text * 9;
    let part = |part: u32| if sums.text == 0 { 0.0 } else { part as f32 / sums.text as f32 };
    let pictures = !figure && sums.pictures > 1 && sums.paragraphs * 2 < sums.pictures;
    let items = !listing && sums.items > 100 + sums.paragraphs;
    let fields = sums.inputs > sums.paragraphs / 3;
    let scrap = !listing
        && !figure
        && part(sums.heading) < 0.9
        && sums.text < 25
        && (sums.pictures == 0 || sums.pictures > 2)
        && density > 0.0;
    let links = if weight > 0 { density > 0.5 } else { !listing && density > 0.2 };
    let films = sums.embeds > 0 && sums.text < 75;
    let empty = sums.text == 0 && sums.pictures == 0;
    pictures || items || fields || scrap || links || films || empty
}

/// What an element stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// Code, or lines that are laid out as they stand.
    code: bool,
    /// Code alone, or it is some.
    pub(super) program: bool,
    figure: bool,
    /// A table of data, or it is one.
    pub(super) data: bool,
}

/// What each element of a page stands in.
pub(super) fn surroundings(page: &Page) -> Vec<Surroundings> {
    let data = data_tables(page);
    let mut all: Vec<Surroundings> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let mut own = all.get(element.parent).copied().unwrap_or_default();
        if let Some(parent) = page.elements.get(element.parent) {
            own.code |= matches!(parent.tag, Tag::Code | Tag::Preformatted);
            own.figure |= parent.tag == Tag::Figure;
        }
        own.program |= element.tag == Tag::Code;
        own.data |= data.get(at) == Some(&true);
        all.push(own);
    }
    all
}

/// Which elements are tables that hold data rather than lay out the page.
fn data_tables(page: &Page) -> Vec<bool> {
    /// What a table has of its own.
    #[derive(Default, Clone, Copy)]
    struct Table {
        rows: usize,
        cells: usize,
        captioned: bool,
        nests: bool,
    }
    let mut tables: Vec<Table> = vec![Table::default(); page.elements.len()];
    // the nearest table around each element
    let mut nearest: Vec<Option<usize>> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let parent = element.parent;
        let is_table = parent != at && page.elements.get(parent).is_some_and(|parent| parent.tag == Tag::Table);
        let own = if is_table { Some(parent) } else { nearest.get(parent).copied().flatten() };
        nearest.push(own);
        let Some(table) = own.and_then(|own| tables.get_mut(own)) else { continue };
        match element.tag {
            Tag::Table => table.nests = true,
            Tag::Caption => table.captioned = true,
            Tag::Row => table.rows += 1,
            Tag::Cell => table.cells += 1,
            _ => {}
        }
    }
    let is_data = |(element, table): (&Element, &Table)| {
        let columns = table.cells.div_ceil(table.rows.max(1));
        let grid = columns > 1 && table.rows > 1 && (table.rows >= 10 || columns > 4 || table.cells > 10);
        element.tag == Tag::Table && !element.hints.any(Hints::LAYOUT) && !table.nests && (table.captioned || grid)
    };
    page.elements.iter().zip(&tables).map(is_data).collect()
}
