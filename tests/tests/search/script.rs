//! Scripts: what is done, in which order, and what is done inside of calls.

use std::fmt::{self, Display, Formatter};

use crate::kinds::{KINDS, Owner};

/// Places that a script keeps contexts and coroutines in: `a` to `d`.
pub const PLACES: u8 = 4;

/// The end of a call, by name.
pub const REPLIES: [&str; 3] = ["ok", "err", "panic"];

/// The meaning of an event's argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Nothing,
    Kind,
    Reply,
    Number,
}

macro_rules! ops {
    ($($(#[doc = $doc:literal])* $op:ident $name:literal places: $places:literal $takes:ident body: $body:literal weight: $weight:literal;)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Op {
            $($(#[doc = $doc])* $op),*
        }

        /// Name, number of places, argument, body, how often.
        pub const OPS: &[(Op, &str, u8, Takes, bool, u32)] = &[$((Op::$op, $name, $places, Takes::$takes, $body, $weight)),*];
    };
}

ops! {
    /// Registers a context in a place.
    Make "make" places: 1 Kind body: false weight: 14;
    /// Lends a context while the body runs.
    Lend "lend" places: 1 Kind body: true weight: 8;
    /// C calls the function of one place with the user data of another.
    Call "call" places: 2 Reply body: true weight: 24;
    /// The same, on another thread.
    CallOnThread "call-on-thread" places: 2 Reply body: true weight: 5;
    /// The same, with NULL for the argument.
    CallNull "call-null" places: 2 Nothing body: false weight: 3;
    /// The same, with a number that nobody gave out (0), or NULL (1), for the user data.
    CallForged "call-forged" places: 1 Number body: false weight: 1;
    Close "close" places: 1 Nothing body: false weight: 10;
    Wait "wait" places: 1 Nothing body: false weight: 4;
    /// Gives the context to C for good.
    Give "give" places: 1 Nothing body: false weight: 6;
    Outcome "outcome" places: 1 Nothing body: false weight: 5;
    /// C gets a destroy notify.
    GiveDestroy "give-destroy" places: 1 Nothing body: false weight: 9;
    /// C gets a closing callback.
    GiveClosing "give-closing" places: 1 Nothing body: false weight: 7;
    Reclaim "reclaim" places: 1 Nothing body: false weight: 2;
    /// Sets what unregisters; 1 where it panics, 2 or 3 where it fails.
    OnClose "on-close" places: 1 Number body: false weight: 4;
    /// C calls the next function that it was given to end the context.
    End "end" places: 1 Reply body: true weight: 12;
    EndOnThread "end-on-thread" places: 1 Reply body: false weight: 3;
    /// C calls the closing callback of one place with the user data of another.
    EndOther "end-other" places: 2 Reply body: true weight: 3;
    /// Two threads call the next two ends at once.
    EndBoth "end-both" places: 1 Nothing body: false weight: 3;
    /// A thread calls the next end while the owner closes.
    CloseAtEnd "close-at-end" places: 1 Nothing body: false weight: 3;
    /// C destroys the context of another place with the destroy notify of this one.
    DestroyOther "destroy-other" places: 2 Nothing body: false weight: 2;
    /// C destroys once more what it has destroyed.
    EndAgain "end-again" places: 1 Nothing body: false weight: 12;
    /// A thread goes in and stays there.
    Park "park" places: 1 Nothing body: false weight: 2;
    Unpark "unpark" places: 0 Nothing body: false weight: 2;
    /// A thread calls again and again.
    Pump "pump" places: 2 Nothing body: false weight: 4;
    Unpump "unpump" places: 0 Nothing body: false weight: 1;
    /// A child runs the body.
    Fork "fork" places: 0 Nothing body: true weight: 2;
    /// A coroutine runs the body.
    Coroutine "coroutine" places: 1 Nothing body: true weight: 3;
    Yield "yield" places: 0 Nothing body: false weight: 4;
    Resume "resume" places: 1 Nothing body: false weight: 4;
    /// Contexts for any thread come and go while a thread calls a function with them that is not theirs.
    Churn "churn" places: 1 Nothing body: false weight: 3;
    /// A declared function keeps a closure: see `Failing` for its argument.
    Subscribe "subscribe" places: 1 Number body: false weight: 8;
    /// The same, in a slot.
    SubscribeSlot "subscribe-slot" places: 1 Number body: false weight: 8;
    /// C calls what it keeps of a declared function.
    Fire "fire" places: 0 Reply body: true weight: 8;
    /// From here on C says no to who unregisters (1), or yes again (0).
    Busy "busy" places: 0 Number body: false weight: 3;
}

/// One event. What an operation has no use for is 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    pub op: Op,
    pub place: u8,
    pub other: u8,
    pub argument: u8,
    pub body: Vec<Event>,
}

impl Op {
    fn row(self) -> &'static (Op, &'static str, u8, Takes, bool, u32) {
        &OPS[self as usize]
    }

    pub fn takes(self) -> Takes {
        self.row().3
    }

    pub fn named(name: &str) -> Option<Op> {
        OPS.iter().find(|row| row.1 == name).map(|row| row.0)
    }
}

impl Display for Event {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (_, name, places, takes, _, _) = self.op.row();
        f.write_str(name)?;
        for place in [self.place, self.other].into_iter().take(usize::from(*places)) {
            write!(f, " {}", char::from(b'a' + place))?;
        }
        match takes {
            Takes::Nothing => {}
            Takes::Kind => write!(f, " {}", KINDS[usize::from(self.argument)].name)?,
            Takes::Reply => write!(f, " {}", REPLIES[usize::from(self.argument)])?,
            Takes::Number => write!(f, " {}", self.argument)?,
        }
        if !self.body.is_empty() {
            write!(f, " ({})", Script(&self.body))?;
        }
        Ok(())
    }
}

