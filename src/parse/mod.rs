//! From a text to an article: blocks with their roles, prose with an exact map back to the file.

mod date;
mod front;
mod html;
mod line;
mod markdown;
mod mask;
mod material;
mod meta;
mod plain;
mod prose;
mod role;
mod shape;
mod stet;
mod transcript;
mod view;
mod word;
mod wrap;

use std::sync::Arc;

use self::view::View;
use crate::{
    article::{Article, Source},
    lexicon::Lexicon,
    record::{Material, Record},
    text::{Format, Text},
};

/// Reads a text as the format that its path names.
pub fn parse(text: Arc<Text>, lexicon: &Lexicon) -> Article {
    match (marked(&text, lexicon), text.format()) {
        (Some(article), _) => article,
        (None, Format::Markdown) => markdown::parse(text, lexicon),
        // a page without markup is a text, and so is one that is only called a Word file
        (None, Format::Plain | Format::Captions | Format::Html | Format::Word) => plain::parse(text, lexicon),
    }
}

/// Reads a page or a Word file; none if the text is neither.
fn marked(text: &Arc<Text>, lexicon: &Lexicon) -> Option<Article> {
    if text.document().is_some() {
        return Some(word::parse(text.clone(), lexicon));
    }
    // a page may have been saved under another name
    let page = text.format() == Format::Html || html::is_page(text.content());
    if page { html::parse(text, lexicon) } else { None }
}

/// Reads a text that articles are compared with, as what it is said to be, or else as what its form makes it.
pub fn parse_record(text: Arc<Text>, material: Option<Material>, lexicon: &Lexicon) -> Article {
    let view = marked(&text, lexicon).map(View::of);
    let seen = view.as_ref().map_or(&text, |view| &view.text);
    match (material.unwrap_or_else(|| material::of(seen, lexicon)), view) {
        (Material::Transcript, Some(view)) => view.transcript(lexicon),
        (Material::Transcript, None) => transcript::parse(text, lexicon),
        (other, Some(view)) => Article { record: Some(Record::new(other)), ..view.article },
        (other, None) => Article { record: Some(Record::new(other)), ..parse(text, lexicon) },
    }
}

/// Who gives a statement, if it tells.
pub fn giver(statement: &Article, lexicon: &Lexicon) -> Option<Source> {
    material::giver(statement, lexicon)
}

