//! placeholder
//! Deliberately absent: -
