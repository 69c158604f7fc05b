//! From the XML of a Word file to its paragraphs.

use std::collections::{BTreeMap, HashMap};

use super::{
    package::Part,
    style::Styles,
    xml::{Element, Node},
};
use crate::text::Style;

/// What is passed over with all that it holds: what was deleted or moved away, the second copy of a text box, readings
/// above characters, and properties as they were before a change or that say nothing of the words.
const PASSED_OVER: [&str; 13] = [
    "del",
    "moveFrom",
    "Fallback",
    "rt",
    "pPrChange",
    "rPrChange",
    "numberingChange",
    "sectPr",
    "tblPr",
    "trPr",
    "tcPr",
    "framePr",
    "tabs",
];

/// A break of a line inside a paragraph, as it stands in the text.
const BREAK: char = '\u{2028}';

/// A paragraph with words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its words, without a break of line but [`BREAK`].
    pub(super) words: String,
    pub(super) style: Style,
}

/// The text of a file.
pub(super) struct Body {
    pub(super) paragraphs: Vec<Paragraph>,
    /// The ids of the notes that it refers to, in the order of the text.
    pub(super) footnotes: Vec<String>,
    pub(super) endnotes: Vec<String>,
    /// The language that most of its words are marked with.
    pub(super) language: Option<String>,
    /// Whether the text, or a part of it, is another file inside the file.
    pub(super) elsewhere: bool,
}

impl Body {
    /// Reads the text of a file.
    pub(super) fn read(part: &Part, styles: &Styles) -> Result<Self, String> {
        let mut walker = Walker::new(styles);
        part.walk(&mut |node| walker.see(node))?;
        walker.flush();
        let most = walker.languages.into_iter().max_by_key(|(_, words)| *words);
        Ok(Self {
            paragraphs: walker.done,
            footnotes: walker.footnotes,
            endnotes: walker.endnotes,
            language: most.map(|(language, _)| language),
            elsewhere: walker.elsewhere,
        })
    }
}

/// The footnotes or the endnotes of a file, by their ids.
pub(super) struct Notes {
    all: HashMap<String, Vec<Paragraph>>,
}

impl Notes {
    /// Reads a part that holds notes.
    pub(super) fn read(part: &Part, styles: &Styles) -> Result<Self, String> {
        let mut walker = Walker::new(styles);
        let mut all = HashMap::new();
        let mut own: Option<String> = None;
        part.walk(&mut |node| {
            match &node {
                Node::Open(element) if is_note(element.name()) => own = element.get("id"),
                _ => {}
            }
            let ends = matches!(node, Node::Close(name) if is_note(name));
            walker.see(node);
            if ends {
                walker.flush();
                let mut paragraphs = std::mem::take(&mut walker.done);
                paragraphs.iter_mut().for_each(|paragraph| paragraph.style = Style::Note);
                if let Some(id) = own.take() {
                    all.insert(id, paragraphs);
                }
            }
        })?;
        Ok(Self { all })
    }

    /// The paragraphs of a note, which is cited once.
    pub(super) fn take(&mut self, id: &str) -> Option<Vec<Paragraph>> {
        self.all.remove(id)
    }
}

fn is_note(name: &str) -> bool {
    matches!(name, "footnote" | "endnote")
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    words: String,
    style: Option<Style>,
    /// Whether it is an entry of a list, where it says so itself.
    listed: Option<bool>,
    outlined: bool,
    /// Whether its words are hidden by its style.
    hidden: bool,
    /// Whether its end was deleted, so that the next paragraph goes on with it.
    joined: bool,
    /// Whether its properties are being read.
    properties: bool,
    /// The paragraphs of text boxes in it, which follow it.
    boxed: Vec<Paragraph>,
}

/// Some words of one look.
#[derive(Default)]
struct Run {
    /// Whether they are hidden, where they say so or their style does.
    hidden: Option<bool>,
    language: Option<String>,
}

