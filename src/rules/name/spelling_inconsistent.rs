//! `name/spelling-inconsistent`: one name spelt two ways in an article.
//!
//! Two spellings one slip apart are one name unless the article itself shows two people: other first names, other
//! surnames after them. Spellings that a dictionary knows need the same name beside them to be taken for one.

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::{
    article::{Article, Case},
    diagnostic::{Diagnostic, Edit, Safety, Severity},
    gazetteer::{
        table::{near_keys, plain},
        variant,
    },
    lexicon::{Classes, Lexicon},
    rule::Rule,
    rules::{
        Context,
        slips::{Piece, Slipped, is_gendered, one_slip, report},
    },
    span::Span,
};

/// Flags the rarer of two spellings of a name.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let names = Names::new(context);
    let (mut spellings, stands) = names.spellings();
    let near = near(&spellings);
    if near.is_empty() {
        return Vec::new();
    }
    // few spellings are near another one; of those, where they stand
    let mut wanted = vec![false; spellings.len()];
    for at in near.iter().flat_map(|(first, second)| [*first, *second]) {
        wanted[at] = true;
    }
    for (id, at) in stands.into_iter().filter(|(id, _)| wanted[*id]) {
        names.stand(&mut spellings[id], at);
    }
    let mut pairs = pairs(near, &spellings);
    pairs.retain(|(rare, usual)| {
        let (rare, usual) = (&spellings[*rare], &spellings[*usual]);
        is_one_name(rare, usual) && !is_stated(article, rare, usual)
    });
    gather(&pairs).into_iter().filter_map(|name| finding(context, rule, &spellings, &name)).collect()
}

/// The finding for the rarer spellings of a name, and its usual one.
fn finding(context: &Context, rule: &Rule, spellings: &[Spelling], name: &(usize, Vec<usize>)) -> Option<Diagnostic> {
    let article = context.article;
    let usual = &spellings[name.0];
    let rare: Vec<&Spelling> = name.1.iter().map(|at| &spellings[*at]).collect();
    // what is a slip in a known name is reported as that
    let open = |at: &Span| !context.slips().iter().any(|slip| slip.word.overlaps(*at));
    let mut places: Vec<Span> = rare.iter().flat_map(|s| &s.places).copied().filter(open).collect();
    places.sort_unstable();
    let (quoted, plain): (Vec<Span>, Vec<Span>) = places.iter().partition(|at| article.is_quoted(at.start));
    // what stands inside quotation marks is shown, but never mended with the rest
    let (places, shown) = if plain.is_empty() { (quoted, plain) } else { (plain, quoted) };
    let (first, more) = places.split_first()?;
    let (printed, right) = (article.slice(*first), usual.word);
    let variant = rare.iter().all(|rare| rare.is_variant(usual));
    let slipped = Slipped {
        at: *first,
        replace: *first,
        replacement: right,
        safety: Safety::Offered,
        message: format!("“{printed}” here, “{right}” elsewhere in the article"),
        quoted: format!("“{printed}” in a quotation, “{right}” elsewhere in the article: check the quotation"),
        help: match variant {
            true => "Both forms are in use. Keep to the one of your house list, all through the story.",
            false => "Look the name up and spell it one way.",
        },
    };
    let mut found = report(context, rule, slipped)?;
    // where the name stands once in each spelling, alone, nothing says that it is one
    if usual.places.len() == 1 && !variant && !rare.iter().any(|rare| rare.keeps_company_of(usual)) {
        found.severity = found.severity.min(Severity::Info);
    }
    let edit = |at: &Span| Edit { span: article.raw(*at), replacement: right.to_owned() };
    found.fix.iter_mut().for_each(|fix| fix.edits.extend(more.iter().map(edit)));
    let other = usual.places.first().map(|place| context.label(*place, format!("“{right}” here")));
    let again = more.iter().chain(&shown).map(|at| {
        let again = article.slice(*at);
        context.label(*at, if again == printed { format!("“{again}” again") } else { format!("“{again}” here") })
    });
    Some(other.into_iter().chain(again).fold(found, Diagnostic::with_label))
}

