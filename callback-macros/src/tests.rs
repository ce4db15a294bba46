//! Unit tests of the macro.

mod edits;
mod golden;
mod lifetimes;
mod messages;
