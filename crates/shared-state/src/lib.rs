//! shared-state