/// A script, as text.
pub struct Script<'a>(pub &'a [Event]);

impl Display for Script<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, event) in self.0.iter().enumerate() {
            write!(f, "{}{event}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

/// Reads what [`Script`] writes.
///
/// # Panics
///
/// It is none.
pub fn parse(text: &str) -> Vec<Event> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ").replace(';', " ; ");
    let mut words = spaced.split_whitespace().peekable();
    let events = parse_events(&mut words);
    assert!(words.next().is_none(), "a script ends before `)`");
    events
}

type Words<'a, 'b> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn parse_events(words: &mut Words<'_, '_>) -> Vec<Event> {
    let mut events = vec![];
    while let Some(&word) = words.peek() {
        match word {
            ")" => break,
            ";" => drop(words.next()),
            _ => events.push(parse_event(words)),
        }
    }
    events
}

fn parse_event(words: &mut Words<'_, '_>) -> Event {
    let name = words.next().expect("an event");
    let op = Op::named(name).unwrap_or_else(|| panic!("no event is named `{name}`"));
    let (_, _, places, takes, ..) = *op.row();
    let mut place = |of: u8| if of < places { words.next().expect("a place").as_bytes()[0] - b'a' } else { 0 };
    let (place, other) = (place(0), place(1));
    let argument = match takes {
        Takes::Nothing => 0,
        _ => parse_argument(takes, words.next().expect("an argument")),
    };
    let mut body = vec![];
    if words.next_if_eq(&"(").is_some() {
        body = parse_events(words);
        assert_eq!(words.next(), Some(")"), "the end of the body of `{name}`");
    }
    Event { op, place, other, argument, body }
}

fn parse_argument(takes: Takes, word: &str) -> u8 {
    let position = match takes {
        Takes::Kind => KINDS.iter().position(|kind| kind.name == word),
        Takes::Reply => REPLIES.iter().position(|reply| *reply == word),
        Takes::Number | Takes::Nothing => word.parse().ok(),
    };
    position.unwrap_or_else(|| panic!("no argument is `{word}`")).try_into().expect("a small number")
}

/// Random numbers, the same ones for a seed everywhere (xorshift64*, Vigna 2016).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize) % end
    }
}

/// The events of scripts: all of them, or a part.
pub struct Scope {
    pub ops: Vec<Op>,
    pub kinds: Vec<u8>,
}

