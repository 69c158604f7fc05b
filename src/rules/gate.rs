//! Which patterns can match an article at all, and in which of its blocks.
//!
//! A few words of an article wake a few patterns; no other pattern is compiled or tried.

use std::{borrow::Cow, ops::Range, sync::OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use memchr::memchr_iter;
use rustc_hash::FxHashMap;

use crate::{
    article::{Article, TokenKind},
    memory::{Kept, Shelf},
    span::Span,
};

/// What every match of a pattern needs: lists of words, of each of which one stands in it: one with a capital letter just as it
/// is written, any other in some case. A blank in a word stands for any white space. No list: nothing can be said, and nothing
/// wakes the pattern.
pub(super) type Needs = Vec<Vec<Cow<'static, str>>>;

/// The words that wake patterns.
#[derive(Default)]
pub(super) struct Gate {
    words: Vec<Word>,
    /// The words that begin with a mark, by their first byte.
    marked: FxHashMap<u8, Vec<usize>>,
    cores: Vec<String>,
    /// How long the shortest of them is.
    shortest: usize,
    /// Of each core, the words that have it.
    of_core: Vec<Vec<usize>>,
    /// Finds cores; none if they are too many for one search: then everything is tried.
    searcher: OnceLock<Option<AhoCorasick>>,
    /// The pattern of each list.
    owners: Vec<usize>,
    patterns: Vec<Waker>,
    /// The cores that were found in words.
    kept: Shelf<Kept<Vec<usize>>>,
}

/// A word that wakes patterns, or a run of words, or a mark.
struct Word {
    text: Cow<'static, str>,
    /// Whether it has a capital letter, and so stands in one case only.
    capital: bool,
    /// How many bytes of it stand before its core: at least, and at most.
    head: Range<usize>,
    /// The lists that it stands in.
    lists: Vec<usize>,
}

impl Word {
    fn new(text: Cow<'static, str>) -> Word {
        let head = core(&text).and_then(|core| text.find(core)).unwrap_or_default();
        // of white space, a no-break space takes two bytes more than a blank
        let blanks = text.bytes().take(head).filter(|byte| *byte == b' ').count();
        let capital = text.bytes().any(|byte| byte.is_ascii_uppercase());
        Word { text, capital, head: head..head + 2 * blanks, lists: Vec::new() }
    }

    /// Whether it stands in a text with its core at a place.
    fn stands(&self, text: &[u8], place: usize) -> bool {
        let mut starts = (self.head.start..=self.head.end).filter_map(|head| text.get(place.checked_sub(head)?..));
        starts.any(|text| self.begins(text))
    }

    /// Whether a text begins with it.
    fn begins(&self, text: &[u8]) -> bool {
        let mut text = text;
        self.text.bytes().all(|own| {
            let length = match text {
                _ if own == b' ' => blank(text),
                [byte, ..] if *byte == own || (!self.capital && byte.eq_ignore_ascii_case(&own)) => 1,
                _ => 0,
            };
            text = &text[length..];
            length > 0
        })
    }
}

/// How many bytes the white space takes that a text begins with; none if it does not.
fn blank(text: &[u8]) -> usize {
    match text {
        [b' ' | b'\t' | b'\n' | b'\r', ..] => 1,
        [0xc2, 0xa0, ..] => 2,
        [0xe2, 0x80, 0xaf, ..] => 3,
        _ => 0,
    }
}

/// A pattern that can be woken.
struct Waker {
    rule: usize,
    pattern: usize,
    /// Its lists, all of which must have a word in a block.
    lists: Range<usize>,
}

/// What an article wakes.
pub(super) struct Awake {
    /// Sorted by rule, then pattern, then block. None: everything, everywhere.
    wakes: Option<Vec<Wake>>,
}

/// A block has what a pattern of a rule needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Wake {
    rule: usize,
    pattern: usize,
    block: usize,
}

/// What an article wakes of one rule.
#[derive(Clone, Copy)]
pub(super) struct Waking<'a> {
    wakes: Option<&'a [Wake]>,
}

impl Waking<'_> {
    /// No word of the article wakes anything.
    pub(super) const NOTHING: Waking<'static> = Waking { wakes: Some(&[]) };
}

