//! Mending an article: the changes that its findings carry, put into its file.

use std::collections::BTreeMap;

use crate::{
    article::Article,
    diagnostic::{Diagnostic, Edit, Fix, Safety},
    span::Span,
};

/// An article after its findings were mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The whole file.
    pub content: String,
    /// How many findings were mended.
    pub fixes: usize,
}

/// Why a file cannot be mended, though there is something to mend in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfixable {
    /// What is stored is not what was read.
    #[error("it is stored as {0}, and only UTF-8 files are fixed; it was left as it is. Save it as UTF-8 first")]
    Encoding(&'static str),
    /// Its words stand in a packed file.
    #[error("it is a Word file, which copydesk reads but never writes; it was left as it is. Make the changes in Word")]
    Word,
}

/// Applies the fixes that are safe, or with `offered` all of them, to an article with its findings. None where there is
/// nothing to apply. Fixes that touch one another are not applied together: the first one is, and the next check tells
/// whether the other is still wanted. Nothing that stands in a quotation is changed.
///
/// # Errors
///
/// When the file cannot be mended.
pub fn mend<'a>(
    article: &Article,
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    offered: bool,
) -> Result<Option<Mended>, Unfixable> {
    let mut quoted: Vec<Span> = article.quotations.iter().map(|q| article.raw(q.span)).collect();
    quoted.sort_unstable();
    let wanted = |fix: &&Fix| {
        let decided = offered || fix.safety == Safety::Safe;
        decided && !fix.edits.is_empty() && !fix.edits.iter().any(|edit| is_quoted(edit.span, &quoted))
    };
    let mut edits = Edits::default();
    let fixes = findings.into_iter().filter(|f| !f.in_quotation).filter_map(|f| f.fix.as_ref());
    let fixes = fixes.filter(wanted).filter(|fix| edits.add(fix, article)).count();
    if fixes == 0 {
        return Ok(None);
    }
    match (article.text.encoding(), article.text.document()) {
        (_, Some(_)) => Err(Unfixable::Word),
        ("utf-8", None) => Ok(Some(Mended { content: edits.apply(article.text.content()), fixes })),
        (other, _) => Err(Unfixable::Encoding(other)),
    }
}

/// Whether a change reaches into one of some stretches, which are sorted by where they start and may be nested.
fn is_quoted(span: Span, quoted: &[Span]) -> bool {
    let before = quoted.partition_point(|q| q.start < span.end);
    quoted[..before].iter().rev().take(64).any(|q| span.start < q.end)
}

/// Changes that do not touch one another, by where they start.
#[derive(Debug, Default)]
struct Edits {
    taken: BTreeMap<usize, Edit>,
}

