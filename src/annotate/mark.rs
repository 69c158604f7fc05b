//! Which mark opens a quotation, which one closes it, and which is no quotation mark at all.

use crate::{
    article::{Article, BlockKind, Quotation, QuotationKind, TokenKind},
    span::Span,
};

/// How far a single mark may be from its partner, in bytes.
const SINGLE_REACH: usize = 1_500;

/// Shortened words that begin with an apostrophe.
const ELISIONS: [&str; 9] = ["em", "til", "tis", "twas", "cause", "n", "round", "bout", "cos"];

/// Finds every quotation of an article, block by block, in order of the opening mark.
///
/// A paragraph may leave its closing mark out where the next one opens again (running-quote convention); the parts are
/// linked by [`Quotation::continues`].
pub(super) fn pair(article: &Article) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::new();
    // the quotation that the paragraph before left open
    let mut running: Option<usize> = None;
    let mut tokens = article.tokens.iter().filter(|token| token.kind == TokenKind::Mark).peekable();
    let (mut marks, mut open) = (Vec::new(), Vec::new());
    for (block, found) in article.blocks.iter().enumerate() {
        if !found.kind.is_copy() {
            continue;
        }
        marks.clear();
        while let Some(token) = tokens.next_if(|token| token.block == block) {
            marks.extend(mark(&article.prose, found.span, token.span));
        }
        let before = quotations.len();
        if !marks.is_empty() {
            let runs_on = opens_single(article, block + 1);
            let (end, open, quotations) = (found.span.end, &mut open, &mut quotations);
            Pairing { article, block, end, runs_on, open, quotations }.run(&marks);
        }
        let opens_with_mark = quotations.get(before).is_some_and(|q| q.outer.start == found.span.start);
        if let Some(earlier) = running.filter(|_| opens_with_mark) {
            quotations[before].continues = Some(earlier);
        }
        if found.kind != BlockKind::Caption {
            running = quotations[before..].iter().rposition(|q| !q.closed && !q.nested).map(|at| before + at);
        }
    }
    quotations.sort_by_key(|q| (q.outer.start, std::cmp::Reverse(q.outer.end)));
    quotations
}

/// A mark and what surrounds it.
#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    style: Style,
    /// Whether it stands where an opening mark stands: a blank before, a word after.
    may_open: bool,
    /// Whether it stands where a closing mark stands: something before, a blank or a point after.
    may_close: bool,
    /// Whether the letter before it is an `s`: a plural possessive, perhaps.
    after_s: bool,
}

/// What a mark says by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `"` and `''`
    Straight,
    /// “ „ ‟ «
    Open,
    /// ” »
    Close,
    /// ' ‘ ’ and their kin
    Single,
}

/// The mark at a place within a block; none where it stands for inches.
fn mark(prose: &str, block: Span, span: Span) -> Option<Mark> {
    let behind = &prose[block.start..span.start];
    let before = behind.chars().next_back();
    let after = prose[span.end..block.end].chars().next();
    let style = match span.of(prose) {
        "\"" | "''" => Style::Straight,
        "“" | "„" | "‟" | "«" | "``" => Style::Open,
        "”" | "»" => Style::Close,
        _ => Style::Single,
    };
    // inches: a digit before, and a foot mark before that
    if style == Style::Straight || style == Style::Close {
        let number = behind.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        if number.len() < behind.len() && number.ends_with(['\'', '’', '′']) && !number.ends_with("''") {
            return None;
        }
    }
    let starts = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '…') || is_opening(c)
    });
    let ends = after.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, ')' | ']' | '}' | '-' | '–' | '—' | '/' | '.' | ',' | ';' | ':' | '!' | '?' | '…')
            || is_closing(c)
    });
    Some(Mark {
        span,
        style,
        may_open: starts && !after.is_none_or(char::is_whitespace),
        may_close: ends && !before.is_none_or(char::is_whitespace),
        after_s: before.is_some_and(|c| c == 's'),
    })
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '»' | '’' | '\'')
}

struct Pairing<'a> {
    article: &'a Article,
    block: usize,
    /// Where the block ends.
    end: usize,
    /// Whether the next paragraph opens with a single mark, so that a quotation of this one may run on into it.
    runs_on: bool,
    /// Opening marks without a partner so far, the outermost first.
    open: &'a mut Vec<Mark>,
    quotations: &'a mut Vec<Quotation>,
}

