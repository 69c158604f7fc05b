//! What a page says of its article in a form for machines: `meta` elements, Open Graph, JSON-LD.

use serde_json::Value;

use super::{hint::Hints, tree::Page};
use crate::{
    lexicon::fold,
    parse::{date::Date, front::without_by},
};

/// The longest script of data that is read.
const DATA: usize = 1_000_000;

/// What a page says of its article.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// What may be the headline, the most trusted first; the name of the outlet may hang on it.
    pub(super) titles: Vec<String>,
    /// Who wrote it.
    pub(super) byline: Option<String>,
    /// When it was published.
    pub(super) date: Option<Date>,
    /// Who prints it.
    pub(super) outlet: Option<String>,
    pub(super) language: Option<String>,
}

impl Facts {
    /// Gathers what a page says.
    pub(super) fn of(page: &Page, content: &str) -> Facts {
        let data =
            page.data.iter().filter(|place| place.len() <= DATA).filter_map(|place| described(place.of(content)));
        let data = data.into_iter().next().unwrap_or(Value::Null);
        let meta = |names: &[&str]| {
            names.iter().find_map(|name| page.metas.iter().find(|(own, _)| own == name)).map(|(_, says)| plain(says))
        };
        let told = |name: &str| data.get(name).and_then(words).map(|words| plain(&words));
        let titles = [
            told("headline"),
            meta(&["og:title"]),
            meta(&["parsely-title", "sailthru.title"]),
            meta(&["twitter:title"]),
            meta(&["dc.title", "dcterm:title", "dc.title.main"]),
            told("name"),
            Some(plain(&page.title)),
            meta(&["title", "hdl"]),
        ];
        let names = data.get("author").map(names).filter(|names| !names.is_empty()).map(|names| names.join(", "));
        let byline = [
            names,
            meta(&["dc.creator", "dcterm:creator", "author", "byl"]),
            meta(&["parsely-author", "sailthru.author", "article:author"]),
        ];
        let day = |words: String| Date::find(&words);
        let property = |name: &str| data.get(name).and_then(Value::as_str).and_then(Date::find);
        let date = property("datePublished")
            .or_else(|| meta(&["article:published_time", "article:published"]).and_then(day))
            .or_else(|| {
                meta(&["datepublished", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date"]).and_then(day)
            })
            .or_else(|| {
                meta(&["parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publish_date"]).and_then(day)
            })
            .or_else(|| {
                meta(&["date", "ptime", "pdate", "og:published_time", "cxenseparse:recs:publishtime"]).and_then(day)
            })
            .or_else(|| property("dateCreated"));
        let publisher = || data.get("publisher").map(names_of_body).and_then(|names| names.into_iter().next());
        Facts {
            titles: titles.into_iter().flatten().filter(|title| !title.is_empty()).collect(),
            byline: byline.into_iter().flatten().map(|by| signed(&by)).find(|by| is_names(by)),
            date,
            outlet: meta(&["og:site_name"])
                .or_else(publisher)
                .or_else(|| meta(&["application-name"]))
                .filter(|o| !o.is_empty()),
            language: page.language.clone().or_else(|| meta(&["og:locale"])).or_else(|| told("inLanguage")),
        }
    }

    /// The day that an element of the page carries, where the head of the page says none.
    pub(super) fn find_day(&mut self, page: &Page, kept: impl Fn(usize) -> bool) {
        if self.date.is_some() {
            return;
        }
        let published = |at: usize| page.elements.get(at).is_some_and(|element| element.hints.any(Hints::PUBLISHED));
        let days = || page.days.iter().filter(|(at, _)| kept(*at));
        let first = days().find(|(at, _)| published(*at)).or_else(|| days().next());
        self.date = first.and_then(|(_, words)| Date::find(words));
    }
}

/// The names of a byline: without “By”, and without an address in brackets.
fn signed(byline: &str) -> String {
    let names = without_by(byline);
    let address = names.split_once(['(', '<']).filter(|(_, rest)| rest.contains('@') || rest.contains("://"));
    address.map_or(names, |(name, _)| name).trim().to_owned()
}

/// Whether words can be the names of writers: not an address, not a number.
fn is_names(words: &str) -> bool {
    words.contains(char::is_alphabetic)
        && words.chars().count() < 200
        && !words.contains("://")
        && !words.contains("www.")
}

/// On one line, entities in it read: pages often have them twice.
fn plain(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !line.contains('&') {
        return line;
    }
    const TWICE: [(&str, &str); 9] = [
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&#8217;", "’"),
        ("&rsquo;", "’"),
        ("&amp;", "&"),
    ];
    TWICE.iter().fold(line, |line, (entity, words)| line.replace(entity, words))
}

/// The article that a script of data describes.
fn described(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim();
    let value: Value = serde_json::from_str(script).ok()?;
    article(&value).cloned()
}

/// The first object of a kind that articles are of.
fn article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(values) => values.iter().find_map(article),
        Value::Object(object) => {
            if object.get("@type").is_some_and(is_article) {
                return Some(value);
            }
            object.get("@graph").or_else(|| object.get("mainEntity")).and_then(article)
        }
        _ => None,
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => {
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || matches!(kind.as_str(), "Report" | "LiveBlogPosting")
        }
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

fn words(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| value.as_array()?.first()?.as_str().map(str::to_owned))
}

/// The names of the people that a value lists, each once.
fn names(value: &Value) -> Vec<String> {
    let mut all = names_of_body(value);
    let mut seen = Vec::new();
    all.retain(|name| {
        let folded = fold(name);
        let new = is_names(name) && !seen.contains(&folded);
        seen.push(folded);
        new
    });
    all
}

fn names_of_body(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![plain(name)],
        Value::Array(values) => values.iter().flat_map(names_of_body).collect(),
        Value::Object(object) => object.get("name").map(names_of_body).unwrap_or_default(),
        _ => Vec::new(),
    }
}
