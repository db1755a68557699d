//! End-to-end tests; there is nothing to call here.
