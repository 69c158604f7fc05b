//! From a page of which every part has been judged to blocks of prose.

use super::{
    claim::Claims,
    clean::{Surroundings, Verdict},
    hint::Hints,
    run::Run,
    tag::Tag,
    tree::{Page, Piece},
};
use crate::{
    article::{Aside, BlockKind},
    parse::{
        line,
        prose::{Builder, Draft},
        stet::{self, Written},
    },
    span::Span,
};

/// What a page was read with.
pub(super) struct Judged<'a> {
    pub(super) page: &'a Page,
    pub(super) content: &'a str,
    pub(super) runs: &'a [Run],
    pub(super) verdicts: &'a [Verdict],
    pub(super) surroundings: &'a [Surroundings],
    pub(super) claims: &'a Claims,
}

impl<'a> Judged<'a> {
    /// The blocks of the page, its prose, and the lines in brackets in which the desk lets something stand.
    pub(super) fn write(&self) -> (Vec<Draft>, Builder<'a>, Vec<Written>) {
        let mut writer = Writer { judged: self, builder: Builder::new(self.content), drafts: Vec::new(), done: 0 };
        let (kinds, groups) = (self.kinds(), self.groups());
        let mut stets = Vec::new();
        let mut group: Option<usize> = None;
        for run in self.runs {
            let pieces = self.page.pieces.get(run.pieces.0..run.pieces.1).unwrap_or_default();
            let shown: Vec<&Piece> = pieces.iter().filter(|piece| self.is_shown(piece)).collect();
            if shown.iter().any(|piece| piece.text > 0 && !self.is_aside(piece)) {
                group = None;
                if let Some(stet) = self.stet(&shown) {
                    stets.push(stet);
                    continue;
                }
                // words of the byline inside a paragraph are the paragraph's
                let told = |piece: &&&Piece| self.verdicts.get(piece.element) == Some(&Verdict::Told);
                let (told, text) = (shown.iter().filter(told).count(), shown.len());
                let own =
                    if told * 2 < text { run.block } else { shown.first().map_or(run.block, |piece| piece.element) };
                let kind = kinds.get(own).copied().flatten();
                let aside = Some(Aside::Repeated).filter(|_| kind == Some(BlockKind::Furniture));
                writer.block(run, &shown, kind, aside);
                continue;
            }
            let own = pieces.first().and_then(|piece| groups.get(piece.element).copied().flatten());
            let aside = pieces.first().and_then(|piece| self.reason(piece.element));
            let all: Vec<&Piece> = pieces.iter().collect();
            match own {
                Some(own) if group == Some(own) => writer.more(&all),
                _ => {
                    writer.block(run, &all, Some(BlockKind::Furniture), aside);
                    if let Some(own) = own {
                        writer.widen(self.page.elements.get(own).map(|element| element.raw));
                    }
                }
            }
            group = own;
        }
        (writer.drafts, writer.builder, stets)
    }

    /// What the desk wrote in brackets, where that is all of a line.
    fn stet(&self, pieces: &[&Piece]) -> Option<Written> {
        let span = pieces.first()?.raw.union(pieces.last()?.raw);
        stet::read(line::trim(span, self.content), self.content)
    }

    fn is_aside(&self, piece: &Piece) -> bool {
        matches!(self.verdicts.get(piece.element), Some(Verdict::Aside(_)) | None)
    }

    /// Whether a piece of a line that is kept is kept too: all of it but buttons.
    fn is_shown(&self, piece: &Piece) -> bool {
        let button = |aside: &Aside| matches!(aside, Aside::Form | Aside::Share | Aside::Advertisement);
        !matches!(self.verdicts.get(piece.element), Some(Verdict::Aside(aside)) if button(aside))
    }

    fn is_code(&self, piece: &Piece) -> bool {
        self.surroundings.get(piece.element).is_some_and(|around| around.program)
    }

    fn reason(&self, element: usize) -> Option<Aside> {
        match self.verdicts.get(element) {
            Some(Verdict::Aside(aside)) => Some(*aside),
            _ => None,
        }
    }

