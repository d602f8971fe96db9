//! What the papers claim: every path they quote exists, and every architecture invariant names a test that holds it.

use super::{root, sources};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files a paper may speak of though the repository has none: an operator writes them, the server or a release makes them.
const NOT_OURS: &[&str] = &[
    "vestibule.toml",
    "vestibule.sqlite",
    "enroll.mobileconfig",
    "vestibule-VERSION-TARGET.cdx.json",
    "SHA256SUMS.sigstore.json",
];

/// Every file git tracks or would track, relative to the top.
fn files() -> Vec<PathBuf> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    String::from_utf8(listed.stdout)
        .expect("paths are text")
        .lines()
        .map(PathBuf::from)
        .filter(|path| root().join(path).exists())
        .collect()
}

/// What a paper quotes that looks like a path: links to files, and code spans with a file's ending or a folder's slash.
fn quoted(text: &str) -> Vec<String> {
    let links = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let links = links.filter(|link| {
        !link.contains("://") && !link.starts_with('#') && !link.starts_with("mailto:")
    });
    let spans = text
        .split("```")
        .step_by(2)
        .flat_map(|prose| prose.split('`').skip(1).step_by(2));
    let spans = spans.filter(|span| {
        let name = span.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
        let of_ours = |ending: &str| {
            [
                "rs", "md", "ts", "tsx", "css", "html", "toml", "yaml", "yml", "json", "sql", "sh",
            ]
            .contains(&ending)
        };
        let plain = span
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/._-{},*".contains(c));
        plain && !span.starts_with('/') && ending.is_some_and(|(_, ending)| of_ours(ending))
    });
    links
        .map(|link| link.split('#').next().unwrap_or_default())
        .chain(spans)
        .filter(|path| !path.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `a/{b,c}.rs` stands for both; a name in braces or a star for anything.
fn spelled_out(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else {
        return vec![path.to_owned()];
    };
    let (inside, after) = rest.split_once('}').expect("a brace that closes");
    let choices: Vec<&str> = if inside.contains(',') {
        inside.split(',').collect()
    } else {
        vec!["*"]
    };
    choices
        .into_iter()
        .flat_map(|choice| spelled_out(&format!("{before}{choice}{after}")))
        .collect()
}

fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => path.starts_with(before) && path[before.len()..].ends_with(after),
    }
}

/// Whether a file or folder of that name is where a reader of the paper would look: beside the paper, at the top, among the
/// crates, or, for a bare name, anywhere below the paper.
fn exists(paper: &Path, quoted: &str, files: &[PathBuf]) -> bool {
    let beside = paper.parent().unwrap_or(Path::new(""));
    let bases = [
        beside.to_owned(),
        PathBuf::new(),
        PathBuf::from("api"),
        PathBuf::from("web"),
        PathBuf::from("web/src"),
    ];
    let at = |base: &PathBuf| {
        let joined = base.join(quoted);
        let mut plain = PathBuf::new();
        for part in joined.components() {
            match part {
                std::path::Component::ParentDir => drop(plain.pop()),
                std::path::Component::CurDir => {}
                other => plain.push(other),
            }
        }
        let plain = plain.to_string_lossy().into_owned();
        files.iter().any(|file| {
            let file = file.to_string_lossy();
            matches(&plain, &file) || file.starts_with(&format!("{}/", plain.trim_end_matches('/')))
        })
    };
    let bare = !quoted.contains('/')
        && files
            .iter()
            .filter(|file| file.starts_with(beside))
            .any(|file| {
                file.file_name()
                    .is_some_and(|name| matches(quoted, &name.to_string_lossy()))
            });
    bases.iter().any(at) || bare
}

#[test]
fn every_path_that_a_paper_quotes_exists() {
    let files = files();
    let papers = files
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let mut missing = Vec::new();
    for paper in papers {
        let text = std::fs::read_to_string(root().join(paper)).expect("a paper is text");
        for path in quoted(&text).iter().flat_map(|path| spelled_out(path)) {
            if !NOT_OURS.contains(&path.as_str()) && !exists(paper, &path, &files) {
                missing.push(format!("{} quotes {path}", paper.display()));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_architecture_invariant_names_the_test_that_holds_it() {
    let paper = std::fs::read_to_string(root().join("api/ARCHITECTURE.md")).expect("the paper");
    let code: String = sources().into_iter().map(|(_, text)| text).collect();
    let invariants: Vec<&str> = paper
        .split("\n\n")
        .filter(|paragraph| paragraph.starts_with("**Architecture invariant:"))
        .collect();
    assert!(
        invariants.len() >= 9,
        "the invariants are written as paragraphs"
    );
    for invariant in invariants {
        let title = invariant.lines().next().unwrap_or_default();
        let (_, held) = invariant
            .split_once("Held by ")
            .unwrap_or_else(|| panic!("nothing holds: {title}"));
        let tests: Vec<&str> = held.split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty(), "no test is named: {title}");
        for test in tests {
            assert!(
                code.contains(&format!("fn {test}(")),
                "there is no test {test}: {title}"
            );
        }
    }
}

#[test]
fn a_quoted_path_is_found_and_a_made_up_one_is_not() {
    let text = "See [a](docs/operating.md#x) and `domain/src/lib.rs`, not `GET /policies` or `page.updated`.";
    assert_eq!(quoted(text), ["docs/operating.md", "domain/src/lib.rs"]);
    let files = files();
    let paper = Path::new("api/ARCHITECTURE.md");
    assert!(exists(paper, "domain/src/lib.rs", &files));
    assert!(!exists(paper, "domain/src/nowhere.rs", &files));
    assert_eq!(spelled_out("a/{b,c}.rs"), ["a/b.rs", "a/c.rs"]);
}