impl Pairing<'_> {
    fn run(&mut self, marks: &[Mark]) {
        for (at, mark) in marks.iter().enumerate() {
            match mark.style {
                Style::Single => self.single(*mark, &marks[at + 1..]),
                _ => self.double(*mark, &marks[at + 1..]),
            }
        }
        // what is still open runs to the end of the block
        while let Some(mark) = self.open.pop() {
            if mark.style != Style::Single || self.runs_on {
                let end = Span::new(mark.span.end, self.end).trim(&self.article.prose).end.max(mark.span.end);
                self.close(mark, end, end, false);
            }
        }
    }

    fn double(&mut self, mark: Mark, later: &[Mark]) {
        let double = |m: &Mark| m.style != Style::Single;
        let straight = |m: &Mark| m.style == Style::Straight && mark.style == Style::Straight;
        let open = self.open.iter().rposition(straight).or_else(|| self.open.iter().rposition(double));
        match open {
            Some(at) => {
                // a form that opens, where only an opening mark can stand: the one before was never closed, or one nests
                let reopens = mark.may_open && !mark.may_close && mark.style != Style::Close;
                if reopens && nests(self.open[at], mark, later) {
                    self.open.push(mark);
                    return;
                }
                let run_on = reopens && (mark.style == Style::Open || later_closes(later));
                self.open.truncate(at + 1);
                let Some(partner) = self.open.pop() else { return };
                if run_on {
                    let end = Span::new(partner.span.end, mark.span.start).trim(&self.article.prose).end;
                    self.close(partner, end.max(partner.span.end), end.max(partner.span.end), false);
                    self.open.push(mark);
                } else {
                    self.close(partner, mark.span.start, mark.span.end, true);
                }
            }
            // a closing form where nothing is open still opens if it faces the wrong way
            None if mark.may_open || (mark.style == Style::Open && !mark.may_close) => self.open.push(mark),
            None => {}
        }
    }

    fn single(&mut self, mark: Mark, later: &[Mark]) {
        if let Some(at) = self.open.iter().rposition(|m| m.style == Style::Single) {
            let within_double = self.open[at + 1..].iter().any(|m| m.style != Style::Single);
            if mark.may_close && !within_double && !(mark.after_s && self.closes_later(later)) {
                self.open.truncate(at + 1);
                if let Some(partner) = self.open.pop() {
                    self.close(partner, mark.span.start, mark.span.end, true);
                }
                return;
            }
        }
        let form = mark.span.of(&self.article.prose);
        let may_open = mark.may_open && form != "’" && !self.is_elision(mark) && !(mark.may_close && form == "'");
        let partner = closes(mark, later) || (self.runs_on && self.begins_sentence(mark));
        if may_open && self.open.iter().all(|m| m.style != Style::Single) && partner {
            self.open.push(mark);
        }
    }

    /// Whether a closing single mark comes before the next opening one.
    fn closes_later(&self, later: &[Mark]) -> bool {
        let same = later.iter().take_while(|m| m.style == Style::Single && !m.may_open);
        same.into_iter().any(|m| m.may_close)
    }

    /// Whether a sentence begins with a mark.
    fn begins_sentence(&self, mark: Mark) -> bool {
        let before = self.article.prose[self.article.blocks[self.block].span.start..mark.span.start].trim_end();
        before.is_empty() || before.ends_with(['.', '?', '!', ':', ',', '\'', '’'])
    }

    /// Whether an apostrophe begins a shortened word (“'90s”, “’em”).
    fn is_elision(&self, mark: Mark) -> bool {
        is_elision(&self.article.prose[mark.span.end..self.end])
    }

    fn close(&mut self, open: Mark, end: usize, outer_end: usize, closed: bool) {
        let nested = !self.open.is_empty();
        self.quotations.push(Quotation {
            span: Span::new(open.span.end, end.max(open.span.end)),
            outer: Span::new(open.span.start, outer_end.max(open.span.end)),
            words: 0,
            kind: QuotationKind::Direct,
            block: self.block,
            closed,
            continues: None,
            nested,
            speaker: None,
            cue: None,
            via: None,
        });
    }
}

