//! Signing in at a real provider: who is let in, who is not, and what forgers get.

mod forged;
mod linking;
mod provider;
mod trusting;
