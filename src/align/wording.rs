//! The words of a quotation, as they are compared with the words of another one.

use std::{
    hash::{Hash, Hasher},
    ops::Range,
};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::normal;
use crate::{
    article::{Article, Token, TokenKind},
    lexicon::Lexicon,
    span::Span,
};

/// A normal form: its place in the [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u32);

/// A word as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its normal form.
    pub key: Key,
    /// The unit of the text that it was read from.
    pub unit: usize,
}

/// A word, number or mark of the text as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its place in the prose.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// What it was read as, as places in [`Wording::words`]; none for a mark, two for a contraction.
    pub words: Range<usize>,
}

/// What a unit is to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A word of the speaker.
    Word,
    /// A word that the outlet put in brackets.
    Inserted,
    /// A mark of omission.
    Ellipsis,
    /// A full stop, question mark or exclamation mark.
    Stop,
    /// Any other mark.
    Mark,
}

/// The words of a quotation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// As printed.
    pub units: Vec<Unit>,
    /// As compared; what stands in brackets is not among them.
    pub words: Vec<Word>,
}

/// The normal forms of all quotations of a run, with what they tell.
#[derive(Debug)]
pub struct Vocabulary {
    /// Of each word as printed, by its hash, where its normal forms stand in `read`: from where on, and how many.
    forms: FxHashMap<u64, (u32, u32)>,
    read: Vec<Key>,
    /// Of each normal form, by its hash.
    keys: FxHashMap<u64, Key>,
    entries: Vec<Entry>,
    /// The hashes of the words of grammar.
    function: FxHashSet<u64>,
    passages: u32,
}

/// What stands for a word: no two words that are written have one.
fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

#[derive(Debug)]
struct Entry {
    stem: u32,
    /// What it tells in news copy at large.
    prior: f32,
    /// What it tells in this run.
    weight: f32,
    /// How many wordings hold it …
    seen: u32,
    /// … and which of them was the last one, counted from one.
    last: u32,
    content: bool,
    number: bool,
    negation: bool,
    /// Whether an ending `'s` after it stands for “is”.
    takes_is: bool,
}

/// How many wordings the weights of news copy at large count for against what is seen in a run.
const PRIOR_STRENGTH: f32 = 500.0;

const NEGATIONS: [&str; 11] =
    ["not", "no", "never", "nothing", "nobody", "none", "neither", "nor", "nowhere", "without", "hardly"];

/// Words after which an ending `'s` stands for “is”.
const TAKE_IS: [&str; 10] = ["it", "he", "she", "that", "there", "here", "what", "who", "where", "how"];

