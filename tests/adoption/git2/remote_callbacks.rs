//! The callbacks of a fetch or push. C passes the address of the `RemoteCallbacks`.

use std::ffi::CStr;
use std::ptr;

use callback_runtime::arg::{CPtr, Out};
use callback_runtime::callback;
use libc::{c_int, c_uint, size_t};

use super::{CertificateCheckStatus, RemoteCallbacks};
use crate::from_c::{self, set_error};
use crate::panic::{keep, panicked};
use crate::util::Binding;
use crate::{CredentialType, Error, Oid, raw};

#[callback(mod = pub(super) shims, fail = -1, panic = keep, pending = panicked, report = none)]
impl RemoteCallbacks<'_> {
    #[callback(err = set_error)]
    fn credentials_cb(
        ret: Out<'_, *mut raw::git_cred>,
        url: &CStr,
        username: Option<&CStr>,
        allowed: c_uint,
        callbacks: &mut RemoteCallbacks<'_>,
    ) -> Result<c_int, Error> {
        ret.set(ptr::null_mut());
        let (Some(credentials), Ok(url), Ok(username)) =
            (&mut callbacks.credentials, url.to_str(), username.map(CStr::to_str).transpose())
        else {
            return Ok(raw::GIT_PASSTHROUGH);
        };
        let cred = credentials(url, username, CredentialType::from_bits_truncate(allowed))?;
        // Credentials of a type that libgit2 does not expect are undefined behaviour there.
        if allowed & cred.credtype() == 0 {
            return Ok(raw::GIT_PASSTHROUGH);
        }
        ret.set(unsafe { cred.unwrap() });
        Ok(0)
    }

    #[callback]
    fn transfer_progress_cb(stats: &raw::git_indexer_progress, callbacks: &mut RemoteCallbacks<'_>) -> c_int {
        let go_on = callbacks.progress.as_mut().map_or(true, |f| f(from_c::progress(stats)));
        if go_on { 0 } else { -1 }
    }

    #[callback]
    fn sideband_progress_cb(#[len(len)] text: &[u8], len: c_int, callbacks: &mut RemoteCallbacks<'_>) -> c_int {
        let go_on = callbacks.sideband_progress.as_mut().map_or(true, |f| f(text));
        if go_on { 0 } else { -1 }
    }

    #[callback]
    fn update_tips_cb(name: &str, a: &Oid, b: &Oid, callbacks: &mut RemoteCallbacks<'_>) -> c_int {
        let go_on = callbacks.update_tips.as_mut().map_or(true, |f| f(name, *a, *b));
        if go_on { 0 } else { -1 }
    }

    #[callback(err = set_error)]
    fn certificate_check_cb(
        cert: *mut raw::git_cert,
        _valid: c_int,
        host: &str,
        callbacks: &mut RemoteCallbacks<'_>,
    ) -> Result<c_int, Error> {
        let cert = unsafe { Binding::from_raw(cert) };
        Ok(match callbacks.certificate_check.as_mut().map(|f| f(&cert, host)).transpose()? {
            Some(CertificateCheckStatus::CertificateOk) => 0,
            Some(CertificateCheckStatus::CertificatePassthrough) | None => raw::GIT_PASSTHROUGH,
        })
    }

    #[callback(ok = 0, err = set_error)]
    fn push_update_reference_cb(
        name: &str,
        status: Option<&str>,
        callbacks: &mut RemoteCallbacks<'_>,
    ) -> Result<(), Error> {
        callbacks.push_update_reference.as_mut().map_or(Ok(()), |f| f(name, status))
    }

    #[callback]
    fn push_transfer_progress_cb(
        done: c_uint,
        total: c_uint,
        bytes: size_t,
        callbacks: &mut RemoteCallbacks<'_>,
    ) -> c_int {
        if let Some(f) = &mut callbacks.push_progress {
            f(done as usize, total as usize, bytes);
        }
        0
    }

    #[callback]
    fn pack_progress_cb(
        stage: raw::git_packbuilder_stage_t,
        done: c_uint,
        total: c_uint,
        callbacks: &mut RemoteCallbacks<'_>,
    ) -> c_int {
        if let Some(f) = &mut callbacks.pack_progress {
            f(unsafe { Binding::from_raw(stage) }, done as usize, total as usize);
        }
        0
    }

    #[callback(ok = 0, err = set_error)]
    fn push_negotiation_cb(
        #[len(len)] updates: &[CPtr<'_, raw::git_push_update>],
        len: size_t,
        callbacks: &mut RemoteCallbacks<'_>,
    ) -> Result<(), Error> {
        let updates: Vec<_> = updates.iter().filter_map(CPtr::to_ref).map(from_c::update).collect();
        callbacks.push_negotiation.as_mut().map_or(Ok(()), |f| f(&updates))
    }
}