    /// The role that each element gives to the text in it.
    fn kinds(&self) -> Vec<Option<BlockKind>> {
        let mut kinds: Vec<Option<BlockKind>> = Vec::with_capacity(self.page.elements.len());
        for (at, element) in self.page.elements.iter().enumerate() {
            let around = kinds.get(element.parent).copied().flatten();
            let own = match element.tag {
                _ if self.claims.headline == Some(at) => Some(BlockKind::Headline),
                _ if self.claims.repeats.contains(&at) => Some(BlockKind::Furniture),
                _ if self.claims.byline == Some(at) => Some(BlockKind::Byline),
                _ if matches!(around, Some(BlockKind::Headline | BlockKind::Byline | BlockKind::Furniture)) => around,
                Tag::Caption => Some(BlockKind::Caption),
                Tag::Quotation => Some(BlockKind::Blockquote),
                _ if element.hints.any(Hints::TWEET) => Some(BlockKind::Blockquote),
                _ if element.hints.any(Hints::CAPTION) && element.tag != Tag::Link => Some(BlockKind::Caption),
                Tag::Heading(_) => around.or(Some(BlockKind::Heading)),
                Tag::Item | Tag::Definition => around.or(Some(BlockKind::ListItem)),
                Tag::Cell if self.surroundings.get(at).is_some_and(|around| around.data) => {
                    around.or(Some(BlockKind::ListItem))
                }
                _ => around,
            };
            kinds.push(own);
        }
        kinds
    }

    /// Of each element that holds no part of the article, the outermost such element around it.
    fn groups(&self) -> Vec<Option<usize>> {
        let elements = &self.page.elements;
        let mut holds: Vec<bool> = self.verdicts.iter().map(|verdict| !matches!(verdict, Verdict::Aside(_))).collect();
        for at in (1..elements.len()).rev() {
            let parent = elements.get(at).map_or(0, |element| element.parent);
            if holds.get(at) == Some(&true)
                && let Some(around) = holds.get_mut(parent)
            {
                *around = true;
            }
        }
        let mut groups: Vec<Option<usize>> = Vec::with_capacity(elements.len());
        for (at, element) in elements.iter().enumerate() {
            let around = groups.get(element.parent).copied().flatten();
            // a part that is set aside for a reason of its own is told apart from what is merely outside
            let outside = |at: usize| self.reason(at) == Some(Aside::Outside);
            let around = around.filter(|around| !outside(*around) || outside(at));
            let own = if holds.get(at) == Some(&true) { None } else { around.or(Some(at)) };
            groups.push(own);
        }
        groups
    }
}

struct Writer<'j, 'a> {
    judged: &'j Judged<'a>,
    builder: Builder<'a>,
    drafts: Vec<Draft>,
    /// Up to where the file has been written.
    done: usize,
}

