//! The source ledger: who speaks in an article, how often, and how the reader is told who it is.

use std::fmt;

use crate::{
    article::{Article, Form, Source, SourceId, SourceKind, Stet},
    lexicon::Lexicon,
    report::totals::count,
    rules::announcements,
    span::Span,
    text::Position,
};

/// Words before a name that tell nothing of its bearer.
const ARTICLES: [&str; 6] = ["the", "a", "an", "its", "their", "our"];

/// The sources of an article, in the order in which it brings them in.
#[derive(Debug)]
pub struct Ledger<'a> {
    /// Those that speak.
    pub rows: Vec<Row<'a>>,
    /// What all of them come to.
    pub totals: Totals,
}

/// One source of an article.
#[derive(Debug)]
pub struct Row<'a> {
    /// Which source of the article.
    pub id: SourceId,
    /// The source itself.
    pub source: &'a Source,
    /// Title, office or description, in the words of the article, without the name.
    pub identified_as: Option<String>,
    /// Where it is first mentioned.
    pub first: Option<Position>,
    /// How many of its words stand between marks, in how many quotations.
    pub quoted: Quoted,
    /// How often it is told in other words.
    pub paraphrases: usize,
    /// Who relays it: “state radio”; each once.
    pub via: Vec<&'a str>,
    /// Whether the article says that the source wants to be anonymous.
    pub announced: bool,
    /// The reason that the article gives for that.
    pub reason: Option<&'a str>,
    /// What the desk wrote when it let the anonymity stand: a reason, perhaps with approver and date.
    pub approval: Option<&'a str>,
}

/// Quotations and the words in them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quoted {
    /// How many quotations.
    pub quotations: usize,
    /// How many words.
    pub words: usize,
}

/// The sums of a ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sources that speak.
    pub sources: usize,
    /// Those of them that are not identified.
    pub anonymous: usize,
    /// Those of them whose anonymity the desk lets stand, with a reason.
    pub approved: usize,
    /// All quotations of speech, those included of which nobody is the speaker.
    pub quoted: Quoted,
    /// Those of an anonymous source.
    pub anonymous_quotations: usize,
    /// Those of which no speaker was found.
    pub unattributed_quotations: usize,
    /// All paraphrases that have a source.
    pub paraphrases: usize,
}

impl<'a> Ledger<'a> {
    /// The ledger of an annotated article.
    pub fn of(article: &'a Article) -> Ledger<'a> {
        let mut rows: Vec<Row> = article.sources.iter().enumerate().map(|(id, s)| Row::new(article, id, s)).collect();
        let mut totals = Totals::default();
        for quotation in article.quotations.iter().filter(|q| q.kind.is_speech() && !q.nested) {
            let quoted = Quoted { quotations: 1, words: quotation.words };
            totals.quoted.add(quoted);
            match quotation.speaker.and_then(|s| s.source).and_then(|id| rows.get_mut(id.0)) {
                Some(row) => {
                    row.quoted.add(quoted);
                    let via = quotation.via.map(|span| article.slice(span));
                    row.via.extend(via.filter(|via| !row.via.contains(via)));
                }
                None => totals.unattributed_quotations += 1,
            }
        }
        for attribution in article.attributions.iter().filter(|a| a.form == Form::Indirect) {
            if let Some(row) = attribution.source_id.and_then(|id| rows.get_mut(id.0)) {
                row.paraphrases += 1;
            }
        }
        rows.retain(|row| row.quoted.quotations + row.paraphrases > 0);
        rows.sort_by_key(|row| row.first.map(|p| (p.line, p.column)));
        totals.sources = rows.len();
        totals.paraphrases = rows.iter().map(|row| row.paraphrases).sum();
        for row in rows.iter().filter(|row| row.source.anonymous) {
            totals.anonymous += 1;
            totals.approved += usize::from(row.approval.is_some());
            totals.anonymous_quotations += row.quoted.quotations;
        }
        Ledger { rows, totals }
    }

    /// With what the article says of each source's wish to be anonymous.
    #[must_use]
    pub fn with_reasons(mut self, article: &'a Article, lexicon: &Lexicon) -> Ledger<'a> {
        for announcement in announcements(article, lexicon).iter().filter(|a| !a.borrowed) {
            let who = announced(article, announcement.formula);
            if let Some(row) = self.rows.iter_mut().find(|row| Some(row.id) == who) {
                row.announced = true;
                row.reason = row.reason.or(announcement.reason.map(|span| article.slice(span)));
            }
        }
        self
    }
}

impl<'a> Row<'a> {
    fn new(article: &'a Article, id: usize, source: &'a Source) -> Row<'a> {
        let first = source.mentions.first().map(|span| article.text.position(article.raw(*span).start));
        Row {
            id: SourceId(id),
            source,
            identified_as: identified(article, source),
            first,
            quoted: Quoted::default(),
            paraphrases: 0,
            via: Vec::new(),
            announced: false,
            reason: None,
            approval: source.anonymous.then(|| approval(article, source)).flatten(),
        }
    }
}

/// How much the story rests on sources without a name.
impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sources = count(self.sources, "source");
        let quotations = count(self.quoted.quotations, "quotation");
        write!(f, "Unnamed {} of {sources}, {} of {quotations}", self.anonymous, self.anonymous_quotations)?;
        match (self.anonymous, self.approved) {
            (0, _) => Ok(()),
            (_, 0) => f.write_str("; approval: none recorded"),
            (all, approved) if all == approved => f.write_str("; approval: recorded"),
            (all, approved) => write!(f, "; approval: recorded for {approved} of {all}"),
        }
    }
}