impl Vocabulary {
    /// An empty vocabulary that knows function words from words of content.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            forms: FxHashMap::default(),
            read: Vec::new(),
            keys: FxHashMap::default(),
            entries: Vec::new(),
            function: lexicon.entries("function.word").map(|word| hash(&word.to_lowercase())).collect(),
            passages: 0,
        }
    }

    /// How many normal forms it holds: the places of all [`Key`]s are below.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How much a word tells; common words tell little.
    pub fn weight(&self, key: Key) -> f32 {
        self.entries.get(key.0 as usize).map_or(0.0, |entry| entry.weight)
    }

    /// Whether it is a word of content, not of grammar.
    pub fn is_content(&self, key: Key) -> bool {
        self.entries.get(key.0 as usize).is_some_and(|entry| entry.content)
    }

    /// Whether it is a number.
    pub fn is_number(&self, key: Key) -> bool {
        self.entries.get(key.0 as usize).is_some_and(|entry| entry.number)
    }

    /// Whether it denies.
    pub fn is_negation(&self, key: Key) -> bool {
        self.entries.get(key.0 as usize).is_some_and(|entry| entry.negation)
    }

    /// Whether two words differ in number, tense or ending only.
    pub fn are_kin(&self, a: Key, b: Key) -> bool {
        a == b || self.stem(a) == self.stem(b)
    }

    /// The stem of a word; equal for words that differ in number, tense or ending only.
    pub fn stem(&self, key: Key) -> u32 {
        self.entries.get(key.0 as usize).map_or(key.0, |entry| entry.stem)
    }

    /// The normal forms of a word or number as printed.
    pub fn keys_of(&mut self, text: &str) -> &[Key] {
        let place = self.place_of(text);
        self.read.get(place).unwrap_or_default()
    }

    /// Where the normal forms of a word or number as printed stand in what was read.
    fn place_of(&mut self, text: &str) -> Range<usize> {
        let word = hash(text);
        let (from, len) = match self.forms.get(&word) {
            Some(known) => *known,
            None => {
                let mut keys = Vec::with_capacity(2);
                normal::each_form(text, &mut |form| keys.push(self.key(form)));
                let number = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
                let place = (number(self.read.len()), number(keys.len()));
                self.read.append(&mut keys);
                self.forms.insert(word, place);
                place
            }
        };
        from as usize..from as usize + len as usize
    }

    /// Reads the words between two places of an article.
    pub fn read(&mut self, article: &Article, span: Span) -> Wording {
        self.read_tokens(article, article.tokens_in(span))
    }

    /// Reads the words of some tokens of an article.
    pub fn read_tokens(&mut self, article: &Article, tokens: Range<usize>) -> Wording {
        let mut wording = Wording::default();
        let mut bracket: Option<usize> = None;
        let tokens = article.tokens.get(tokens).unwrap_or_default();
        wording.units.reserve_exact(tokens.len());
        wording.words.reserve(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let text = article.slice(token.span);
            let from = wording.words.len();
            let role = match token.kind {
                // “the port‘s”: the mark is the wrong way round, and the letter is no word
                TokenKind::Word if text == "s" && is_glued(tokens.get(..=at).unwrap_or_default()) => Role::Word,
                TokenKind::Word | TokenKind::Number | TokenKind::Address => {
                    self.push(&mut wording, text);
                    Role::Word
                }
                TokenKind::Possessive => {
                    let last = wording.words.last().and_then(|word| self.entries.get(word.key.index()));
                    let verb = last.is_some_and(|entry| entry.takes_is);
                    if verb {
                        self.push(&mut wording, "is");
                    }
                    Role::Word
                }
                TokenKind::Punctuation if matches!(text, "&" | "%") => {
                    self.push(&mut wording, text);
                    Role::Word
                }
                TokenKind::Mark => Role::Mark,
                TokenKind::Punctuation => match text {
                    "." | "!" | "?" => Role::Stop,
                    "…" => Role::Ellipsis,
                    dots if dots.starts_with("..") => Role::Ellipsis,
                    _ => Role::Mark,
                },
            };
            let unit = wording.units.len();
            match text {
                "[" | "(" => bracket = Some(unit),
                "]" | ")" => {
                    if let Some(open) = bracket.take() {
                        wording.insert(open, unit);
                    }
                }
                _ => {}
            }
            // a bracket that closes has taken the words before it along
            let to = wording.words.len();
            wording.units.push(Unit { span: token.span, role, words: from.min(to)..to });
        }
        wording.join_points();
        self.count(&wording);
        wording
    }

    /// Makes the weights follow what was read: what many wordings of a run hold tells little in it.
    pub fn weigh(&mut self) {
        #[expect(clippy::cast_precision_loss, reason = "counts of quotations are far below 2^24")]
        let (passages, strength) = (self.passages as f32, PRIOR_STRENGTH);
        for entry in &mut self.entries {
            #[expect(clippy::cast_precision_loss, reason = "as above")]
            let seen = entry.seen as f32;
            let share = (seen + strength * (-entry.prior).exp()) / (passages + strength);
            entry.weight = -share.min(1.0).ln();
        }
    }

    fn push(&mut self, wording: &mut Wording, text: &str) {
        let unit = wording.units.len();
        wording.words.extend(self.keys_of(text).iter().map(|key| Word { key: *key, unit }));
    }

    fn key(&mut self, form: &str) -> Key {
        let word = hash(form);
        if let Some(key) = self.keys.get(&word) {
            return *key;
        }
        let stem = normal::stem(form);
        let at = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let prior = normal::weight(form);
        let function = self.function.contains(&word);
        self.entries.push(Entry {
            stem: at,
            prior,
            weight: prior,
            seen: 0,
            last: 0,
            content: !function && prior > 2.5,
            number: form.starts_with(|c: char| c.is_ascii_digit()),
            negation: NEGATIONS.contains(&form),
            takes_is: TAKE_IS.contains(&form),
        });
        self.keys.insert(word, Key(at));
        if stem != form {
            let stem = self.key(stem);
            self.entries[at as usize].stem = stem.0;
        }
        Key(at)
    }

    fn count(&mut self, wording: &Wording) {
        self.passages += 1;
        for word in &wording.words {
            if let Some(entry) = self.entries.get_mut(word.key.index()).filter(|entry| entry.last != self.passages) {
                entry.last = self.passages;
                entry.seen += 1;
            }
        }
    }
}

