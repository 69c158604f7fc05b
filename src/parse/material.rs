//! What a text is that articles are compared with, as its front matter or its form tells.

use super::{
    front::Front,
    line::{Line, trim},
    transcript,
};
use crate::{
    article::{Article, Source, SourceKind},
    lexicon::{Lexicon, fold},
    record::Material,
    span::Span,
    text::Text,
};

/// Lines at the head of a text in which a release says that it is one.
const HEAD: usize = 12;
/// Bytes of a paragraph in which an agency may be named.
const DATELINE: usize = 120;
/// How a press office heads or ends what it sends out.
const RELEASE: [&str; 8] = [
    "for immediate release",
    "for release",
    "press release",
    "news release",
    "media release",
    "press notice",
    "notes to editors",
    "note to editors",
];
/// How a statement begins that names who gives it.
const STATEMENT: [&str; 10] = [
    "statement by",
    "statement from",
    "statement of",
    "statement on behalf of",
    "full statement by",
    "full statement from",
    "remarks by",
    "address by",
    "speech by",
    "open letter from",
];

/// What a text is. An article of no other kind is another outlet's.
pub(super) fn of(text: &Text, lexicon: &Lexicon) -> Material {
    let content = text.content();
    let front = Front::read(content);
    if let Some(material) = front.kind.as_deref().and_then(Material::parse) {
        return material;
    }
    if transcript::is_transcript(content) {
        return Material::Transcript;
    }
    let body = content.get(front.end..).unwrap_or_default();
    let lines: Vec<&str> = body.lines().map(bare).filter(|line| !line.is_empty()).collect();
    let is_release = |line: &&str| {
        let line = fold(line);
        RELEASE.iter().any(|words| line.starts_with(words)) && line.split(' ').count() < 12
    };
    let ends = lines.iter().rev().take(HEAD);
    if lines.iter().take(HEAD).chain(ends).any(is_release) || lines.contains(&"###") {
        return Material::Release;
    }
    let title = front.meta.title.as_deref().or(lines.first().copied()).unwrap_or_default();
    if issuer(title).is_some() || fold(title) == "statement" {
        return Material::Statement;
    }
    let agency = lexicon.class("media.agency");
    let is_agency = |words: &str| {
        let words: Vec<&str> = words.split_whitespace().collect();
        let word = |at: usize| words.get(at).copied();
        word(0).and_then(|first| lexicon.entry(agency, first, word)) == Some(words.len()).filter(|len| *len > 0)
    };
    // “PORT ELLERY, May 7 (AP) —”
    let credited = |line: &&str| {
        let head = line.get(..line.floor_char_boundary(DATELINE)).unwrap_or_default();
        let inner = head.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
        inner.is_some_and(|(inner, rest)| is_agency(inner) && rest.trim_start().starts_with(['—', '–', '-', '―']))
    };
    let byline = front.meta.byline.as_deref().or(front.meta.outlet.as_deref()).is_some_and(is_agency);
    let signed = lines.last().is_some_and(|line| is_agency(line.trim_matches(|c: char| !c.is_alphanumeric())));
    if lines.iter().take(HEAD).any(credited) || byline || signed { Material::Wire } else { Material::Peer }
}

/// Whether a text says or shows that it is a transcript.
pub(super) fn is_transcript(text: &Text) -> bool {
    match Front::read(text.content()).kind.as_deref().and_then(Material::parse) {
        Some(material) => material == Material::Transcript,
        None => transcript::is_transcript(text.content()),
    }
}

/// Who gives a statement, as its front matter, its title or its byline tells.
pub(super) fn giver(article: &Article, lexicon: &Lexicon) -> Option<Source> {
    let front = Front::read(article.text.content());
    let headline = article.headline().and_then(issuer).map(str::to_owned);
    let who = front.speaker.or(headline).or_else(|| article.meta.byline.clone())?;
    Some(named(&who, lexicon))
}

