//! `report` names a function, or says `none`.

use callback_runtime::callback;

#[callback(report)]
fn no_value() {}

#[callback(report = "none")]
fn text() {}

fn other(_: u32) {}

#[callback(report = other)]
fn other_type() {}

#[callback(report = none, report = other)]
fn twice() {}

fn main() {}
