//! Fits the weights of attribution on annotated copy, and tells what the confidence is worth:
//!
//! ```sh
//! cargo run --release --example attribution -- fit ATTRIBUTIONS.jsonl QUOTES.jsonl src/annotate/model [STAGE...]
//! cargo run --release --example attribution -- calibrate ATTRIBUTIONS.jsonl QUOTES.jsonl
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod calibrate;
mod fit;
mod gold;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["fit", attributions, quotations, folder, ref stages @ ..] => {
            fit::run(&gold::read(attributions, quotations)?, folder, stages)
        }
        ["calibrate", attributions, quotations] => calibrate::run(&gold::read(attributions, quotations)?),
        _ => Err("usage: fit ATTRIBUTIONS QUOTES FOLDER [STAGE...] | calibrate ATTRIBUTIONS QUOTES".into()),
    }
}
