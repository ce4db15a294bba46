//! The callbacks of a checkout, and the one that makes the remote of a clone. C passes the addresses of their builders.

use std::mem::ManuallyDrop;
use std::path::Path;

use callback_runtime::arg::Out;
use callback_runtime::callback;
use libc::{c_int, size_t};

use super::{CheckoutBuilder, RepoBuilder};
use crate::from_c::{self, set_error};
use crate::panic::{keep, panicked};
use crate::remote::remote_into_raw;
use crate::util::Binding;
use crate::{CheckoutNotificationType, Error, Repository, raw};

#[callback(mod = pub(super) checkout, panic = keep, pending = panicked, report = none)]
impl CheckoutBuilder<'_> {
    #[callback]
    fn progress_cb(path: Option<&Path>, completed: size_t, total: size_t, builder: &mut CheckoutBuilder<'_>) {
        if let Some(progress) = &mut builder.progress {
            progress(path, completed, total);
        }
    }

    #[callback(fail = 2)]
    fn notify_cb(
        why: raw::git_checkout_notify_t,
        path: Option<&Path>,
        baseline: Option<&raw::git_diff_file>,
        target: Option<&raw::git_diff_file>,
        workdir: Option<&raw::git_diff_file>,
        builder: &mut CheckoutBuilder<'_>,
    ) -> c_int {
        let Some(notify) = &mut builder.notify else { return 0 };
        let why = CheckoutNotificationType::from_bits_truncate(why);
        let [baseline, target, workdir] = [baseline, target, workdir].map(|file| file.map(from_c::file));
        c_int::from(!notify(why, path, baseline, target, workdir))
    }
}

#[callback(mod = pub(super) clone, fail = -1, panic = keep, pending = panicked, report = none)]
impl RepoBuilder<'_> {
    #[callback(ok = 0, err = set_error)]
    fn remote_create_cb(
        out: Out<'_, *mut raw::git_remote>,
        repo: *mut raw::git_repository,
        name: &str,
        url: &str,
        builder: &mut RepoBuilder<'_>,
    ) -> Result<(), Error> {
        // C frees the repository.
        let repo = ManuallyDrop::new(unsafe { Repository::from_raw(repo) });
        if let Some(create) = &mut builder.remote_create {
            out.set(remote_into_raw(create(&repo, name, url)?));
        }
        Ok(())
    }
}
