//! Tests of the program as its users meet it.

mod action;
mod against;
mod architecture;
mod article;
mod articles;
mod attribution;

mod bad_input;
mod baseline;
mod changed;
mod check;
mod command;
mod commands;
mod config;
mod examples;
mod faults;
mod fix;
mod formats;
mod hostile;
mod html_report;
mod huge;
mod input;
mod invariants;
mod layers;
mod manners;
mod names;
mod narrow;
mod packed;
mod pages;
mod readme;
mod rule_book;
mod rules;
mod rules_command;
mod same_words;
mod shells;
mod slips;
mod stet;
mod support;
#[path = "../../fuzz/src/lib.rs"]
mod targets;
mod torn;
mod twins;
mod untrusted;
mod word;
