//! What the attributes of an element say of it: its class, its role, whether it is shown.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::tag::Tag;
use crate::lexicon::Lexicon;

/// What an element is by its attributes: a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints(u32);

/// The groups of `rules/lexicon/page.toml`, each with what its words in a class or an id say.
const GROUPS: [(&str, Hints); 16] = [
    ("page.copy", Hints::COPY),
    ("page.minor", Hints::MINOR),
    ("page.keep", Hints::KEEP),
    ("page.navigation", Hints::NAVIGATION),
    ("page.share", Hints::SHARE),
    ("page.related", Hints::RELATED),
    ("page.comments", Hints::COMMENTS),
    ("page.consent", Hints::CONSENT),
    ("page.advertisement", Hints::ADVERTISEMENT),
    ("page.promotion", Hints::PROMOTION),
    ("page.margin", Hints::MARGIN),
    ("page.byline", Hints::BYLINE),
    ("page.deck", Hints::DECK),
    ("page.caption", Hints::CAPTION),
    ("page.pull", Hints::PULL),
    ("page.tweet", Hints::TWEET),
];

impl Hints {
    /// Words of a class that articles have.
    pub(super) const COPY: Hints = Hints(1);
    /// Words of a class that what surrounds an article has.
    pub(super) const MINOR: Hints = Hints(1 << 1);
    /// Words that speak against all that would set the element aside.
    pub(super) const KEEP: Hints = Hints(1 << 2);
    pub(super) const NAVIGATION: Hints = Hints(1 << 3);
    pub(super) const SHARE: Hints = Hints(1 << 4);
    pub(super) const RELATED: Hints = Hints(1 << 5);
    pub(super) const COMMENTS: Hints = Hints(1 << 6);
    pub(super) const CONSENT: Hints = Hints(1 << 7);
    pub(super) const ADVERTISEMENT: Hints = Hints(1 << 8);
    pub(super) const PROMOTION: Hints = Hints(1 << 9);
    /// Headers, footers, sidebars.
    pub(super) const MARGIN: Hints = Hints(1 << 10);
    pub(super) const BYLINE: Hints = Hints(1 << 11);
    pub(super) const DECK: Hints = Hints(1 << 12);
    pub(super) const CAPTION: Hints = Hints(1 << 13);
    pub(super) const PULL: Hints = Hints(1 << 14);
    pub(super) const TWEET: Hints = Hints(1 << 15);
    /// Never shown.
    pub(super) const HIDDEN: Hints = Hints(1 << 16);
    /// A link to a place on the same page.
    pub(super) const ANCHOR: Hints = Hints(1 << 17);
    /// By `rel` or `itemprop`: who wrote it.
    pub(super) const AUTHOR: Hints = Hints(1 << 18);
    /// By `itemprop`: the body of the article, its headline, the day it was published.
    pub(super) const BODY: Hints = Hints(1 << 19);
    pub(super) const HEADLINE: Hints = Hints(1 << 20);
    pub(super) const PUBLISHED: Hints = Hints(1 << 21);
    /// By `role`: beside the article, a menu, a notice, a window of its own.
    pub(super) const BESIDE: Hints = Hints(1 << 22);
    /// A table that only lays the page out.
    pub(super) const LAYOUT: Hints = Hints(1 << 23);
    /// How many of class and id are an article's stands in two bits, how many are not in the next two.
    const WEIGHT: u32 = 24;

    /// All that the class says against an element.
    pub(super) const ASIDE: Hints = Hints(0b1111_1111 << 3);

    pub(super) fn any(self, of: Hints) -> bool {
        self.0 & of.0 != 0
    }

    fn set(&mut self, more: Hints) {
        self.0 |= more.0;
    }

    pub(super) fn is_hidden(self) -> bool {
        self.any(Hints::HIDDEN)
    }

    pub(super) fn is_anchor(self) -> bool {
        self.any(Hints::ANCHOR)
    }