impl Edits {
    /// Takes all changes of a fix, or none of them.
    fn add(&mut self, fix: &Fix, article: &Article) -> bool {
        let content = article.text.content();
        let has_place = |edit: &Edit| content.get(edit.span.range()).is_some_and(|words| words != edit.replacement);
        let fits = fix.edits.iter().all(|edit| has_place(edit) && self.is_free(edit));
        if fits {
            self.taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.clone())));
        }
        fits
    }

    /// Whether a change touches none that was taken, itself aside.
    fn is_free(&self, edit: &Edit) -> bool {
        if self.taken.get(&edit.span.start) == Some(edit) {
            return true;
        }
        let before = self.taken.range(..=edit.span.start).next_back();
        let after = self.taken.range(edit.span.start..).next();
        before.is_none_or(|(_, other)| other.span.end < edit.span.start)
            && after.is_none_or(|(start, _)| edit.span.end < *start)
    }

    fn apply(&self, content: &str) -> String {
        let mut out = String::with_capacity(content.len() + 64);
        let mut at = 0;
        for edit in self.taken.values() {
            out.push_str(content.get(at..edit.span.start).unwrap_or_default());
            out.push_str(&edit.replacement);
            at = edit.span.end;
        }
        out.push_str(content.get(at..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        article::{Quotation, QuotationKind},
        diagnostic::{Severity, TextId},
        lexicon::Lexicon,
        parse::parse,
        text::{Document, Text},
    };

    const STORY: &str = "She said “the the quay” and the the ferry.\r\nIt it left.\r\n";

    /// The story, with its quotation marked.
    fn story(path: &str) -> Article {
        let fallback = Lexicon::default();
        let mut article = parse(Arc::new(Text::new(path, STORY)), Lexicon::built_in().unwrap_or(&fallback));
        let span = place("the the quay");
        let outer = Span::new(span.start - 3, span.end + 3);
        article.quotations.push(Quotation {
            span,
            outer,
            words: 3,
            kind: QuotationKind::Partial,
            block: 0,
            closed: true,
            continues: None,
            nested: false,
            speaker: None,
            cue: None,
            via: None,
        });
        article
    }

    fn place(words: &str) -> Span {
        let start = STORY.find(words).unwrap_or_default();
        Span::new(start, start + words.len())
    }

    fn finding(safety: Safety, edits: &[(Span, &str)]) -> Diagnostic {
        let edits = edits.iter().map(|(span, words)| Edit { span: *span, replacement: (*words).to_owned() }).collect();
        Diagnostic {
            rule: "typo/doubled-word".to_owned(),
            severity: Severity::Error,
            message: String::new(),
            help: None,
            text: TextId(0),
            span: Span::new(0, 1),
            note: None,
            in_quotation: false,
            labels: Vec::new(),
            fix: Some(Fix { safety, edits }),
            details: None,
            slip: None,
            fingerprint: String::new(),
        }
    }

    fn mended(findings: &[Diagnostic], offered: bool) -> Option<(String, usize)> {
        mend(&story("a.txt"), findings, offered).ok().flatten().map(|mended| (mended.content, mended.fixes))
    }

    #[test]
    fn safe_fixes_are_applied_and_offered_ones_when_asked() {
        let safe = finding(Safety::Safe, &[(place("the the ferry"), "the ferry")]);
        let offered = finding(Safety::Offered, &[(place("It it"), "It")]);
        let both = [safe, offered];
        let one = "She said “the the quay” and the ferry.\r\nIt it left.\r\n";
        assert_eq!(mended(&both, false), Some((one.to_owned(), 1)));
        let all = "She said “the the quay” and the ferry.\r\nIt left.\r\n";
        assert_eq!(mended(&both, true), Some((all.to_owned(), 2)));
    }

    #[test]
    fn nothing_in_a_quotation_is_changed() {
        let inside = finding(Safety::Safe, &[(place("the the quay"), "the quay")]);
        let reaching = finding(Safety::Safe, &[(place("said “the"), "said “a")]);
        let start = place("the the quay").start;
        let within = finding(Safety::Safe, &[(Span::new(start + 3, start + 3), ",")]);
        assert_eq!(mended(&[inside, reaching, within], true), None);
        let mark = finding(Safety::Safe, &[(place("“"), "‘")]);
        assert!(mended(&[mark], false).is_some_and(|(content, _)| content.starts_with("She said ‘the the")));
    }

    #[test]
    fn what_is_put_between_marks_and_words_changes_no_quoted_word() {
        let quay = place("the the quay");
        let [opens, closes] = [quay.start, quay.end].map(|at| finding(Safety::Safe, &[(Span::new(at, at), " ")]));
        let expected = "She said “ the the quay ” and the the ferry.\r\nIt it left.\r\n";
        assert_eq!(mended(&[opens, closes], false), Some((expected.to_owned(), 2)));
    }

    #[test]
    fn of_fixes_that_touch_the_first_is_applied_whole() {
        let ferry = place("the the ferry");
        let first = finding(Safety::Safe, &[(Span::new(ferry.start, ferry.start + 4), ""), (place("It it"), "It")]);
        let touching = finding(Safety::Safe, &[(Span::new(ferry.start + 4, ferry.end), "a ferry")]);
        let same = finding(Safety::Safe, &[(place("It it"), "It")]);
        let expected = "She said “the the quay” and the ferry.\r\nIt left.\r\n";
        assert_eq!(mended(&[first, touching, same], false), Some((expected.to_owned(), 2)));
        // from either side, and across
        let late = finding(Safety::Safe, &[(Span::new(ferry.start + 4, ferry.end), "a ferry")]);
        let [before, across] = [4, 8].map(|len| Span::new(ferry.start, ferry.start + len));
        let early = [before, across].map(|span| finding(Safety::Safe, &[(span, "")]));
        let expected = "She said “the the quay” and the a ferry.\r\nIt it left.\r\n";
        assert_eq!(mended(&[&[late][..], &early[..]].concat(), false), Some((expected.to_owned(), 1)));
    }

    #[test]
    fn changes_beside_one_another_are_made_in_either_order() {
        let [the, left] = [place("the the ferry"), place("left")];
        let one = finding(Safety::Safe, &[(the, "the ferry")]);
        let other = finding(Safety::Safe, &[(left, "sailed")]);
        let expected = "She said “the the quay” and the ferry.\r\nIt it sailed.\r\n";
        for both in [[one.clone(), other.clone()], [other, one]] {
            assert_eq!(mended(&both, false), Some((expected.to_owned(), 2)));
        }
    }

    #[test]
    fn a_change_of_no_place_is_not_made() {
        let end = STORY.len();
        assert_eq!(mended(&[finding(Safety::Safe, &[(Span::new(end, end + 4), "x")])], true), None);
        assert_eq!(mended(&[finding(Safety::Safe, &[(place("ferry"), "ferry")])], true), None);
    }

    #[test]
    fn a_packed_file_is_refused() {
        let fix = finding(Safety::Safe, &[(place("ferry"), "boat")]);
        let mut article = story("a.docx");
        article.text = Arc::new(Text::new("a.docx", STORY).taken_from(Document::default()));
        assert_eq!(mend(&article, &[fix], false), Err(Unfixable::Word));
        assert_eq!(mend(&article, &[], false), Ok(None));
    }
}