/// Reads a text as a transcript if it has the form of one, else as the article that it is.
pub fn parse_either(text: Arc<Text>, lexicon: &Lexicon) -> Article {
    match marked(&text, lexicon).map(View::of) {
        Some(view) if material::is_transcript(&view.text) => view.transcript(lexicon),
        Some(view) => view.article,
        None if material::is_transcript(&text) => transcript::parse(text, lexicon),
        None => parse(text, lexicon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    /// A text with a little of everything.
    const SAMPLE: &str = "\u{feff}---\ntitle: \"Night ferries “stop”\"\nauthors:\n  - Ana Orme\ndate: 2019-05-07\n---\r\n\
        Skip to content | News | Sport\n\n# Night *ferries* stop &amp; start\n\nBy Ana Orme, The Ellery Post\n\n\
        PORT ELLERY, May 7, 2019 (AP) — The mayor said “no”.\n> “It is _not_ safe,”\n> she said.\n\n- one\n  - two\n\n    three\n\n\
        1. four\n2) five\n\n![The pier](a.jpg) *In May.*\n\n| a | b |\n|---|---|\n| c | «d» |\n\n```\ncode {\n```\n<div>\nx</div>\n\n\
        <!-- note -->\n<!-- stet typo: a\nb -->x\n\n[stet typo “[a]”: c]\n\\*Starred\\*, AT&T\u{a0}and caf\u{e9}[^1] (Ana Orme/Reuters)\n\n[^1]: A note\n+++\nОпубликовано 3 years ago\n© 2019\n\n\
        ANA ORME (Ellery): It is [applause] shut.\n**Li Vance:** [00:12:31] Why?\n\n7\n00:00:01,000 --> 00:00:02,000\n\
        <v Ana Orme>No &amp; no</v>\n- Yes [inaudible] <i>so";

    /// A page with a little of everything.
    const PAGE: &str = "\u{feff}<!doctype html>\r\n<html lang=en-GB><head><title>Night ferries stop | The Ellery Post</title>\
        <meta property=og:site_name content='The Ellery Post'><style>p{}</style></head><body class=\"page\">\
        <nav><ul><li><a href=/>News</a><li><a href=/s>Sport</a></ul></nav><main><article>\
        <h1>Night <em>ferries</em> stop &amp; start</h1><p class=byline>By <a rel=author>Ana Orme</a>\
        <time datetime=2019-05-07>7 May</time></p><div hidden>Not shown</div>\
        <p>The mayor said “n&#111;”,\r\n  and l&shy;eft, <b>with her <i>two</b> aides</i>&nbsp;— at caf\u{e9} number 7&hellip;\
        <!-- stet typo: so --><br><br>She was not back by noon.<br>Nobody knew.<p>An open end, and \u{ad}another</div></table>\
        <blockquote>«It is <q>not</q> safe»</blockquote><figure><img alt=pier><figcaption>The pier (Ana Orme/AP)</figcaption>\
        </figure><table><tr><td>a<td>b<tr><th>1<td>2</table><pre>1 < 2 &lt 3</pre><script>if (a<b) '</p>'</script>\
        <svg><title>x</title><text>y</text></svg><custom-box>An inline box</custom-box><button>Save</button></article>\
        <aside>Beside, <textarea>x</textarea></aside><p>Опубликовано 3 years ago</main><footer>© 2019</footer></body></html>\r\n";

    /// Every place lies in its text, on a character boundary, and blocks follow one another.
    fn holds_together(path: &str, content: &str) {
        let fallback = Lexicon::default();
        let lexicon = Lexicon::built_in().unwrap_or(&fallback);
        let text = Arc::new(Text::new(path, content));
        lies_in_its_file(&parse(text.clone(), lexicon), content);
        lies_in_its_file(&parse_record(text, Some(Material::Transcript), lexicon), content);
    }

    fn lies_in_its_file(article: &Article, content: &str) {
        let mut end = 0;
        for block in &article.blocks {
            assert!(block.span.start >= end && !block.span.is_empty(), "{content:?}");
            end = block.span.end;
            let words = article.prose.get(block.span.range());
            assert!(words.is_some_and(|words| words.trim() == words), "{words:?} in {content:?}");
            assert!(content.get(block.raw.range()).is_some_and(|raw| !raw.is_empty()), "{content:?}");
            for (at, c) in article.slice(block.span).char_indices() {
                let at = block.span.start + at;
                let raw = article.raw(Span::new(at, at + c.len_utf8()));
                assert!(content.get(raw.range()).is_some_and(|raw| !raw.is_empty()), "{c:?} of {content:?}");
                assert!(block.raw.contains(raw), "{c:?} of {content:?}");
            }
        }
    }

    #[test]
    fn a_transcript_may_be_a_page_or_a_word_file() {
        let fallback = Lexicon::default();
        let lexicon = Lexicon::built_in().unwrap_or(&fallback);
        let turns = [
            (
                "RUTA SAMIK",
                "Good morning to all of you, and thank you for coming to the d\u{ad}am so early, in this rain.",
            ),
            ("REPORTER", "Will the wall hold until the summer, and who has looked at it since the storm of last week?"),
            ("RUTA SAMIK", "I would say so, but I am not the one who built it, and I have not been inside since May."),
        ];
        let line = |(who, words): &(&str, &str)| format!("<p><b>{who}:</b> {words}</p>\n");
        let page = format!(
            "<!doctype html><title>At the dam</title><nav><a href=/>News</a></nav><h1>At the dam</h1><div>{}</div>",
            turns.iter().map(line).collect::<String>()
        );
        let content: String = turns.iter().map(|(who, words)| format!("{who}:\u{2028}{words}\n")).collect();
        let styles = vec![crate::text::Style::Body; turns.len()];
        let document = crate::text::Document { styles, ..Default::default() };
        let page = Arc::new(Text::new("a.html", page));
        let word = Arc::new(Text::new("a.docx", content).taken_from(document));
        for text in [page, word] {
            for article in [parse_record(text.clone(), None, lexicon), parse_either(text.clone(), lexicon)] {
                let record = article.record.clone().unwrap_or(Record::new(Material::Peer));
                assert_eq!(record.material, Material::Transcript);
                let said: Vec<(&str, String)> = record
                    .turns
                    .iter()
                    .map(|turn| {
                        (turn.label.map_or("", |label| article.slice(label)), article.slice(turn.words).to_owned())
                    })
                    .collect();
                let expected: Vec<(&str, String)> =
                    turns.iter().map(|(who, words)| (*who, words.replace('\u{ad}', ""))).collect();
                assert_eq!(said, expected);
                let at = article.prose.find("dam so").unwrap_or_default();
                assert_eq!(text.slice(article.raw(Span::new(at, at + 6))), "d\u{ad}am so");
                lies_in_its_file(&article, text.content());
            }
        }
    }

    #[test]
    fn every_place_lies_in_the_file_whatever_the_text() {
        holds_together("a.txt", SAMPLE);
        holds_together("a.md", SAMPLE);
        holds_together("a.html", PAGE);
        let chars: Vec<char> = SAMPLE.chars().collect();
        // the same texts in every run: pieces of the sample, in a disorder of their own
        let mut state = 7_usize;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for _ in 0..400 {
            let mut text = String::new();
            for _ in 0..random(9) {
                let start = random(chars.len());
                text.extend(chars.iter().skip(start).take(random(60)));
            }
            holds_together("a.txt", &text);
            holds_together("a.md", &text);
        }
        let chars: Vec<char> = PAGE.chars().collect();
        for _ in 0..400 {
            let mut page = String::from("<p>");
            for _ in 0..random(9) {
                let start = random(chars.len());
                page.extend(chars.iter().skip(start).take(random(90)));
            }
            holds_together("a.html", &page);
        }
    }
}
