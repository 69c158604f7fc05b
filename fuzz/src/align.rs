//! Two quotations against one another: the difference holds every word of both, in order.

use std::sync::Arc;

use copydesk::{
    align::{Hedges, Matching, Side, Vocabulary, compare},
    article::Article,
    span::Span,
    text::Text,
};

use super::{DESK, PART};

/// Compares two quotations.
pub fn align(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let (a, b) = input.split_once(PART).unwrap_or((&input, ""));
    let said = |words: &str| {
        let marks = |c: char| "“”‘’\"\n\r".contains(c);
        format!("Lock shut\n\n“{}” said Jonas Vik.\n", words.replace(marks, " "))
    };
    let article = |words: &str| DESK.article(Arc::new(Text::new("a.txt", said(words))));
    let (one, other) = (article(a), article(b));
    let span = |article: &Article| article.quotations.first().map_or(Span::default(), |quotation| quotation.span);
    let mut vocabulary = Vocabulary::new(DESK.lexicon());
    let (first, second) = (vocabulary.read(&one, span(&one)), vocabulary.read(&other, span(&other)));
    vocabulary.weigh();
    let matching = Matching::new(&first, &second, &vocabulary);
    for pairs in [&matching.pairs, &matching.loose] {
        assert!(pairs.windows(2).all(|pair| pair[0].0 < pair[1].0), "{pairs:?}");
        assert!(pairs.iter().all(|(i, j)| *i < first.words.len() && *j < second.words.len()), "{pairs:?}");
    }
    assert!(matching.pairs.windows(2).all(|pair| pair[0].1 < pair[1].1), "{:?}", matching.pairs);
    let side = |article, wording| Side { article, wording };
    let hedges = Hedges::new(DESK.lexicon());
    let compared = compare(side(&one, &first), side(&other, &second), &matching, &vocabulary, &hedges);
    assert!((-0.001..=1.001).contains(&compared.similarity), "{}", compared.similarity);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let of = |side: fn(&copydesk::align::Change) -> &str| compared.diff.iter().map(side).collect::<String>();
    assert_eq!(letters(&of(|change| &change.a)), letters(one.slice(span(&one))));
    assert_eq!(letters(&of(|change| &change.b)), letters(other.slice(span(&other))));
}
