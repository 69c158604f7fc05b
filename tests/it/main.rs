//! Tests of the program as its users meet it.

mod architecture;
mod check;
mod examples;
mod layers;
#[allow(dead_code)]
mod support;
