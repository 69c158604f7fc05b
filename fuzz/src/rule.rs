//! Rule files of a newsroom: a rule that works, or a message that names the place.

use copydesk::{
    check::{Checker, Reader, Selection},
    rule::Rule,
    settings::Settings,
};

use super::{PART, check::are_sound, texts};

/// Reads a rule file and, if it is one, checks a text by it.
pub fn rule(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let (file, article) = input.split_once(PART).unwrap_or((&input, "tA source said so.\n"));
    let rule = match Rule::parse("copy/own.toml", file) {
        Ok(rule) => rule,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let mut desk = Checker::of(Reader::new().unwrap(), Settings::default()).unwrap();
    match desk.add_own_rule(rule) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(()) => {
            let selection = Selection { select: vec!["copy/own".to_owned()], ..Selection::default() };
            are_sound(&desk.check(desk.articles(texts(article.as_bytes())), &selection).unwrap());
        }
    }
}
