//! `attribution/loaded-verb`: the verb takes a side.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::{
    article::TokenKind,
    diagnostic::{Diagnostic, Edit, Fix, Safety},
    lexicon::Classes,
    rule::Rule,
    rules::{Context, words::Words},
};

/// What is claimed without doubting anybody: “claimed responsibility”, “claimed 40 lives”.
const CLAIMED: [&str; 26] = [
    "responsibility",
    "credit",
    "victory",
    "asylum",
    "benefits",
    "lives",
    "life",
    "refuge",
    "ownership",
    "descent",
    "expenses",
    "damages",
    "title",
    "gold",
    "silver",
    "seats",
    "territory",
    "ground",
    "prize",
    "medal",
    "lead",
    "nomination",
    "delegates",
    "majority",
    "mandate",
    "crown",
];
/// Those who may allege and claim by right: the papers of a court.
const PLEADERS: [&str; 15] = [
    "lawsuit",
    "lawsuits",
    "suit",
    "suits",
    "complaint",
    "complaints",
    "indictment",
    "filing",
    "filings",
    "affidavit",
    "prosecutors",
    "prosecution",
    "plaintiffs",
    "papers",
    "documents",
];
/// Papers that bring a grievance before somebody.
const LETTERS: [&str; 8] = ["letter", "letters", "petition", "memo", "memorandum", "report", "dossier", "statement"];
/// Papers of a civil court, which claim and allege all through.
const PAPERS: [&str; 9] =
    ["lawsuit", "lawsuits", "suit", "complaint", "indictment", "affidavit", "plaintiff", "plaintiffs", "petition"];
/// What makes the word after it a noun: “the claims”, “of claims”.
const NOMINAL: [&str; 33] = [
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "any", "no", "such",
    "false", "of", "for", "about", "with", "on", "to", "from", "by", "and", "or", "by", "over", "against", "into",
    "not", "some",
];
/// Endings of the adjectives that stand before “claims”: “latest”, “false”, “unproven”, “repeated”, “similar”.
const ADJECTIVES: [&str; 18] = [
    "est", "false", "en", "ed", "lar", "ier", "ous", "less", "able", "ible", "ful", "ive", "wild", "new", "other",
    "same", "public", "ing",
];
/// Words that put the name after them into a place of the sentence where it is no subject.
const PLACING: [&str; 9] = ["in", "at", "of", "from", "near", "on", "for", "with", "to"];
/// Verbs that go on after “claims that” where the claims are what was paid, filed or made.
const RELATIVE: [&str; 12] =
    ["is", "are", "was", "were", "has", "have", "had", "came", "come", "could", "would", "might"];
/// How far back the comma may stand that opens an aside, in tokens.
const ASIDE: usize = 14;
/// What begins the words that are said.
const CONTENT: [&str; 15] =
    ["that", "he", "she", "it", "they", "there", "the", "to", "his", "her", "their", "its", "you", "we", "no"];

/// Flags verbs that hint at a lie, at guilt or at ridicule.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let verbs = Verbs {
        words: Words::new(context),
        doubt: context.lexicon.class("claims.doubt"),
        ridicule: context.lexicon.class("claims.ridicule"),
        justice: context.lexicon.class("claims.justice"),
        courts: RefCell::default(),
    };
    let words = verbs.words;
    let mut found = Vec::new();
    for (sentence, _) in words.sentences() {
        let tokens = sentence.tokens.clone();
        let speech = || tokens.clone().any(|at| words.kind(at) == Some(TokenKind::Mark));
        let taking_sides = words.places(tokens.clone(), verbs.doubt.or(verbs.ridicule));
        for at in taking_sides.filter(|at| words.is_lower(*at) && !words.is_quoted(*at)) {
            let doubts = verbs.doubts(at, tokens.start);
            if !doubts && !verbs.ridicules(at, speech()) {
                continue;
            }
            let word = words.word(at);
            let (why, help) = match doubts {
                true => ("hints that the speaker lies, or was caught", "“Said” takes no side."),
                false => ("colours how it was said", "“Said” takes no side; describe the manner if it matters."),
            };
            let finding = context.finding(rule, words.span(at..at + 1), format!("“{word}” {why}")).with_help(help);
            found.push(match verbs.plain(at).filter(|_| verbs.takes_content(at)) {
                Some(said) => {
                    let edit = Edit { span: context.article.raw(words.span(at..at + 1)), replacement: said.to_owned() };
                    finding.with_fix(Fix { safety: Safety::Offered, edits: vec![edit] })
                }
                None => finding,
            });
        }
    }
    found
}

struct Verbs<'a> {
    words: Words<'a>,
    doubt: Classes,
    ridicule: Classes,
    justice: Classes,
    /// Of each paragraph that was asked for, what it tells of courts.
    courts: RefCell<FxHashMap<usize, Court>>,
}