impl Key {
    /// Its place in the vocabulary.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether the last of some tokens hangs on a word by a mark.
fn is_glued(tokens: &[Token]) -> bool {
    matches!(tokens, [.., word, mark, last] if word.kind == TokenKind::Word
        && mark.kind == TokenKind::Mark
        && word.span.end == mark.span.start
        && mark.span.end == last.span.start)
}

impl Wording {
    /// A number that wordings of the same words have in common, and hardly any others.
    pub fn hash(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.words.iter().for_each(|word| word.key.hash(&mut hasher));
        hasher.finish()
    }

    /// The words of some units.
    pub fn words_of(&self, units: Range<usize>) -> &[Word] {
        let of = |unit: &Unit| unit.words.clone();
        let units = self.units.get(units).unwrap_or_default();
        match (units.first(), units.last()) {
            (Some(first), Some(last)) => self.words.get(of(first).start..of(last).end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The sentences, as ranges of words.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for unit in self.units.iter().filter(|unit| unit.role == Role::Stop) {
            if unit.words.start > start {
                sentences.push(start..unit.words.start);
            }
            start = unit.words.start;
        }
        if start < self.words.len() {
            sentences.push(start..self.words.len());
        }
        sentences
    }

    /// Where a sentence or a stretch between marks of omission begins or ends, as places between words, in order.
    pub fn edges(&self) -> Vec<usize> {
        let parts = self.units.iter().filter(|unit| matches!(unit.role, Role::Stop | Role::Ellipsis));
        let mut edges = vec![0];
        edges.extend(parts.map(|unit| unit.words.start));
        edges.push(self.words.len());
        edges
    }

    /// Takes the words between two brackets out of the comparison: the outlet put them there.
    fn insert(&mut self, open: usize, close: usize) {
        let Some(from) = self.units.get(open).map(|unit| unit.words.start) else { return };
        self.words.truncate(from);
        for unit in &mut self.units[open..close] {
            unit.words = from..from;
            unit.role = Role::Inserted;
        }
    }

    /// Makes one mark of omission of points with blanks between them.
    fn join_points(&mut self) {
        let is_point = |unit: &Unit| unit.role == Role::Stop;
        if !self.units.windows(3).any(|units| units.iter().all(is_point)) {
            return;
        }
        // where each unit goes
        let mut places = Vec::with_capacity(self.units.len());
        let mut joined: Vec<Unit> = Vec::with_capacity(self.units.len());
        for stops in self.units.chunk_by(|one, other| one.role == Role::Stop && other.role == Role::Stop) {
            let point = |at: usize| stops.get(at).map(|unit| unit.span);
            match (point(0), point(stops.len() - 1)) {
                (Some(first), Some(last)) if stops.len() > 2 => {
                    places.extend(stops.iter().map(|_| joined.len()));
                    joined.push(Unit { span: first.union(last), role: Role::Ellipsis, ..stops[0].clone() });
                }
                _ => {
                    places.extend(joined.len()..joined.len() + stops.len());
                    joined.extend_from_slice(stops);
                }
            }
        }
        if joined.len() < self.units.len() {
            self.units = joined;
            for word in &mut self.words {
                word.unit = places.get(word.unit).copied().unwrap_or(word.unit);
            }
        }
    }
}
