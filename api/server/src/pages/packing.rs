//! Packs what the landing page is made of as tightly as gzip can: it is small, and read on slow networks.

use actix_web::http::header::{
    ACCEPT_ENCODING, AcceptEncoding, ContentEncoding, Encoding, Header, VARY,
};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// The answer with this body, packed for whoever takes gzip; for others it is left as it is.
pub fn answer(
    request: &HttpRequest,
    mut response: HttpResponseBuilder,
    body: Vec<u8>,
) -> HttpResponse {
    response.insert_header((VARY, ACCEPT_ENCODING.as_str()));
    match takes_gzip(request).then(|| pack(&body)) {
        Some(Ok(packed)) => response.insert_header(ContentEncoding::Gzip).body(packed),
        _ => response.body(body),
    }
}

fn takes_gzip(request: &HttpRequest) -> bool {
    AcceptEncoding::parse(request).is_ok_and(|accepted| {
        let offered = [Encoding::gzip(), Encoding::identity()];
        accepted.negotiate(offered.iter()) == Some(Encoding::gzip())
    })
}

fn pack(body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(body)?;
    packer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::CONTENT_ENCODING;
    use actix_web::test::TestRequest;

    fn packed(accepted: &str) -> bool {
        let request = TestRequest::default()
            .insert_header((ACCEPT_ENCODING, accepted))
            .to_http_request();
        let answer = answer(&request, HttpResponse::Ok(), b"aaaaaaaa".repeat(99));
        assert_eq!(answer.headers().get(VARY).unwrap(), "accept-encoding");
        answer.headers().contains_key(CONTENT_ENCODING)
    }

    #[test]
    fn only_who_takes_gzip_gets_it() {
        assert!(packed("gzip, deflate, br"));
        assert!(packed("br;q=1.0, gzip;q=0.8"));
        assert!(!packed("br"));
        assert!(!packed("gzip;q=0"));
        assert!(!packed("identity"));
        assert!(!packed(""));
    }
}
