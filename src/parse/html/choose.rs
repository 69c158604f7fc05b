//! Where the article stands in a page: the element in which most of the running text is gathered.
//!
//! Every paragraph speaks for the elements around it, the more the longer it is and the more commas it has: menus and lists
//! of headlines have few. What is mostly links speaks for nothing.

use super::{
    clean::{self, Surroundings, Verdict},
    hint::Hints,
    run::Run,
    tag::Tag,
    tree::{Element, Page},
};
use crate::article::Aside;

/// The shortest paragraph that speaks for anything.
const PARAGRAPH: u32 = 25;
/// How many elements around a paragraph it speaks for.
const LEVELS: usize = 5;
/// What a word in its class is worth to an element.
const WORD: f32 = 25.0;
/// Less text than this, and the page is read again with less strictness.
const ENOUGH: u32 = 500;
/// A paragraph beside the article that belongs to it is no shorter.
const BESIDE: u32 = 80;

/// How strictly what does not look like an article is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strictness {
    /// Nothing is cleaned out of what was chosen.
    Loose,
    /// Classes set nothing aside.
    Fair,
    Full,
}

/// What each element of a page is to the article. `claimed`: the elements of headline and byline, which are read already.
pub(super) fn choose(page: &Page, around: &[Surroundings], runs: &[Run], claimed: &[usize]) -> Vec<Verdict> {
    let mut best: Option<(u32, Vec<Verdict>)> = None;
    for strictness in [Strictness::Full, Strictness::Fair, Strictness::Loose] {
        let mut struck = strike(page, strictness);
        for claim in claimed {
            let past = page.elements.get(*claim).map_or(0, |element| element.past);
            struck.get_mut(*claim..past).unwrap_or_default().fill(Some(Verdict::Told));
        }
        let roots = roots(page, runs, &struck);
        let verdicts = clean::clean(page, around, &roots, &struck, strictness);
        let kept = |run: &&Run| verdicts.get(run.block) == Some(&Verdict::Kept);
        // a list of links is no article, however long it is
        let text = runs.iter().filter(kept).map(|run| run.text - run.linked.min(run.text)).sum();
        if best.as_ref().is_none_or(|(most, _)| text > *most) {
            best = Some((text, verdicts));
        }
        if text >= ENOUGH {
            break;
        }
    }
    best.map(|(_, verdicts)| verdicts).unwrap_or_default()
}

/// Sets aside what tags, roles and classes say is not the article.
fn strike(page: &Page, strictness: Strictness) -> Vec<Option<Verdict>> {
    let mut struck: Vec<Option<Verdict>> = Vec::with_capacity(page.elements.len());
    // up to where elements stand in a table or in code: classes there are not the page's
    let mut inside = 0;
    for (at, element) in page.elements.iter().enumerate() {
        let around = struck.get(element.parent).copied().flatten();
        let quoted = page.elements.get(element.parent).is_some_and(|parent| parent.tag == Tag::Quotation);
        // below a quotation stands who said it
        let footer = (element.tag == Tag::Footer && !quoted).then_some(Verdict::Aside(Aside::Margin));
        let around = around.or(footer);
        let by_class = strictness == Strictness::Full && at >= inside;
        struck.push(around.or_else(|| own_aside(element, by_class).map(Verdict::Aside)));
        if matches!(element.tag, Tag::Table | Tag::Code) {
            inside = inside.max(element.past);
        }
    }
    struck
}

/// Why an element is not the article, as far as it tells itself.
fn own_aside(element: &Element, by_class: bool) -> Option<Aside> {
    let hints = element.hints;
    match element.tag {
        Tag::Html | Tag::Body | Tag::Article | Tag::Main => return None,
        Tag::Navigation => return Some(Aside::Navigation),
        Tag::Control => return Some(Aside::Form),
        Tag::Dialog => return Some(Aside::Notice),
        _ if hints.any(Hints::BESIDE) => return Some(Aside::Beside),
        Tag::Link => return None,
        _ => {}
    }
    // what is called an article's part all the same is one, unless it is mostly links
    let kept = hints.any(Hints::KEEP) && element.sums.link_density() < 0.5;
    if !by_class || !hints.any(Hints::ASIDE) || kept {
        return None;
    }
    // the buttons are few words; a long text with such a word in its name is what they pass on
    by_words(hints).filter(|aside| *aside != Aside::Share || element.sums.text < clean::SHARE)
}

