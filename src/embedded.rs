//! The files under `rules/`, as built into the program.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
