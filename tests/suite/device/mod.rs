//! What reaches the device routes: good, odd and hostile, and what it leaves behind.

mod answers;
mod bindings;
mod certificate_header;
mod check_in_input;
mod gateway;
mod impostors;
mod no_401;
mod refusals;
mod scep_doors;
mod scep_input;
mod scep_matrix;
mod scep_requests;
mod simulator;

use std::collections::BTreeMap;
use vestibule_tests::TestServer;

/// The database but for what may change on a refusal: the audit log, counters, and why a profile was refused last.
fn kept(server: &TestServer) -> BTreeMap<String, Vec<String>> {
    let database = &server.database;
    let mut all = database.contents();
    for table in [
        "audit_events",
        "throttles",
        "sessions",
        "enrollment_url_activity",
    ] {
        assert!(all.remove(table).is_some(), "{table}");
    }
    let profiles = if database.url.starts_with("sqlite://") {
        let columns = database.values("SELECT 'quote(' || name || ')' AS value FROM pragma_table_info('profiles') WHERE name NOT LIKE 'refus%'");
        format!(
            "SELECT {} AS value FROM profiles ORDER BY id",
            columns.join(" || ' ' || ")
        )
    } else {
        "SELECT (to_jsonb(p) - 'refusal' - 'refused_at')::text AS value FROM profiles p ORDER BY id"
            .to_owned()
    };
    all.insert("profiles".into(), database.values(&profiles));
    all
}