/// Reads paragraphs. Everything that can be nested is a list here, so that no depth is too deep.
struct Walker<'s> {
    styles: &'s Styles,
    done: Vec<Paragraph>,
    open: Vec<Open>,
    /// Words of a paragraph whose end was deleted, and how deep it was.
    joined: Option<(usize, String)>,
    runs: Vec<Run>,
    /// Text that is being read, and whether its outer blanks count.
    text: Option<(String, bool)>,
    /// How many elements are open of what is passed over.
    passed: usize,
    /// Of each open field whether its instruction is being read: what follows is its result.
    fields: Vec<bool>,
    /// Of each open form element whether nothing has been filled in.
    forms: Vec<bool>,
    /// Of each open row of a table how many cells it has had, and where its paragraphs begin.
    rows: Vec<(usize, usize)>,
    footnotes: Vec<String>,
    endnotes: Vec<String>,
    /// How many bytes are marked with which language.
    languages: BTreeMap<String, usize>,
    elsewhere: bool,
}

impl<'s> Walker<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            done: Vec::new(),
            open: Vec::new(),
            joined: None,
            runs: Vec::new(),
            text: None,
            passed: 0,
            fields: Vec::new(),
            forms: Vec::new(),
            rows: Vec::new(),
            footnotes: Vec::new(),
            endnotes: Vec::new(),
            languages: BTreeMap::new(),
            elsewhere: false,
        }
    }

    fn see(&mut self, node: Node) {
        match node {
            Node::Open(_) if self.passed > 0 => self.passed += 1,
            Node::Close(_) if self.passed > 0 => self.passed -= 1,
            Node::Words(words) => {
                if let Some((text, _)) = &mut self.text {
                    *text += words;
                }
            }
            Node::Open(element) => match self.open.last_mut() {
                Some(open) if open.properties => self.property(&element),
                _ => self.begin(&element),
            },
            Node::Close(name) => self.end(name),
        }
    }

    /// A property of a paragraph or of its end.
    fn property(&mut self, element: &Element) {
        let styles = self.styles;
        let Some(open) = self.open.last_mut() else { return };
        match element.name() {
            "pStyle" => {
                let id = element.get("val").unwrap_or_default();
                open.style = Some(styles.role(&id));
                open.hidden = styles.hidden(&id) == Some(true);
            }
            "numId" => open.listed = Some(element.is_on()),
            "outlineLvl" => open.outlined = element.get("val").is_some_and(|level| level != "9"),
            "del" | "moveFrom" => {
                open.joined = true;
                self.passed = 1;
            }
            name if PASSED_OVER.contains(&name) => self.passed = 1,
            _ => {}
        }
    }

    fn begin(&mut self, element: &Element) {
        match element.name() {
            name if PASSED_OVER.contains(&name) => self.passed = 1,
            "p" => {
                let words = match self.joined.take() {
                    Some((depth, words)) if depth == self.open.len() => words,
                    other => {
                        self.joined = other;
                        String::new()
                    }
                };
                self.open.push(Open { words, ..Open::default() });
            }
            "pPr" => {
                if let Some(open) = self.open.last_mut() {
                    open.properties = true;
                }
            }
            "r" => self.runs.push(Run::default()),
            // properties outside a run change nothing
            "vanish" => {
                if let Some(run) = self.runs.last_mut() {
                    run.hidden = Some(element.is_on());
                }
            }
            "rStyle" => {
                if let Some(run) = self.runs.last_mut() {
                    run.hidden = run.hidden.or(self.styles.hidden(&element.get("val").unwrap_or_default()));
                }
            }
            "lang" => {
                if let Some(run) = self.runs.last_mut() {
                    run.language = element.get("val");
                }
            }
            "t" => self.text = Some((String::new(), element.get("space").is_some_and(|space| space == "preserve"))),
            "tab" | "ptab" => self.words("\t"),
            "br" | "cr" => self.words(BREAK.encode_utf8(&mut [0; 4])),
            "noBreakHyphen" => self.words("-"),
            "softHyphen" => self.words("\u{ad}"),
            "sym" => self.symbol(element),
            "fldChar" => match element.get("fldCharType").as_deref() {
                Some("begin") => self.fields.push(true),
                Some("separate") => {
                    if let Some(instruction) = self.fields.last_mut() {
                        *instruction = false;
                    }
                }
                Some("end") => drop(self.fields.pop()),
                _ => {}
            },
            "sdt" => self.forms.push(false),
            "showingPlcHdr" => {
                if let Some(empty) = self.forms.last_mut() {
                    *empty = element.is_on();
                }
            }
            "sdtContent" if self.forms.last() == Some(&true) => self.passed = 1,
            "tr" => {
                let start = self.sink().len();
                self.rows.push((0, start));
            }
            "tc" => {
                if let Some((cells, _)) = self.rows.last_mut() {
                    *cells += 1;
                }
            }
            "footnoteReference" if self.is_shown() => self.footnotes.extend(element.get("id")),
            "endnoteReference" if self.is_shown() => self.endnotes.extend(element.get("id")),
            // separators are notes by their form alone
            name if is_note(name) && element.get("type").is_some_and(|kind| kind != "normal") => self.passed = 1,
            "altChunk" => self.elsewhere = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.close(),
            "pPr" => {
                if let Some(open) = self.open.last_mut() {
                    open.properties = false;
                }
            }
            "r" => drop(self.runs.pop()),
            "t" => {
                if let Some((text, kept)) = self.text.take() {
                    let blank = [' ', '\t', '\n', '\r'];
                    self.words(if kept { &text } else { text.trim_matches(blank) });
                }
            }
            "sdt" => drop(self.forms.pop()),
            "tr" => {
                let Some((cells, start)) = self.rows.pop() else { return };
                let several = cells > 1;
                for paragraph in self.sink().iter_mut().skip(start).filter(|_| several) {
                    if paragraph.style == Style::Body {
                        paragraph.style = Style::Cell;
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether words would be seen here.
    fn is_shown(&self) -> bool {
        let styled = self.open.last().is_some_and(|open| open.hidden);
        let hidden = self.runs.last().and_then(|run| run.hidden).unwrap_or(styled);
        !hidden && !self.fields.contains(&true)
    }

    /// Adds words to the paragraph, if they are seen.
    fn words(&mut self, words: &str) {
        if !self.is_shown() {
            return;
        }
        let language = self.runs.last().and_then(|run| run.language.as_ref()).or(self.styles.language.as_ref());
        if let Some(language) = language {
            match self.languages.get_mut(language) {
                Some(bytes) => *bytes += words.len(),
                None => drop(self.languages.insert(language.clone(), words.len())),
            }
        }
        if let Some(open) = self.open.last_mut() {
            open.words.extend(words.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
    }

    /// A character of a font for symbols; those that have no meaning outside it are as good as blank.
    fn symbol(&mut self, element: &Element) {
        let code = element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let known = code.and_then(char::from_u32).filter(|c| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c));
        self.words(known.unwrap_or(' ').encode_utf8(&mut [0; 4]));
    }

    /// Where finished paragraphs go: to the text, or with the paragraph that the text box stands in.
    fn sink(&mut self) -> &mut Vec<Paragraph> {
        match self.open.last_mut() {
            Some(open) => &mut open.boxed,
            None => &mut self.done,
        }
    }

    /// Ends a paragraph.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if self.open.is_empty() {
            // no instruction goes on for ever, even if its end is lost
            self.fields.iter_mut().for_each(|instruction| *instruction = false);
        }
        let Open { words, style, listed, outlined, joined, boxed, .. } = open;
        if joined {
            self.joined = Some((self.open.len(), words));
        } else {
            let style = match (style.unwrap_or(Style::Body), listed) {
                (Style::Body, _) if outlined => Style::Heading,
                (Style::Body, Some(true)) => Style::Item,
                (Style::Item, Some(false)) => Style::Body,
                (style, _) => style,
            };
            self.put(words, style);
        }
        self.sink().extend(boxed);
    }

    fn put(&mut self, words: String, style: Style) {
        if words.contains(|c: char| !c.is_whitespace()) {
            self.sink().push(Paragraph { words, style });
        }
    }

    /// Ends what is still open at the end of a part.
    fn flush(&mut self) {
        if let Some((_, words)) = self.joined.take() {
            self.put(words, Style::Body);
        }
    }
}