impl Gate {
    /// Of each rule, in order, what each of its patterns needs.
    pub(super) fn new<'a>(rules: impl Iterator<Item = &'a [Needs]>) -> Gate {
        let mut words: FxHashMap<&str, usize> = FxHashMap::default();
        let mut gate = Gate::default();
        for (rule, patterns) in rules.enumerate() {
            for (pattern, needs) in patterns.iter().enumerate().filter(|(_, needs)| !needs.is_empty()) {
                let first = gate.owners.len();
                for list in needs {
                    for word in list {
                        let at = *words.entry(word).or_insert_with(|| {
                            gate.words.push(Word::new(word.clone()));
                            gate.words.len() - 1
                        });
                        gate.words[at].lists.push(gate.owners.len());
                    }
                    gate.owners.push(gate.patterns.len());
                }
                gate.patterns.push(Waker { rule, pattern, lists: first..gate.owners.len() });
            }
        }
        let mut cores: FxHashMap<String, usize> = FxHashMap::default();
        for (at, word) in gate.words.iter().enumerate() {
            let Some(core) = core(&word.text).map(str::to_ascii_lowercase) else {
                let first = word.text.bytes().next().unwrap_or(b' ');
                gate.marked.entry(first).or_default().push(at);
                continue;
            };
            let core = *cores.entry(core).or_insert_with_key(|core| {
                gate.cores.push(core.clone());
                gate.of_core.push(Vec::new());
                gate.cores.len() - 1
            });
            gate.of_core[core].push(at);
        }
        gate.shortest = gate.cores.iter().map(String::len).min().unwrap_or_default();
        gate
    }

    fn searcher(&self) -> Option<&AhoCorasick> {
        let build = || {
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).match_kind(MatchKind::Standard);
            builder.kind(Some(AhoCorasickKind::ContiguousNFA)).build(&self.cores).ok()
        };
        self.searcher.get_or_init(build).as_ref()
    }

    /// What an article wakes.
    pub(super) fn awake(&self, article: &Article) -> Awake {
        let Some(searcher) = self.searcher() else { return Awake { wakes: None } };
        let mut kept = self.kept.take();
        let mut look = Look::new(self, searcher, article);
        let mut next = 0;
        for (block, b) in article.blocks.iter().enumerate() {
            let first = next;
            while let (Some(token), Some(hash)) = (article.tokens.get(next), article.hashes.get(next))
                && token.block == block
            {
                next += 1;
                // where a piece of code ends in the middle of a word, the tokens do not show the word
                if !article.code.is_empty() {
                    continue;
                }
                match token.kind {
                    TokenKind::Word if *hash != 0 => look.at_word(&mut kept, *hash, token.span),
                    TokenKind::Mark | TokenKind::Punctuation => {}
                    // no more than an “s”
                    TokenKind::Possessive if self.shortest > 1 => {}
                    _ => look.within(token.span),
                }
            }
            if next == first || !article.code.is_empty() {
                look.within(b.span);
            }
            look.for_marks(b.span);
            look.end_block();
        }
        self.kept.put(kept);
        look.wakes.sort_unstable();
        look.wakes.dedup();
        Awake { wakes: Some(look.wakes) }
    }
}

