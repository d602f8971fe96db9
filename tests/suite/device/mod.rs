//! What reaches the device routes: good, odd and hostile, and what it leaves behind.

mod answers;
mod bindings;
mod certificate_header;
mod check_in_input;
mod gateway;
mod impostors;
mod no_401;
mod refusals;
mod scep_input;
mod scep_matrix;
mod scep_operations;
mod scep_requests;
mod simulator;

use std::collections::BTreeMap;
use vestibule_tests::TestServer;

/// The database but for what may change on a refusal (the audit log, counters, why a profile was refused last) and what timers
/// tidy meanwhile (documents of ended tickets, when devices were seen).
fn kept(server: &TestServer) -> BTreeMap<String, Vec<String>> {
    let mut all = server.database.contents();
    for table in [
        "audit_events",
        "throttles",
        "sessions",
        "enrollment_url_activity",
    ] {
        assert!(all.remove(table).is_some(), "{table}");
    }
    for (table, columns) in [
        (
            "profiles",
            &["refusal", "refused_at", "document_sealed"][..],
        ),
        ("devices", &["last_seen_at"]),
    ] {
        all.insert(table.into(), rows_without(server, table, columns));
    }
    all
}

/// A table's rows without some of its columns.
fn rows_without(server: &TestServer, table: &str, columns: &[&str]) -> Vec<String> {
    let database = &server.database;
    let names: Vec<_> = columns.iter().map(|name| format!("'{name}'")).collect();
    let query = if database.url.starts_with("sqlite://") {
        let kept = database.values(&format!(
            "SELECT 'quote(' || name || ')' AS value FROM pragma_table_info('{table}') WHERE name NOT IN ({})",
            names.join(", ")
        ));
        kept.join(" || ' ' || ")
    } else {
        format!("(to_jsonb(whole) - ARRAY[{}])::text", names.join(", "))
    };
    database.values(&format!(
        "SELECT {query} AS value FROM {table} AS whole ORDER BY id"
    ))
}
