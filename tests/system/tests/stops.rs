//! Loops that a failure stops: NLopt, libpcap, libevent and GLib.

use std::ffi::{CStr, c_char, c_double, c_int, c_long, c_short, c_uchar, c_uint, c_void};
use std::io::Write;
use std::ops::ControlFlow;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::ptr::null_mut;
use std::thread;

use callback_runtime::foreign::CBox;
use callback_runtime::verify::Verify;
use callback_runtime::{Failed, callback};
use callback_system::panic_of;

mod nlopt {
    use super::*;

    /// `NLOPT_LN_COBYLA`
    const COBYLA: c_int = 25;
    /// `NLOPT_FORCED_STOP`
    const FORCED_STOP: c_int = -5;

    type Objective = Option<unsafe extern "C" fn(c_uint, *const c_double, *mut c_double, *mut c_void) -> c_double>;

    #[callback]
    unsafe extern "C" {
        type Opt;

        unsafe fn nlopt_destroy(opt: *mut Opt);
        #[callback(free = nlopt_destroy)]
        safe fn nlopt_create(algorithm: c_int, n: c_uint) -> CBox<Opt>;
        safe fn nlopt_force_stop(opt: &Opt) -> c_int;
        safe fn nlopt_get_force_stop(opt: &Opt) -> c_int;
        safe fn nlopt_set_maxeval(opt: &Opt, count: c_int) -> c_int;
        safe fn nlopt_set_xtol_rel(opt: &Opt, tolerance: c_double) -> c_int;

        /// Without a tolerance it does not end.
        safe fn minimize(
            opt: &Opt,
            #[callback(fail = f64::NAN, stop = nlopt_force_stop(opt))] f: fn(
                n: c_uint,
                #[len(n)] x: &[c_double],
                gradient: *mut c_double,
                #[context] _: _,
            ) -> c_double,
            #[context(f)] data: *mut c_void,
            x: &mut [c_double; 1],
            #[out] least: c_double,
        ) -> c_int {
            let opt = opt.cast_mut();
            let set = nlopt_set_min_objective(opt, Some(f.shim()), data);
            if set < 0 { set } else { nlopt_optimize(opt, x.cast(), least) }
        }
    }

    #[callback]
    unsafe extern "C" {
        unsafe fn nlopt_set_min_objective(opt: *mut Opt, f: Objective, data: *mut c_void) -> c_int;
        unsafe fn nlopt_optimize(opt: *mut Opt, x: *mut c_double, least: *mut c_double) -> c_int;
    }

    #[test]
    fn s60_a_panic_stops_an_optimizer_that_has_no_end() {
        let opt = nlopt_create(COBYLA, 1);
        let (mut x, mut calls) = ([9.0], 0);
        let text = panic_of(|| {
            minimize(
                &opt,
                |_, x: &[f64], _| {
                    calls += 1;
                    assert!(calls < 30, "enough");
                    f64::sin(x[0] - 2.0)
                },
                &mut x,
            )
        });
        assert!(text.contains("enough"), "{text}");
        assert_eq!((calls, nlopt_get_force_stop(&opt)), (30, 1));
    }

    #[test]
    fn an_optimizer_that_is_not_stopped_ends() {
        let opt = nlopt_create(COBYLA, 1);
        assert_eq!(nlopt_set_xtol_rel(&opt, 1e-6) + nlopt_set_maxeval(&opt, 1000), 2);
        let mut x = [9.0];
        let (status, least) = minimize(&opt, |_, x: &[f64], _| f64::powi(x[0] - 2.0, 2) + 1.0, &mut x).unwrap();
        assert!(status > 0 && status != FORCED_STOP);
        assert!((least - 1.0).abs() < 1e-6 && (x[0] - 2.0).abs() < 1e-2, "{least} at {x:?}");
    }

    #[test]
    fn they_are_as_the_header_says() {
        Verify::new()
            .pkg_config("nlopt")
            .header("nlopt.h")
            .name::<Opt>("struct nlopt_opt_s")
            .declared::<(nlopt_destroy, nlopt_force_stop, nlopt_get_force_stop, nlopt_set_maxeval, nlopt_set_xtol_rel)>(
            )
            .declared::<(nlopt_set_min_objective, nlopt_optimize)>()
            .check();
    }
}

mod pcap {
    use super::*;

    /// `PCAP_ERROR_BREAK`
    const BROKEN: c_int = -2;

    #[repr(C)]
    struct Packet {
        time: libc::timeval,
        captured: u32,
        length: u32,
    }

