//! What a connection has registered with sqlite. It may move to another thread.

use std::any::Any;
use std::collections::HashMap;

/// The registrations, by the name of what they are for. They are dropped after the connection is closed.
#[derive(Default)]
pub struct Kept(HashMap<&'static str, Box<dyn Any + Send>>);

impl Kept {
    /// Keeps a registration in place of the one that C had before.
    pub fn set(&mut self, name: &'static str, registration: Option<impl Any + Send>) {
        match registration {
            Some(registration) => self.0.insert(name, Box::new(registration)),
            None => self.0.remove(name),
        };
    }
}
