//! How a device proves who it is: its signature over the body, or the certificate a trusted proxy saw.

use crate::config::HttpConfig;
use crate::extract::client;
use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;
use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::percent_decode_str;
use vestibule_app::device::verify::Proof;
use vestibule_pki::certificate::Certificate;

/// The longest header that is read: a real signature has about 1.6 kB.
const MAX_HEADER_BYTES: usize = 24 << 10;
const SIGNATURE: &str = "mdm-signature";

/// The proof. With a signature, the signature counts; the proxy's header counts only where the operator named it, and only
/// from a proxy the operator trusts.
pub fn of(request: &HttpRequest, config: &HttpConfig) -> Option<Proof> {
    let headers = request.headers();
    if headers.contains_key(SIGNATURE) {
        let bytes = STANDARD.decode(single(headers, SIGNATURE)?).ok()?;
        return Some(Proof::Signature(bytes));
    }
    let name = config.client_certificate_header.as_deref()?;
    if !client::is_from_trusted_proxy(request) {
        return None;
    }
    certificate(single(headers, name)?).map(Proof::Certificate)
}

/// The value of a header that is there once.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name);
    let first = all.next()?.to_str().ok()?.trim();
    (all.next().is_none() && first.len() <= MAX_HEADER_BYTES).then_some(first)
}

/// RFC 9440 (`:base64:`), or a PEM with percent signs as nginx writes it.
fn certificate(text: &str) -> Option<Vec<u8>> {
    if let Some(inside) = text.strip_prefix(':') {
        return STANDARD.decode(inside.strip_suffix(':')?).ok();
    }
    let pem = percent_decode_str(text).decode_utf8().ok()?;
    let mut chain = Certificate::chain_from_pem(&pem).ok()?.into_iter();
    let first = chain.next()?;
    chain.next().is_none().then(|| first.der().to_vec())
}

/// The RFC 9440 form, for an upstream that is told the certificate the same way.
pub fn written(der: &[u8]) -> String {
    format!(":{}:", STANDARD.encode(der))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_certificate_are_read_and_nothing_else() {
        assert_eq!(certificate(&written(b"abc")).as_deref(), Some(&b"abc"[..]));
        for text in ["", ":", "::x", ":***:", "AAAA", "%", "%2", "%zz", "%2D%2D"] {
            assert!(certificate(text).is_none_or(|der| der.is_empty()), "{text}");
        }
    }
}
