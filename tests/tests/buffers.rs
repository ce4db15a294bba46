//! Memory that the callback writes.

use std::ffi::{CStr, c_char, c_int, c_short};
use std::fmt::Write as _;
use std::io;
use std::ptr::null_mut;

use callback_runtime::arg::{CStrBuf, NoRoom, Out, WriteBuf};
use callback_runtime::{Callback, Failed, Reason, callback};
use callback_tests::{no_reports, places};

#[callback(err = -1)]
fn read(
    #[len(size * nitems)] mut buffer: WriteBuf<'_>,
    size: usize,
    nitems: usize,
    #[context] source: &mut &[u8],
) -> io::Result<isize> {
    assert!(buffer.is_empty());
    let copied = io::copy(&mut io::Read::take(source, buffer.capacity() as u64), &mut buffer)?;
    assert_eq!((copied, buffer.is_empty()), (buffer.len() as u64, copied == 0));
    Ok(buffer.len().try_into().unwrap())
}

#[test]
fn bytes() {
    let mut source = b"hello, world".as_slice();
    let mut room = [b'-'; 8];
    let mut call = |buffer: *mut u8, size, nitems| {
        let answer = no_reports(|| {
            read::scope(&mut source, |cb| unsafe {
                places::places_read(cb.shim(), buffer.cast(), size, nitems, cb.context())
            })
        });
        answer.map_err(|failed| match failed {
            Failed::Refused(refused) => (refused.parameter(), refused.reason()),
            Failed::Err(error) => panic!("{error}"),
        })
    };
    assert_eq!(call(room.as_mut_ptr(), 2, 2).unwrap(), 4);
    assert_eq!(call(room.as_mut_ptr(), 0, 2).unwrap(), 0);
    assert_eq!(call(null_mut(), 1, 0).unwrap(), 0);
    assert_eq!(call(null_mut(), 1, 1).unwrap_err(), (Some("buffer"), Reason::Null));
    assert_eq!(call(room.as_mut_ptr(), 2, usize::MAX).unwrap_err(), (Some("buffer"), Reason::LengthOverflow));
    assert_eq!(call(room.as_mut_ptr(), 1, usize::MAX).unwrap_err(), (Some("buffer"), Reason::LengthOverflow));
    assert_eq!(&room, b"hell----");
    assert_eq!(call(room.as_mut_ptr(), 1, 8).unwrap(), 8);
    assert_eq!((&room, source), (b"o, world", b"".as_slice()));
}

/// Appends what it is told to; answers what was written.
#[callback(err = -1)]
fn steps(#[len(size)] mut buffer: WriteBuf<'_>, size: c_int, #[context] steps: &[&str]) -> Result<c_int, NoRoom> {
    for step in steps {
        match step.split_at(1) {
            ("w", text) => buffer.write_all(text.as_bytes())?,
            ("p", text) => buffer.push(text.as_bytes()[0])?,
            ("f", text) => buffer.fill(text.as_bytes()[0]),
            ("u", _) => buffer.written_mut().make_ascii_uppercase(),
            ("c", _) => buffer.clear(),
            ("!", text) => {
                if write!(buffer, "{text}").is_err() {
                    return Ok(-2);
                }
            }
            _ => unreachable!(),
        }
        assert_eq!(buffer.len() + buffer.remaining(), buffer.capacity());
    }
    assert_eq!(buffer.written().len(), buffer.len());
    Ok(buffer.len().try_into().unwrap())
}

fn step(text: &[&str]) -> (Result<c_int, (usize, usize)>, [u8; 6]) {
    let mut room = [b'-'; 6];
    let answer =
        steps::scope(text, |cb| unsafe { places::places_name(cb.shim(), room.as_mut_ptr().cast(), 5, cb.context()) });
    let answer = answer.map_err(|failed| match failed {
        Failed::Err(no_room) => (no_room.needed, no_room.capacity),
        Failed::Refused(refused) => panic!("{refused}"),
    });
    (answer, room)
}

#[test]
fn whole_or_in_part() {
    assert_eq!(step(&["wab", "pc"]), (Ok(3), *b"abc---"));
    assert_eq!(step(&["wab", "wcdef"]), (Err((6, 5)), *b"ab----"), "nothing of what does not fit");
    assert_eq!(step(&["wabcde", "pf"]), (Err((6, 5)), *b"abcde-"));
    assert_eq!(step(&["wa", "fz", "u"]), (Ok(5), *b"AZZZZ-"));
    assert_eq!(step(&["wabc", "c", "wx"]), (Ok(1), *b"xbc---"));
    assert_eq!(step(&["!ab", "!cd"]), (Ok(4), *b"abcd--"));
    assert_eq!(step(&["!ab", "!cdef"]), (Ok(-2), *b"ab----"));
}

#[test]
fn refused_capacity() {
    let steps_of = |size| {
        steps::scope(&["wabc"], |cb| unsafe {
            let mut room = 0;
            places::places_name(cb.shim(), &mut room, size, cb.context())
        })
    };
    let Failed::Refused(refused) = steps_of(-1).unwrap_err() else { panic!("expected a refusal") };
    assert_eq!((refused.parameter(), refused.reason()), (Some("buffer"), Reason::NegativeLength));
    assert!(matches!(steps_of(1).unwrap_err(), Failed::Err(NoRoom { needed: 3, capacity: 1, .. })));
}

