use callback_runtime::callback;

struct Mine;

#[callback(fail = None)]
fn plain() -> Mine {
    Mine
}

#[callback(err = -1)]
fn in_result() -> Result<Mine, ()> {
    Ok(Mine)
}

fn main() {}
