//! Failures that no owner takes, and the functions that they are reported to.
//!
//! | a failure | write |
//! | --- | --- |
//! | that no owner can keep: a panic, a refused call, a lost value | [`set_report_hook`](crate::set_report_hook), which gets a [`Report`] |
//! | the reason for which it is lost | [`LostFailure`], of [`Report::loss`] |
//! | an `Err` or `Break` that C received as a value, which is no loss | [`set_answer_hook`] |
//! | more than 16 reports of one callback per second | [`set_report_limit`] |
//!
//! A page of the [guide](../guide/failures/index.html) lists what goes to an owner and what is reported.

#[cfg(all(feature = "std", any(unix, windows)))]
pub use crate::outcome::report::set_report_limit;
pub use crate::outcome::report::{LostFailure, Report, set_answer_hook};
