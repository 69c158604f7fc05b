//! copydesk checks a news article before it is published.

pub mod align;
pub mod annotate;
pub mod article;
pub mod baseline;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
mod embedded;
mod english;
pub mod fault;
pub mod fix;
pub mod gazetteer;
pub mod index;
pub mod lexicon;
pub mod monitor;
pub mod parse;
pub mod read;
pub mod record;
pub mod report;
pub mod rule;
pub mod rules;
pub mod save;
pub mod settings;
pub mod span;
pub mod suppress;
pub mod text;