/// What a paragraph tells of courts.
#[derive(Clone, Copy, Default)]
struct Court {
    /// Whether it names a paper of a civil court, outside quotation marks.
    papers: bool,
    /// Whether it has a word of charges and trials, outside quotation marks.
    justice: bool,
    /// Whether it has one, quoted or not.
    spoken: bool,
}

impl Verbs<'_> {
    /// Whether a word casts doubt on what somebody says.
    fn doubts(&self, at: usize, start: usize) -> bool {
        let words = self.words;
        // “I claim” and “we admit” are the writer's own
        if !words.has(at, self.doubt) || self.is_noun(at) || words.after(at, &["i", "we"]) {
            return false;
        }
        // “it means admitting that …”: nobody is its subject
        let nobody = words.word(at).ends_with("ing")
            && !words.after(at, &[",", "later", "then", "also"])
            && !words.is_capital(at.wrapping_sub(1))
            && (!words.is_plural(at.wrapping_sub(1))
                || words.after(at, &["means", "involves", "requires", "includes"]));
        if nobody {
            return false;
        }
        let (admits, claims) = (words.word(at).starts_with("admit"), words.word(at).starts_with("claim"));
        // “was admitted”, “admitted to hospital”
        let passive = (1..=2).any(|back| {
            at.checked_sub(back)
                .is_some_and(|b| words.is(b, &["is", "are", "was", "were", "been", "be", "being", "get", "got"]))
        });
        if passive || (admits && (words.is(at + 1, &["into", "as", "patients"]) || self.to_place(at))) {
            return false;
        }
        if (at + 1..at + 4).any(|i| words.is(i, &CLAIMED)) && claims {
            return false;
        }
        // “the lawsuit claims”, “admitted guilt in court”
        if (start..at).rev().take(4).any(|i| words.is(i, &PLEADERS)) {
            return false;
        }
        // “Podl also claims that …”, after “the suit reads”
        if !admits && self.is_of_papers(at) {
            return false;
        }
        // “in a letter alleging”: what a paper says
        if words.word(at).starts_with("alleg") && (start..at).any(|i| words.is(i, &LETTERS)) {
            return false;
        }
        // before a court, to allege is what a party does
        if words.word(at).starts_with("alleg") && self.is_near(at, |court| court.justice) {
            return false;
        }
        if admits && words.token(at).is_some_and(|t| self.court(t.block).spoken) {
            return false;
        }
        let subject = words.is_capital(at.wrapping_sub(1))
            || words
                .after(at, &["he", "she", "it", "they", "who", "which", "have", "has", "had", "also", "later", "then"])
            || words.has_noun_before(at)
            || self.closes_aside(at, start)
            || self.is_inverted(at);
        // “claims” and “claim” are mostly nouns: they need a subject before and content after
        match words.word(at) {
            "claim" | "allege" | "admit" => {
                let plural = at.checked_sub(1).is_some_and(|before| words.word(before).ends_with('s'));
                (plural || words.after(at, &["they", "people"])) && self.takes_content(at)
            }
            "claims" => subject && self.takes_content(at),
            _ => {
                subject
                    && (self.takes_content(at) || self.follows_speech(at) || words.is(at + 1, &["during", "in", "on"]))
            }
        }
    }

    /// Whether the paragraph, or the one before it, tells what a paper of a court says.
    fn is_of_papers(&self, at: usize) -> bool {
        self.is_near(at, |court| court.papers)
    }

    /// Whether the paragraph of a word, or the one before it, tells something of courts.
    fn is_near(&self, at: usize, tells: impl Fn(Court) -> bool) -> bool {
        let Some(block) = self.words.token(at).map(|t| t.block) else { return false };
        tells(self.court(block)) || tells(self.court(block.saturating_sub(1)))
    }

    /// What a paragraph tells of courts.
    fn court(&self, block: usize) -> Court {
        let words = self.words;
        *self.courts.borrow_mut().entry(block).or_insert_with(|| {
            words.block(block).fold(Court::default(), |court, at| {
                let (spoken, quoted) = (words.has(at, self.justice), words.is_quoted(at));
                Court {
                    papers: court.papers || (!quoted && words.is(at, &PAPERS)),
                    justice: court.justice || (!quoted && spoken),
                    spoken: court.spoken || spoken,
                }
            })
        })
    }

    /// Whether a word of both kinds is a noun here: “the claims”, “Maar's claim”, “his latest claims”.
    fn is_noun(&self, at: usize) -> bool {
        let words = self.words;
        let owned = |at: usize| words.kind(at) == Some(TokenKind::Possessive);
        if words.after(at, &NOMINAL) || at.checked_sub(1).is_some_and(owned) {
            return true;
        }
        // “the Sanders claim to have brought them in”
        if words.is(at, &["claim"])
            && words.is_capital(at.wrapping_sub(1))
            && words.after(at - 1, &["the", "a", "this"])
        {
            return true;
        }
        // “to probe claims Clinton made”
        if words.is(at, &["claims"]) && at.checked_sub(1).is_some_and(|verb| words.after(verb, &["to"])) {
            return true;
        }
        // “the insurance claims that came in”
        if words.is(at + 1, &["that"]) && words.is(at + 2, &RELATIVE) && !words.word(at).ends_with("ed") {
            return true;
        }
        // an adjective between: only of words that can be nouns, for “the mayor falsely claimed” is none
        let noun = words.is(at, &["claim", "claims", "boast", "boasts", "rant", "rants"]);
        let adjective = |at: usize| words.is_lower(at) && ADJECTIVES.iter().any(|end| words.word(at).ends_with(end));
        noun && at.checked_sub(1).is_some_and(adjective)
    }

    /// Whether a comma before a word closes what is said of its subject: “Maar, who runs the port, claimed”.
    fn closes_aside(&self, at: usize, start: usize) -> bool {
        let words = self.words;
        if !words.after(at, &[","]) || words.word(at).ends_with("ing") {
            return false;
        }
        let opening = (start..at - 1).rev().take(ASIDE).find(|i| words.is(*i, &[","]));
        opening.is_some_and(|comma| {
            let mut first = comma;
            while first > start && words.is_capital(first - 1) && !words.is_function(first - 1) {
                first -= 1;
            }
            let named = first < comma || words.has_noun_before(comma);
            // “the complaint, filed on Monday, alleged”; “in Tarn, a small town, claims that …”
            let other = words.after(comma, &PLEADERS) || words.after(first, &PLACING);
            let aside = ["who", "which", "whose", "a", "an", "the", "his", "her", "its", "then", "now"];
            named && !other && words.is(comma + 1, &aside)
        })
    }

    /// Whether the subject follows a quotation and the word: “…,” claimed Maar.
    fn is_inverted(&self, at: usize) -> bool {
        let words = self.words;
        let quoted = at.checked_sub(1).is_some_and(|i| words.kind(i) == Some(TokenKind::Mark));
        quoted
            && words.word(at).ends_with("ed")
            && (words.is_capital(at + 1) || words.is(at + 1, &["he", "she", "the", "a"]))
    }

    /// Whether a word ridicules or heats what somebody says.
    fn ridicules(&self, at: usize, speech: bool) -> bool {
        let words = self.words;
        if !words.has(at, self.ridicule) || self.is_noun(at) {
            return false;
        }
        // “the bluster that carried him”: the plain form is a verb after a plural only
        let plain = !["ed", "s", "ing"].iter().any(|end| words.word(at).ends_with(end));
        if plain && !words.is_plural(at.wrapping_sub(1)) && !words.after(at, &["they", "we", "you", "i"]) {
            return false;
        }
        // “the town boasts two museums”
        let of_words = words.is(at + 1, &["that", "about", "of"]);
        let subject = words.is_capital(at.wrapping_sub(1))
            || words.after(at, &["he", "she", "they", "who", "has", "have", "had", "also"])
            || words.kind(at.wrapping_sub(1)) == Some(TokenKind::Mark)
            || words.has_noun_before(at);
        subject && (of_words || (speech && (self.takes_content(at) || self.follows_speech(at))))
    }

    /// Whether what is said follows: a clause, a name, a quotation.
    fn takes_content(&self, at: usize) -> bool {
        let words = self.words;
        let next = at + 1;
        words.is(next, &CONTENT)
            || words.is_capital(next)
            || words.kind(next) == Some(TokenKind::Mark)
            || (words.is(next, &[",", ":"]) && words.kind(next + 1) == Some(TokenKind::Mark))
    }

    /// Whether what is said stands before: “…,” she gushed.
    fn follows_speech(&self, at: usize) -> bool {
        let words = self.words;
        let before = at.saturating_sub(6)..at;
        before.clone().any(|i| words.kind(i) == Some(TokenKind::Mark))
            && (words.is(at + 1, &[".", ",", ":", ";"]) || words.token(at + 1).is_none() || words.is_capital(at + 1))
    }

    /// Whether “admitted to” goes on with a place or a body.
    fn to_place(&self, at: usize) -> bool {
        let words = self.words;
        words.is(at + 1, &["to"]) && !words.word(at + 2).ends_with("ing")
    }

    /// The plain verb in the same form.
    fn plain(&self, at: usize) -> Option<&'static str> {
        let word = self.words.word(at);
        let to = self.words.is(at + 1, &["to"]);
        match word {
            _ if to => None,
            "claims" | "admits" | "alleges" | "boasts" | "brags" | "gushes" | "crows" | "gloats" => Some("says"),
            _ if word.ends_with("ed") => Some("said"),
            _ => None,
        }
    }
}
