//! Tests of the program as its users meet it.

mod action;
mod against;
mod architecture;
mod article;
mod articles;
mod bad_input;
mod baseline;
mod check;
mod command;
mod commands;
mod config;
mod examples;
mod fix;
mod formats;
mod huge;
mod input;
mod layers;
mod names;
mod readme;
mod rule_book;
mod rules;
mod rules_command;
mod same_words;
mod slips;
mod stet;
mod support;