/// A name with its title as a source: a person, unless the words name a body.
fn named(who: &str, lexicon: &Lexicon) -> Source {
    let body = lexicon.class("organisations.noun").or(lexicon.class("organisations.head"));
    let is_body = who.split_whitespace().any(|word| lexicon.classes(word).any(body)) || who.starts_with("the ");
    let kind = if is_body { SourceKind::Organisation } else { SourceKind::NamedPerson };
    let titles = ["titles.prefix", "titles.honorific", "titles.military"].map(|name| lexicon.class(name));
    let mut words: Vec<&str> = who.split([',', ';']).next().unwrap_or(who).split_whitespace().collect();
    while words.len() > 1 && !is_body {
        let word = |at: usize| words.get(at).copied();
        let Some(len) = titles.iter().find_map(|of| word(0).and_then(|first| lexicon.entry(*of, first, word))) else {
            break;
        };
        words.drain(..len.min(words.len() - 1));
    }
    Source {
        name: Some(words.join(" ")),
        kind,
        anonymous: false,
        descriptions: vec![who.to_owned()],
        mentions: Vec::new(),
    }
}

/// Who gives a statement, by its title: “Statement by Prime Minister Mirela Tansu on the dam”.
fn issuer(title: &str) -> Option<&str> {
    let lower = title.to_ascii_lowercase();
    let words = STATEMENT.iter().filter_map(|words| lower.strip_prefix(words).map(|rest| (words.len(), rest)));
    let (start, rest) = words.min_by_key(|(start, _)| std::cmp::Reverse(*start))?;
    let end = [" on ", " about ", " regarding ", " after ", " following ", ":", " at ", " to ", " –", " —"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min();
    let who = title.get(start..start + end.unwrap_or(rest.len()))?.trim();
    (!who.is_empty() && Line::new(who).at_most(10)).then_some(who)
}

/// A line without blanks and marks of Markdown at either end.
fn bare(line: &str) -> &str {
    let words = trim(Span::new(0, line.len()), line).of(line);
    if words == "###" { words } else { words.trim_matches(['*', '_', '#', '>', ' ']) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Material {
        let fallback = Lexicon::default();
        of(&Text::new("a.txt", text), Lexicon::built_in().unwrap_or(&fallback))
    }

    #[test]
    fn a_text_is_known_by_what_it_says_or_how_it_looks() {
        let story = "The mayor said that the pier would stay closed until the autumn.\n";
        for (text, material) in [
            ("---\nkind: statement\n---\nA: no.\nB: yes.\n".to_owned(), Material::Statement),
            ("ANA ORME: No.\nLI VANCE: Why not?\nORME: It is shut.\n".to_owned(), Material::Transcript),
            (format!("**FOR IMMEDIATE RELEASE**\n\nPier stays closed\n\n{story}"), Material::Release),
            (format!("Pier stays closed\n\n{story}\nNotes to editors\n"), Material::Release),
            (format!("Pier stays closed\n\n{story}\n###\n"), Material::Release),
            (format!("Statement by Mayor Ana Orme on the pier\n\n{story}"), Material::Statement),
            (format!("Pier stays closed\n\nPORT ELLERY, May 7 (AP) — {story}"), Material::Wire),
            (format!("Pier stays closed\n\nPORT ELLERY (closed) — {story}"), Material::Peer),
            (format!("Pier stays closed\n\n{story}"), Material::Peer),
        ] {
            assert_eq!(read(&text), material, "{text}");
        }
    }

    #[test]
    fn a_statement_names_who_gives_it() {
        assert_eq!(issuer("Statement by Mayor Ana Orme on the pier"), Some("Mayor Ana Orme"));
        assert_eq!(issuer("STATEMENT FROM THE HARBOUR BOARD"), Some("THE HARBOUR BOARD"));
        assert_eq!(issuer("Statement on the pier"), None);
        assert_eq!(issuer("Pier stays closed"), None);
    }
}
