//! The figures, and where the benchmarks print them.

use std::fmt::{self, Display, Formatter};

/// A row of README's table.
pub struct Figure {
    pub name: &'static str,
    /// The other side of the comparison.
    pub beside: &'static str,
    pub bench: &'static str,
    pub find: fn(&str) -> Option<f64>,
    pub digits: usize,
    pub room: Room,
}

/// The difference that two machines or compilers may make.
#[derive(Clone, Copy)]
pub enum Room {
    Instructions(f64),
    Percent(f64),
}

impl Room {
    pub fn of(self, value: f64) -> f64 {
        match self {
            Room::Instructions(room) => room,
            Room::Percent(percent) => value * percent / 100.0,
        }
    }
}

impl Display for Room {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Room::Instructions(room) => write!(f, "{room}"),
            Room::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

const BY_HAND: &str = "instructions more than a shim by hand, which checks nothing";
const PLAIN: &str = "times the instructions of the shim of a scope";
/// Times of a run vary with the machine's neighbours.
const TIME: Room = Room::Percent(50.0);
const FEW: Room = Room::Instructions(2.0);

pub const FIGURES: &[Figure] = &[
    Figure {
        name: "a call with `panic = abort`, `&T`",
        beside: BY_HAND,
        bench: "overhead",
        find: |text| worst(text, &["`panic = abort`, `&T` ", "`panic = abort`, `&T`, not inlined"]),
        digits: 0,
        room: Room::Instructions(1.0),
    },
    Figure {
        name: "a call with capture, poison check and re-entry guard",
        beside: BY_HAND,
        bench: "overhead",
        find: |text| worst(text, &["capture, ", "`Result`, ", "slice, "]),
        digits: 0,
        room: FEW,
    },
    Figure {
        name: "the same with a `&CStr`, not inlined",
        beside: BY_HAND,
        bench: "overhead",
        find: |text| worst(text, &["`&CStr`, `&mut T`, not inlined"]),
        digits: 0,
        room: FEW,
    },
    Figure {
        name: "a call of a declared function's closure",
        beside: BY_HAND,
        bench: "overhead",
        find: |text| worst(text, &["safe call with closure"]),
        digits: 0,
        room: FEW,
    },
    Figure {
        name: "a call of `own`",
        beside: PLAIN,
        bench: "overhead",
        find: |text| cell(text, "own ", 1),
        digits: 2,
        room: Room::Percent(10.0),
    },
    Figure {
        name: "a call of `share`",
        beside: PLAIN,
        bench: "overhead",
        find: |text| cell(text, "share ", 1),
        digits: 2,
        room: Room::Percent(10.0),
    },
    Figure {
        name: "a call of `#[context(thread_local)]`",
        beside: PLAIN,
        bench: "overhead",
        find: |text| cell(text, "thread_local ", 1),
        digits: 2,
        room: Room::Percent(10.0),
    },
    Figure {
        name: "registering with `own` and dropping",
        beside: "times the instructions of a `Box`",
        bench: "overhead",
        find: |text| cell(text, "`own`, dropped", 1),
        digits: 1,
        room: Room::Percent(15.0),
    },
    Figure {
        name: "a live `own` of four bytes",
        beside: "bytes",
        bench: "overhead",
        find: |text| cell(text.split_once("a live context")?.1, "`own`", 0),
        digits: 0,
        room: Room::Percent(10.0),
    },
    Figure {
        name: "a call of `own`, time",
        beside: "times a shim by hand with `catch_unwind`",
        bench: "threads",
        find: |text| after(text, "; own "),
        digits: 1,
        room: TIME,
    },
    Figure {
        name: "a call of `share`, time",
        beside: "times a shim by hand with `catch_unwind`",
        bench: "threads",
        find: |text| after(text, "threads: share "),
        digits: 1,
        room: TIME,
    },
    Figure {
        name: "`close_and_wait`, nobody inside",
        beside: "µs",
        bench: "threads",
        find: |text| after(text, "`close_and_wait` takes "),
        digits: 1,
        room: Room::Percent(900.0),
    },
    Figure {
        name: "building a thousand callbacks",
        beside: "times the CPU time of those by hand",
        bench: "build",
        find: |text| after(text, "build: "),
        digits: 1,
        room: Room::Percent(15.0),
    },
];

/// Returns the highest difference in the rows whose names begin so and that have a budget.
fn worst(text: &str, names: &[&str]) -> Option<f64> {
    let rows = text.lines().filter(|line| names.iter().any(|name| line.starts_with(name)));
    let differences = rows.filter_map(|line| {
        let mut cells = line.split_whitespace().rev();
        let (_budget, difference) = (cells.next()?.strip_prefix('+')?, cells.next()?);
        // A number without a sign is no difference: the row has no budget.
        difference.starts_with(['+', '-']).then(|| difference.parse::<f64>().ok())?
    });
    differences.filter(|value| value.is_finite()).reduce(f64::max)
}

/// Returns a number of the first row whose name begins so, counted from the first number.
fn cell(text: &str, name: &str, index: usize) -> Option<f64> {
    let row = text.lines().find_map(|line| line.strip_prefix(name))?;
    row.split_whitespace().filter_map(|cell| cell.parse().ok()).nth(index)
}

/// Returns the number behind some text.
fn after(text: &str, name: &str) -> Option<f64> {
    let (_, rest) = text.split_once(name)?;
    let number = rest.split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{after, cell, worst};

    const OVERHEAD: &str = "\
                                            per call  by hand  difference  budget
`panic = abort`, `&T`                         17       16          +1      +2
`SHIM` of any owner, `&T`                     63       16         +47
`panic = abort`, `&T`, not inlined            20       19          +0      +2
own                                           84     2.90                3.00
`own`, dropped                              1260     8.94

a live context of four bytes                   bytes
`own`                                            408
";

    #[test]
    fn the_figures_are_found_in_what_is_printed() {
        assert_eq!(worst(OVERHEAD, &["`panic = abort`"]), Some(1.0));
        assert_eq!(worst(OVERHEAD, &["`SHIM`"]), None);
        assert_eq!(cell(OVERHEAD, "own ", 1), Some(2.9));
        assert_eq!(cell(OVERHEAD, "`own`, dropped", 1), Some(8.94));
        assert_eq!(cell(OVERHEAD.split_once("a live context").unwrap().1, "`own`", 0), Some(408.0));
        assert_eq!(after("threads: share 2.23 of by hand; own 1.87; register", "; own "), Some(1.87));
        assert_eq!(after("build: 1.290 x", "build: "), Some(1.29));
    }
}
