//! A whole check of some articles: findings sorted, unique and in the file; the same for any number of threads; every
//! format of the report parses.

use copydesk::{
    check::{Outcome, Selection},
    diagnostic::TextId,
    rule::Profile,
};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::LazyLock;

use super::{
    DESK,
    article::{holds_together, in_file},
    report::readable,
    texts,
};

/// One thread, and three.
static POOLS: LazyLock<[ThreadPool; 2]> =
    LazyLock::new(|| [1, 3].map(|threads| ThreadPoolBuilder::new().num_threads(threads).build().unwrap()));

/// Checks articles, also against one another, with every rule on.
pub fn check(data: &[u8]) {
    let selection = Selection { profile: Profile::Audit, ..Selection::default() };
    let outcome =
        |pool: &ThreadPool| -> Outcome { pool.install(|| DESK.check(DESK.articles(texts(data)), &selection)).unwrap() };
    let [one, several] = &*POOLS;
    let found = outcome(one);
    are_sound(&found);
    assert_eq!(found.findings, outcome(several).findings, "one thread and several");
    // a report for each input: any of them meets every format in time
    readable(&found, data.iter().map(|byte| usize::from(*byte)).sum());
}

/// Findings that can be shown: sorted, each once, every place in its file.
pub(crate) fn are_sound(outcome: &Outcome) {
    outcome.articles.iter().for_each(holds_together);
    let text = |TextId(at): TextId| &outcome.articles[at].text;
    for finding in outcome.findings.iter().chain(&outcome.standing) {
        in_file(text(finding.text), finding.span);
        finding.labels.iter().for_each(|label| in_file(text(label.text), label.span));
        assert!(!finding.message.trim().is_empty() && finding.message.lines().count() == 1, "{finding:?}");
        let mut end = 0;
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            in_file(text(finding.text), edit.span);
            assert!(edit.span.start >= end, "edits of {finding:?} overlap");
            end = edit.span.end;
        }
    }
    for pair in outcome.findings.windows(2) {
        let key = |at: usize| (pair[at].text, pair[at].span, &pair[at].rule, &pair[at].message);
        assert!(key(0) < key(1), "{:?} stands before {:?}", pair[0], pair[1]);
    }
}
