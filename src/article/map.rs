//! From the prose of an article back to the file.

use crate::span::Span;

/// Which place of the file each part of the prose comes from, piece by piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

/// A run of prose and the run of the file it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    prose: Span,
    raw: Span,
}

impl SourceMap {
    /// The map of a text that is its own prose.
    pub fn identity(len: usize) -> Self {
        let all = Span::new(0, len);
        Self { pieces: vec![Piece { prose: all, raw: all }] }
    }

    /// Gives up room that it does not need.
    pub fn shrink_to_fit(&mut self) {
        self.pieces.shrink_to_fit();
    }

    /// Adds the next piece. Pieces are added in the order of the prose, without gaps.
    pub fn push(&mut self, prose: Span, raw: Span) {
        if let Some(last) = self.pieces.last_mut() {
            let verbatim = last.prose.len() == last.raw.len() && prose.len() == raw.len();
            if verbatim && last.raw.end == raw.start {
                last.prose.end = prose.end;
                last.raw.end = raw.end;
                return;
            }
        }
        self.pieces.push(Piece { prose, raw });
    }

    /// The place in the file of a place in the prose: from where its first byte comes to where its last byte comes.
    ///
    /// A piece that is not verbatim (an entity) is taken whole.
    pub fn raw(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start(span.start);
            return Span::new(at, at);
        }
        let start = self.start(span.start);
        let end = self.piece(span.end - 1).map_or(start, |p| match p.prose.len() == p.raw.len() {
            true => p.raw.start + (span.end - p.prose.start).min(p.raw.len()),
            false => p.raw.end,
        });
        Span::new(start, end.max(start))
    }

    /// The place in a stretch of the prose of a place in the file, the other way round; none: the words there are not
    /// in it. The pieces of the stretch come in the order of the file, as those of a block do.
    pub fn prose(&self, raw: Span, within: Span) -> Option<Span> {
        let first = self.pieces.partition_point(|p| p.prose.end <= within.start);
        let len = self.pieces.get(first..)?.partition_point(|p| p.prose.start < within.end);
        let pieces = self.pieces.get(first..first + len)?;
        let verbatim = |p: &Piece| p.prose.len() == p.raw.len();
        let last = pieces.partition_point(|p| p.raw.start < raw.end.max(raw.start + 1)).checked_sub(1)?;
        let p = pieces.get(pieces.partition_point(|p| p.raw.end <= raw.start))?;
        let start = p.prose.start + if verbatim(p) { raw.start.saturating_sub(p.raw.start) } else { 0 };
        if raw.is_empty() {
            return (p.raw.start <= raw.start && within.start <= start && start <= within.end)
                .then_some(Span::new(start, start));
        }
        let p = pieces.get(last)?;
        let end = if verbatim(p) { p.prose.end.min(p.prose.start + (raw.end - p.raw.start)) } else { p.prose.end };
        let (start, end) = (start.max(within.start), end.min(within.end));
        (start < end).then(|| Span::new(start, end))
    }

    /// Adds to another map what this one says of a span, as what stands there from `at` on.
    pub fn cut(&self, span: Span, at: usize, into: &mut SourceMap) {
        let first = self.pieces.partition_point(|piece| piece.prose.end <= span.start);
        for piece in self.pieces.iter().skip(first).take_while(|piece| piece.prose.start < span.end) {
            let part = Span::new(piece.prose.start.max(span.start), piece.prose.end.min(span.end));
            let moved = Span::new(at + (part.start - span.start), at + (part.end - span.start));
            into.push(moved, self.raw(part));
        }
    }

    /// The map of a text that was made of this map's prose by way of another map.
    #[must_use]
    pub fn through(&self, other: &SourceMap) -> SourceMap {
        let mut map = SourceMap::default();
        for piece in &other.pieces {
            match piece.prose.len() == piece.raw.len() {
                true => self.cut(piece.raw, piece.prose.start, &mut map),
                false => map.push(piece.prose, self.raw(piece.raw)),
            }
        }
        map
    }

    fn start(&self, at: usize) -> usize {
        match self.piece(at) {
            Some(p) if p.prose.len() == p.raw.len() => p.raw.start + (at - p.prose.start),
            Some(p) => p.raw.start,
            None => self.pieces.last().map_or(0, |p| p.raw.end),
        }
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|p| p.prose.start <= at);
        self.pieces.get(next.checked_sub(1)?).filter(|p| at < p.prose.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_across_markup_and_entities() {
        // raw: a **b** &amp; c
        let mut map = SourceMap::default();
        map.push(Span::new(0, 2), Span::new(0, 2));
        map.push(Span::new(2, 3), Span::new(4, 5));
        map.push(Span::new(3, 4), Span::new(7, 8));
        map.push(Span::new(4, 5), Span::new(8, 13));
        map.push(Span::new(5, 7), Span::new(13, 15));
        assert_eq!(map.raw(Span::new(0, 3)), Span::new(0, 5));
        assert_eq!(map.raw(Span::new(2, 3)), Span::new(4, 5));
        assert_eq!(map.raw(Span::new(4, 5)), Span::new(8, 13));
        assert_eq!(map.raw(Span::new(0, 7)), Span::new(0, 15));
        assert_eq!(map.raw(Span::new(7, 7)), Span::new(15, 15));

        let whole = Span::new(0, 7);
        assert_eq!(map.prose(Span::new(0, 5), whole), Some(Span::new(0, 3)));
        assert_eq!(map.prose(Span::new(4, 5), whole), Some(Span::new(2, 3)));
        // in the middle of an entity, and in markup only
        assert_eq!(map.prose(Span::new(9, 10), whole), Some(Span::new(4, 5)));
        assert_eq!(map.prose(Span::new(2, 4), whole), None);
        assert_eq!(map.prose(Span::new(0, 15), Span::new(2, 6)), Some(Span::new(2, 6)));
        assert_eq!(map.prose(Span::new(14, 14), whole), Some(Span::new(6, 6)));
        assert_eq!(map.prose(Span::new(15, 20), whole), None);
    }
}