/// Each usual spelling with all the rarer ones that lead to it: of three spellings of a name, two may be a letter apart
/// only from one another.
fn gather(pairs: &[(usize, usize)]) -> Vec<(usize, Vec<usize>)> {
    let usual_of: FxHashMap<usize, usize> = pairs.iter().copied().collect();
    let mut names: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut known: FxHashMap<usize, usize> = FxHashMap::default();
    for (rare, usual) in pairs {
        let mut usual = *usual;
        // a spelling never leads back to itself, for each stands more often than the last, or earlier
        while let Some(further) = usual_of.get(&usual) {
            usual = *further;
        }
        let at = *known.entry(usual).or_insert(names.len());
        match names.get_mut(at) {
            Some((_, all)) => all.push(*rare),
            None => names.push((usual, vec![*rare])),
        }
    }
    names
}

/// Whether the article gives both spellings on purpose: “known as Horgos to the Chinese and Khorgos to the Kazakhs”, “also
/// known as Myanmar”.
fn is_stated(article: &Article, rare: &Spelling, usual: &Spelling) -> bool {
    const SAYS_SO: &[&str] =
        &["called", "known", "pronounced", "spell", "spelled", "spelling", "spelt", "transliterated"];
    let beside = |at: &Span| {
        let Some(sentence) = article.sentence_at(at.start) else { return false };
        let words =
            || article.tokens.get(sentence.tokens.clone()).unwrap_or_default().iter().map(|t| article.slice(t.span));
        usual.places.iter().any(|place| sentence.span.contains(*place)) && words().any(|word| SAYS_SO.contains(&word))
    };
    let introduced = |at: &Span| {
        let end = article.token_from(at.start);
        let before = article.tokens.get(end.saturating_sub(2)..end).unwrap_or_default();
        before.iter().any(|t| matches!(article.slice(t.span), "known" | "called" | "formerly"))
    };
    let mut places = rare.places.iter().chain(&usual.places);
    rare.places.iter().any(beside) || (rare.is_variant(usual) && places.any(introduced))
}

/// One spelling of a name, with the company it keeps.
struct Spelling<'a> {
    word: &'a str,
    places: Vec<Span>,
    /// The first form of the name, where it is known to have several.
    name: Option<&'static str>,
    /// Whether a dictionary or a name list has it.
    known: bool,
    /// Whether it is a common word as well.
    word_too: bool,
    /// Whether a name list has it, be it a word or not.
    name_too: bool,
    /// Whether “Mr.” or its like stands before it.
    titled: bool,
    /// The names before it (“Ann” in “Ann Lee”), by their hashes.
    before: FxHashSet<u64>,
    /// The names after it.
    after: FxHashSet<u64>,
}

impl<'a> Spelling<'a> {
    fn new(word: &'a str, piece: &Piece) -> Self {
        let word_too = piece.known.is_word();
        let name_too = piece.is_of_names() || piece.known.is_name();
        Spelling {
            word,
            places: Vec::new(),
            name: if piece.known.is_variant() { variant(piece.hash) } else { None },
            known: word_too || name_too,
            word_too,
            name_too,
            titled: false,
            before: FxHashSet::default(),
            after: FxHashSet::default(),
        }
    }

    /// Whether the same name stands beside both.
    fn keeps_company_of(&self, other: &Spelling) -> bool {
        !self.before.is_disjoint(&other.before) || !self.after.is_disjoint(&other.after)
    }

    /// Whether the two are forms of one name, both of them in use: Kyiv and Kiev.
    fn is_variant(&self, other: &Spelling) -> bool {
        self.name.is_some() && self.name == other.name
    }
}

/// The words of an article that can be names.
struct Names<'a> {
    article: &'a Article,
    pieces: &'a [Piece],
    /// What is no name, though it has a capital.
    lexicon: &'a Lexicon,
    others: Classes,
    honorific: Classes,
}

impl<'a> Names<'a> {
    fn new(context: &'a Context) -> Self {
        Names {
            article: context.article,
            pieces: context.pieces(),
            lexicon: context.lexicon,
            others: context.lexicon.class("titles").or(context.lexicon.class("function")),
            honorific: context.lexicon.class("titles.honorific"),
        }
    }

