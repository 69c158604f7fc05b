//! Naming rules: an id, a family, or a glob.

/// Whether a selector (an id, a family, or a glob with `*`) means a rule.
pub fn selects(selector: &str, id: &str) -> bool {
    let Some((head, tail)) = selector.split_once('*') else {
        return id.strip_prefix(selector).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    };
    let Some(mut rest) = id.strip_prefix(head) else { return false };
    let mut parts: Vec<&str> = tail.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_ids_families_and_globs() {
        assert!(selects("typo", "typo/proper-noun"));
        assert!(selects("typo/*", "typo/proper-noun"));
        assert!(selects("typo/proper-noun", "typo/proper-noun"));
        assert!(selects("*/proper-*n", "typo/proper-noun"));
        assert!(selects("*", "typo/proper-noun"));
        assert!(!selects("typ", "typo/proper-noun"));
        assert!(!selects("typo/proper", "typo/proper-noun"));
        assert!(!selects("*/x*-noun", "typo/proper-noun"));
        assert!(!selects("", "typo/proper-noun"));
    }
}
