//! Lists of what iterators give.

/// An iterator of a list.
pub(crate) trait List: Iterator + Sized {
    /// Collects the items into a list. `collect` has six functions for each iterator, which make 7% of the code of this crate when it
    /// is not optimised, as in the builds of its users; this is one.
    #[allow(clippy::while_let_on_iterator, reason = "`for` has one more function for each iterator")]
    fn list(mut self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        while let Some(item) = self.next() {
            list.push(item);
        }
        list
    }
}

impl<I: Iterator> List for I {}
