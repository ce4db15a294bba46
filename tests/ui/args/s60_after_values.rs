//! The grammar of `after`.

use callback_runtime::callback;

#[callback(after)]
fn no_value(#[context] _words: &String) {}

#[callback(after =)]
fn nothing(#[context] _words: &String) {}

#[callback(after = go_on)]
fn unknown(#[context] _words: &String) {}

#[callback(after())]
fn empty(#[context] _words: &String) {}

#[callback(after(panic))]
fn half(#[context] _words: &String) {}

#[callback(after(panik = stop))]
fn misspelled(#[context] _words: &String) {}

#[callback(after(panic = stop, panic = continue))]
fn twice(#[context] _words: &String) {}

#[callback(after = stop, after(panic = continue))]
fn in_two_places(#[context] _words: &String) {}

fn main() {}