#[callback(fail = -1)]
fn name(#[len(size)] mut buffer: CStrBuf<'_>, size: c_int, #[context] parts: &[&str]) -> c_int {
    let room = usize::try_from(size).unwrap().checked_sub(1);
    assert_eq!((buffer.capacity(), buffer.as_c_str()), (room.unwrap_or(0), None));
    for part in parts {
        if buffer.append(part).is_err() {
            assert!(write!(buffer, "{part}").is_err());
            return -2;
        }
        assert_eq!(buffer.as_c_str().map(CStr::to_bytes), room.map(|_| buffer.written()));
    }
    assert_eq!((buffer.len(), buffer.is_empty()), (buffer.written().len(), buffer.written().is_empty()));
    assert_eq!(buffer.is_cut(), buffer.needed() > buffer.written().len());
    buffer.needed().try_into().unwrap()
}

/// The answer, and the string where something was written.
fn named(parts: &[&str], size: c_int) -> (Result<c_int, Reason>, Option<String>) {
    let mut room: [c_char; 16] = [-1_i8 as c_char; 16];
    let answer = no_reports(|| {
        name::scope(parts, |cb| unsafe { places::places_name(cb.shim(), room.as_mut_ptr(), size, cb.context()) })
    });
    assert!(room[usize::try_from(size).unwrap_or(0)..].iter().all(|&c| c == -1_i8 as c_char), "behind the end");
    let text = room.contains(&0).then(|| unsafe { CStr::from_ptr(room.as_ptr()) }.to_str().unwrap().to_owned());
    (answer.map_err(|refused| refused.reason()), text)
}

/// As `snprintf`: what is there is terminated, and the answer is the length that it would have.
#[test]
fn strings() {
    assert_eq!(named(&["ab", "cd"], 8), (Ok(4), Some("abcd".to_owned())));
    assert_eq!(named(&["ab", "cd"], 5), (Ok(4), Some("abcd".to_owned())));
    assert_eq!(named(&["ab", "cd"], 4), (Ok(4), Some("abc".to_owned())));
    assert_eq!(named(&["abcdef", "g"], 4), (Ok(7), Some("abc".to_owned())), "nothing behind a cut");
    assert_eq!(named(&["ab"], 1), (Ok(2), Some(String::new())));
    assert_eq!(named(&["ab"], 0), (Ok(2), None));
    assert_eq!(named(&[], 4), (Ok(0), None), "untouched");
    assert_eq!(named(&[""], 4), (Ok(0), Some(String::new())));
    assert_eq!(named(&["a\0b"], 4), (Ok(-2), None));
    assert_eq!(named(&["ab"], -1), (Err(Reason::NegativeLength), None));
}

/// Earlier contents of C memory are no text, even if they end like one.
#[test]
fn zeros_of_c_are_no_text() {
    for (parts, size) in [(&[][..], 4), (&["ab"], 0), (&["ab"], 4)] {
        let mut room = [0; 4];
        let answer =
            name::scope(parts, |cb| unsafe { places::places_name(cb.shim(), room.as_mut_ptr(), size, cb.context()) });
        assert_eq!(answer, Ok(if parts.is_empty() { 0 } else { 2 }));
    }
}

/// No half of a character.
#[test]
fn strings_are_cut_between_characters() {
    for (size, text) in [(1, ""), (2, "a"), (3, "a"), (4, "a"), (5, "a€"), (6, "a€"), (8, "a€"), (9, "a€\u{1f600}")]
    {
        assert_eq!(named(&["a€\u{1f600}x"], size), (Ok(9), Some(text.to_owned())), "{size}");
    }
}

#[callback(fail = -1)]
fn query(
    #[len(*count)] samples: Option<WriteBuf<'_, c_short>>,
    count: &mut usize,
    #[context] source: &[c_short],
) -> c_int {
    let Some(mut samples) = samples else {
        *count = source.len();
        return 1;
    };
    samples.write(source);
    *count = samples.len();
    0
}

/// The capacity is a place too: NULL asks how much there is.
#[test]
fn capacity_in_and_out() {
    let source = [10, 20, 30];
    let mut count = 0;
    let call = |samples: *mut c_short, count: &mut usize| {
        query::scope(&source, |cb| unsafe { places::places_query(cb.shim(), samples, count, cb.context()) })
            .map_err(|refused| refused.reason())
    };
    assert_eq!((call(null_mut(), &mut count), count), (Ok(1), 3));
    let mut samples = [-1; 4];
    assert_eq!((call(samples.as_mut_ptr(), &mut count), count, samples), (Ok(0), 3, [10, 20, 30, -1]));
    count = 2;
    assert_eq!((call(samples.as_mut_ptr(), &mut count), count), (Ok(0), 2));
    count = 1;
    let misaligned = samples.as_mut_ptr().wrapping_byte_add(1);
    assert_eq!((call(misaligned, &mut count), count), (Err(Reason::Misaligned), 1));
}

#[callback(fail = -1)]
fn out_length(#[len(size)] mut buffer: WriteBuf<'_>, size: usize, length: Out<'_, usize>) -> c_int {
    buffer.write(b"abc");
    length.set(buffer.len());
    0
}

#[test]
fn length_in_a_place() {
    let (mut room, mut length) = ([0; 2], 0);
    let f: unsafe extern "C" fn(*mut u8, usize, *mut usize) -> c_int = out_length::shim();
    assert_eq!((unsafe { f(room.as_mut_ptr(), 2, &mut length) }, length, room), (0, 2, *b"ab"));
}
