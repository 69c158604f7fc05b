//! Front matter: what stands above an article between `---` (YAML) or `+++` (TOML).
//!
//! Of YAML it knows what front matter uses: keys at the margin, plain and quoted values, lists, folded text.

use std::collections::BTreeMap;

use super::date::Date;
use crate::{article::Meta, span::Span};

/// Front matter, as far as an article needs it.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Where the article begins.
    pub(super) end: usize,
    /// The headline.
    pub(super) title: Option<Value>,
    /// The summary under it.
    pub(super) deck: Option<Value>,
    /// All that is said of the article.
    pub(super) meta: Meta,
    /// What the text is: “transcript”, “release”.
    pub(super) kind: Option<String>,
    /// Whose words it holds.
    pub(super) speaker: Option<String>,
}

/// A value: its words, and the place where they stand letter by letter, if they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) words: String,
    pub(super) place: Option<Span>,
}

impl Front {
    /// Reads the front matter of a file; without any, the article begins after the byte-order mark.
    pub(super) fn read(content: &str) -> Front {
        let start = content.len() - content.trim_start_matches('\u{feff}').len();
        let fenced = fenced(content, start).and_then(|(inner, end, fence)| {
            let values = if fence == "+++" { toml_values(content, inner) } else { yaml_values(content, inner) };
            Some((values?, end))
        });
        // what is not made of keys and values is the article's own, between two rules
        let Some((mut values, end)) = fenced else {
            return Front { end: start, ..Front::default() };
        };
        let published = published(&values);
        let mut take = |keys: &[&str]| keys.iter().find_map(|key| values.remove(*key)).filter(|v| !v.words.is_empty());
        let title = take(&["title", "headline"]);
        let deck = take(&["deck", "dek", "subtitle", "standfirst", "subheadline"]);
        let mut words = |keys: &[&str]| take(keys).map(|value| value.words);
        let meta = Meta {
            title: title.as_ref().map(|title| title.words.clone()),
            byline: words(&["byline", "author", "authors"]).map(|by| without_by(&by).to_owned()),
            date: words(&["date", "published", "pubdate", "published_at", "publishdate"])
                .and_then(|date| Date::find(&date))
                .map(|date| date.to_string()),
            outlet: words(&["outlet", "publication", "publisher", "site", "site_name", "sitename"]),
            language: words(&["language", "lang", "locale"]),
            published,
            profile: words(&["copydesk"]).and_then(|own| setting(&own, "profile")),
        };
        let (kind, speaker) = (words(&["kind", "type"]), words(&["speaker", "issued_by", "issuer"]));
        Front { end, title, deck, meta, kind, speaker }
    }

    /// All that is said of the article: what the front matter tells goes before what the article itself does.
    pub(super) fn meta_before(self, told: Meta) -> Meta {
        Meta {
            byline: self.meta.byline.or(told.byline),
            date: self.meta.date.or(told.date),
            outlet: self.meta.outlet.or(told.outlet),
            ..self.meta
        }
    }
}

/// Whether an article says of itself that it has been published.
fn published(values: &BTreeMap<String, Value>) -> Option<bool> {
    let said = |key: &str| values.get(key).map(|value| value.words.to_lowercase()).filter(|words| !words.is_empty());
    let own = said("published").and_then(|words| match words.as_str() {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        day => Date::find(day).map(|_| true),
    });
    let by_status = || said("status").map(|status| status == "published");
    let by_draft = || said("draft").filter(|draft| draft == "true" || draft == "yes").map(|_| false);
    own.or_else(by_status).or_else(by_draft)
}

/// What a table of settings, as words, gives for a key: `strict` for `profile` in `{profile: "strict"}`.
fn setting(table: &str, key: &str) -> Option<String> {
    let table = table.trim().trim_start_matches('{').trim_end_matches('}');
    let mut words = table.split([',', ' ', '\t']).filter(|word| !word.is_empty());
    let given = words.find_map(|word| word.trim_matches(['"', '\'']).strip_prefix(key)?.split_once(':'));
    let (_, value) = given?;
    let value = if value.is_empty() { words.next().unwrap_or_default() } else { value };
    Some(value.trim_matches(['"', '\'']).to_owned())
}

/// A byline without its “By”.
pub(super) fn without_by(byline: &str) -> &str {
    let by = byline.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
    if by { byline.get(3..).unwrap_or(byline).trim_start() } else { byline }
}

