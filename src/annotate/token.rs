//! Words, numbers and marks. No later layer looks at characters again.

use super::scanner::{Form, Found, Scanner};
use crate::{
    article::{Article, Block, Case, STRETCH, Token, TokenKind},
    hash::hash as hash_of,
    lexicon::{Classes, Folded, Lexicon, SetNumber, Word},
    span::Span,
};

/// Fills the tokens of an article, and what is known of them.
pub(super) fn tokenize(article: &mut Article, lexicon: &Lexicon) {
    (article.tokens, article.hashes) = scan(&article.prose, &article.blocks, &article.code, lexicon);
    article.stretches = look_up(&article.prose, &mut article.tokens, &article.hashes, lexicon);
}

/// The tokens of every block of copy, in order, with the hashes of their words; a piece of code is one token.
fn scan(prose: &str, blocks: &[Block], code: &[Span], lexicon: &Lexicon) -> (Vec<Token>, Vec<u64>) {
    let room = prose.len() / 5;
    let (mut tokens, mut hashes) = (Vec::with_capacity(room), Vec::with_capacity(room));
    let mut code = code.iter().peekable();
    for (block, found) in blocks.iter().enumerate().filter(|(_, b)| b.kind.is_copy()) {
        let mut scanner = Scanner::new(prose, found.span, lexicon);
        while let Some(Found { span, kind, form, hash }) = scanner.next() {
            while code.next_if(|code| code.end <= span.start).is_some() {}
            let (span, kind, form, hash) = match code.peek().filter(|code| code.start < span.end) {
                Some(code) => {
                    let end = code.end.clamp(span.end, found.span.end);
                    scanner.skip_to(end);
                    (Span::new(span.start, end), TokenKind::Address, Form::Other, 0)
                }
                None => (span, kind, form, hash),
            };
            let case = match (kind, form) {
                (TokenKind::Word, Form::Lower) => Case::Lower,
                (TokenKind::Word, Form::Capital) => Case::Capital,
                (TokenKind::Word, Form::Other) => case_of(span.of(prose)),
                _ => Case::None,
            };
            let none = SetNumber::default();
            tokens.push(Token { span, kind, case, block, set: none, opens: none, quoted: false });
            hashes.push(hash);
        }
    }
    (tokens, hashes)
}

/// Notes of each token what the lexicon knows of its word, and of it with the word after it. Returns what there is in each
/// stretch. A pass of its own, short and without guesses: while one word is fetched from the lexicon, so are the next.
fn look_up(prose: &str, tokens: &mut [Token], hashes: &[u64], lexicon: &Lexicon) -> Vec<Classes> {
    let mut stretches = vec![Classes::NONE; tokens.len().div_ceil(STRETCH)];
    let mut note = |at: usize, set: SetNumber| {
        if let (false, Some(stretch)) = (set.is_none(), stretches.get_mut(at / STRETCH)) {
            *stretch = stretch.or(lexicon.of_set(set));
        }
    };
    // the word before, where entries of several words begin with it
    let (mut first, mut before) = (None, None);
    for (at, (token, hash)) in tokens.iter_mut().zip(hashes).enumerate() {
        let is_known = matches!(token.kind, TokenKind::Word | TokenKind::Number);
        let mut known = Word::default();
        if is_known || first.is_some() {
            let hash = match *hash {
                0 => hash_of(Folded::of(token.span.of(prose)).as_bytes()),
                hash => hash,
            };
            if is_known {
                known = lexicon.plain(hash);
            }
            let pair = first.take().zip(before.take()).filter(|_| known.is_second || !is_known);
            if let Some((first, before)) = pair {
                let before: &mut Token = before;
                before.opens = lexicon.opening_by_plain(first, hash);
                note(at - 1, before.opens);
            }
        }
        note(at, known.set);
        token.set = known.set;
        first = known.first;
        before = Some(token);
    }
    stretches
}

