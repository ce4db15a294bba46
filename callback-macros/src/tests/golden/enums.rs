#[callback(prefix = "HTTP_", name = "enum http_status", crate = crate::rt)]
#[repr(u16)]
enum Status {
    NotFound = 404,
    Http2Only,
    OK,
    #[name = "HTTP_GONE_AWAY"]
    Gone,
}

#[derive(Debug, PartialEq)]
#[callback(flags, other)]
#[repr(C)]
enum Mode {
    READ = 1,
}
