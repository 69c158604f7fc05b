//! The same utterance across articles, for people: the fullest version whole, the others with their differences marked.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Comparisons, outlet, reprints, told};
use crate::{
    align::{Change, Kind, Op, same_words},
    article::Article,
    english::listed,
    index::{Bond, Copies, Member, Pair, Reprint, Retold, Utterance},
    report::{Ink, Look, clean, wrap},
    span::Span,
};

/// Columns before the words of a version.
const MARGIN: usize = 20;
/// Words of a stretch that is missing from a version, at most; the middle of a longer one is left out.
const MISSING: usize = 6;

/// Writes utterance by utterance: who said it, what each article prints, and how it differs from the fullest version.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, comparisons: &Comparisons, look: Look) -> io::Result<()> {
    let utterances: Vec<&Utterance> = comparisons.utterances().collect();
    let retold: Vec<&Retold> = comparisons.retold().collect();
    writeln!(out, "{}", wrap(&opening(comparisons, utterances.len()), look.width, 0))?;
    let copies = Copies::new(comparisons.articles, comparisons.lexicon);
    for (at, utterance) in utterances.iter().enumerate() {
        writeln!(out)?;
        let page = Page { articles: comparisons.articles, look };
        page.utterance(out, at + 1, utterance, &reprints(&copies, utterance))?;
    }
    if !retold.is_empty() {
        let heading = "Quoted by one article, told by another in its own words:";
        writeln!(out, "\n{}", wrap(heading, look.width, 0))?;
    }
    for (at, retold) in retold.iter().enumerate() {
        writeln!(out)?;
        Page { articles: comparisons.articles, look }.retold(out, utterances.len() + at + 1, retold)?;
    }
    if !utterances.is_empty() {
        let legend = "⟨words⟩ stand only in this version, ⟨− words⟩ are missing from it; both against the fullest one, which is no more likely to be right. Silence is no clearance: what one article alone quotes is not shown.";
        writeln!(out, "\n{}", wrap(legend, look.width, 0))?;
    }
    Ok(())
}

fn opening(comparisons: &Comparisons, utterances: usize) -> String {
    let of = comparisons.speaker.map(|name| format!(" of “{}”", clean(name))).unwrap_or_default();
    match (comparisons.articles.len(), utterances) {
        (0, _) => "No article to compare.".to_owned(),
        (1, _) => "One article: there is nothing to hold it against.".to_owned(),
        (articles, 0) => format!("{articles} articles: no utterance{of} is quoted by more than one of them."),
        (articles, 1) => format!("{articles} articles: one utterance{of} is quoted by more than one of them."),
        (articles, many) => format!("{articles} articles: {many} utterances{of} are quoted by more than one of them."),
    }
}

/// A word with the colour that it is shown in.
type Painted = (String, Option<Ink>);

struct Page<'a> {
    articles: &'a [Article],
    look: Look,
}

