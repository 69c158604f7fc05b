//! Applying fixes: the file stays a text, quotations stay as they are, and a second time changes nothing.

use std::sync::Arc;

use copydesk::{article::Article, check::Selection, fix::mend, rule::Profile, text::Text};

use super::{DESK, texts};

/// Rounds after which nothing is left to fix.
const ROUNDS: usize = 32;

/// Fixes a text until nothing is left, then once more.
pub fn fix(data: &[u8]) {
    for text in texts(data) {
        for offered in [false, true] {
            let first = DESK.article(text.clone());
            let said = quotations(&first);
            let mut now = text.clone();
            let mut rounds = 0;
            while let Some(content) = mended(&now, offered) {
                assert_ne!(content, now.content(), "a fix that changes nothing");
                rounds += 1;
                assert!(rounds < ROUNDS, "fixes go round in circles: {content}");
                now = Arc::new(Text::new(now.path(), content));
            }
            if rounds > 0 {
                // a slip mended beside a mark may make a quotation of what was none; words once said stay
                let prose = &DESK.article(now.clone()).prose;
                said.iter().for_each(|words| assert!(prose.contains(words), "“{words}” in {}", text.content()));
            }
        }
    }
}

fn mended(text: &Arc<Text>, offered: bool) -> Option<String> {
    let selection = Selection { profile: Profile::Audit, ..Selection::default() };
    let outcome = DESK.check(vec![DESK.article(text.clone())], &selection).unwrap();
    mend(&outcome.articles[0], &outcome.findings, offered).unwrap().map(|mended| mended.content)
}

/// What is quoted, as printed.
fn quotations(article: &Article) -> Vec<String> {
    let said = article.quotations.iter().filter(|quotation| quotation.kind.is_speech());
    said.map(|quotation| article.slice(quotation.span).to_owned()).collect()
}