/// Whether a paragraph opens with a single quotation mark.
fn opens_single(article: &Article, block: usize) -> bool {
    let paragraph = article.blocks.get(block).filter(|b| b.kind.is_story()).map_or("", |b| article.slice(b.span));
    let inner = paragraph.strip_prefix(['\'', '‘']);
    inner.is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && !is_elision(rest))
}

/// Whether what follows an apostrophe is a shortened word.
fn is_elision(rest: &str) -> bool {
    let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    word.starts_with(|c: char| c.is_ascii_digit()) && word.trim_end_matches('s').len() == 2
        || ELISIONS.iter().any(|e| e.eq_ignore_ascii_case(word))
}

/// Whether a single mark that opens finds its partner before the reach ends.
fn closes(open: Mark, later: &[Mark]) -> bool {
    later
        .iter()
        .take_while(|m| m.span.start - open.span.end < SINGLE_REACH)
        .any(|m| m.style == Style::Single && m.may_close)
}

/// Whether a double mark that opens within another quotation begins one inside it: it is closed, and so is the outer one, or
/// the two have marks of different forms.
fn nests(outer: Mark, inner: Mark, later: &[Mark]) -> bool {
    let mut doubles = later.iter().filter(|m| m.style != Style::Single);
    let closes = |m: &Mark| match inner.style {
        Style::Open => m.style == Style::Close,
        _ => m.style == inner.style && m.may_close,
    };
    let closed = doubles.next().is_some_and(closes);
    let outer_closed = doubles.next().is_some_and(|m| m.may_close && !m.may_open && m.style != Style::Open);
    closed && ((outer.style == Style::Straight && inner.style == Style::Open) || outer_closed)
}

/// Whether the next double mark closes what opens here.
fn later_closes(later: &[Mark]) -> bool {
    later.iter().find(|m| m.style != Style::Single).is_some_and(|m| m.may_close && !m.may_open)
}

#[cfg(test)]
mod tests {
    use crate::annotate::tests::annotated;

    fn quotations(text: &str) -> Vec<String> {
        let article = annotated(text);
        article.quotations.iter().map(|q| article.slice(q.span).to_owned()).collect()
    }

    #[test]
    fn pairs_every_style() {
        let cases = [
            ("He said \"no way\" twice.", "no way"),
            ("He said “no way” twice.", "no way"),
            ("He said ''no way'' twice.", "no way"),
            ("He said „no way“ twice.", "no way"),
            ("He said «no way» twice.", "no way"),
            ("He said ‘no way’ twice.", "no way"),
            ("He said 'no way' twice.", "no way"),
            ("It is odd,“ said Ann Lee.", ""),
            ("“It is odd,“ said Ann Lee.", "It is odd,"),
            ("”It is odd,” said Ann Lee.", "It is odd,"),
            ("\"It is odd,” said Ann Lee.", "It is odd,"),
        ];
        for (text, expected) in cases {
            assert_eq!(quotations(text).first().map_or("", String::as_str), expected, "{text}");
        }
    }

    #[test]
    fn apostrophes_feet_and_inches_are_no_marks() {
        assert!(quotations("The ’90s weren’t the Smiths’ best, nor the 'em and 'til years.").is_empty());
        assert_eq!(quotations("He is 6'2\", he says, and “very tall.”"), ["very tall."]);
        assert_eq!(quotations("‘It is the Smiths’ house,’ she said."), ["It is the Smiths’ house,"]);
    }

    #[test]
    fn nested_marks_are_found_inside() {
        let article = annotated("“He told me ‘never again’ twice,” she said.");
        let found: Vec<_> = article.quotations.iter().map(|q| (article.slice(q.span), q.nested)).collect();
        assert_eq!(found, [("He told me ‘never again’ twice,", false), ("never again", true)]);
    }

