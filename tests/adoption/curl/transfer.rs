//! The callbacks of a transfer. C passes the address of its `Inner`.

use std::io::SeekFrom;

use callback_runtime::callback;
use libc::{c_double, c_int, c_void, size_t};

use super::{Handler, InfoType, Inner, ReadError, WriteError};
use crate::panic::{is_pending, keep};

#[callback(mod = pub(super) callbacks, panic = keep, pending = is_pending, report = none)]
impl<H: Handler> Inner<H> {
    #[callback(fail = !0)]
    fn header(#[len(size * nitems)] data: &[u8], size: size_t, nitems: size_t, inner: &mut Self) -> size_t {
        if inner.handler.header(data) { data.len() } else { !0 }
    }

    #[callback(fail = !0)]
    fn write(#[len(size * nmemb)] data: &[u8], size: size_t, nmemb: size_t, inner: &mut Self) -> size_t {
        match inner.handler.write(data) {
            Ok(written) => written,
            Err(WriteError::Pause) => curl_sys::CURL_WRITEFUNC_PAUSE,
        }
    }

    #[callback(fail = !0)]
    fn read(#[len(size * nmemb)] into: &mut [u8], size: size_t, nmemb: size_t, inner: &mut Self) -> size_t {
        match inner.handler.read(into) {
            Ok(read) => read,
            Err(ReadError::Pause) => curl_sys::CURL_READFUNC_PAUSE,
            Err(ReadError::Abort) => curl_sys::CURL_READFUNC_ABORT,
        }
    }

    #[callback(fail = -1)]
    fn seek(inner: &mut Self, offset: curl_sys::curl_off_t, origin: c_int) -> c_int {
        assert_eq!(origin, libc::SEEK_SET, "unknown origin from libcurl");
        inner.handler.seek(SeekFrom::Start(offset as u64)) as c_int
    }

    #[callback(fail = 1)]
    fn progress(inner: &mut Self, dltotal: c_double, dlnow: c_double, ultotal: c_double, ulnow: c_double) -> c_int {
        c_int::from(!inner.handler.progress(dltotal, dlnow, ultotal, ulnow))
    }

    #[callback(fail = 0)]
    fn debug(
        _handle: *mut curl_sys::CURL,
        kind: curl_sys::curl_infotype,
        #[len(size)] data: &[u8],
        size: size_t,
        inner: &mut Self,
    ) -> c_int {
        let kind = match kind {
            curl_sys::CURLINFO_TEXT => InfoType::Text,
            curl_sys::CURLINFO_HEADER_IN => InfoType::HeaderIn,
            curl_sys::CURLINFO_HEADER_OUT => InfoType::HeaderOut,
            curl_sys::CURLINFO_DATA_IN => InfoType::DataIn,
            curl_sys::CURLINFO_DATA_OUT => InfoType::DataOut,
            curl_sys::CURLINFO_SSL_DATA_IN => InfoType::SslDataIn,
            curl_sys::CURLINFO_SSL_DATA_OUT => InfoType::SslDataOut,
            _ => return 0,
        };
        inner.handler.debug(kind, data);
        0
    }

    #[callback(fail = curl_sys::CURLE_SSL_CONNECT_ERROR)]
    fn ssl_ctx(_handle: *mut curl_sys::CURL, ssl_ctx: *mut c_void, inner: &mut Self) -> curl_sys::CURLcode {
        inner.handler.ssl_ctx(ssl_ctx).map_or_else(|error| error.code(), |()| curl_sys::CURLE_OK)
    }

    #[callback(fail = curl_sys::CURL_SOCKET_BAD)]
    fn open_socket(
        inner: &mut Self,
        _purpose: curl_sys::curlsocktype,
        address: &curl_sys::curl_sockaddr,
    ) -> curl_sys::curl_socket_t {
        let socket = inner.handler.open_socket(address.family, address.socktype, address.protocol);
        socket.unwrap_or(curl_sys::CURL_SOCKET_BAD)
    }
}
