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
                let body = inside.split("\n    })").next().unwrap_or_default();
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
