//! Unit tests of the macro.

mod closures;
mod edits;
mod golden;
mod groups;
mod lifetimes;
mod messages;
