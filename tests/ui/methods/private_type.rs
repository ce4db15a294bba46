//! A module of callbacks cannot be more visible than their type.

use callback_runtime::callback;

struct Private;

#[callback(mod = pub private)]
impl Private {
    fn read(&self) {}
}

fn main() {}
