//! `name/first-reference`: the first mention of a speaker lacks the full name or the role.

use std::{cell::OnceCell, ops::Range};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    article::{Case, SourceKind, TokenKind},
    diagnostic::Diagnostic,
    gazetteer::table,
    lexicon::{Classes, fold},
    rule::Rule,
    rules::{Context, words::Words},
};

/// An office of more words is given another way: “Deputy Prime Minister”.
const LONGEST_OFFICE: usize = 4;
/// A longer run of capitals holds a title that no list knows.
const MOST_NAMES: usize = 3;

/// Flags, once for each person, a first mention that speaks: by surname alone before the full name, or by full name without
/// a word on who that is.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let reading = Reading::new(context);
    let names = reading.names();
    let speaking: FxHashSet<&str> = names.iter().filter(|n| n.speaks).map(|n| n.surname.as_str()).collect();
    let mut mentions: FxHashMap<&str, Vec<&Name>> = FxHashMap::default();
    for name in names.iter().filter(|n| speaking.contains(n.surname.as_str())) {
        mentions.entry(&name.surname).or_default().push(name);
    }
    let mut found: Vec<Diagnostic> = mentions.values().filter_map(|all| reading.judge(context, rule, all)).collect();
    found.extend(reading.same_office(context, rule, &names));
    found.sort_by_key(|f| f.span);
    found
}

/// A name in the story, without titles.
struct Name {
    tokens: Range<usize>,
    /// The last word of it, folded.
    surname: String,
    /// Whether a verb of speaking stands beside it.
    speaks: bool,
    /// Whether it is the subject of that verb.
    says: bool,
    /// Whether a title stands before it.
    titled: bool,
}

/// An article, with the word lists that the rule asks for.
struct Reading<'a> {
    words: Words<'a>,
    context: &'a Context<'a>,
    function: Classes,
    speech: Classes,
    spoke: Classes,
    particle: Classes,
    household: Classes,
    title: Classes,
    suffix: Classes,
    role: Classes,
    body: Classes,
    pollster: Classes,
    nation: Classes,
    others: OnceCell<Others>,
}

/// What an article tells of its names.
struct Others {
    /// Words with a capital behind another such word: somebody is named in full.
    second: FxHashSet<String>,
    /// Where the mentions of people begin that the article quotes.
    people: FxHashSet<usize>,
}

