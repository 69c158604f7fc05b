//! One pass over an XML part. Names come without their prefix; entities of its own, and documents from elsewhere, are
//! refused: Word writes none.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// What is seen on the way.
pub(super) enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element of this name ends.
    Close(&'a str),
    /// Some text.
    Words(&'a str),
}

/// An element with its attributes.
pub(super) struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.0.name().into_inner();
        name.rsplit_once(':').map_or(name, |(_, name)| name)
    }

    /// The value of an attribute, which is named without its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let own = |key: &str| key.rsplit_once(':').map_or(key, |(_, key)| key) == name;
        let attribute = self.0.attributes().with_checks(false).flatten().find(|a| own(a.key.as_ref()))?;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// Whether a property that may be turned off is on.
    pub(super) fn is_on(&self) -> bool {
        self.get("val").is_none_or(|val| !matches!(val.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// Shows every element and its text, in order. An empty element begins and ends.
///
/// # Errors
///
/// What is wrong with the part, as the end of a sentence.
pub(super) fn walk(xml: &str, see: &mut dyn FnMut(Node)) -> Result<(), &'static str> {
    const BROKEN: &str = "is no well-formed XML";
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut open = 0_usize;
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(start) => {
                open += 1;
                see(Node::Open(Element(&start)));
            }
            Event::End(end) => {
                open = open.saturating_sub(1);
                see(Node::Close(end.local_name().as_ref()));
            }
            // empty elements come as a beginning and an end
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Text(text) => see(Node::Words(&text.xml10_content())),
            Event::CData(text) => see(Node::Words(&text.xml10_content())),
            Event::GeneralRef(entity) => match entity.resolve_char_ref().map_err(|_| BROKEN)? {
                Some(c) => see(Node::Words(c.encode_utf8(&mut [0; 4]))),
                None => see(Node::Words(
                    quick_xml::escape::resolve_xml_entity(entity.into_inner().as_ref())
                        .ok_or("uses entities of its own")?,
                )),
            },
            Event::DocType(_) => return Err("declares a document type, which Word never writes"),
            Event::Eof if open > 0 => return Err("ends too early"),
            Event::Eof => return Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Result<String, &'static str> {
        let mut out = String::new();
        walk(xml, &mut |node| match node {
            Node::Open(element) => {
                out += &format!("<{} {}>", element.name(), element.get("val").unwrap_or_default());
            }
            Node::Close(name) => out += &format!("</{name}>"),
            Node::Words(words) => out += words,
        })?;
        Ok(out)
    }

    #[test]
    fn names_lose_their_prefix_and_entities_are_read() {
        let xml = "<?xml version=\"1.0\"?><w:p w:val='a&amp;b'><x/>né &lt;&#8220;<![CDATA[<&]]></w:p>";
        assert_eq!(read(xml).as_deref(), Ok("<p a&b><x ></x>né <“<&</p>"));
    }

    #[test]
    fn what_word_never_writes_is_refused() {
        for xml in [
            "<!DOCTYPE p SYSTEM \"http://example.org/x\"><p/>",
            "<!DOCTYPE p [<!ENTITY a \"aaaa\">]><p>&a;</p>",
            "<p>&a;</p>",
            "<p>&#0;</p>",
            "<p><q></p>",
            "<p>",
            "<p",
        ] {
            assert!(read(xml).is_err(), "{xml}");
        }
    }
}
