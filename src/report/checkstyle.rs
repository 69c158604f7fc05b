//! Checkstyle's XML, which many services for review read: <https://checkstyle.org/>.

use std::io::{self, Write};

use quick_xml::{
    Writer,
    events::{BytesText, Event},
};

use super::{
    Run,
    told::{Told, slashes},
    totals::{Totals, count},
    xml,
};
use crate::diagnostic::TextId;

/// Writes an element for each article, and one for each file that cannot be read.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut document = xml::document(out)?;
    let root = document.create_element("checkstyle").with_attribute(("version", env!("CARGO_PKG_VERSION")));
    root.write_inner_content(|document| {
        let stand = Totals::of(run.outcome).suppressed;
        if stand > 0 {
            let note = format!(" let stand: {} ", count(stand, "finding"));
            document.write_event(Event::Comment(BytesText::new(&note)))?;
        }
        for (at, article) in run.outcome.checked().iter().enumerate() {
            let path = slashes(article.text.path());
            let file = document.create_element("file").with_attribute(("name", &*xml::text(&path)));
            file.write_inner_content(|document| {
                let findings = run.findings_of(TextId(at)).iter();
                findings.filter_map(|finding| run.tell(finding)).try_for_each(|told| error(&told, document))
            })?;
        }
        for unreadable in run.unreadable {
            let path = slashes(&unreadable.path);
            let file = document.create_element("file").with_attribute(("name", &*xml::text(&path)));
            file.write_inner_content(|document| {
                let error = document.create_element("error").with_attribute(("line", "1"));
                let error = error.with_attribute(("severity", "error"));
                let error = error.with_attribute(("message", &*xml::text(&unreadable.error)));
                error.with_attribute(("source", "copydesk.unreadable")).write_empty().map(|_| ())
            })?;
        }
        Ok(())
    })?;
    writeln!(document.into_inner())
}

fn error(told: &Told, document: &mut Writer<&mut dyn Write>) -> io::Result<()> {
    let at = told.text.position(told.finding.span.start);
    document
        .create_element("error")
        .with_attribute(("line", &*at.line.to_string()))
        .with_attribute(("column", &*at.column.to_string()))
        .with_attribute(("severity", told.finding.severity.as_str()))
        .with_attribute(("message", &*xml::text(&told.message())))
        .with_attribute(("source", &*format!("copydesk.{}", told.finding.rule.replace('/', "."))))
        .write_empty()
        .map(|_| ())
}
