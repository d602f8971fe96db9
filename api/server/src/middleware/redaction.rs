//! What of a path may stand in a log.

use crate::routes::{self, Route};

/// A path without its secrets: where its route has them, and what looks like one where a mistyped or mangled link leads
/// to no route.
pub(super) fn redacted(path: &str, route: Option<&Route>) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    let secrets: Vec<usize> = route
        .map(|route| route.secrets().collect())
        .unwrap_or_default();
    for place in 1..parts.len() {
        if secrets.contains(&place)
            || routes::table().is_before_secrets(before(&parts, place))
                && !is_harmless(parts[place])
            || is_long(parts[place]) && !(route.is_some() && is_file(parts[place]))
        {
            parts[place] = "…";
        }
    }
    parts.join("/")
}

/// The part before a place; slashes that stand twice count once.
fn before<'a>(parts: &[&'a str], place: usize) -> &'a str {
    let mut before = parts[..place].iter().rev().filter(|part| !part.is_empty());
    before.next().copied().unwrap_or_default()
}

/// What may stand behind a word that has secrets behind it elsewhere: an id, and such a word again.
fn is_harmless(part: &str) -> bool {
    part.is_empty() || routes::table().is_before_secrets(part) || is_id(part)
}

/// As long as a token or a ticket.
fn is_long(part: &str) -> bool {
    part.len() >= 28 && !is_id(part)
}

fn is_id(part: &str) -> bool {
    uuid::Uuid::parse_str(part).is_ok()
}

/// A file's name with its ending; a link's last full stop has nothing behind it.
fn is_file(part: &str) -> bool {
    let ending = part.rsplit_once('.').map_or("", |(_, ending)| ending);
    (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const ID: &str = "01940000-0000-7000-8000-000000000000";
    const TOKEN: &str = "7KQ3X9A-AAAAAAA-BBBBBBB-CCCCCCC";

    fn shown(path: &str) -> String {
        redacted(path, routes::table().find(path))
    }

    /// A pattern's path, with what the function says in place of each parameter, by its name.
    fn filled(pattern: &str, value: impl Fn(&str) -> String) -> String {
        let parts = pattern.split('/').map(|part| match part.strip_prefix('{') {
            Some(name) => value(name.split([':', '}']).next().unwrap()),
            None => part.to_owned(),
        });
        parts.collect::<Vec<_>>().join("/")
    }

    fn is_secret(name: &str) -> bool {
        ["token", "ticket"].contains(&name)
    }

    #[test]
    fn every_secret_of_every_route_is_hidden_whatever_it_looks_like_and_nothing_else_is() {
        let mut hidden = 0;
        for route in routes::table().routes() {
            let wanted = |secret: &str| {
                filled(&route.pattern, |name| match name {
                    _ if is_secret(name) => secret.to_owned(),
                    "file" | "program" => "some-file-with-a-rather-long-name.css".into(),
                    _ => ID.into(),
                })
            };
            for secret in [TOKEN, "x", "profiles", "a.b", ID] {
                let path = wanted(secret);
                let found = routes::table().find(&path).map(|found| &found.pattern);
                if found != Some(&route.pattern) {
                    // A word of another route is no token: what is secret there is judged under its own pattern.
                    assert_eq!(secret, "profiles", "{path} leads to {found:?}");
                    continue;
                }
                assert_eq!(shown(&path), wanted("…"), "{}", route.pattern);
            }
            hidden += usize::from(wanted("a") != wanted("b"));
        }
        assert_eq!(hidden, 7, "both spellings of /e, and five of the API");
    }

    #[test]
    fn every_parameter_of_a_path_was_judged() {
        let mut names = BTreeSet::new();
        for route in routes::table().routes() {
            for part in route.pattern.split('/').filter(|part| part.contains('{')) {
                assert!(part.starts_with('{') && part.ends_with('}'), "{part}");
                names.insert(part[1..].split([':', '}']).next().unwrap());
            }
        }
        let secret: Vec<&str> = names
            .iter()
            .copied()
            .filter(|name| is_secret(name))
            .collect();
        assert_eq!(secret, ["ticket", "token"]);
        names.retain(|name| !is_secret(name) && !name.ends_with("_id") && !name.ends_with("Id"));
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["file", "program"]);
    }

    #[test]
    fn a_mangled_link_shows_no_secret_either() {
        for (path, wanted) in [
            ("/e/abc/def", "/e/…/def"),
            ("/e//abc", "/e//…"),
            ("/e//7KQ3X9A-AAAAAAA-BBBBBBB-CCCCCCC", "/e//…"),
            ("/e%2F7KQ3X9AAAAAAAAAAAAAAAAAAAAAA", "/…"),
            ("/7KQ3X9AAAAAAAAAAAAAAAAAAAAAA", "/…"),
            ("/7KQ3X9A-AAAAAAA-BBBBBBB-CCCCCCC.", "/…"),
            ("/enroll/abc", "/enroll/…"),
            ("/Enroll/abc", "/Enroll/…"),
            ("/api/v1/enroll/abc/unlok", "/api/v1/enroll/…/unlok"),
            ("/policies/7KQ3X9A-AAAAAAA-BBBBBBB-CCCCCCC.", "/policies/…"),
            ("/scep/7KQ3X9AAAAAAAAAAAAAAAAAAAAAA", "/scep/…"),
        ] {
            assert_eq!(shown(path), wanted);
        }
    }

    #[test]
    fn what_is_no_secret_may_be_read() {
        for path in [
            format!("/api/v1/policies/{ID}/profiles"),
            format!("/api/v1/profiles/{ID}"),
            format!("/mdm/enroll/{ID}/{ID}"),
            "/console/assets/SecureEnrollmentModal-B3kfJ2xQ.js".into(),
            "/wp-login.php".into(),
        ] {
            assert_eq!(shown(&path), path);
        }
    }
}
