//! Token alignment of two quotations, and the kinds of difference between them.
