//! The callbacks of a multi handle. It may move to another thread, and its closures are replaced between calls alone.

use std::time::Duration;

use callback_runtime::callback;
use libc::{c_int, c_long, c_void};

use super::{MultiData, SocketEvents};
use crate::panic::{is_pending, keep};

#[callback(mod = pub(super) callbacks, panic = keep, pending = is_pending, report = none, context = last)]
impl MultiData {
    #[callback(fail = 0, context = 4)]
    fn on_socket(
        &mut self,
        _easy: *mut curl_sys::CURL,
        socket: curl_sys::curl_socket_t,
        what: c_int,
        socketp: *mut c_void,
    ) -> c_int {
        (self.socket)(socket, SocketEvents { bits: what }, socketp as usize);
        0
    }

    #[callback(fail = -1)]
    fn on_timer(&mut self, _multi: *mut curl_sys::CURLM, timeout_ms: c_long) -> c_int {
        let timeout = (timeout_ms != -1).then(|| Duration::from_millis(timeout_ms as u64));
        if (self.timer)(timeout) { 0 } else { -1 }
    }
}