impl Page<'_> {
    fn utterance(
        &self,
        out: &mut dyn Write,
        number: usize,
        utterance: &Utterance,
        reprints: &[Reprint],
    ) -> io::Result<()> {
        let who = utterance.speaker.as_deref().map_or("Speaker not named".into(), clean);
        let mut dates: Vec<&str> =
            utterance.members.iter().filter_map(|m| self.articles.get(m.article)?.meta.date.as_deref()).collect();
        dates.sort_unstable();
        dates.dedup();
        let when = match dates.as_slice() {
            [] => String::new(),
            [day] => format!(" · {}", clean(day)),
            [first, .., last] => format!(" · {} to {}", clean(first), clean(last)),
        };
        let title = format!("{number}  {who}{when}");
        writeln!(out, "{}", self.look.paint(Ink::Strong, &title))?;
        let Some(fullest) = utterance.members.get(utterance.fullest) else { return Ok(()) };
        let words = self.articles.get(fullest.article).map(|article| article.slice(fullest.span)).unwrap_or_default();
        // of one copy, one version is shown: the fullest, else the first
        let stands_for = |reprint: &Reprint| match reprint.places.contains(&utterance.fullest) {
            true => Some(utterance.fullest),
            false => reprint.places.first().copied(),
        };
        let with_copies = |at: usize, note: &str| {
            let own = reprints.iter().filter(|reprint| stands_for(reprint) == Some(at));
            let told = own.map(|reprint| self.copies(at, reprint, utterance));
            let notes: Vec<String> =
                std::iter::once(note.to_owned()).filter(|note| !note.is_empty()).chain(told).collect();
            notes.join(" · ")
        };
        let repeats =
            |at: usize| reprints.iter().any(|reprint| reprint.places.contains(&at) && stands_for(reprint) != Some(at));
        let other = self.other_speaker(fullest, utterance).unwrap_or_default();
        self.version(out, fullest, plain(words), &with_copies(utterance.fullest, &other))?;
        let others = utterance.members.iter().enumerate();
        for (at, member) in others.filter(|(at, _)| *at != utterance.fullest && !repeats(*at)) {
            let pair = utterance.pairs.iter().find(|pair| {
                (pair.a, pair.b) == (utterance.fullest, at) || (pair.b, pair.a) == (utterance.fullest, at)
            });
            match pair {
                Some(pair) if pair.kinds == [Kind::Identical] => {
                    self.version(out, member, Vec::new(), &with_copies(at, "the same words"))?
                }
                Some(pair) => {
                    let kinds = with_copies(at, &self.kinds(pair, member, utterance));
                    self.version(out, member, marked(pair, utterance.fullest), &kinds)?
                }
                None => {
                    let words = self.articles.get(member.article).map(|article| article.slice(member.span));
                    self.version(out, member, plain(words.unwrap_or_default()), "in the same article")?;
                }
            }
        }
        Ok(())
    }

    /// Where else the copy stands of which a version is shown: “AP copy, as in Northlight 12 and Corran Herald 9”.
    fn copies(&self, shown: usize, reprint: &Reprint, utterance: &Utterance) -> String {
        let places = reprint.places.iter().filter(|at| **at != shown).filter_map(|at| {
            let member = utterance.members.get(*at)?;
            let article = self.articles.get(member.article)?;
            let line = article.text.position(article.raw(member.span).start).line;
            Some(format!("{} {line}", clean(outlet(article))))
        });
        let places = listed(&places.collect::<Vec<_>>());
        match &reprint.bond {
            Bond::Agency(name) => format!("{} copy, as in {places}: one version", clean(name)),
            Bond::Passages => format!("the same text as {places} in long passages: one version"),
        }
    }

    /// A quotation, and below it what others say in their own words.
    fn retold(&self, out: &mut dyn Write, number: usize, retold: &Retold) -> io::Result<()> {
        let title = format!("{number}  {}", retold.speaker.as_deref().map_or("Speaker not named".into(), clean));
        writeln!(out, "{}", self.look.paint(Ink::Strong, &title))?;
        let words =
            |article: usize, span: Span| plain(self.articles.get(article).map_or("", |article| article.slice(span)));
        let said = &retold.quotation;
        self.version(out, said, words(said.article, said.span), "quoted")?;
        for telling in &retold.tellings {
            let place = Member { article: telling.article, span: telling.span, ..said.clone() };
            self.version(out, &place, words(telling.article, telling.span), &in_words(&telling.kinds).join(" · "))?;
        }
        Ok(())
    }

    /// One version: outlet and line, the words, and below them how they differ.
    fn version(&self, out: &mut dyn Write, member: &Member, words: Vec<Painted>, note: &str) -> io::Result<()> {
        let Some(article) = self.articles.get(member.article) else { return Ok(()) };
        let line = article.text.position(article.raw(member.span).start).line;
        let name = clean(outlet(article));
        let place = if article.text.document().is_some() { format!(" ¶{line}") } else { format!(" {line}") };
        let room = MARGIN - 4 - place.len();
        let label = format!("  {}{place}", shortened(&name, room));
        let width = self.look.width.saturating_sub(MARGIN).max(20);
        let mut lines: Vec<String> = self.lines(words, width);
        // the very words, and when they were said
        let source = article.record.as_ref().map(|record| match record.time(member.span.start) {
            Some(time) => format!("{}, at {time} · {note}", record.material.as_str()),
            None => format!("{} · {note}", record.material.as_str()),
        });
        let note = source.as_deref().map_or(note, |source| source.trim_end_matches(" · "));
        lines.extend(
            wrap(note, width, 0).lines().filter(|line| !line.is_empty()).map(|line| self.look.paint(Ink::Faint, line)),
        );
        for (at, line) in lines.iter().enumerate() {
            let label = if at == 0 { label.as_str() } else { "" };
            let pad = " ".repeat(MARGIN.saturating_sub(label.width()));
            writeln!(out, "{label}{pad}{line}")?;
        }
        Ok(())
    }

    /// The words in lines of at most `width` columns.
    fn lines(&self, words: Vec<Painted>, width: usize) -> Vec<String> {
        let (mut lines, mut line, mut columns) = (Vec::new(), String::new(), 0);
        for (word, ink) in words {
            let wide = word.width();
            if columns > 0 && columns + 1 + wide > width {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            }
            if columns > 0 {
                line.push(' ');
                columns += 1;
            }
            columns += wide;
            line += &ink.map_or(word.clone(), |ink| self.look.paint(ink, &word));
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The kinds of difference in plain words, and whose insertion or cut is marked as it should be.
    fn kinds(&self, pair: &Pair, member: &Member, said: &Utterance) -> String {
        let mut told: Vec<String> = in_words(&pair.kinds).into_iter().map(str::to_owned).collect();
        told.extend(self.other_speaker(member, said));
        if told.is_empty() {
            told.push(Kind::Identical.describe().to_owned());
        }
        told.join(" · ")
    }

    /// Who says a version, where it is not who the heading names.
    fn other_speaker(&self, member: &Member, said: &Utterance) -> Option<String> {
        let who = member.speaker(self.articles)?;
        let heading = said.speaker.as_deref()?;
        let is_known = who == heading || heading.ends_with(&format!(" {who}")) || who.ends_with(&format!(" {heading}"));
        let differs = said.pairs.iter().any(|pair| {
            let of_member = |at: usize| said.members.get(at) == Some(member);
            (of_member(pair.a) || of_member(pair.b)) && pair.kinds.contains(&Kind::Speaker)
        });
        (differs && !is_known).then(|| format!("said by {}", clean(who)))
    }
}

/// The kinds of difference that a reader is told, in plain words.
fn in_words(kinds: &[Kind]) -> Vec<&'static str> {
    told(kinds).map(|kind| kind.describe()).collect()
}

