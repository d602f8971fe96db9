//! What of a path may stand in a log.

/// Words after which a path carries a secret: tokens of enrollment URLs, and tickets.
const BEFORE_SECRETS: &[&str] = &["e", "enroll", "profiles"];

/// A path without the secrets it may carry, also where a mistyped or mangled link has them.
pub(super) fn redacted(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    for place in 1..parts.len() {
        let before = parts[place - 1];
        let follows = BEFORE_SECRETS
            .iter()
            .any(|word| before.eq_ignore_ascii_case(word));
        let harmless = parts[place].is_empty()
            || BEFORE_SECRETS.contains(&parts[place])
            || uuid::Uuid::parse_str(parts[place]).is_ok();
        if follows && !harmless || is_long(parts[place]) {
            parts[place] = "…";
        }
    }
    parts.join("/")
}

/// As long as a token or a ticket, and neither an id nor a file's name.
fn is_long(part: &str) -> bool {
    part.len() >= 28 && !part.contains('.') && uuid::Uuid::parse_str(part).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_tickets_stay_out_of_the_log() {
        for (path, shown) in [
            ("/e/7KQ3X9A-AAAAAAA", "/e/…"),
            ("/E/abc", "/E/…"),
            ("/api/v1/enroll/abc/unlock", "/api/v1/enroll/…/unlock"),
            (
                "/api/v1/enroll/profiles/secret/status",
                "/api/v1/enroll/profiles/…/status",
            ),
            ("/7KQ3X9AAAAAAAAAAAAAAAAAAAAAA", "/…"),
            ("/e//7KQ3X9A-AAAAAAA-AAAAAAA-AAAAAAA", "/e//…"),
            ("/e%2F7KQ3X9AAAAAAAAAAAAAAAAAAAAAA", "/…"),
        ] {
            assert_eq!(redacted(path), shown);
        }
    }

    #[test]
    fn ids_may_be_read() {
        let id = "01940000-0000-7000-8000-000000000000";
        for path in [
            format!("/api/v1/policies/{id}/profiles"),
            format!("/api/v1/profiles/{id}"),
            format!("/mdm/enroll/{id}/{id}"),
            "/console/assets/SecureEnrollmentModal-B3kfJ2xQ.js".into(),
        ] {
            assert_eq!(redacted(&path), path);
        }
    }
}