impl<'a> Reading<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        let group = |names: &[&str]| names.iter().fold(Classes::NONE, |all, name| all.or(context.lexicon.class(name)));
        Self {
            words: Words::new(context),
            context,
            function: group(&["function.word", "function.not-name"]),
            speech: group(&["speech.neutral"]),
            spoke: group(&["quotation.spoke"]),
            particle: group(&["names.particle"]),
            household: group(&["names.household"]),
            title: group(&["titles.prefix", "titles.military", "titles.honorific"]),
            suffix: group(&["titles.suffix"]),
            role: group(&[
                "titles.prefix",
                "titles.military",
                "unnamed.individual",
                "unnamed.role",
                "unnamed.spokesperson",
                "unnamed.family",
            ]),
            body: group(&[
                "organisations.name-word",
                "organisations.place-speaker",
                "media",
                "states",
                "function.weekday",
                "function.month",
            ]),
            pollster: group(&["polling.pollster"]),
            nation: group(&["states"]),
            others: OnceCell::new(),
        }
    }

    /// The names of people in the story, in order.
    fn names(&self) -> Vec<Name> {
        let article = self.context.article;
        let mut names = Vec::new();
        for sentence in article.sentences.iter().filter(|s| article.blocks[s.block].kind.is_story()) {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !self.is_name(at) {
                    at += 1;
                    continue;
                }
                let mut end = at + 1;
                while end < sentence.tokens.end && self.goes_on(end, sentence.tokens.end) {
                    end += 1;
                }
                names.extend(self.name(at..end, sentence.tokens.start));
                at = end;
            }
        }
        names
    }

    /// The second of two people who hold one national office, where nothing says of which country: “Foreign Minister Ann
    /// Lee”, after “Foreign Minister Bo Rask”.
    fn same_office(&self, context: &Context, rule: &Rule, names: &[Name]) -> Option<Diagnostic> {
        let office = |n: &Name| {
            let first = (n.tokens.start.saturating_sub(LONGEST_OFFICE)..n.tokens.start)
                .find(|at| self.words.entry(*at, n.tokens.start, self.title) == Some(n.tokens.start - at))?;
            let words = fold(context.article.slice(self.words.span(first..n.tokens.start)));
            words.ends_with(" minister").then_some((first, words))
        };
        let held: Vec<(&Name, usize, String)> =
            names.iter().filter_map(|n| office(n).map(|(at, office)| (n, at, office))).collect();
        let told = |first: usize| {
            let near = first.saturating_sub(3)..first;
            near.into_iter()
                .any(|at| self.words.has(at, self.nation) || self.words.kind(at) == Some(TokenKind::Possessive))
        };
        let (at, (second, first, office)) = held.iter().enumerate().find(|(at, (name, first, office))| {
            let before = &held[..*at];
            let new = names.iter().find(|n| n.surname == name.surname).is_some_and(|n| n.tokens == name.tokens);
            let of = self.words.is(name.tokens.end, &["of"]);
            new && !of && !told(*first) && before.iter().any(|(n, _, o)| o == office && n.surname != name.surname)
        })?;
        let (other, start, _) = held[..at].iter().rev().find(|(n, _, o)| o == office && n.surname != second.surname)?;
        let place = self.words.span(*first..second.tokens.end);
        let message = format!("“{}”: of which country?", context.article.slice(place));
        let finding = context.finding(rule, place, message);
        let label = context.label(self.words.span(*start..other.tokens.end), "holds an office of the same name");
        Some(finding.with_help("Name the country or the government with the office.").with_label(label))
    }

    fn is_name(&self, at: usize) -> bool {
        self.words.is_capital(at) && !self.words.is_quoted(at)
    }

    /// Whether a run of names goes on with the token at a place: a capital, or a particle before one.
    fn goes_on(&self, at: usize, end: usize) -> bool {
        self.is_name(at) || (self.words.has(at, self.particle) && at + 1 < end && self.is_name(at + 1))
    }

    /// The person whom a run of capitals names.
    fn name(&self, run: Range<usize>, sentence: usize) -> Option<Name> {
        let mut tokens = run.clone();
        // “But Ann Lee”, “Yesterday Ann Lee”: the first word of a sentence has its capital from there
        while tokens.start < tokens.end && self.words.has(tokens.start, self.function) {
            tokens.start += 1;
        }
        let first = tokens.start;
        while let Some(title) = self.words.entry(tokens.start, tokens.end, self.title) {
            tokens.start += title;
        }
        let titled = tokens.start > first;
        while tokens.start < tokens.end && self.words.has(tokens.end - 1, self.suffix) {
            tokens.end -= 1;
        }
        let organisation = tokens.clone().any(|at| {
            self.words.has(at, self.body)
                || self.words.token(at).is_some_and(|t| t.case == Case::Upper && t.span.len() > 2)
        });
        let article = run.start > sentence && self.words.after(run.start, &["the", "a", "an", "this", "its"]);
        // “Commission on Port Safety”: the rest of a longer name
        let part = run.start >= sentence + 2
            && self.words.after(run.start, &["of", "on", "for", "and", "in", "&"])
            && self.words.is_capital(run.start - 2);
        let last = tokens.end.checked_sub(1).filter(|last| *last >= tokens.start)?;
        if tokens.is_empty() || organisation || article || part || self.words.has(tokens.start, self.speech) {
            return None;
        }
        let before = run.start.checked_sub(1);
        // “a lawyer for Ann Lee said”: the lawyer speaks
        let of_another =
            self.words.after(run.start, &["for", "of", "with", "by", "to", "from", "at", "and", "against"]);
        let says = self.words.has(tokens.end, self.spoke) && self.words.is_lower(tokens.end) && !of_another;
        // “said Ann Lee, who …”, but not “said Ann Lee's plan …”
        let ends = self.words.kind(tokens.end) == Some(TokenKind::Punctuation)
            || self.words.is(tokens.end, &["of", "who", "at"]);
        let said = before
            .is_some_and(|at| self.words.has(at, self.spoke) && !self.words.is(at, &["told", "tell", "telling"]))
            && ends;
        let according = before.is_some_and(|at| self.words.is(at, &["to"]) && self.words.after(at, &["according"]));
        Some(Name {
            surname: fold(self.words.word(last)),
            tokens,
            speaks: says || said || according,
            says: says || said,
            titled,
        })
    }

    /// What is wrong with the first of all mentions of a surname.
    fn judge(&self, context: &Context, rule: &Rule, all: &[&Name]) -> Option<Diagnostic> {
        let first = all.first().filter(|first| first.speaks)?;
        let full: Vec<&&Name> = all.iter().filter(|n| self.is_full(n)).collect();
        let Some(whole) = full.first() else { return self.never_introduced(context, rule, first) };
        // two people of one name: which of them is meant, nobody knows here
        let given = |n: &Name| fold(self.words.word(n.tokens.start));
        if full.iter().any(|n| given(n) != given(whole)) || self.is_household(whole) {
            return None;
        }
        let shown = context.article.slice(self.words.span(whole.tokens.clone()));
        if !self.is_full(first) {
            let alone = !first.titled && self.stands_for_person(first);
            let surname = context.article.slice(self.words.span(first.tokens.clone()));
            return alone.then(|| {
                context
                    .finding(
                        rule,
                        self.words.span(first.tokens.clone()),
                        format!("“{surname}” comes before the full name, “{shown}”"),
                    )
                    .with_help("Give the full name and the role where the person first appears.")
                    .with_label(context.label(self.words.span(whole.tokens.clone()), "the full name"))
            });
        }
        let unknown = !first.titled && first.tokens.len() <= MOST_NAMES && !self.has_role(first);
        unknown.then(|| {
            context
                .finding(
                    rule,
                    self.words.span(first.tokens.clone()),
                    format!("Who is “{shown}”? The first mention does not say"),
                )
                .with_help("Say what the person does or knows, so that readers can weigh the words.")
        })
    }

    /// What is wrong with a surname that the article never gives in full, and that nothing shows to be a place or a body.
    fn never_introduced(&self, context: &Context, rule: &Rule, name: &Name) -> Option<Diagnostic> {
        let article = self.context.article;
        let at = name.tokens.start;
        let plain = name.tokens.len() == 1
            && !name.titled
            && !self.is_household(name)
            // “according to Nielsen” is mostly a company
            && name.says
            && self.is_one_word(at)
            && self.stands_for_person(name);
        let place = self.words.span(name.tokens.clone());
        let others = self.others.get_or_init(|| self.others());
        let person = others.people.contains(&place.start) && !others.second.contains(&name.surname);
        if !plain || !person || self.is_otherwise_known(&name.surname) {
            return None;
        }
        let surname = article.slice(place);
        let finding =
            context.finding(rule, place, format!("Who is “{surname}”? The article never gives the full name"));
        Some(finding.with_help("Give the full name and the role where the person first appears."))
    }

    /// Whether a surname is spelt like one: “McKay”, but not “YouGov” or “NATO”, which are bodies.
    fn is_one_word(&self, at: usize) -> bool {
        let rest = ["Mc", "Mac", "O'", "O’"].iter().find_map(|start| self.words.word(at).strip_prefix(start));
        self.words.token(at).is_some_and(|t| t.case == Case::Capital || (t.case == Case::Mixed && rest.is_some()))
            && !self.words.has(at, self.pollster)
    }

    /// Whether a word is known as something else than a surname: a place, a body, a word of the language.
    fn is_otherwise_known(&self, surname: &str) -> bool {
        // “Hispanics”
        let dictionary = self.context.gazetteer.dictionary();
        if surname.strip_suffix('s').is_some_and(|one| dictionary.is_word(table::hash(one))) {
            return true;
        }
        let hash = table::hash(surname);
        let key = table::key([hash]);
        let listed = self.context.gazetteer.tables().iter().any(|t| t.find(key, Some).is_some());
        listed || dictionary.is_word(hash)
    }

    /// What the whole article, captions and quotations too, tells of the names in it.
    fn others(&self) -> Others {
        let article = self.context.article;
        let no_name = self.function.or(self.title);
        let second = article.tokens.windows(2).enumerate().filter(|(at, pair)| {
            let [first, next] = pair else { return false };
            let named = self.words.is_capital(*at) && !self.words.has(*at, no_name);
            named && self.words.is_capital(at + 1) && first.block == next.block
        });
        let people = article.sources.iter().filter(|s| s.kind == SourceKind::NamedPerson);
        Others {
            // “Omar al-Haddad” is “Haddad” later
            second: second
                .flat_map(|(at, _)| {
                    let whole = fold(self.words.word(at + 1));
                    let part = whole.rsplit_once('-').map(|(_, last)| last.to_owned());
                    [Some(whole), part].into_iter().flatten()
                })
                .collect(),
            people: people.flat_map(|s| s.mentions.iter().map(|m| m.start)).collect(),
        }
    }

    /// Whether there is a given name: “De Mistura” has none.
    fn is_full(&self, name: &Name) -> bool {
        name.tokens.len() > 1 && !self.words.has(name.tokens.start, self.particle)
    }

    fn is_household(&self, name: &Name) -> bool {
        let (start, end) = (name.tokens.start, name.tokens.end);
        (start..end).any(|at| self.words.entry(at, end, self.household) == Some(end - at))
    }

    /// Whether a single name is a person and not part of another noun: “the Hale plan”, “Hale voters”.
    fn stands_for_person(&self, name: &Name) -> bool {
        let next = name.tokens.end;
        match self.words.kind(next) {
            Some(TokenKind::Word) => {
                self.words.is_lower(next) && (self.words.has(next, self.function) || self.words.has(next, self.spoke))
            }
            Some(TokenKind::Number | TokenKind::Address) => false,
            _ => true,
        }
    }

    /// Whether the words around a full name say who that is.
    fn has_role(&self, name: &Name) -> bool {
        let article = self.context.article;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let beside = match self.words.kind(end) {
            Some(TokenKind::Punctuation) if self.words.is(end, &[","]) => !self.words.has(end + 1, self.spoke),
            Some(TokenKind::Punctuation) => self.words.is(end, &["(", "—", "–", "--", "-", "&"]),
            Some(TokenKind::Possessive) => false,
            _ => self.words.is(end, &["of", "at", "from", "with", "for", "who"]),
        };
        let closed = self.words.is(end, &[",", ".", ";"]);
        let before = start.checked_sub(1).is_some_and(|at| {
            let noun = self.words.is_lower(at) && !self.words.has(at, self.function) && !self.words.has(at, self.spoke);
            // “the head ranger, Ulla Fenn, said”
            let apposition = self.words.is(at, &[","]) && !self.words.is_quoted(at) && closed;
            noun || apposition || self.words.kind(at) == Some(TokenKind::Possessive)
        });
        let place = article.sentences.partition_point(|s| s.tokens.end <= start);
        let near = article.sentences[place.saturating_sub(1)..].iter().take(3);
        let block = article.tokens[start].block;
        let described = near
            .filter(|s| s.block == block)
            .any(|s| self.words.entries(s.tokens.clone(), self.role).any(|role| !self.words.is_quoted(role.start)));
        beside || before || described
    }
}