/// The words of the fullest version.
fn plain(words: &str) -> Vec<Painted> {
    clean(words).split_whitespace().map(|word| (word.to_owned(), None)).collect()
}

/// The words of a version, with what differs from the fullest one between marks and in colour.
fn marked(pair: &Pair, fullest: usize) -> Vec<Painted> {
    let mut words: Vec<Painted> = Vec::new();
    for change in &pair.diff {
        let (full, own) = if pair.a == fullest { (&change.a, &change.b) } else { (&change.b, &change.a) };
        let has_words = |text: &str| text.contains(char::is_alphanumeric);
        if is_quiet(change) || (!has_words(full) && !has_words(own)) {
            glue(&mut words, plain(own));
            continue;
        }
        if has_words(own) {
            // a mark before the first word belongs to what stands before it
            let start = own
                .find(char::is_alphanumeric)
                .map_or(0, |at| own[..at].trim_end_matches(['[', '(', '“', '‘', '$']).len());
            glue(&mut words, plain(&own[..start]));
            words.extend(between("⟨", own[start..].to_owned(), "⟩", Ink::Added));
        }
        // other words stand in their place, unless they are many more
        let missing = full.split_whitespace().count();
        if has_words(full) && (!has_words(own) || missing > own.split_whitespace().count() + 3) {
            words.extend(between("⟨− ", cut(full), "⟩", Ink::Removed));
        }
        if !has_words(own) {
            glue(&mut words, plain(own));
        }
    }
    words
}

/// Whether a step is no difference to a reader: the same words, in whatever spelling.
fn is_quiet(change: &Change) -> bool {
    change.op == Op::Equal || same_words(&change.a, &change.b)
}

/// Adds words; a mark that stood against the word before it stands there again.
fn glue(words: &mut Vec<Painted>, more: Vec<Painted>) {
    let mut more = more.into_iter().peekable();
    let closes =
        |word: &str| word.chars().all(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’'));
    if let (Some((last, _)), Some((first, _))) = (words.last_mut(), more.peek())
        && closes(first)
    {
        last.push_str(first);
        more.next();
    }
    words.extend(more);
}

fn between(open: &str, text: String, close: &str, ink: Ink) -> Vec<Painted> {
    let text = clean(&text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut words: Vec<Painted> =
        format!("{text}{close}").split(' ').map(|word| (word.to_owned(), Some(ink))).collect();
    // the sign stays on the line of its first word
    if let Some((first, _)) = words.first_mut() {
        first.insert_str(0, open);
    }
    words
}

/// A stretch that is missing, without its middle where it is long.
fn cut(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    match words.len() {
        len if len <= MISSING => words.join(" "),
        len => format!("{} … {}", words[..MISSING - 2].join(" "), words[len - 2..].join(" ")),
    }
}

/// A name, cut to a number of columns.
fn shortened(name: &str, room: usize) -> String {
    if name.width() <= room {
        return name.to_owned();
    }
    let mut short = String::new();
    for c in name.chars() {
        if short.width() + c.width().unwrap_or(0) + 1 > room {
            break;
        }
        short.push(c);
    }
    short + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_gaps_lose_their_middle() {
        assert_eq!(cut("or to a much later ferry than he took"), "or to a much … he took");
        assert_eq!(cut(", as far as I know ,"), "as far as I know");
    }

    #[test]
    fn marks_stay_with_their_word() {
        let mut words = plain("return to war");
        glue(&mut words, plain(". He"));
        assert_eq!(words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["return", "to", "war.", "He"]);
    }

    #[test]
    fn names_fit_their_column() {
        assert_eq!(shortened("Northlight Radio", 8), "Northli…");
        assert_eq!(shortened("北極光放送", 6), "北極…");
    }
}