    fn is_name(&self, piece: &Piece) -> bool {
        let token = piece.token.filter(|_| piece.capital).and_then(|t| self.article.tokens.get(t as usize));
        token.is_some_and(|token| token.case != Case::Upper && !self.lexicon.has(token.set, self.others))
    }

    fn is_honorific(&self, piece: &Piece) -> bool {
        let token = piece.token.and_then(|t| self.article.tokens.get(t as usize));
        token.is_some_and(|t| self.lexicon.has(t.set, self.honorific))
    }

    /// The spellings, in order of appearance, and where each of them stands: its place among them, and the piece.
    fn spellings(&self) -> (Vec<Spelling<'a>>, Vec<(usize, usize)>) {
        // about one word in eight is a name, and one in twenty for the first time
        let mut stands: Vec<(usize, usize)> = Vec::with_capacity(self.pieces.len() / 8);
        let mut spellings: Vec<Spelling> = Vec::with_capacity(self.pieces.len() / 16);
        let mut known: FxHashMap<u64, usize> =
            FxHashMap::with_capacity_and_hasher(self.pieces.len() / 16, FxBuildHasher);
        for (at, piece) in self.pieces.iter().enumerate() {
            // as most words have none
            if !piece.capital || piece.span.len() < LONG || !self.is_name(piece) {
                continue;
            }
            let word = self.article.slice(piece.span);
            if !is_long(word) {
                continue;
            }
            let id = *known.entry(piece.hash).or_insert_with(|| {
                spellings.push(Spelling::new(word, piece));
                spellings.len() - 1
            });
            stands.push((id, at));
        }
        (spellings, stands)
    }

    /// Tells a spelling where it stands once, and in which company.
    fn stand(&self, spelling: &mut Spelling, at: usize) {
        let Some(piece) = self.pieces.get(at) else { return };
        let (before, after) = (at.checked_sub(1).and_then(|b| self.pieces.get(b)), self.pieces.get(at + 1));
        spelling.places.push(piece.span);
        spelling.titled |= before.is_some_and(|p| self.is_honorific(p));
        // a part of a compound keeps other company
        let beside = |p: &&Piece| self.is_name(p) && p.token != piece.token;
        spelling.before.extend(before.filter(beside).map(|p| p.hash));
        spelling.after.extend(after.filter(beside).filter(|_| piece.is_open()).map(|p| p.hash));
    }
}

/// A shorter name has too many others a letter away.
const LONG: usize = 4;

/// Whether a word is long, and has nothing but letters.
fn is_long(word: &str) -> bool {
    match word.is_ascii() {
        true => word.len() >= LONG && word.bytes().all(|byte| byte.is_ascii_alphabetic()),
        false => word.chars().count() >= LONG && word.chars().all(char::is_alphabetic),
    }
}

/// Pairs of spellings one slip apart, or of forms of one name, in no order.
fn near(spellings: &[Spelling]) -> FxHashSet<(usize, usize)> {
    // two words one slip apart are the same once a letter of each, or of the longer one, is left out
    let mut keys: Vec<(u64, usize)> = Vec::new();
    for (id, spelling) in
        spellings.iter().enumerate().zip(not_alone(spellings)).filter_map(|(s, near)| near.then_some(s))
    {
        keys.extend(near_keys(spelling.word).map(|key| (key, id)));
    }
    keep_shared(&mut keys);
    keys.sort_unstable();
    keys.dedup();
    let mut pairs = FxHashSet::default();
    for same in keys.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, id)) in same.iter().enumerate() {
            pairs.extend(same[..at].iter().map(|(_, other)| (*other, *id)));
        }
    }
    let mut names: FxHashMap<&str, usize> = FxHashMap::default();
    for (id, spelling) in spellings.iter().enumerate() {
        let Some(name) = spelling.name else { continue };
        let first = *names.entry(name).or_insert(id);
        if first != id {
            pairs.insert((first, id));
        }
    }
    pairs
}

/// Of more spellings than these, each is taken to have another one near it: to hold all against all would take too long.
const FEW: usize = 256;