impl Writer<'_, '_> {
    /// Writes some pieces as a block.
    fn block(&mut self, run: &Run, pieces: &[&Piece], kind: Option<BlockKind>, aside: Option<Aside>) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        if !self.drafts.is_empty() {
            self.builder.replace("\n\n", Span::new(self.done.min(first.raw.start), first.raw.start));
        }
        let start = self.builder.at();
        self.pieces(pieces);
        let span = line::trim(Span::new(start, self.builder.at()), self.builder.prose());
        if span.is_empty() {
            return;
        }
        let raw = self.markup(run, Span::new(first.raw.start, last.raw.end.max(first.raw.start)));
        self.drafts.push(Draft { span, raw, kind, apart: true, aside });
    }

    /// Writes more into the last block.
    fn more(&mut self, pieces: &[&Piece]) {
        let Some(first) = pieces.first() else { return };
        self.builder.replace(" ", Span::new(self.done.min(first.raw.start), first.raw.start));
        self.pieces(pieces);
        let end = self.builder.at();
        let prose = self.builder.prose();
        if let Some(draft) = self.drafts.last_mut() {
            draft.span = line::trim(Span::new(draft.span.start, end), prose);
        }
    }

    /// The last block takes up a whole element.
    fn widen(&mut self, raw: Option<Span>) {
        if let (Some(draft), Some(raw)) = (self.drafts.last_mut(), raw) {
            draft.raw = draft.raw.union(raw);
        }
    }

    /// The place of a run with the markup that belongs to it alone.
    fn markup(&self, run: &Run, words: Span) -> Span {
        let page = self.judged.page;
        let mut raw = words;
        let element = |at: usize| page.pieces.get(at).map(|piece| piece.element);
        for (edge, other) in [(element(run.pieces.0), true), (run.pieces.1.checked_sub(1).and_then(element), false)] {
            let Some(edge) = edge else { continue };
            for around in page.around(edge) {
                let Some(element) = page.elements.get(around) else { break };
                // an element that goes beyond the run is not its own
                let inside = run.pieces.0 <= element.pieces.0 && element.pieces.1 <= run.pieces.1;
                if !inside || element.raw.is_empty() {
                    break;
                }
                raw = if other { Span::new(raw.start.min(element.raw.start), raw.end) } else { raw.union(element.raw) };
                if around == run.block {
                    break;
                }
            }
        }
        raw
    }

    /// Writes words with every run of blanks as one.
    fn pieces(&mut self, pieces: &[&Piece]) {
        let judged = self.judged;
        let mut blank = true;
        for piece in pieces {
            let from = self.builder.at();
            if piece.breaks > 0 && !blank {
                self.builder.replace(" ", Span::new(self.done.min(piece.raw.start), piece.raw.start));
                blank = true;
            }
            let words = judged.page.words(piece, judged.content);
            let verbatim = piece.other.is_none();
            for part in parts(words) {
                let raw = match verbatim {
                    true => Span::new(piece.raw.start + part.span.start, piece.raw.start + part.span.end),
                    false => piece.raw,
                };
                match part.kind {
                    Kind::Words if verbatim => self.builder.copy(raw),
                    Kind::Words => self.builder.replace(part.span.of(words), raw),
                    Kind::Blank if !blank => self.builder.replace(" ", raw),
                    Kind::Blank | Kind::Unseen => {}
                }
                if part.kind != Kind::Unseen {
                    blank = part.kind == Kind::Blank;
                }
            }
            if judged.is_code(piece) {
                self.builder.mark_code(from);
            }
            self.done = self.done.max(piece.raw.end);
        }
    }
}

/// What a part of some text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Blank,
    /// A place where a word may be broken: nobody sees it.
    Unseen,
}

#[derive(Debug, Clone, Copy)]
struct Part {
    kind: Kind,
    span: Span,
}

/// Splits a text into words, with the single blanks between them, runs of blanks, and what nobody sees.
fn parts(words: &str) -> impl Iterator<Item = Part> {
    let bytes = words.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let first = kind(bytes, at)?;
        while let Some(next) = kind(bytes, at) {
            let single = first == Kind::Words
                && bytes.get(at) == Some(&b' ')
                && at > start
                && kind(bytes, at + 1) == Some(Kind::Words);
            if next != first && !single {
                break;
            }
            at += if next == Kind::Unseen { unseen(bytes, at) } else { 1 };
        }
        Some(Part { kind: first, span: Span::new(start, at) })
    })
}

fn kind(bytes: &[u8], at: usize) -> Option<Kind> {
    let byte = *bytes.get(at)?;
    Some(match byte {
        b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => Kind::Blank,
        0xc2 | 0xe2 if unseen(bytes, at) > 0 => Kind::Unseen,
        _ => Kind::Words,
    })
}

/// How many bytes a soft hyphen or a space without width takes at a place.
fn unseen(bytes: &[u8], at: usize) -> usize {
    const UNSEEN: [&[u8]; 2] = ["\u{ad}".as_bytes(), "\u{200b}".as_bytes()];
    let rest = bytes.get(at..).unwrap_or_default();
    UNSEEN.iter().find(|unseen| rest.starts_with(unseen)).map_or(0, |unseen| unseen.len())
}
