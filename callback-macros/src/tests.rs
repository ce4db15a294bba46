//! Unit tests of the macro.

mod edits;
mod golden;
mod groups;
mod lifetimes;
mod messages;
