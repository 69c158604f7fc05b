//! What the XML formats share.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use quick_xml::{
    Writer,
    events::{BytesDecl, Event},
};

use super::clean;

/// A writer that sets elements in, with the declaration written.
pub(super) fn document(out: &mut dyn Write) -> io::Result<Writer<&mut dyn Write>> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(writer)
}

/// Text without the characters that XML 1.0 has no way to write.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    let clean = clean(text);
    if clean.contains(['\u{fffe}', '\u{ffff}']) {
        return Cow::Owned(clean.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"));
    }
    clean
}
