//! A request with a cookie that changes something must come from our own pages.

use crate::config::HttpConfig;
use crate::problem::{Problem, ProblemCode};
use actix_web::HttpRequest;
use actix_web::http::Method;

/// Refuses an unsafe request of another site: by `Sec-Fetch-Site` (Fetch Metadata), else by `Origin`.
///
/// # Errors
/// The [`Problem`] to answer with.
pub fn check(request: &HttpRequest, config: &HttpConfig) -> Result<(), Problem> {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return Ok(());
    }
    let all = |name: &str, wanted: &str| {
        let mut values = request.headers().get_all(name).peekable();
        values.peek()?;
        Some(values.all(|value| value.as_bytes().eq_ignore_ascii_case(wanted.as_bytes())))
    };
    let by_origin = || all("origin", &config.public_url).unwrap_or(false);
    let ours = all("sec-fetch-site", "same-origin").unwrap_or_else(by_origin);
    if ours {
        Ok(())
    } else {
        Err(Problem::new(
            ProblemCode::CrossSite,
            "This request must come from the console itself.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn allowed(method: Method, headers: &[(&'static str, &'static str)]) -> bool {
        let config = HttpConfig {
            public_url: "https://enroll.example.com".into(),
            https: true,
            trusted_proxies: Vec::new(),
            client_certificate_header: None,
        };
        let request = headers
            .iter()
            .fold(TestRequest::default().method(method), |r, header| {
                r.insert_header(*header)
            });
        check(&request.to_http_request(), &config).is_ok()
    }

    #[test]
    fn only_our_own_pages_change_things_with_a_cookie() {
        assert!(allowed(Method::POST, &[("sec-fetch-site", "same-origin")]));
        assert!(allowed(
            Method::POST,
            &[("origin", "https://enroll.example.com")]
        ));
        assert!(allowed(Method::GET, &[("sec-fetch-site", "cross-site")]));
        for headers in [
            &[][..],
            &[("origin", "null")],
            &[("origin", "https://evil.example")],
            &[("origin", "http://enroll.example.com")],
            &[("origin", "https://enroll.example.com.evil.example")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://enroll.example.com"),
            ],
        ] {
            assert!(!allowed(Method::POST, headers), "{headers:?}");
        }
    }
}
