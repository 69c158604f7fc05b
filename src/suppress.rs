//! What the desk lets stand: which findings a `stet` is about, and which stets are about nothing.

use crate::{
    article::{Article, Stet},
    diagnostic::{Diagnostic, TextId},
    rule::selects,
    rules::{Fate, Fates, ReadyRule, RuleBook},
    span::Span,
};

/// The stets of one article, laid out for looking up those about a place.
#[derive(Debug)]
pub struct Stets<'a> {
    article: &'a Article,
    /// Of a paragraph each, as places in the article's list, in the order of what they cover.
    narrow: Vec<usize>,
    /// Of a stretch or the whole article.
    wide: Vec<usize>,
}

impl<'a> Stets<'a> {
    /// Those of an article.
    pub fn of(article: &'a Article) -> Stets<'a> {
        let followed = article.stets.iter().enumerate().filter(|(_, stet)| stet.flaw.is_none());
        // what lies within one block never reaches into another
        let is_block = |span: Span| {
            let at = article.blocks.partition_point(|block| block.raw.start < span.start);
            article.blocks.get(at).is_some_and(|block| block.raw == span)
        };
        let (mut narrow, wide): (Vec<usize>, Vec<usize>) =
            followed.map(|(at, _)| at).partition(|at| article.stets.get(*at).is_some_and(|s| is_block(s.covers)));
        narrow.sort_by_key(|at| article.stets.get(*at).map(|stet| stet.covers));
        Stets { article, narrow, wide }
    }

    /// Each only once: those that say the same of the same stretch let nothing more stand.
    #[must_use]
    fn once(mut self) -> Stets<'a> {
        let said = |at: &usize| self.article.stets.get(*at).map(|stet| (stet.covers, &stet.rules, &stet.words));
        for list in [&mut self.narrow, &mut self.wide] {
            list.sort_by_key(said);
            list.dedup_by_key(|at| said(at));
        }
        self
    }

    /// Each stet that lets a finding of this article stand, as its place in the list, and which of its rules does.
    pub fn about(&self, finding: &Diagnostic) -> impl Iterator<Item = (usize, usize)> {
        let at = finding.span.start;
        let stet = |place: &usize| self.article.stets.get(*place);
        let next = self.narrow.partition_point(|place| stet(place).is_some_and(|s| s.covers.start <= at));
        let narrow = self.narrow.iter().take(next).rev();
        let narrow = narrow.take_while(move |place| stet(place).is_some_and(|s| s.covers.holds(at)));
        let wide = self.wide.iter().filter(move |place| stet(place).is_some_and(|s| s.covers.holds(at)));
        let said = self.article.text.slice(finding.span);
        narrow.chain(wide).flat_map(move |place| {
            let stet = stet(place).filter(|stet| stet.words.as_ref().is_none_or(|words| is_about(words, said)));
            let rules = stet.map_or(&[][..], |stet| &stet.rules).iter().enumerate();
            rules.filter(|(_, rule)| selects(rule, &finding.rule)).map(|(rule, _)| (*place, rule))
        })
    }
}

/// Whether the words of a stet are those of a finding, or one of the two is part of the other.
fn is_about(words: &str, said: &str) -> bool {
    let (words, said) = (plain(words), plain(said));
    let (short, long) = if words.len() <= said.len() { (words, said) } else { (said, words) };
    !short.is_empty() && long.windows(short.len()).any(|run| run == short)
}

