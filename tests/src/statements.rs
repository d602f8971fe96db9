//! Counts what operations ask of the database: the statements and transactions of the thread that asks.

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use std::cell::RefCell;
use std::sync::Once;

/// What was asked of the database.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Statements {
    /// Transactions that only read.
    pub reads: usize,
    /// Transactions that write.
    pub writes: usize,
    /// The statements inside them, each as SQL.
    pub texts: Vec<String>,
}

impl Statements {
    /// Reading transactions, writing transactions, statements.
    pub fn counts(&self) -> [usize; 3] {
        [self.reads, self.writes, self.texts.len()]
    }

    fn add(&mut self, text: String) {
        match text.as_str() {
            "BEGIN" | "BEGIN IMMEDIATE" => self.writes += 1,
            begin if begin.starts_with("BEGIN") => self.reads += 1,
            // The end of a transaction, and the pool's question whether a connection still lives.
            "COMMIT" | "ROLLBACK" | "SELECT 1" => {}
            _ => self.texts.push(text),
        }
    }
}

thread_local! {
    static ASKED: RefCell<Option<Statements>> = const { RefCell::new(None) };
}

/// Makes every connection opened from now on countable.
pub(crate) fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(note) as Box<dyn Instrumentation>))
            .expect("nobody panicked while setting it");
    });
}

fn note(event: InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event {
        ASKED.with_borrow_mut(|asked| {
            if let Some(asked) = asked {
                asked.add(query.to_string());
            }
        });
    }
}

/// What an operation gives, and what it asked of the database on this thread: timers and other tests do not count.
pub fn counted<T>(operation: impl FnOnce() -> T) -> (T, Statements) {
    ASKED.set(Some(Statements::default()));
    let done = operation();
    (done, ASKED.take().unwrap_or_default())
}
