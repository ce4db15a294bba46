use callback_runtime::callback;

struct State;

impl State {
    #[callback]
    fn on_event(&mut self) {}
}

fn main() {}