impl Quoted {
    fn add(&mut self, other: Quoted) {
        self.quotations += other.quotations;
        self.words += other.words;
    }
}

/// How the reader is told who a source is: the title before its name, or else the first description.
fn identified(article: &Article, source: &Source) -> Option<String> {
    let title = source.name.as_deref().and_then(|name| {
        let mut before = source.mentions.iter().filter_map(|span| article.slice(*span).split_once(name));
        before.find_map(|(title, _)| {
            let title = title.trim();
            let told = !title.is_empty() && !ARTICLES.iter().any(|a| a.eq_ignore_ascii_case(title));
            told.then(|| title.to_owned())
        })
    });
    let told = |d: &&String| source.name.as_deref() != Some(without_article(d));
    title.or_else(|| source.descriptions.iter().find(told).cloned())
}

/// A description without the article before it: “the Harbour Board” tells no more than “Harbour Board”.
fn without_article(description: &str) -> &str {
    match description.split_once(' ') {
        Some((first, rest)) if ARTICLES.iter().any(|a| a.eq_ignore_ascii_case(first)) => rest,
        _ => description,
    }
}

/// The anonymous source that a formula of anonymity is about: the last one mentioned in its sentence.
fn announced(article: &Article, formula: Span) -> Option<SourceId> {
    let sentence = article.sentence_at(formula.start)?.span;
    let unnamed = |s: &Source| {
        s.anonymous || matches!(s.kind, SourceKind::UnnamedIndividual | SourceKind::UnnamedGroup | SourceKind::Pronoun)
    };
    let sources = article.sources.iter().enumerate().filter(|(_, s)| unnamed(s));
    let mentions = sources.flat_map(|(id, s)| s.mentions.iter().map(move |m| (m.start, SourceId(id))));
    mentions.filter(|(start, _)| sentence.holds(*start)).max().map(|(_, id)| id)
}

/// The reason of the first stet on a rule of anonymity that is about a place where the source is mentioned.
fn approval<'a>(article: &'a Article, source: &Source) -> Option<&'a str> {
    let stets = article.stets.iter().filter(|stet| stet.names_family("anonymity"));
    let about = |stet: &&Stet| {
        let mut mentions = source.mentions.iter().filter(|m| stet.covers.holds(article.raw(**m).start));
        mentions.any(|mention| {
            let sentence = article.sentence_at(mention.start).map(|sentence| article.slice(sentence.span));
            stet.words.as_ref().is_none_or(|words| sentence.is_some_and(|sentence| sentence.contains(words)))
        })
    };
    stets.filter(|stet| stet.reason.is_some()).find(about)?.reason.as_deref()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        check::{CheckError, Checker},
        settings::Settings,
        text::Text,
    };

    const STORY: &str = "Ferry talks stall\n\n\
        Harbour master Ines Corral said the ferry had sailed late. “We saw it leave at nine,” Corral said.\n\n\
        A harbour official said, speaking on the condition of anonymity because she might lose her job, that \
        nobody had checked the doors. “Nobody looked,” the official said.\n";

    fn with_ledger<T>(text: &str, see: impl FnOnce(&Ledger) -> T) -> Result<T, CheckError> {
        let checker = Checker::new(Settings::default())?;
        let article = checker.article(Arc::new(Text::new("a.txt", text)));
        Ok(see(&Ledger::of(&article).with_reasons(&article, checker.lexicon())))
    }

    #[test]
    fn counts_what_each_source_says() -> Result<(), CheckError> {
        with_ledger(STORY, |ledger| {
            let rows: Vec<_> = ledger
                .rows
                .iter()
                .map(|row| (row.source.label(), row.quoted.quotations, row.quoted.words, row.paraphrases))
                .collect();
            assert_eq!(rows, [("Ines Corral", 1, 6, 1), ("A harbour official", 1, 2, 1)]);
            assert_eq!(ledger.totals.to_string(), "Unnamed 1 of 2 sources, 1 of 2 quotations; approval: none recorded");
        })
    }

    #[test]
    fn tells_who_is_identified_and_why_not() -> Result<(), CheckError> {
        with_ledger(STORY, |ledger| {
            let told: Vec<_> =
                ledger.rows.iter().map(|row| (row.identified_as.as_deref(), row.announced, row.reason)).collect();
            let [named, unnamed] = told[..] else { return assert_eq!(told.len(), 2) };
            assert_eq!(named, (Some("Harbour master"), false, None));
            assert_eq!(unnamed, (Some("A harbour official"), true, Some("because she might lose her job")));
        })
    }

    #[test]
    fn shows_why_an_unnamed_source_is_let_stand() -> Result<(), CheckError> {
        let stet = "[stet anonymity/no-reason: her job is at risk; approved by I. Varga, 2026-03-02]";
        let approved = STORY.replace("A harbour official", &format!("{stet}\nA harbour official"));
        let elsewhere = STORY.replace("Harbour master", &format!("{stet}\nHarbour master"));
        let other = approved.replace("anonymity/no-reason", "typo");
        let shown = |ledger: &Ledger| {
            let rows = ledger.rows.iter().map(|row| row.approval.map(str::to_owned)).collect::<Vec<_>>();
            (rows, ledger.totals.to_string().split("; ").last().map(str::to_owned))
        };
        let reason = "her job is at risk; approved by I. Varga, 2026-03-02".to_owned();
        let expected = (vec![None, Some(reason)], Some("approval: recorded".to_owned()));
        assert_eq!(with_ledger(&approved, shown)?, expected);
        let none = (vec![None, None], Some("approval: none recorded".to_owned()));
        assert_eq!(with_ledger(&elsewhere, shown)?, none);
        assert_eq!(with_ledger(&other, shown)?, none);
        Ok(())
    }
}
