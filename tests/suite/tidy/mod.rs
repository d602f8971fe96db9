//! The shape of the source: layers, sizes, first lines.

mod clock;
mod papers;

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder)
        .expect("the folder can be read")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("target") {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for folder in ["api", "tests"] {
        rust_files(&root().join(folder), &mut files);
    }
    files
        .into_iter()
        .map(|path| {
            (
                path.clone(),
                std::fs::read_to_string(path).expect("a source is text"),
            )
        })
        .collect()
}

#[test]
fn every_file_opens_with_what_it_is_for_and_is_short() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{}", path.display());
        assert!(text.lines().count() < 300, "{} is too long", path.display());
    }
}

#[test]
fn nothing_is_left_for_another_day() {
    let words = [
        "todo!",
        "dbg!",
        "unimplemented!",
        "#[allow(",
        "#[ignore",
        "FIXME",
    ];
    for (path, text) in sources()
        .into_iter()
        .filter(|(path, _)| !path.ends_with("tidy/mod.rs"))
    {
        for word in words {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
}

#[test]
fn each_layer_uses_only_what_it_may() {
    let manifest = |name: &str| {
        std::fs::read_to_string(root().join("api").join(name).join("Cargo.toml"))
            .expect("a manifest")
    };
    for (layer, never) in [
        (
            "domain",
            &["vestibule-", "serde", "diesel", "tokio", "actix", "rand"][..],
        ),
        (
            "pki",
            &[
                "vestibule-domain",
                "vestibule-store",
                "diesel",
                "tokio",
                "actix",
            ],
        ),
        (
            "mdm",
            &[
                "vestibule-domain",
                "vestibule-store",
                "diesel",
                "tokio",
                "actix",
                "aws-lc",
            ],
        ),
        (
            "store",
            &[
                "vestibule-app",
                "vestibule-pki",
                "vestibule-mdm",
                "actix",
                "tokio",
            ],
        ),
        ("app", &["vestibule-server", "actix", "diesel", "serde"]),
    ] {
        let text = manifest(layer);
        let dependencies = text.split("[dependencies]").nth(1).expect("dependencies");
        for word in never {
            assert!(
                !dependencies.lines().any(|line| line.starts_with(word)),
                "{layer} uses {word}"
            );
        }
    }
}

#[test]
fn the_server_reaches_the_store_through_the_app_only() {
    for (path, text) in sources()
        .into_iter()
        .filter(|(path, _)| path.components().any(|part| part.as_os_str() == "server"))
    {
        let may = path.ends_with("problem/of_failure.rs")
            || path.ends_with("startup.rs")
            || path.components().any(|part| part.as_os_str() == "tests");
        assert!(
            may || !text.contains("vestibule_store"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn bodies_are_read_where_nobody_can_drip_for_ever() {
    let others = ["Bytes::from_request", "to_bytes_limited", "web::Form<"];
    for (path, text) in sources()
        .into_iter()
        .filter(|(path, _)| path.to_string_lossy().contains("api/server/src"))
    {
        for other in others {
            let place = path.display();
            assert!(
                !text.contains(other),
                "{place} has {other}, use extract::body"
            );
        }
    }
}

#[test]
fn no_function_of_the_application_takes_more_than_five_arguments() {
    let folder = root().join("api/app/src");
    for (path, text) in sources()
        .into_iter()
        .filter(|(path, _)| path.starts_with(&folder))
    {
        for (at, _) in text.match_indices("fn ") {
            let Some(arguments) = arguments(&text[at..]) else {
                continue;
            };
            assert!(arguments.len() <= 5, "{}: {arguments:?}", path.display());
        }
    }
}

/// The arguments of the function that begins a text; None where `fn` begins none.
fn arguments(text: &str) -> Option<Vec<String>> {
    let (mut depth, mut found) = (0_i32, vec![String::new()]);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            // An arrow closes nothing.
            '-' if characters.peek() == Some(&'>') => drop(characters.next()),
            '<' | '[' | '(' => depth += 1,
            '>' | ']' | ')' => depth -= 1,
            '{' | ';' if depth == 0 => return None,
            ',' if depth == 1 => found.push(String::new()),
            other if depth > 0 => found.last_mut()?.push(other),
            _ => {}
        }
        // What stands in angle brackets before the arguments are the function's types.
        if depth == 0 && matches!(character, '>') {
            found = vec![String::new()];
        }
        if depth == 0 && character == ')' {
            found.retain(|argument| !argument.trim().is_empty());
            return Some(found);
        }
    }
    None
}