/// The lines between two fences at the very top, where they end, and the fence.
fn fenced(content: &str, start: usize) -> Option<(Span, usize, &'static str)> {
    let rest = content.get(start..)?;
    let fence = ["---", "+++"].into_iter().find(|fence| rest.lines().next().is_some_and(|l| l.trim_end() == *fence))?;
    let mut at = start;
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if number > 0 && closes {
            let first = start + rest.find('\n').map_or(rest.len(), |end| end + 1);
            return Some((Span::new(first, at), at + line.len(), fence));
        }
        at += line.len();
    }
    None
}

/// The words at a place, which is theirs if they stand there letter by letter.
fn value(words: String, content: &str, place: Span) -> Value {
    let place = Some(place).filter(|place| place.of(content) == words);
    Value { words, place }
}

fn toml_values(content: &str, inner: Span) -> Option<BTreeMap<String, Value>> {
    let table: BTreeMap<String, toml::Spanned<toml::Value>> = toml::from_str(inner.of(content)).ok()?;
    let read = table.into_iter().map(|(key, spanned)| {
        let range = spanned.span();
        // without the quotation marks
        let place =
            Span::new(inner.start + range.start + 1, (inner.start + range.end).max(inner.start + range.start + 2) - 1);
        (key.to_lowercase(), value(plain(spanned.into_inner()), content, place))
    });
    Some(read.collect())
}

/// A value of TOML in words; the names of a list one after the other.
fn plain(value: toml::Value) -> String {
    match value {
        toml::Value::String(words) => words,
        toml::Value::Array(values) => values.into_iter().map(plain).collect::<Vec<_>>().join(", "),
        toml::Value::Table(mut table) => match table.remove("name") {
            Some(name) => plain(name),
            None => {
                table.into_iter().map(|(key, value)| format!("{key}: {}", plain(value))).collect::<Vec<_>>().join(", ")
            }
        },
        toml::Value::Datetime(day) => day.to_string(),
        toml::Value::Boolean(truth) => truth.to_string(),
        _ => String::new(),
    }
}

fn yaml_values(content: &str, inner: Span) -> Option<BTreeMap<String, Value>> {
    let mut values = BTreeMap::new();
    let mut current: Option<String> = None;
    let mut at = inner.start;
    for line in inner.of(content).split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let here = |from: usize| Span::new(start + from, start + line.trim_end().len()).trim(content);
        if line.starts_with([' ', '\t', '-']) {
            // the value goes on: an entry of a list, a line of folded text, the name of an author
            let (item, listed) = words.strip_prefix('-').map_or((words, false), |item| (item.trim(), true));
            let item = item.strip_prefix("name:").map_or(item, str::trim);
            let from = line.rfind(item).unwrap_or(0);
            let Some(known) = current.as_ref().and_then(|key| values.get_mut(key)) else { continue };
            let Value { words, place }: &mut Value = known;
            let more = scalar(content, here(from));
            if words.is_empty() {
                *known = more;
            } else {
                words.push_str(if listed { ", " } else { " " });
                words.push_str(&more.words);
                *place = None;
            }
        } else {
            let colon = line.find(':')?;
            let key = line.get(..colon).unwrap_or_default().trim_matches(['"', '\'', ' ']).to_lowercase();
            if key.split_whitespace().count() > 2 {
                return None;
            }
            values.insert(key.clone(), scalar(content, here(colon + 1)));
            current = Some(key);
        }
    }
    Some(values)
}

/// A plain or quoted value, or a list on one line.
fn scalar(content: &str, place: Span) -> Value {
    let raw = place.of(content);
    let inner = |mark: char| {
        let rest = raw.strip_prefix(mark)?;
        let end = rest.rfind(mark)?;
        Some(Span::new(place.start + mark.len_utf8(), place.start + mark.len_utf8() + end))
    };
    if let Some(place) = inner('"') {
        return value(unescaped(place.of(content)), content, place);
    }
    if let Some(place) = inner('\'') {
        return value(place.of(content).replace("''", "'"), content, place);
    }
    if let Some(list) = raw.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        let names: Vec<&str> = list.split(',').map(|name| name.trim().trim_matches(['"', '\''])).collect();
        return Value { words: names.join(", "), place: None };
    }
    if matches!(raw, "|" | ">" | "|-" | ">-" | "null" | "~") {
        return Value { words: String::new(), place: None };
    }
    let end = raw.find(" #").unwrap_or(raw.len());
    let place = Span::new(place.start, place.start + end).trim(content);
    value(place.of(content).to_owned(), content, place)
}