/// The script of a seed. It uses few kinds, so that they meet.
pub fn generate(seed: u64, scope: &Scope) -> Vec<Event> {
    let mut random = Random::new(seed);
    for _ in 0..8 {
        random.below(2);
    }
    let few = 1 + random.below(3);
    let kinds: Vec<_> = (0..few).map(|_| scope.kinds[random.below(scope.kinds.len())]).collect();
    // And half of the operations, so that they come in numbers (Groce et al., "Swarm testing", 2012).
    let ops =
        scope.ops.iter().copied().filter(|op| matches!(op, Op::Make | Op::Call) || random.below(2) == 0).collect();
    let scope = &Scope { ops, kinds: vec![] };
    let length = 3 + random.below(12);
    // It has something to begin with.
    let mut events: Vec<_> = (0..random.below(4) as u8)
        .map(|place| {
            let argument = random_kind(&mut random, Op::Make, &kinds);
            Event { op: Op::Make, place, other: 0, argument, body: vec![] }
        })
        .collect();
    for _ in 0..length {
        events.push(generate_event(&mut random, scope, &kinds, 0));
    }
    events
}

/// One of the kinds that an operation makes, if there is one.
fn random_kind(random: &mut Random, op: Op, kinds: &[u8]) -> u8 {
    let lends = |kind: &u8| KINDS[usize::from(*kind)].owner == Owner::Lend;
    let fit: Vec<_> = kinds.iter().copied().filter(|kind| lends(kind) == (op == Op::Lend)).collect();
    let fit = if fit.is_empty() { kinds } else { &fit };
    fit[random.below(fit.len())]
}

fn generate_event(random: &mut Random, scope: &Scope, kinds: &[u8], depth: usize) -> Event {
    let total: u32 = scope.ops.iter().map(|op| op.row().5).sum();
    let mut choice = random.below(total as usize) as u32;
    let mut ops = scope.ops.iter();
    let op = loop {
        let op = ops.next().expect("the weights add up");
        match choice.checked_sub(op.row().5) {
            Some(rest) => choice = rest,
            None => break *op,
        }
    };
    let (_, _, places, takes, has_body, _) = *op.row();
    // Most of it is about the first two places, and a function with its own user data.
    let place = [0, 0, 0, 0, 1, 1, 1, 2, 3][random.below(9)] % PLACES;
    let other = if random.below(2) > 0 { place } else { [0, 1, 2][random.below(3)] };
    let argument = match takes {
        Takes::Nothing => 0,
        Takes::Kind => random_kind(random, op, kinds),
        Takes::Reply => [0, 0, 0, 1, 2][random.below(5)],
        Takes::Number => [0, 0, 0, 1, 2, 3][random.below(6)],
    };
    let mut body = vec![];
    if has_body && depth < 3 {
        let long = matches!(op, Op::Lend | Op::Coroutine);
        let length = if long { 1 + random.below(5) } else { random.below(4) };
        body = (0..length).map(|_| generate_event(random, scope, kinds, depth + 1)).collect();
    }
    Event { op, place: if places > 0 { place } else { 0 }, other: if places > 1 { other } else { 0 }, argument, body }
}

/// The next smaller scripts: without an event, without what is inside of it, with that in its stead, and simpler.
pub fn smaller(events: &[Event]) -> Vec<Vec<Event>> {
    let mut all = vec![];
    for (index, event) in events.iter().enumerate() {
        let replaced = |by: &[Event]| [&events[..index], by, &events[index + 1..]].concat();
        all.push(replaced(&[]));
        if !event.body.is_empty() {
            all.push(replaced(&event.body));
            all.extend(smaller(&event.body).into_iter().map(|body| replaced(&[Event { body, ..event.clone() }])));
        }
        if event.op.takes() != Takes::Kind && event.argument > 0 {
            all.push(replaced(&[Event { argument: 0, ..event.clone() }]));
        }
        if event.op == Op::CallOnThread {
            all.push(replaced(&[Event { op: Op::Call, ..event.clone() }]));
        }
        if event.other != 0 && event.other != event.place {
            all.push(replaced(&[Event { other: event.place, ..event.clone() }]));
        }
    }
    all
}