    #[callback]
    unsafe extern "C" {
        type Pcap;

        unsafe fn pcap_close(pcap: *mut Pcap);
        safe fn pcap_breakloop(pcap: &Pcap);
        #[callback(free = pcap_close)]
        unsafe fn pcap_fopen_offline(file: *mut libc::FILE, error: &mut [c_char; 256]) -> Option<CBox<Pcap>>;

        safe fn pcap_loop(
            pcap: &Pcap,
            count: c_int,
            #[callback(stop = pcap_breakloop(pcap))] f: fn(
                #[context] _: *mut c_uchar,
                packet: &Packet,
                #[len((*packet).captured)] bytes: &[u8],
            ) -> ControlFlow<Vec<u8>>,
            #[context(f)] _: *mut c_uchar,
        ) -> c_int;
    }

    /// A capture that does not end: a socket with a thread at the other end.
    fn live() -> (CBox<Pcap>, thread::JoinHandle<u64>) {
        let (reader, mut writer) = UnixStream::pair().unwrap();
        let packets = thread::spawn(move || {
            // The header of the file: magic, version, zone, precision, snapshot length, link type.
            let mut header = vec![];
            for word in [0xa1b2_c3d4_u32, 0x0004_0002, 0, 0, 65535, 1] {
                header.extend(word.to_ne_bytes());
            }
            writer.write_all(&header).unwrap();
            let mut count = 0;
            loop {
                let mut packet = vec![];
                for word in [0_u32, 0, 4, 4, count] {
                    packet.extend(word.to_ne_bytes());
                }
                if writer.write_all(&packet).is_err() {
                    return count.into();
                }
                count += 1;
            }
        });
        let mut error = [0; 256];
        // SAFETY: an open descriptor, which the `FILE` gets a copy of.
        let file = unsafe { libc::fdopen(libc::dup(reader.as_raw_fd()), c"r".as_ptr()) };
        drop(reader);
        // SAFETY: an open file, which the handle closes.
        let pcap = unsafe { pcap_fopen_offline(file, &mut error) };
        // SAFETY: a string or empty.
        let error = unsafe { CStr::from_ptr(error.as_ptr()) };
        (pcap.unwrap_or_else(|| panic!("{error:?}")), packets)
    }

    #[test]
    fn s60_a_break_stops_a_capture_that_has_no_end() {
        let (pcap, packets) = live();
        let mut seen = 0;
        let found = pcap_loop(&pcap, -1, |packet, bytes| {
            seen += 1;
            assert_eq!((packet.captured, bytes.len()), (4, 4));
            if seen == 5 { ControlFlow::Break(bytes.to_vec()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((found.unwrap(), seen), (ControlFlow::Break(4_u32.to_ne_bytes().to_vec()), 5));
        // It is at the next packet.
        assert_eq!(pcap_loop(&pcap, 2, |_, _| ControlFlow::Continue(())).unwrap(), ControlFlow::Continue(0));
        drop(pcap);
        assert!(packets.join().unwrap() > 5);
    }

    #[test]
    fn s60_a_panic_stops_a_capture_that_has_no_end() {
        let (pcap, packets) = live();
        let mut seen = 0;
        let text = panic_of(|| {
            pcap_loop(&pcap, -1, |_, _| {
                seen += 1;
                assert_ne!(seen, 3, "third packet");
                ControlFlow::Continue(())
            })
        });
        assert!(text.contains("third packet"), "{text}");
        // Stopped by hand, it says so.
        let status = pcap_loop(&pcap, -1, |_, _| {
            pcap_breakloop(&pcap);
            ControlFlow::Continue(())
        });
        assert_eq!((status.unwrap(), seen), (ControlFlow::Continue(BROKEN), 3));
        drop(pcap);
        packets.join().unwrap();
    }

    #[test]
    fn they_are_as_the_header_says() {
        Verify::new()
            .pkg_config("libpcap")
            .header("pcap/pcap.h")
            .name::<Pcap>("struct pcap")
            .name::<Packet>("struct pcap_pkthdr")
            .name::<libc::timeval>("struct timeval")
            .name::<libc::FILE>("FILE")
            .declared::<(pcap_close, pcap_breakloop, pcap_fopen_offline, pcap_loop)>()
            .check();
    }
}

mod event {
    use super::*;

    const PERSIST: c_short = 0x10;

    type OnEvent = Option<unsafe extern "C" fn(c_int, c_short, *mut c_void)>;

    #[callback]
    unsafe extern "C" {
        type Base;
        type Event;

        unsafe fn event_base_free(base: *mut Base);
        #[callback(free = event_base_free)]
        safe fn event_base_new() -> CBox<Base>;
        safe fn event_base_loopbreak(base: &Base) -> c_int;
        unsafe fn event_base_dispatch(base: *mut Base) -> c_int;
        unsafe fn event_new(base: *mut Base, fd: c_int, what: c_short, f: OnEvent, data: *mut c_void) -> *mut Event;
        unsafe fn event_add(event: *mut Event, after: *const libc::timeval) -> c_int;
        unsafe fn event_free(event: *mut Event);

        /// A timer that repeats, and two callbacks on contexts of their own.
        safe fn tick<E>(
            base: &Base,
            #[callback(returns = (), stop = event_base_loopbreak(base))] first: fn(
                fd: c_int,
                what: c_short,
                #[context] _: _,
            ) -> Result<(), E>,
            #[context(first)] user: *mut c_void,
            #[callback(stop = event_base_loopbreak(base))] second: fn(fd: c_int, what: c_short, #[context] _: _),
            #[context(second)] other: *mut c_void,
        ) -> c_int {
            let base = base.cast_mut();
            let timers =
                [event_new(base, -1, PERSIST, first.shim(), user), event_new(base, -1, PERSIST, second.shim(), other)];
            let after = libc::timeval { tv_sec: c_long::from(0_u8), tv_usec: 1000 };
            for timer in timers {
                event_add(timer, &raw const after);
            }
            let status = event_base_dispatch(base);
            for timer in timers {
                event_free(timer);
            }
            status
        }
    }

    #[test]
    fn s60_a_failure_stops_an_event_loop_that_has_no_end() {
        let base = event_base_new();
        let (mut first, mut second) = (0, 0);
        let failed = tick(
            &base,
            |_, _| {
                first += 1;
                if first == 3 { Err("third") } else { Ok(()) }
            },
            |_, _| second += 1,
        );
        assert_eq!((failed, first), (Err(Failed::Err("third")), 3));
        let text = panic_of(|| tick::<()>(&base, |_, _| Ok(()), |_, _| panic!("of the other timer")));
        assert!(second >= 2 && text.contains("of the other timer"), "{text}");
    }

    #[test]
    fn they_are_as_the_header_says() {
        Verify::new()
            .pkg_config("libevent")
            .header("event2/event.h")
            .name::<Base>("struct event_base")
            .name::<Event>("struct event")
            .name::<libc::timeval>("struct timeval")
            .declared::<(event_base_free, event_base_loopbreak, event_base_dispatch, event_new, event_add, event_free)>(
            )
            .check();
    }
}

mod glib {
    use super::*;

    type OnTime = Option<unsafe extern "C" fn(*mut c_void) -> c_int>;

    #[callback]
    unsafe extern "C" {
        type MainLoop;

        unsafe fn g_main_loop_unref(main: *mut MainLoop);
        unsafe fn g_main_loop_new(context: *mut c_void, is_running: c_int) -> *mut MainLoop;
        unsafe fn g_main_loop_run(main: *mut MainLoop);
        unsafe fn g_main_loop_quit(main: *mut MainLoop);
        unsafe fn g_timeout_add(interval: c_uint, f: OnTime, data: *mut c_void) -> c_uint;

        /// Makes the main loop that is stopped.
        safe fn every_millisecond(
            #[callback(continue = 1, break = 0)] on_time: fn(#[context] _: _) -> ControlFlow<&'static str>,
            #[context(on_time)] data: *mut c_void,
        ) {
            let main = g_main_loop_new(null_mut(), 0);
            on_time.on_stop(move || g_main_loop_quit(main));
            // GLib removes the source of a callback that returns 0, as a failed one does.
            g_timeout_add(1, on_time.shim(), data);
            g_main_loop_run(main);
            g_main_loop_unref(main);
        }
    }

    #[test]
    fn s60_a_break_stops_a_main_loop_that_has_no_end() {
        let mut times = 0;
        let ended = every_millisecond(|| {
            times += 1;
            if times == 3 { ControlFlow::Break("three times") } else { ControlFlow::Continue(()) }
        });
        assert_eq!((ended.unwrap(), times), (ControlFlow::Break("three times"), 3));
        let text = panic_of(|| every_millisecond(|| panic!("at once")));
        assert!(text.contains("at once"), "{text}");
    }

    #[test]
    fn they_are_as_the_header_says() {
        Verify::new()
            .pkg_config("gio-2.0")
            .header("glib.h")
            .name::<MainLoop>("GMainLoop")
            .declared::<(g_main_loop_unref, g_main_loop_run, g_main_loop_quit, g_timeout_add)>()
            .check();
    }
}
