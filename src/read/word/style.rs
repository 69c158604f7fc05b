//! What the styles of a Word file make of a paragraph or of some words. They are told by the English names that Word
//! gives them inside the file whatever its own language is, and by those that newsrooms use.

use std::collections::HashMap;

use super::{package::Part, xml::Node};
use crate::text::Style;

/// How many styles may build on one another.
const CHAIN: usize = 16;

/// The styles of a file by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Entry>,
    /// The language of words that are marked with none.
    pub(super) language: Option<String>,
}

#[derive(Debug, Default)]
struct Entry {
    name: String,
    based_on: Option<String>,
    /// Whether its words are hidden, where it says so.
    hidden: Option<bool>,
    /// Whether its paragraphs are entries of a list.
    listed: bool,
    /// Whether it stands in the outline of the file.
    outlined: bool,
}

impl Styles {
    /// Reads the part that lists them.
    pub(super) fn read(part: &Part) -> Result<Self, String> {
        let mut styles = Styles::default();
        let mut open: Option<(String, Entry)> = None;
        let mut defaults = false;
        part.walk(&mut |node| match node {
            Node::Open(element) => {
                let own = open.as_mut().map(|(_, entry)| entry);
                match (element.name(), own) {
                    ("docDefaults", _) => defaults = true,
                    ("lang", None) if defaults => styles.language = element.get("val"),
                    ("style", _) => open = element.get("styleId").map(|id| (id, Entry::default())),
                    ("name", Some(own)) => own.name = element.get("val").unwrap_or_default(),
                    ("basedOn", Some(own)) => own.based_on = element.get("val"),
                    ("vanish", Some(own)) => own.hidden = Some(element.is_on()),
                    ("numId", Some(own)) => own.listed = element.is_on(),
                    ("outlineLvl", Some(own)) => own.outlined = element.get("val").is_some_and(|level| level != "9"),
                    _ => {}
                }
            }
            Node::Close("docDefaults") => defaults = false,
            Node::Close("style") => {
                if let Some((id, entry)) = open.take() {
                    styles.all.insert(id, entry);
                }
            }
            Node::Close(_) | Node::Words(_) => {}
        })?;
        Ok(styles)
    }

    /// What a paragraph of a style is.
    pub(super) fn role(&self, id: &str) -> Style {
        // a style that the file does not list still has a telling id
        let named = || self.chain(id).find_map(|entry| role(&entry.name));
        let role = if self.all.contains_key(id) { named() } else { role(id) };
        let listed = || self.chain(id).any(|entry| entry.listed);
        let outlined = || self.chain(id).any(|entry| entry.outlined);
        match role {
            Some(role) => role,
            None if outlined() => Style::Heading,
            None if listed() => Style::Item,
            None => Style::Body,
        }
    }

    /// Whether words of a style are hidden, where the style or one that it builds on says so.
    pub(super) fn hidden(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|entry| entry.hidden)
    }

    /// A style, and those that it builds on.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Entry> {
        let next = |entry: &&'s Entry| entry.based_on.as_ref().and_then(|id| self.all.get(id));
        std::iter::successors(self.all.get(id), next).take(CHAIN)
    }
}

/// The role that the name of a style tells, if any.
fn role(name: &str) -> Option<Style> {
    let name: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match name.as_str() {
        "title" | "headline" | "hed" | "head" => Style::Title,
        "subtitle" | "deck" | "dek" | "standfirst" | "strapline" => Style::Subtitle,
        "byline" => Style::Byline,
        "quote" | "intensequote" | "blockquote" | "blocktext" | "quotations" => Style::Quote,
        "caption" | "cutline" => Style::Caption,
        "credit" | "photocredit" => Style::Credit,
        "footnotetext" | "endnotetext" => Style::Note,
        _ if name.starts_with("heading") || name == "subhead" || name == "crosshead" => Style::Heading,
        _ if name.starts_with("listbullet") || name.starts_with("listnumber") => Style::Item,
        _ => return None,
    })
}
