//! The tables as the code knows them are the tables that the migrations make, column by column, on both databases.

use super::top;
use std::collections::BTreeSet;
use vestibule_tests::database::Database;

/// `table.column type`, with `?` after a column that may be null; read from the `diesel::table!` blocks.
fn written() -> BTreeSet<String> {
    let folder = top("api/store/src/schema");
    let mut columns = BTreeSet::new();
    for file in std::fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
    {
        let text = std::fs::read_to_string(file.path()).expect("a source is text");
        for block in text.split("diesel::table! {").skip(1) {
            let mut lines = block.lines().map(str::trim).filter(|line| {
                !line.is_empty()
                    && !line.starts_with("use ")
                    && !line.starts_with("//")
                    && !line.starts_with("#[")
            });
            let head = lines.next().expect("a table's name");
            let table = head.split(' ').next().expect("a table's name");
            for line in lines.take_while(|line| !line.starts_with('}')) {
                let (column, kind) = line
                    .trim_end_matches(',')
                    .split_once(" -> ")
                    .expect("a column and its type");
                let null = kind
                    .strip_prefix("Nullable<")
                    .and_then(|kind| kind.strip_suffix('>'));
                let (kind, mark) = null.map_or((kind, ""), |kind| (kind, "?"));
                columns.insert(format!("{table}.{column}{mark} {kind}"));
            }
        }
    }
    columns
}

/// The columns of a database in the same words; `kinds` says which of its types stands for which of ours.
fn made(
    database: &Database,
    sql: &str,
    kinds: &[(&str, &[&str])],
) -> Vec<(String, BTreeSet<String>)> {
    let rows = database.values(sql);
    rows.iter()
        .map(|row| {
            let (column, kind) = row.split_once(' ').expect("a column and its type");
            let ours = kinds.iter().find(|known| known.0 == kind);
            let (_, ours) =
                ours.unwrap_or_else(|| panic!("{column} is of the unknown type {kind}"));
            (
                column.to_owned(),
                ours.iter().map(|ours| format!("{column} {ours}")).collect(),
            )
        })
        .collect()
}

fn compare(made: Vec<(String, BTreeSet<String>)>) {
    let written = written();
    assert!(written.len() > 100, "the schema has been read");
    for (column, may_be) in &made {
        assert!(
            !written.is_disjoint(may_be),
            "the schema lacks {column}, or has another type: {may_be:?}"
        );
    }
    assert_eq!(
        made.len(),
        written.len(),
        "the schema has columns that no migration makes"
    );
}

#[test]
fn the_schema_is_what_the_migrations_make_on_sqlite() {
    let sql = "SELECT m.name || '.' || c.name || CASE WHEN c.\"notnull\" OR c.pk THEN '' ELSE '?' END || ' ' || upper(c.type) AS value \
               FROM sqlite_master m JOIN pragma_table_info(m.name) c \
               WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.name NOT LIKE '!_!_diesel%' ESCAPE '!'";
    // SQLite has one integer and one blob: what they hold, the code decides.
    let kinds: &[(&str, &[&str])] = &[
        ("BLOB", &["Id", "Binary"]),
        ("TEXT", &["Text", "Document"]),
        ("BIGINT", &["BigInt", "Moment"]),
        ("INTEGER", &["BigInt", "Moment"]),
        ("BOOLEAN", &["Bool"]),
    ];
    compare(made(&Database::sqlite(), sql, kinds));
}

#[test]
fn the_schema_is_what_the_migrations_make_on_postgresql() {
    let sql = "SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END || ' ' || data_type AS value \
               FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT LIKE '!_!_diesel%' ESCAPE '!'";
    let kinds: &[(&str, &[&str])] = &[
        ("uuid", &["Id"]),
        ("bytea", &["Binary"]),
        ("text", &["Text"]),
        ("jsonb", &["Document"]),
        ("bigint", &["BigInt"]),
        ("timestamp with time zone", &["Moment"]),
        ("boolean", &["Bool"]),
    ];
    compare(made(&Database::postgresql(), sql, kinds));
}