    #[test]
    fn double_marks_nest_where_both_are_closed() {
        let cases = [
            ("“They call it “the pit” here,” she said.", "They call it “the pit” here,"),
            ("\"They asked: “Who built it?” Nobody knows,\" she said.", "They asked: “Who built it?” Nobody knows,"),
            ("“They call it \"the pit\" here,” she said.", "They call it \"the pit\" here,"),
        ];
        for (text, outer) in cases {
            assert_eq!(quotations(text).first().map(String::as_str), Some(outer), "{text}");
            assert_eq!(quotations(text).len(), 2, "{text}");
        }
    }

    #[test]
    fn a_running_quotation_goes_on_in_the_next_paragraph() {
        let article = annotated("Head\n\n“First part here.\n\n“Second part here,” she said.\n\nShe left.");
        let found: Vec<_> = article.quotations.iter().map(|q| (article.slice(q.span), q.closed, q.continues)).collect();
        assert_eq!(found, [("First part here.", false, None), ("Second part here,", true, Some(0))]);
    }

    #[test]
    fn single_marks_run_on_as_well() {
        let article = annotated(
            "Head\n\n'We lost,' Ann Lee said. 'They'll be back next year.\n\n'And next year we'll win,' she said.\n\n'90s pop was on.",
        );
        let found: Vec<_> = article.quotations.iter().map(|q| (article.slice(q.span), q.closed, q.continues)).collect();
        let expected = [
            ("We lost,", true, None),
            ("They'll be back next year.", false, None),
            ("And next year we'll win,", true, Some(1)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_mark_that_opens_again_ends_the_one_before() {
        assert_eq!(quotations("“One ends. “Two follows,” he said."), ["One ends.", "Two follows,"]);
    }

    #[test]
    fn what_surrounds_a_mark_tells_which_way_it_faces() {
        let cases: [(&str, &[&str]); 22] = [
            ("It is (“so,” she said) here.", &["so,"]),
            ("It is—“so”—and not [“else”].", &["so", "else"]),
            ("It is “so”/“else”: “yes”; “no”!", &["so", "else", "yes", "no"]),
            ("The 3\" pipe and the 2\" pipe.", &[]),
            ("He is 6'2” tall, “very tall,” he says.", &["very tall,"]),
            ("A 6.5\" pipe, \"the old one,\" burst.", &["the old one,"]),
            ("It is \"so 6\" and no more.", &["so 6"]),
            ("\"One ends. \"Two follows,\" he said.", &["One ends.", "Two follows,"]),
            ("“One ends. “Two follows,” he said.", &["One ends.", "Two follows,"]),
            ("“So it is.” “And so it stays,” he said.", &["So it is.", "And so it stays,"]),
            ("“He said ‘so’” she said.", &["He said ‘so’", "so"]),
            ("\"'So,' he told me,\" she said.", &["'So,' he told me,", "So,"]),
            ("'He said \"so\" twice,' she said.", &["He said \"so\" twice,", "so"]),
            ("'They'll go,' he said. 'We won't.'", &["They'll go,", "We won't."]),
            ("‘The Smiths’ boat sank,’ he said.", &["The Smiths’ boat sank,"]),
            ("The boats' crews and the pilots' boats left.", &[]),
            ("In the '90s 'twas 'bout time, 'cause of 'em.", &[]),
            ("It was '95 when 'the boat' sank.", &["the boat"]),
            ("He ' said so ' twice.", &[]),
            ("It is so,” she said.", &[]),
            ("«So,» she said, „so“ he said.", &["So,", "so"]),
            ("“So it goes", &["So it goes"]),
        ];
        let found: Vec<Vec<String>> = cases.iter().map(|(text, _)| quotations(text)).collect();
        let wrong: Vec<_> = found.iter().zip(&cases).filter(|(found, (_, parts))| *found != parts).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_single_mark_runs_on_only_into_a_paragraph_that_opens_with_one() {
        let runs = |next: &str| {
            quotations(&format!("Head\n\nShe said. 'They will be back next year.\n\n{next}")).first().cloned()
        };
        assert_eq!(runs("'And we will win,' she said.").as_deref(), Some("They will be back next year."));
        assert_eq!(runs("'90s pop was on.").as_deref(), None);
        assert_eq!(runs("And we will win, she said.").as_deref(), None);
        let within = "Head\n\nThe old 'uns and gaffer left\n\n'And we will win,' she said.";
        assert_eq!(quotations(within), ["And we will win,"]);
    }
}
