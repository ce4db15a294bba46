use callback_runtime::callback;

#[callback]
async fn f() {}

fn main() {}