    /// How much class and id speak for an article (1 or 2) or against it (-1 or -2).
    pub(super) fn weight(self) -> i8 {
        i8::try_from(self.0 >> Hints::WEIGHT & 3).unwrap_or(0)
            - i8::try_from(self.0 >> (Hints::WEIGHT + 2) & 3).unwrap_or(0)
    }

    fn set_weight(&mut self, weight: i8) {
        let part = |weight: i8| u32::try_from(weight.clamp(0, 2)).unwrap_or(0);
        self.0 |= (part(weight) | part(-weight) << 2) << Hints::WEIGHT;
    }
}

/// The attributes that are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    Class,
    Id,
    Role,
    Style,
    Hidden,
    AriaHidden,
    ItemProp,
    ItemType,
    Rel,
    Href,
    Name,
    Property,
    Content,
    DateTime,
    Lang,
    Type,
}

/// How many there are.
const ATTRIBUTES: usize = 16;

impl Attribute {
    /// The attribute of a name in lower case.
    pub(super) fn of(name: &[u8]) -> Option<Attribute> {
        Some(match name {
            b"class" => Attribute::Class,
            b"id" => Attribute::Id,
            b"role" => Attribute::Role,
            b"style" => Attribute::Style,
            b"hidden" => Attribute::Hidden,
            b"aria-hidden" => Attribute::AriaHidden,
            b"itemprop" => Attribute::ItemProp,
            b"itemtype" => Attribute::ItemType,
            b"rel" => Attribute::Rel,
            b"href" => Attribute::Href,
            b"name" => Attribute::Name,
            b"property" => Attribute::Property,
            b"content" => Attribute::Content,
            b"datetime" => Attribute::DateTime,
            b"lang" | b"xml:lang" => Attribute::Lang,
            b"type" => Attribute::Type,
            _ => return None,
        })
    }
}

/// The attributes of one tag; the memory is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    values: [Vec<u8>; ATTRIBUTES],
    /// Which there are, with or without a value.
    seen: u32,
}

impl Attributes {
    pub(super) fn clear(&mut self) {
        for (at, value) in self.values.iter_mut().enumerate() {
            if self.seen & 1 << at != 0 {
                value.clear();
            }
        }
        self.seen = 0;
    }

    /// There is such an attribute; a second one of a name does not count.
    pub(super) fn note(&mut self, which: Attribute) {
        self.seen |= 1 << which as usize;
    }

    pub(super) fn push(&mut self, which: Attribute, value: &[u8]) {
        if let Some(known) = self.values.get_mut(which as usize) {
            known.extend(value);
        }
    }

    fn has(&self, which: Attribute) -> bool {
        self.seen & 1 << which as usize != 0
    }

    fn raw(&self, which: Attribute) -> &[u8] {
        self.values.get(which as usize).map_or(&[], Vec::as_slice)
    }

    /// The value of an attribute, if it has one.
    pub(super) fn get(&self, which: Attribute) -> Option<String> {
        let value = String::from_utf8_lossy(self.raw(which));
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// What a `meta` element says: its name in lower case, and its content.
    pub(super) fn meta(&self) -> Option<(String, String)> {
        let name = [Attribute::Property, Attribute::Name, Attribute::ItemProp].into_iter().find_map(|a| self.get(a))?;
        Some((name.to_ascii_lowercase(), self.get(Attribute::Content)?))
    }

    /// Whether it is a script that describes the page.
    pub(super) fn is_data(&self) -> bool {
        self.raw(Attribute::Type).eq_ignore_ascii_case(b"application/ld+json")
    }

    /// The day that the element carries for machines.
    pub(super) fn day(&self, hints: Hints) -> Option<String> {
        let published = hints.any(Hints::PUBLISHED);
        self.get(Attribute::DateTime).or_else(|| self.get(Attribute::Content).filter(|_| published))
    }
}

/// The words by which classes are told, as one automaton.
#[derive(Debug)]
pub(super) struct Marks {
    finder: Option<AhoCorasick>,
    /// Of each pattern: what it says, and whether it must begin and end a word.
    patterns: Vec<(Hints, bool, bool)>,
}

impl Marks {
    /// Looks up the groups of a lexicon.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut words = Vec::new();
        let mut patterns = Vec::new();
        for (group, hints) in GROUPS {
            for entry in lexicon.entries(group) {
                patterns.push((hints, entry.starts_with('-'), entry.ends_with('-')));
                words.push(entry.trim_matches('-'));
            }
        }
        let finder = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .ascii_case_insensitive(true)
            .build(words)
            .ok();
        Self { finder, patterns }
    }

