//! How long a list of 50 000 rows takes.
fn main() {}
