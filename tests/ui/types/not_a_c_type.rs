use callback_runtime::callback;

struct Mine;

#[callback]
fn mine(_x: Mine) {}

#[callback]
fn wide(_x: &u8, _y: i128) {}

fn main() {}