    /// What the words of a class or an id say.
    fn words(&self, value: &[u8]) -> Hints {
        let mut hints = Hints::default();
        let Some(finder) = self.finder.as_ref().filter(|_| !value.is_empty()) else { return hints };
        for found in finder.find_overlapping_iter(value) {
            let Some((hint, begins, ends)) = self.patterns.get(found.pattern().as_usize()) else { continue };
            let letter = |at: Option<usize>| at.and_then(|at| value.get(at)).is_some_and(u8::is_ascii_alphabetic);
            let inside = *begins && letter(found.start().checked_sub(1)) || *ends && letter(Some(found.end()));
            if !inside {
                hints.set(*hint);
            }
        }
        hints
    }

    /// What the attributes of an element say.
    pub(super) fn read(&self, tag: Tag, attributes: &Attributes) -> Hints {
        let (class, id) = (self.words(attributes.raw(Attribute::Class)), self.words(attributes.raw(Attribute::Id)));
        let mut hints = Hints(class.0 | id.0);
        let weigh = |words: Hints| i8::from(words.any(Hints::COPY)) - i8::from(words.any(Hints::MINOR));
        hints.set_weight(weigh(class) + weigh(id));
        if attributes.seen == 0 {
            return hints;
        }
        if is_hidden(attributes) {
            hints.set(Hints::HIDDEN);
        }
        if tag == Tag::Link && attributes.raw(Attribute::Href).starts_with(b"#") {
            hints.set(Hints::ANCHOR);
        }
        let has = |which: Attribute, word: &[u8]| {
            let words = || attributes.raw(which).split(u8::is_ascii_whitespace);
            attributes.has(which) && words().any(|w| w.eq_ignore_ascii_case(word))
        };
        if has(Attribute::Rel, b"author") || has(Attribute::ItemProp, b"author") {
            hints.set(Hints::AUTHOR);
        }
        for (word, hint) in [
            (b"articleBody".as_slice(), Hints::BODY),
            (b"headline", Hints::HEADLINE),
            (b"datePublished", Hints::PUBLISHED),
        ] {
            if has(Attribute::ItemProp, word) {
                hints.set(hint);
            }
        }
        const BESIDE: [&[u8]; 7] =
            [b"menu", b"menubar", b"complementary", b"navigation", b"alert", b"alertdialog", b"dialog"];
        if attributes.has(Attribute::Role) {
            if BESIDE.iter().any(|role| has(Attribute::Role, role)) {
                hints.set(Hints::BESIDE);
            }
            if has(Attribute::Role, b"presentation") {
                hints.set(Hints::LAYOUT);
            }
        }
        hints
    }
}

/// Whether attributes keep an element from being shown.
fn is_hidden(attributes: &Attributes) -> bool {
    let style = || {
        let style = attributes.raw(Attribute::Style).split(|byte| *byte == b';');
        style.filter_map(|rule| {
            let colon = rule.iter().position(|byte| *byte == b':')?;
            Some((rule.get(..colon)?.trim_ascii(), rule.get(colon + 1..)?.trim_ascii()))
        })
    };
    attributes.has(Attribute::Hidden) && !attributes.raw(Attribute::Hidden).eq_ignore_ascii_case(b"until-found")
        || attributes.raw(Attribute::AriaHidden).eq_ignore_ascii_case(b"true")
        || style().any(|(name, value)| {
            let is = |word: &[u8]| value.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
            name.eq_ignore_ascii_case(b"display") && is(b"none")
                || name.eq_ignore_ascii_case(b"visibility") && is(b"hidden")
        })
}