/// The text of a value in double quotation marks.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().map(|c| if c == 'n' || c == 't' { ' ' } else { c })),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_yaml() {
        let text = "\u{feff}---\r\ntitle: \"Night ferries “stop”\"  \r\nauthors:\r\n  - Ana Orme\r\n  - Li Vance\r\n# note\r\n\
                    date: 2019-05-07T10:00:00Z # early\r\nsite: 'The Ellery Post'\r\nlang: en-GB\r\ntags: [pier, sea]\r\n---\r\nBody\r\n";
        let front = Front::read(text);
        assert_eq!(front.end, text.find("Body").unwrap_or_default());
        assert_eq!(
            front.title.as_ref().and_then(|title| title.place).map(|p| p.of(text)),
            Some("Night ferries “stop”")
        );
        assert_eq!(front.meta.byline.as_deref(), Some("Ana Orme, Li Vance"));
        assert_eq!(front.meta.date.as_deref(), Some("2019-05-07"));
        assert_eq!(front.meta.outlet.as_deref(), Some("The Ellery Post"));
        assert_eq!(front.meta.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn reads_folded_and_escaped_values() {
        let text = "---\ntitle: >\n  Night ferries\n  stop\ndeck: \"She said \\\"no\\\"\"\nauthor:\n  name: By Ana Orme\n---\n";
        let front = Front::read(text);
        assert_eq!(front.meta.title.as_deref(), Some("Night ferries stop"));
        assert_eq!(front.title.and_then(|title| title.place), None);
        assert_eq!(front.deck.map(|deck| deck.words).as_deref(), Some("She said \"no\""));
        assert_eq!(front.meta.byline.as_deref(), Some("Ana Orme"));
    }

    #[test]
    fn reads_toml() {
        let text = "+++\ntitle = 'Night ferries stop'\ndate = 2019-05-07\nauthor = ['Ana Orme', 'Li Vance']\n+++\nBody";
        let front = Front::read(text);
        assert_eq!(front.title.as_ref().and_then(|title| title.place).map(|p| p.of(text)), Some("Night ferries stop"));
        assert_eq!(front.meta.date.as_deref(), Some("2019-05-07"));
        assert_eq!(front.meta.byline.as_deref(), Some("Ana Orme, Li Vance"));
    }

    #[test]
    fn reads_what_it_sets_for_the_article() {
        for (front, profile) in [
            ("---\ntitle: A\ncopydesk: {profile: strict}\n---\n", Some("strict")),
            ("---\ntitle: A\ncopydesk: { \"profile\": \"audit\" }\n---\n", Some("audit")),
            ("---\ntitle: A\ncopydesk:\n  profile: default\ndate: 2031-05-07\n---\n", Some("default")),
            ("+++\ntitle = 'A'\ncopydesk = { profile = 'strict' }\n+++\n", Some("strict")),
            ("+++\ntitle = 'A'\n[copydesk]\nprofile = 'strict'\n+++\n", Some("strict")),
            ("---\ntitle: A\ncopydesk:\n---\n", None),
            ("---\ntitle: A\nprofile: strict\n---\n", None),
        ] {
            assert_eq!(Front::read(front).meta.profile.as_deref(), profile, "{front}");
        }
    }

    #[test]
    fn reads_whether_it_was_published() {
        for (front, published) in [
            ("---\ntitle: A\npublished: true\n---\n", Some(true)),
            ("---\ntitle: A\npublished: 2031-03-07\ndate: 2031-03-06\n---\n", Some(true)),
            ("---\ntitle: A\nstatus: Published\n---\n", Some(true)),
            ("---\ntitle: A\nstatus: in review\n---\n", Some(false)),
            ("+++\ntitle = 'A'\ndraft = true\n+++\n", Some(false)),
            ("+++\ntitle = 'A'\npublished = false\n+++\n", Some(false)),
            ("---\ntitle: A\ndate: 2031-03-06\n---\n", None),
        ] {
            assert_eq!(Front::read(front).meta.published, published, "{front}");
        }
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let story = "---\nThe mayor has said: the pier is shut.\n---\nMore: later.\n";
        for text in ["---\n\nBody: text\n", "Body\n---\n", "", "--- a\n---\n", story, "+++\nThe pier\n+++\n"] {
            assert_eq!(Front::read(text).end, 0, "{text}");
        }
    }
}
