//! A function that C calls: its model, the checks, the plan, and what is printed.

pub(crate) mod borrows;
pub(crate) mod c_text;
pub(crate) mod check;
pub(crate) mod constants;
pub(crate) mod fallback;
pub(crate) mod leave;
pub(crate) mod lent;
pub(crate) mod model;
pub(crate) mod on_fail;
pub(crate) mod overlap;
pub(crate) mod places;
pub(crate) mod plan;
pub(crate) mod pointees;
pub(crate) mod print;
pub(crate) mod shown;
pub(crate) mod success;
pub(crate) mod symbol;
pub(crate) mod validity;
pub(crate) mod variadic;