/// The letters by which a word is found where they stand together: its longest run of letters of ASCII, or else of figures; of
/// two that are as long, as in “said that”, the first. No token ends within such a run. A word that begins with a mark is
/// found by the mark, which is rarer.
fn core(word: &str) -> Option<&str> {
    let longest = |of: fn(&char) -> bool| word.rsplit(|c| !of(&c)).max_by_key(|run| run.len());
    let core = longest(char::is_ascii_alphabetic).filter(|run| !run.is_empty());
    core.or_else(|| longest(char::is_ascii_digit)).filter(|_| word.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// A look for the words that wake patterns, block by block.
struct Look<'a> {
    gate: &'a Gate,
    searcher: &'a AhoCorasick,
    article: &'a Article,
    /// The block, from 1.
    block: usize,
    /// Of each word and each list, the last block that had it.
    words: Vec<usize>,
    lists: Vec<usize>,
    /// The patterns of which the first list has a word in the block.
    stirred: Vec<usize>,
    wakes: Vec<Wake>,
}

impl<'a> Look<'a> {
    fn new(gate: &'a Gate, searcher: &'a AhoCorasick, article: &'a Article) -> Self {
        let (words, lists) = (vec![0; gate.words.len()], vec![0; gate.owners.len()]);
        Look { gate, searcher, article, block: 1, words, lists, stirred: Vec::new(), wakes: Vec::new() }
    }

    /// What wakes at a word of plain letters.
    #[inline]
    fn at_word(&mut self, kept: &mut Kept<Vec<usize>>, hash: u64, at: Span) {
        if let Some(cores) = kept.get(hash) {
            cores.iter().for_each(|core| self.at_core(*core, at));
            return;
        }
        let cores = self.searcher.find_overlapping_iter(self.article.slice(at));
        let cores: Vec<usize> = cores.map(|found| found.pattern().as_usize()).collect();
        kept.put(hash, &cores);
        cores.into_iter().for_each(|core| self.at_core(core, at));
    }

    /// What wakes at any place.
    fn within(&mut self, at: Span) {
        for found in self.searcher.find_overlapping_iter(self.article.slice(at)) {
            let core = Span::new(at.start + found.start(), at.start + found.end());
            self.at_core(found.pattern().as_usize(), core);
        }
    }

    /// What wakes at a core that stands within a place, for those of its words that stand around it.
    fn at_core(&mut self, core: usize, at: Span) {
        for word in &self.gate.of_core[core] {
            if self.words[*word] < self.block && self.stands(*word, core, at) {
                self.wake(*word);
            }
        }
    }

    /// Whether a word stands around a place that has its core.
    fn stands(&self, word: usize, core: usize, at: Span) -> bool {
        let word = &self.gate.words[word];
        let core = self.gate.cores[core].len();
        if word.text.len() == core && !word.capital {
            return true;
        }
        let block = self.article.blocks[self.block - 1].span;
        let text = self.article.slice(block).as_bytes();
        let mut places = at.start.saturating_sub(block.start)..=at.end.saturating_sub(block.start + core);
        places.any(|place| word.stands(text, place))
    }

    /// What wakes at marks that stand in a block.
    fn for_marks(&mut self, block: Span) {
        let text = self.article.slice(block).as_bytes();
        for (mark, words) in &self.gate.marked {
            for at in memchr_iter(*mark, text) {
                for word in words {
                    if self.words[*word] < self.block && self.gate.words[*word].begins(&text[at..]) {
                        self.wake(*word);
                    }
                }
            }
        }
    }

    /// Notes that a word stands in the block.
    fn wake(&mut self, word: usize) {
        self.words[word] = self.block;
        for list in &self.gate.words[word].lists {
            self.lists[*list] = self.block;
            let pattern = self.gate.owners[*list];
            if *list == self.gate.patterns[pattern].lists.start {
                self.stirred.push(pattern);
            }
        }
    }

    /// Wakes the patterns of which every list has a word in the block, and goes on to the next.
    fn end_block(&mut self) {
        for pattern in self.stirred.drain(..) {
            let Waker { rule, pattern, lists } = &self.gate.patterns[pattern];
            if self.lists[lists.clone()].iter().all(|last| *last == self.block) {
                self.wakes.push(Wake { rule: *rule, pattern: *pattern, block: self.block - 1 });
            }
        }
        self.block += 1;
    }
}

impl Awake {
    /// What of a rule is awake, by its place among the rules.
    pub(super) fn of(&self, rule: usize) -> Waking<'_> {
        let wakes = self.wakes.as_deref().map(|wakes| {
            let start = wakes.partition_point(|w| w.rule < rule);
            let len = wakes[start..].partition_point(|w| w.rule == rule);
            &wakes[start..start + len]
        });
        Waking { wakes }
    }
}

impl<'a> Waking<'a> {
    /// Whether no pattern of the rule is awake that anything can wake.
    pub(super) fn is_nothing(self) -> bool {
        self.wakes.is_some_and(<[Wake]>::is_empty)
    }

    /// Everything.
    #[cfg(test)]
    pub(super) const ALL: Waking<'static> = Waking { wakes: None };

