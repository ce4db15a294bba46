//! The callback that wakes connections which wait for others, on the thread of the one that has unlocked.

use std::os::raw::c_int;

use callback_runtime::arg::CPtr;
use callback_runtime::callback;

use super::UnlockNotification;

#[callback(report = none)]
pub(super) fn unlock_notify_cb(#[len(n)] waiting: &[CPtr<'_, UnlockNotification>], n: c_int) {
    for notification in waiting.iter().filter_map(CPtr::to_ref) {
        notification.fired();
    }
}