/// What the words of a class call an element that is not the article.
pub(super) fn by_words(hints: Hints) -> Option<Aside> {
    const BY_WORDS: [(Hints, Aside); 8] = [
        (Hints::NAVIGATION, Aside::Navigation),
        (Hints::COMMENTS, Aside::Comments),
        (Hints::SHARE, Aside::Share),
        (Hints::RELATED, Aside::Related),
        (Hints::CONSENT, Aside::Notice),
        (Hints::ADVERTISEMENT, Aside::Advertisement),
        (Hints::PROMOTION, Aside::Promotion),
        (Hints::MARGIN, Aside::Margin),
    ];
    BY_WORDS.into_iter().find(|(of, _)| hints.any(*of)).map(|(_, aside)| aside)
}

/// What an element is worth before anything speaks for it.
fn worth(element: &Element) -> f32 {
    let own = match element.tag {
        Tag::Division => 5.0,
        Tag::Preformatted | Tag::Cell | Tag::Quotation => 3.0,
        Tag::Address | Tag::List | Tag::Definitions | Tag::Definition | Tag::Item | Tag::Form => -3.0,
        Tag::Heading(_) => -5.0,
        _ => 0.0,
    };
    own + f32::from(element.hints.weight()) * WORD + if element.hints.any(Hints::BODY) { 2.0 * WORD } else { 0.0 }
}

/// What a paragraph is worth to what it stands in.
fn speaks(run: &Run) -> f32 {
    1.0 + run.commas as f32 + (run.text / 100).min(3) as f32
}

/// The elements that are the article: the one with most, and those beside it that go with it.
fn roots(page: &Page, runs: &[Run], struck: &[Option<Verdict>]) -> Vec<usize> {
    let mut scores: Vec<Option<f32>> = vec![None; page.elements.len()];
    for run in runs.iter().filter(|run| run.text >= PARAGRAPH) {
        let Some(block) = page.elements.get(run.block) else { continue };
        let first = match block.tag {
            _ if struck.get(run.block).copied().flatten().is_some() => continue,
            Tag::Item | Tag::Definition | Tag::Caption | Tag::List | Tag::Heading(1) => continue,
            tag if tag.is_paragraph() || tag == Tag::Division && run.alone => block.parent,
            _ => run.block,
        };
        for (level, around) in page.around(first).take(LEVELS).enumerate() {
            let divisor = match level {
                0 => 1.0,
                1 => 2.0,
                level => level as f32 * 3.0,
            };
            let (Some(element), Some(score)) = (page.elements.get(around), scores.get_mut(around)) else { break };
            *score.get_or_insert_with(|| worth(element)) += speaks(run) / divisor;
        }
    }
    let dense = |at: usize| page.elements.get(at).map_or(1.0, |element| element.sums.link_density());
    for (at, score) in scores.iter_mut().enumerate() {
        *score = score.map(|score| score * (1.0 - dense(at)));
    }
    let mut ranked: Vec<usize> = (0..scores.len()).filter(|at| scores.get(*at).is_some_and(Option::is_some)).collect();
    ranked.sort_by(|a, b| score(&scores, *b).total_cmp(&score(&scores, *a)).then(a.cmp(b)));
    ranked.truncate(5);
    let Some(top) = ranked.first().copied() else { return whole(page, struck) };
    let top = climb(page, &scores, struck, gather(page, &scores, top, &ranked));
    beside(page, &scores, struck, top)
}