/// How a word is capitalised. A capital after a hyphen says nothing (“Frank-Walter”).
fn case_of(word: &str) -> Case {
    // as most words are: small letters, the first perhaps a capital
    if let Some((first, rest)) = word.as_bytes().split_first()
        && first.is_ascii_alphabetic()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        return if first.is_ascii_uppercase() { Case::Capital } else { Case::Lower };
    }
    let (mut upper, mut lower, mut inner_upper, mut first) = (0, 0, false, None);
    let mut before = '-';
    for c in word.chars() {
        if c.is_alphabetic() {
            first.get_or_insert(c);
        }
        if c.is_uppercase() {
            upper += 1;
            inner_upper |= before.is_alphabetic() || (before == '-' && lower > 0 && upper == 1);
        } else if c.is_lowercase() {
            lower += 1;
        }
        before = c;
    }
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, 0) => Case::Capital,
        (_, 0) => Case::Upper,
        _ if first.is_some_and(char::is_uppercase) && !inner_upper => Case::Capital,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    const ABBREVIATIONS: &str = "[never-end]\nabout = ''\nwords = ['Mr.', 'Lt.', 'No.', 'Jan.']\n";

    fn tokens(text: &str) -> Vec<(String, TokenKind)> {
        let lexicon = Lexicon::load(&[("lexicon/abbreviations.toml", ABBREVIATIONS)]).unwrap_or_default();
        let all = Span::new(0, text.len());
        let blocks = [Block { kind: BlockKind::Paragraph, span: all, raw: all, aside: None }];
        scan(text, &blocks, &[], &lexicon).0.iter().map(|t| (t.span.of(text).to_owned(), t.kind)).collect()
    }

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn keeps_abbreviations_and_initials_whole() {
        assert_eq!(
            words("Mr. J. K. Dole of the U.S.-led force, at 9 a.m. Monday."),
            ["Mr.", "J.", "K.", "Dole", "of", "the", "U.S.-led", "force", ",", "at", "9", "a.m.", "Monday", ".",]
        );
        assert_eq!(
            words("the U.S. But No. 10 said no. No one"),
            ["the", "U.S.", "But", "No.", "10", "said", "no", ".", "No", "one",]
        );
        assert_eq!(words("UN.mediator caucus.The"), ["UN", ".", "mediator", "caucus", ".", "The"]);
    }

    #[test]
    fn splits_possessives_and_keeps_inner_apostrophes() {
        assert_eq!(words("Syria’s Ja'afari doesn’t"), ["Syria", "’s", "Ja'afari", "doesn’t"]);
        assert_eq!(tokens("Syria’s")[1].1, TokenKind::Possessive);
    }

    #[test]
    fn knows_addresses_and_numbers() {
        use TokenKind::{Address, Number, Word};
        assert_eq!(
            tokens("see https://x.org/a?b, bbc.co.uk, @desk #news a.b@c.com ann.lee_1@corran.example")
                .iter()
                .filter(|t| t.1 == Address)
                .count(),
            6
        );
        assert_eq!(tokens("3,000 5½-month 21st $23million")[..3].iter().map(|t| t.1).collect::<Vec<_>>(), [Number; 3]);
        assert_eq!(tokens("$23million")[1..].iter().map(|t| t.1).collect::<Vec<_>>(), [Number, Word]);
    }

    #[test]
    fn tells_cases() {
        let cases: Vec<Case> =
            ["word", "Word", "NATO", "U.S.", "al-Muslat", "McCain", "Frank-Walter", "A"].map(case_of).into();
        assert_eq!(
            cases,
            [
                Case::Lower,
                Case::Capital,
                Case::Upper,
                Case::Upper,
                Case::Mixed,
                Case::Mixed,
                Case::Capital,
                Case::Capital,
            ]
        );
    }

    #[test]
    fn marks_and_signs_stand_alone_and_what_is_written_in_one_stays_one() {
        let cases: [(&str, &[&str]); 15] = [
            ("€5 – 6… then -- so...", &["€", "5", "–", "6", "…", "then", "--", "so", "..."]),
            ("``so'' `so", &["``", "so", "''", "`", "so"]),
            ("AT&T nets & lines", &["AT&T", "nets", "&", "lines"]),
            ("a#b # c @ d", &["a", "#", "b", "#", "c", "@", "d"]),
            ("cafe\u{301}s na\u{ef}ve har\u{ad}bour", &["cafe\u{301}s", "naïve", "har\u{ad}bour"]),
            ("\u{200b}so  and\u{feff} on", &["so", "and", "on"]),
            ("3,500 10-year 24/7 3.5bn 9am 1990s 7:30", &["3,500", "10-year", "24/7", "3.5bn", "9am", "1990s", "7:30"]),
            ("pages 3-, 4", &["pages", "3", "-", ",", "4"]),
            ("Ann's James’s it's the 's", &["Ann", "'s", "James", "’s", "it", "'s", "the", "'", "s"]),
            ("Ann'sam boss’s’", &["Ann'sam", "boss’s", "’"]),
            ("rock 'n' roll o'clock", &["rock", "'", "n", "'", "roll", "o'clock"]),
            ("and/or so.and", &["and", "/", "or", "so", ".", "and"]),
            ("J.K. Dole a.m.-shift B.Sc U.S.-led", &["J.K.", "Dole", "a.m.-shift", "B.", "Sc", "U.S.-led"]),
            ("J.K.Dole left. I. Am", &["J.K.", "Dole", "left", ".", "I", ".", "Am"]),
            ("Jan. 5 JAN. jan. so", &["Jan.", "5", "JAN.", "jan.", "so"]),
        ];
        let wrong: Vec<_> = cases.iter().filter(|(text, parts)| words(text) != *parts).map(|(t, _)| words(t)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn an_address_is_one_token() {
        let addresses = |text: &str| -> Vec<String> {
            tokens(text).into_iter().filter(|t| t.1 == TokenKind::Address).map(|(word, _)| word).collect()
        };
        let cases: [(&str, &[&str]); 9] = [
            ("at ftp://corran.example/a,b.", &["ftp://corran.example/a,b"]),
            ("at www.Corran.example/x, then", &["www.Corran.example/x"]),
            ("at corran.org. So", &["corran.org"]),
            ("at news.corran.example now", &["news.corran.example"]),
            ("at corran.example/news now", &["corran.example/news"]),
            (
                "ask ann@corran.example, “bo@corran.example” or #news1",
                &["ann@corran.example", "bo@corran.example", "#news1"],
            ),
            ("he left.Then she came.Nobody spoke", &[]),
            ("at 9 a.m.The U.S. left", &[]),
            ("so @ the quay, ann@ the quay", &[]),
        ];
        let found: Vec<_> = cases.iter().map(|(text, _)| addresses(text)).collect();
        let wrong: Vec<_> = found.iter().zip(&cases).filter(|(found, (_, parts))| *found != parts).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_piece_of_code_is_one_token() {
        let text = "run make -j2 all, then wait";
        let lexicon = Lexicon::default();
        let all = Span::new(0, text.len());
        let blocks = [Block { kind: BlockKind::Paragraph, span: all, raw: all, aside: None }];
        let (found, _) = scan(text, &blocks, &[Span::new(4, 16)], &lexicon);
        let found: Vec<&str> = found.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(found, ["run", "make -j2 all", ",", "then", "wait"]);
    }

    #[test]
    fn tells_cases_beyond_plain_letters() {
        let words = ["É", "Émile", "ÉTÉ", "été", "42", "iPhone", "pre-War", "Anglo-Danish", "St.-Pierre", "PhD"];
        use Case::{Capital, Lower, Mixed, None, Upper};
        assert_eq!(words.map(case_of), [Capital, Capital, Upper, Lower, None, Mixed, Mixed, Capital, Capital, Mixed]);
    }
}