    /// The blocks in which a pattern is awake; none: in all of them.
    pub(super) fn blocks(self, pattern: usize) -> Option<impl Iterator<Item = usize> + 'a> {
        let wakes = self.wakes?;
        let start = wakes.partition_point(|w| w.pattern < pattern);
        let own = wakes[start..].iter().take_while(move |w| w.pattern == pattern);
        Some(own.map(|w| w.block))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{annotate::Annotator, lexicon::Lexicon, parse::parse, text::Text};

    fn list(words: &[&'static str]) -> Vec<Cow<'static, str>> {
        words.iter().map(|word| Cow::Borrowed(*word)).collect()
    }

    fn article(text: &str) -> Article {
        let lexicon = Lexicon::default();
        let mut article = parse(Arc::new(Text::new("a.txt", text)), &lexicon);
        if let Ok(annotator) = Annotator::new(&lexicon) {
            annotator.annotate(&mut article);
        }
        article
    }

    #[test]
    fn wakes_what_a_block_can_concern() {
        let one = |words: &[&'static str]| vec![list(words)];
        let rules = [
            vec![one(&["anonym"])],
            vec![one(&["told"]), one(&["said", "told"]), Vec::new(), vec![list(&["said"]), list(&["told", "it"])]],
        ];
        let gate = Gate::new(rules.iter().map(Vec::as_slice));
        let text = "It was said.\n\nHe TOLD us, and said so.\n\nOn condition of ANONYMITY.\n\nHe said that.\n";
        let awake = gate.awake(&article(text));
        let blocks = |rule, pattern| awake.of(rule).blocks(pattern).map(|blocks| blocks.collect::<Vec<_>>());
        assert_eq!(blocks(0, 0), Some(vec![2]));
        assert_eq!(blocks(1, 0), Some(vec![1]));
        assert_eq!(blocks(1, 1), Some(vec![0, 1, 3]));
        assert_eq!(blocks(1, 2), Some(vec![]));
        assert_eq!(blocks(1, 3), Some(vec![0, 1]));
        assert_eq!(blocks(2, 0), Some(vec![]));
    }

    #[test]
    fn a_word_wakes_wherever_its_letters_stand() {
        let words = [
            "told",
            "old",
            "[",
            "(check",
            "for release",
            "50-50",
            "caf\u{e9}",
            "x.org",
            "year",
            "'s",
            "FOR RELEASE",
            "Said",
            "(Check",
            "ed release",
            "so check",
        ];
        let rule: Vec<Needs> = words.iter().map(|word| vec![list(&[word])]).collect();
        let gate = Gate::new(std::iter::once(rule.as_slice()));
        let paragraphs = [
            "He was ill-told of it.",
            "[She] said (Check it) twice, for\u{a0}release.",
            "Not FOR RELEASE at the caf\u{e9}, a 50-50 bet.",
            "A 10-year plan of Ann's, at https://x.org/tolds.",
            "Retold (so check), 50, 50 and cafe.",
            "Said x. Org. Said.",
        ];
        // a second time, what the words are is kept
        let article = article(&paragraphs.join("\n\n"));
        let awakes = [gate.awake(&article), gate.awake(&article)];
        for (word, pattern) in words.iter().zip(0..) {
            let in_some_case = |text: &str| match word.chars().any(char::is_uppercase) {
                true => text.to_owned(),
                false => text.to_ascii_lowercase(),
            };
            let has = |text: &&str| in_some_case(text).replace('\u{a0}', " ").contains(word);
            let expected: Vec<usize> = (0..).zip(&paragraphs).filter(|(_, text)| has(text)).map(|(at, _)| at).collect();
            for awake in &awakes {
                let found = awake.of(0).blocks(pattern).map(Iterator::collect);
                assert_eq!(found, Some(expected.clone()), "{word}");
            }
        }
    }

    #[test]
    fn a_core_is_the_longest_run_of_letters() {
        let cores = ["told", "for release", "50-50", "a4"].map(core);
        assert_eq!(cores, ["told", "release", "50", "a"].map(Some));
        assert_eq!(["(check", "[", "’s", ""].map(core), [None; 4]);
    }
}