fn score(scores: &[Option<f32>], at: usize) -> f32 {
    scores.get(at).copied().flatten().unwrap_or(f32::MIN)
}

/// A page without a single paragraph is the article as a whole.
fn whole(page: &Page, struck: &[Option<Verdict>]) -> Vec<usize> {
    let body = page.elements.iter().position(|element| element.tag == Tag::Body).unwrap_or(0);
    if struck.get(body).is_some_and(Option::is_some) { Vec::new() } else { vec![body] }
}

/// Where several elements are worth nearly as much, the article is what holds them all.
fn gather(page: &Page, scores: &[Option<f32>], top: usize, ranked: &[usize]) -> usize {
    let rivals: Vec<usize> =
        ranked.iter().skip(1).copied().filter(|at| score(scores, *at) >= 0.75 * score(scores, top)).collect();
    let is_body = |at: usize| page.elements.get(at).is_none_or(|element| matches!(element.tag, Tag::Html | Tag::Body));
    let around = page.around(top).skip(1).take_while(|at| !is_body(*at));
    let holds_three =
        |at: &usize| rivals.iter().filter(|rival| **rival != *at && page.holds(*at, **rival)).count() >= 3;
    around.into_iter().find(holds_three).unwrap_or(top)
}

/// From an element to one around it that is worth more, or that holds nothing else.
fn climb(page: &Page, scores: &[Option<f32>], struck: &[Option<Verdict>], top: usize) -> usize {
    let tag = |at: usize| page.elements.get(at).map_or(Tag::Html, |element| element.tag);
    let is_body = |at: usize| matches!(tag(at), Tag::Html | Tag::Body);
    let mut chosen = top;
    let (mut last, least) = (score(scores, top), score(scores, top) / 3.0);
    for around in page.around(top).skip(1).take_while(|at| !is_body(*at)) {
        let Some(Some(own)) = scores.get(around) else { continue };
        if *own < least {
            break;
        }
        if *own > last {
            chosen = around;
            break;
        }
        last = *own;
    }
    while let Some(parent) = page.elements.get(chosen).map(|element| element.parent).filter(|parent| !is_body(*parent))
        && is_alone(page, struck, parent, chosen)
    {
        chosen = parent;
    }
    chosen
}

/// Whether an element holds no other text than one of the elements in it does, but for what is set aside.
fn is_alone(page: &Page, struck: &[Option<Verdict>], parent: usize, child: usize) -> bool {
    let Some(around) = page.elements.get(parent).filter(|around| around.own.text == 0) else { return false };
    let mut at = parent + 1;
    while let Some(element) = page.elements.get(at).filter(|_| at < around.past) {
        if at != child && element.sums.text > 0 && struck.get(at).copied().flatten().is_none() {
            return false;
        }
        at = element.past;
    }
    true
}

/// The chosen element, and those beside it that are worth a good part of it, or are paragraphs.
fn beside(page: &Page, scores: &[Option<f32>], struck: &[Option<Verdict>], top: usize) -> Vec<usize> {
    let Some(chosen) = page.elements.get(top) else { return Vec::new() };
    let Some(parent) = page.elements.get(chosen.parent).filter(|_| top != chosen.parent) else { return vec![top] };
    let best = score(scores, top).max(0.0);
    let least = (best * 0.2).max(10.0);
    let mut roots = Vec::new();
    let mut at = chosen.parent + 1;
    while let Some(element) = page.elements.get(at).filter(|_| at < parent.past) {
        let same = chosen.hints == element.hints && element.hints.weight() > 0;
        let own = score(scores, at) + if same { best * 0.2 } else { 0.0 };
        let density = element.sums.link_density();
        let paragraph = element.tag == Tag::Paragraph
            && if element.sums.text > BESIDE { density < 0.25 } else { element.sums.text > 0 && density == 0.0 };
        if at == top || struck.get(at).copied().flatten().is_none() && (own >= least || paragraph) {
            roots.push(at);
        }
        at = element.past;
    }
    roots
}