/// The bare words of a text: neither marks nor markup.
fn plain(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// What became of the stets of an article. `on` has a place for each rule of the book; `reasons`: whether the desk wants
/// one for each.
pub fn fates(article: &Article, findings: &[Diagnostic], book: &RuleBook, on: &[bool], reasons: bool) -> Fates {
    let stets = Stets::of(article);
    let mut fates: Vec<Vec<Fate>> = article.stets.iter().map(|stet| expected(stet, book, on)).collect();
    for (stet, rule) in findings.iter().flat_map(|finding| stets.about(finding)) {
        if let Some(fate) = fates.get_mut(stet).and_then(|fates| fates.get_mut(rule)) {
            *fate = Fate::Used;
        }
    }
    Fates { stets: fates, reasons }
}

/// What becomes of each rule of a stet if it finds nothing.
fn expected(stet: &Stet, book: &RuleBook, on: &[bool]) -> Vec<Fate> {
    let fate = |selector: &String| {
        let mut meant = book.iter().zip(on).filter(|(ready, _)| selects(selector, &ready.rule.id)).peekable();
        if meant.peek().is_none() {
            return Fate::Unknown { suggestion: book.closest(selector).map(str::to_owned) };
        }
        // of two rules of one id, one gives way to the other
        let id_on = |id: &str| book.iter().zip(on).any(|(other, on)| *on && other.rule.id == id);
        let ran = |(ready, on): (&ReadyRule, &bool)| (*on || id_on(&ready.rule.id)) && ready.is_about_an_article();
        let mut meant = meant.filter(|(ready, _)| !ready.is_about_stets()).peekable();
        if meant.peek().is_some() && meant.all(ran) { Fate::Unused } else { Fate::Open }
    };
    stet.rules.iter().map(fate).collect()
}

/// Takes the findings that the desk lets stand out of a list, and returns them. `shown`: of which articles they are
/// left in all the same.
pub fn suppress(
    articles: &[Article],
    findings: &mut Vec<Diagnostic>,
    shown: &dyn Fn(TextId) -> bool,
) -> Vec<Diagnostic> {
    let stets: Vec<Stets> = articles.iter().map(|article| Stets::of(article).once()).collect();
    let stands = |finding: &Diagnostic| {
        let TextId(at) = finding.text;
        !shown(finding.text) && stets.get(at).is_some_and(|stets| stets.about(finding).next().is_some())
    };
    let (standing, rest) = std::mem::take(findings).into_iter().partition(stands);
    *findings = rest;
    standing
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{lexicon::Lexicon, parse::parse, rule::Rule, text::Text};

    #[test]
    fn words_are_those_of_the_finding_or_around_them() {
        assert!(is_about("teh quay", "teh  quay"));
        assert!(is_about("on condition of anonymity", "condition of anonymity"));
        assert!(is_about("the quay", "“the **quay**”"));
        assert!(!is_about("the quay", "the quays"));
        assert!(!is_about("the quay", ""));
        assert!(!is_about("…", "the quay"));
    }

    #[test]
    fn of_two_rules_of_one_id_the_one_that_is_on_tells() -> Result<(), Box<dyn std::error::Error>> {
        let lexicon = Lexicon::built_in()?;
        let mut book = RuleBook::built_in(lexicon)?;
        let house = "summary = 'Piers.'\nseverity = 'warning'\nmanual = 'Piers.'\n[pattern]\nkind = 'existence'\n\
                     any = ['pier']\nmessage = 'A pier.'\nhelp = 'Say quay.'\n";
        for house in [house.to_owned(), house.replace("pier", "mole")] {
            book.add_beside(Rule::parse("rules/copy/pier.toml", &house)?, lexicon)?;
        }
        let article =
            parse(Arc::new(Text::new("a.txt", "[stet copy/pier: so on the map]\nThe quay is wet.\n")), lexicon);
        let piers: Vec<bool> = book.iter().map(|ready| ready.rule.id == "copy/pier").collect();
        let first = piers.iter().position(|is| *is).unwrap_or_default();
        let on = |wanted: &[usize]| (0..piers.len()).map(|at| wanted.contains(&at)).collect::<Vec<_>>();
        for (on, fate) in [(on(&[]), Fate::Open), (on(&[first]), Fate::Unused), (on(&[first + 1]), Fate::Unused)] {
            assert_eq!(fates(&article, &[], &book, &on, false).stets, [[fate]]);
        }
        Ok(())
    }
}