/// Whether each spelling has another one that may be one slip away, by the letters that they are made of: all but one of
/// each, or of the longer one, are the same. Most have none.
fn not_alone(spellings: &[Spelling]) -> Vec<bool> {
    if spellings.len() > FEW {
        return vec![true; spellings.len()];
    }
    let letters = |spelling: &Spelling| {
        let letters = spelling.word.chars().map(plain);
        letters.fold((0, 0), |(kinds, count), letter| (kinds | 1_u32 << (u32::from(letter) % 32), count + 1_u32))
    };
    let letters: Vec<(u32, u32)> = spellings.iter().map(letters).collect();
    let mut near = vec![false; spellings.len()];
    for (at, (kinds, count)) in letters.iter().enumerate() {
        for (other, (other_kinds, other_count)) in letters[..at].iter().enumerate() {
            let differing = kinds ^ other_kinds;
            let but_one = differing & differing.wrapping_sub(1);
            if but_one & but_one.wrapping_sub(1) == 0 && count.abs_diff(*other_count) < 2 {
                near[at] = true;
                near[other] = true;
            }
        }
    }
    near
}

/// Leaves out most of the keys that no other one equals: those that are alone with their leading bits.
fn keep_shared(keys: &mut Vec<(u64, usize)>) {
    let bits = (32 * keys.len()).max(64).ilog2();
    let place = |key: u64| {
        let place = key >> (u64::BITS - bits);
        ((place / 64) as usize, 1 << (place % 64))
    };
    let mut seen = vec![[0_u64; 2]; 1 << (bits - 6)];
    for (key, _) in &*keys {
        let (at, bit) = place(*key);
        if let Some([once, twice]) = seen.get_mut(at) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }
    keys.retain(|(key, _)| {
        let (at, bit) = place(*key);
        seen.get(at).is_some_and(|[_, twice]| twice & bit != 0)
    });
}

/// The pairs with the rarer spelling first.
fn pairs(near: FxHashSet<(usize, usize)>, spellings: &[Spelling]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = near
        .into_iter()
        .map(|(first, second)| {
            let (a, b) = (&spellings[first], &spellings[second]);
            // where both stand as often, the one that is a name and no word, then the one with a first name before it; else
            // the one that comes first
            let weight = |s: &Spelling| (s.places.len(), s.known && !s.word_too, !s.before.is_empty());
            if weight(a) < weight(b) { (first, second) } else { (second, first) }
        })
        .collect();
    pairs.sort_unstable();
    // the spelling that several are near is one name
    pairs.dedup_by_key(|(rare, _)| *rare);
    pairs
}

fn is_one_name(rare: &Spelling, usual: &Spelling) -> bool {
    let apart = |a: &FxHashSet<u64>, b: &FxHashSet<u64>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
    if rare.is_variant(usual) {
        return true;
    }
    // “Pavel Londar”, then “Mr. Londer”: whoever has a title here, was named before
    if rare.titled && rare.before.is_empty() && !usual.before.is_empty() && !(rare.name_too && usual.name_too) {
        return one_slip(rare.word, usual.word) && !inflected(rare.word, usual.word);
    }
    let words = rare.word_too && usual.word_too;
    if words || rare.known && rare.places.len() >= 3 || inflected(rare.word, usual.word) {
        return false;
    }
    let long = rare.word.chars().count();
    // a letter in the wrong place further on is a slip only in a long name
    if !one_slip(rare.word, usual.word) && long < 8 {
        return false;
    }
    let company = rare.keeps_company_of(usual);
    if apart(&rare.before, &usual.before) || apart(&rare.after, &usual.after) {
        return false;
    }
    // “Dave Caris” and “Chris Lee”: a surname and a first name
    let role = |s: &Spelling| (s.before.is_empty(), s.after.is_empty());
    if !company && matches!((role(rare), role(usual)), ((false, true), (true, false)) | ((true, false), (false, true)))
    {
        return false;
    }
    match (rare.known, usual.known) {
        (true, _) => !rare.before.is_disjoint(&usual.before) && usual.places.len() > rare.places.len(),
        (false, _) if is_gendered(rare.word, usual.word) => company,
        (false, _) => company || (usual.places.len() > 1 || long > 5),
    }
}

/// “Syria” and “Syrian”, “Kurd” and “Kurds”.
fn inflected(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "n" | "i" | "e" | "d" | "r" | "y"))
}
