//! The README says what the program does.

use std::fs;

use copydesk::rule::FAMILIES;

use crate::support::{Failure, root};

#[test]
fn the_table_of_families_is_complete() -> Result<(), Failure> {
    let page = fs::read_to_string(root().join("README.md"))?;
    let table = page.split("| family |").nth(1).unwrap_or_default();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let families: Vec<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(families, FAMILIES);
    Ok(())
}
