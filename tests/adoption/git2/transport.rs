//! The callbacks of transports. C passes the addresses of objects that Rust made, and frees them by callbacks.

use std::ffi::CString;
use std::io;
use std::mem::ManuallyDrop;

use callback_runtime::arg::Out;
use callback_runtime::{Callback, callback};
use libc::{c_int, size_t};

use super::{RawSmartSubtransport, RawSmartSubtransportStream, Service, TransportData};
use crate::from_c::set_error;
use crate::panic::{keep, panicked};
use crate::util::Binding;
use crate::{Error, Remote, raw};

#[callback(mod = pub(super) factories, fail = -1, panic = keep, pending = panicked, report = none)]
impl TransportData {
    /// Makes the transport of a prefix that is registered.
    #[callback(ok = 0, err = set_error)]
    fn transport_factory(
        out: Out<'_, *mut raw::git_transport>,
        owner: *mut raw::git_remote,
        data: &TransportData,
    ) -> Result<(), Error> {
        // C frees the remote.
        let remote = ManuallyDrop::new(unsafe { Remote::from_raw(owner) });
        let mut transport = (data.factory)(&remote)?;
        transport.owned = false;
        out.set(transport.raw);
        Ok(())
    }

    #[callback]
    fn smart_factory(
        out: Out<'_, *mut raw::git_smart_subtransport>,
        _owner: *mut raw::git_transport,
        made: *mut raw::git_smart_subtransport,
    ) -> c_int {
        out.set(made);
        0
    }
}

#[callback(mod = pub(super) subtransport, fail = -1, panic = keep, pending = panicked, report = none)]
impl RawSmartSubtransport {
    #[callback(err = set_error)]
    fn action(
        stream: Out<'_, *mut raw::git_smart_subtransport_stream>,
        transport: &mut RawSmartSubtransport,
        url: &str,
        action: raw::git_smart_service_t,
    ) -> Result<c_int, Error> {
        let action = match action {
            raw::GIT_SERVICE_UPLOADPACK_LS => Service::UploadPackLs,
            raw::GIT_SERVICE_UPLOADPACK => Service::UploadPack,
            raw::GIT_SERVICE_RECEIVEPACK_LS => Service::ReceivePackLs,
            raw::GIT_SERVICE_RECEIVEPACK => Service::ReceivePack,
            n => panic!("unknown action: {}", n),
        };
        // Without `rpc` libgit2 goes on with the stream of the first action.
        if transport.rpc || action == Service::UploadPackLs || action == Service::ReceivePackLs {
            let obj = transport.obj.action(url, action)?;
            // Given to C, and not called here.
            let raw = unsafe {
                raw::git_smart_subtransport_stream {
                    subtransport: &mut transport.raw,
                    read: stream::read::shim_safe(),
                    write: stream::write::shim_safe(),
                    free: stream::free::shim_safe(),
                }
            };
            transport.stream = Some(Box::into_raw(Box::new(RawSmartSubtransportStream { raw, obj })).cast());
        }
        let Some(made) = transport.stream else { return Ok(-1) };
        stream.set(made);
        Ok(0)
    }

    #[callback(ok = 0, err = set_error)]
    fn close(transport: &mut RawSmartSubtransport) -> Result<(), Error> {
        transport.obj.close()
    }

    #[callback]
    fn free(transport: *mut RawSmartSubtransport) {
        drop(unsafe { Box::from_raw(transport) });
    }
}

#[callback(mod = stream, fail = -1, panic = keep, pending = panicked, report = none)]
impl RawSmartSubtransportStream {
    #[callback(ok = 0, err = set_io_error)]
    fn read(
        stream: &mut RawSmartSubtransportStream,
        #[len(size)] buffer: &mut [u8],
        size: size_t,
        read: Out<'_, size_t>,
    ) -> io::Result<()> {
        read.set(stream.obj.read(buffer)?);
        Ok(())
    }

    #[callback(ok = 0, err = set_io_error)]
    fn write(stream: &mut RawSmartSubtransportStream, #[len(len)] buffer: &[u8], len: size_t) -> io::Result<()> {
        stream.obj.write_all(buffer)
    }

    #[callback]
    fn free(stream: *mut RawSmartSubtransportStream) {
        drop(unsafe { Box::from_raw(stream) });
    }
}

fn set_io_error(error: &io::Error) -> c_int {
    let text = CString::new(error.to_string()).unwrap_or_default();
    unsafe { raw::git_error_set_str(raw::GIT_ERROR_NET as c_int, text.as_ptr()) };
    -2
}
