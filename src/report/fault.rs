//! What is wrong with a file that the newsroom wrote for copydesk, drawn like a finding.

use super::{Look, full};
use crate::fault::Fault;

/// A fault with the words it is about, as people read it.
pub fn fault(fault: &Fault, look: Look) -> String {
    match fault.span {
        Some(span) => full::fault(&fault.text, span, &fault.message, fault.help.as_deref(), look),
        None => {
            let help = fault.help.as_ref().map(|help| format!("  help: {}\n", super::clean(help)));
            format!("copydesk: {}\n{}", super::clean(&fault.to_string()), help.unwrap_or_default())
        }
    }
}
