//! Pages by task: from a manual to a callback, failures, threads, tests.
//!
//! | page | for |
//! | --- | --- |
//! | [`first_binding`] | the way from a manual page to a call that is compared with the header |
//! | [`c_says`] | sentences of C manuals, and what to write for each |
//! | [`trampolines`] | code that has hand-written `extern "C" fn` callbacks |
//! | [`bindgen`] | declarations of bindgen and of `-sys` crates |
//! | [`types`] | arguments and results, with their C types |
//! | [`failures`] | panics, errors and refused arguments |
//! | [`kept`] | C that keeps the callback: until a handle is freed, until it is removed, until a destroy notify |
//! | [`threads`] | C that calls from other threads, waiting, signals, `fork` |
//! | [`library`] | crates whose users give closures |
//! | [`owned_state`] | a struct that owns a C object and the state of its callbacks |
//! | [`verifying`] | declarations compared with the header |
//! | [`testing`] | tests of a binding |
//! | [`cost`] | instructions, allocations, locks, thread-locals, signal handlers, and guarantees about them |
//! | [`limits`] | what no check sees, and bounds of what is supported |

#[doc = include_str!("guide/first_binding.md")]
pub mod first_binding {}

#[doc = include_str!("guide/c_says.md")]
pub mod c_says {}

#[doc = include_str!("guide/trampolines.md")]
pub mod trampolines {}

#[doc = include_str!("guide/bindgen.md")]
pub mod bindgen {}

#[doc = include_str!("guide/types.md")]
pub mod types {}

#[doc = include_str!("guide/failures.md")]
pub mod failures {}

#[doc = include_str!("guide/kept.md")]
pub mod kept {}

#[doc = include_str!("guide/threads.md")]
pub mod threads {}

#[doc = include_str!("guide/library.md")]
pub mod library {}

#[doc = include_str!("guide/owned_state.md")]
pub mod owned_state {}

#[doc = include_str!("guide/verifying.md")]
pub mod verifying {}

#[doc = include_str!("guide/testing.md")]
pub mod testing {}

#[doc = include_str!("guide/cost.md")]
pub mod cost {}

#[doc = include_str!("guide/limits.md")]
pub mod limits {}
