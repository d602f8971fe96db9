//! Who reads the clock and who decides a status: few places, named here.

use super::sources;

/// Files of `app` that read the clock outside a transaction, and why.
const OUTSIDE_TRANSACTIONS: &[(&str, &str)] = &[
    ("clock.rs", "it is the clock"),
    ("context.rs", "it opens the transactions"),
    (
        "lib.rs",
        "it hands the clock's moment to the server's timers",
    ),
    ("open.rs", "the start has no transaction yet"),
];

/// A closure's body: up to the bracket that it did not open, or the comma after it.
fn until_its_end(text: &str) -> &str {
    let mut depth = 0;
    let end = text.find(|c| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        depth < 0 || depth == 0 && c == ','
    });
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn a_closure_ends_where_its_call_does() {
    assert_eq!(
        until_its_end(" find(ctx, token))?; app.now()"),
        " find(ctx, token)"
    );
    assert_eq!(until_its_end(" { a(b) }, c)"), " { a(b) }");
}

#[test]
fn the_clock_is_read_where_a_transaction_opens() {
    for (path, text) in sources() {
        let place = path.to_string_lossy().into_owned();
        let Some((_, file)) = place.split_once("api/app/src/") else {
            continue;
        };
        if OUTSIDE_TRANSACTIONS.iter().any(|known| known.0 == file) {
            continue;
        }
        // A file may read the clock for what it keeps in memory or signs; never inside what runs in a transaction.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for closure in ["|ctx|", "|ctx, "] {
            for inside in code.split(closure).skip(1) {
                let body = until_its_end(inside);
                assert!(
                    !body.contains("app.now()") && !body.contains("clock.now()"),
                    "{file} reads the clock in a transaction"
                );
            }
        }
        assert!(
            !code.contains("store.write("),
            "{file} opens a transaction without a context"
        );
    }
}

#[test]
fn statuses_are_decided_in_few_places() {
    let may = [
        "problem/",
        "device/",
        "middleware/",
        "pages/",
        "extract/",
        "health.rs",
        "startup.rs",
        "unanswered.rs",
        "routes",
    ];
    for (path, text) in sources() {
        let place = path.to_string_lossy().into_owned();
        let Some((_, file)) = place.split_once("api/server/src/") else {
            continue;
        };
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let decides = code.contains("StatusCode::");
        assert!(
            !decides || may.iter().any(|may| file.starts_with(may)),
            "{file} decides a status: problem/ does"
        );
    }
}
