//! What the desk lets stand: a directive hides findings of its own rules, and nothing else.

use std::sync::Arc;

use copydesk::{check::Selection, text::Text};

use super::{DESK, PART, check::are_sound};

/// Checks a text with a directive in each of the forms, and without.
pub fn stet(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let (words, body) = input.split_once(PART).unwrap_or((&input, "A source said that the lock is shut."));
    let one_line = |words: &str| words.replace(['\n', '\r'], " ");
    for (name, content) in [
        ("a.md", format!("# Lock shut\n\n{body}\n\n<!-- stet {words} -->\n{body}\n")),
        ("a.html", format!("<html><body><article><h1>Lock shut</h1><p>{body}</p><p><!-- stet {words} -->{body}</p>")),
        ("a.txt", format!("Lock shut\n\n{body}\n\n[stet {}]\n{body}\n", one_line(words))),
    ] {
        let article = || vec![DESK.article(Arc::new(Text::new(name, content.clone())))];
        let check = |no_stet| {
            let selection = Selection { no_stet, ..Selection::default() };
            DESK.check(article(), &selection).unwrap()
        };
        let (kept, all) = (check(false), check(true));
        are_sound(&kept);
        are_sound(&all);
        let about_stets = |rule: &str| rule.ends_with("-stet") || rule.contains("stet");
        let count = |findings: &[copydesk::diagnostic::Diagnostic]| {
            findings.iter().filter(|finding| !about_stets(&finding.rule)).count()
        };
        assert_eq!(count(&kept.findings) + count(&kept.standing), count(&all.findings), "{name}: {content}");
    }
}
