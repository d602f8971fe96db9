//! Somebody who calls the API: keeps cookies, sends JSON, and checks answers by status and code.

use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{CONTENT_TYPE, ETAG, IF_MATCH};
use reqwest::redirect::Policy;
use serde_json::Value;

/// A caller.
pub struct Caller {
    http: Client,
    base: String,
    bearer: Option<String>,
    network: Option<String>,
}

/// An answer, read.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The bytes.
    pub body: Vec<u8>,
    /// The body as JSON; null if it is none.
    pub json: Value,
}

impl Caller {
    /// Nobody yet, at a server.
    pub fn new(base: &str) -> Self {
        let http = Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .no_proxy()
            // Tests speak plain HTTP: reading the machine's certificates for every caller would take longer than most tests.
            .tls_certs_only([])
            .build()
            .expect("a client can be made");
        Self {
            http,
            base: base.to_owned(),
            bearer: None,
            network: None,
        }
    }

    /// An integration with an API token.
    pub fn with_token(&self, secret: &str) -> Self {
        Self {
            bearer: Some(secret.to_owned()),
            ..Self::new(&self.base)
        }
    }

    /// The same caller from another network, as a trusted proxy tells it.
    pub fn from_network(mut self, address: &str) -> Self {
        self.network = Some(address.to_owned());
        self
    }

    /// Any request to any path of the server.
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(secret) = &self.bearer {
            request = request.bearer_auth(secret);
        } else {
            request = request.header("sec-fetch-site", "same-origin");
        }
        match &self.network {
            Some(address) => request.header("x-forwarded-for", address),
            None => request,
        }
    }

    /// `GET` below `/api/v1`.
    pub fn get(&self, path: &str) -> Answer {
        send(self.request("GET", &format!("/api/v1{path}")))
    }

    /// Stays signed in, as the console does when its access ends.
    pub fn stay(&self) {
        self.post("/session/refresh", Value::Object(serde_json::Map::new()))
            .ok();
    }

    /// `GET` of a route beside the API.
    pub fn open(&self, path: &str) -> Answer {
        send(self.request("GET", path))
    }

    /// `POST` of JSON below `/api/v1`.
    pub fn post(&self, path: &str, body: Value) -> Answer {
        send(self.request("POST", &format!("/api/v1{path}")).json(&body))
    }

    /// `PATCH` of JSON below `/api/v1`, with an `If-Match`.
    pub fn patch(&self, path: &str, tag: &str, body: Value) -> Answer {
        send(
            self.request("PATCH", &format!("/api/v1{path}"))
                .header(IF_MATCH, tag)
                .json(&body),
        )
    }

    /// `DELETE` below `/api/v1`.
    pub fn delete(&self, path: &str) -> Answer {
        send(self.request("DELETE", &format!("/api/v1{path}")))
    }

    /// A raw body below `/api/v1`.
    pub fn upload(&self, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
        send(
            self.request("POST", &format!("/api/v1{path}"))
                .header(CONTENT_TYPE, content_type)
                .body(body),
        )
    }
}

/// Sends a request and reads its answer.
pub fn send(request: RequestBuilder) -> Answer {
    let response: Response = request.send().expect("the server answers");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.bytes().expect("the answer can be read").to_vec();
    let json = serde_json::from_slice(&body).unwrap_or(Value::Null);
    Answer {
        status,
        headers,
        body,
        json,
    }
}

impl Answer {
    /// 200, or the test fails with the answer.
    #[track_caller]
    pub fn ok(self) -> Self {
        self.is(200)
    }

    /// 201, or the test fails with the answer.
    #[track_caller]
    pub fn created(self) -> Self {
        self.is(201)
    }

    /// This status, or the test fails with the answer.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        self
    }

    /// A problem document with this status and code, or the test fails with the answer.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Self {
        let shown = String::from_utf8_lossy(&self.body).into_owned();
        assert_eq!(
            (self.status, self.json["code"].as_str()),
            (status, Some(code)),
            "{shown}"
        );
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(
            self.json["request_id"].as_str(),
            Some(self.header("x-request-id")),
            "{shown}"
        );
        self
    }

    /// A text in the answer, by JSON pointer.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> String {
        let found = self.json.pointer(pointer).and_then(Value::as_str);
        found
            .unwrap_or_else(|| panic!("no text at {pointer} in {}", self.json))
            .to_owned()
    }

    /// A header; empty if absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The ETag.
    pub fn etag(&self) -> String {
        self.header(ETAG.as_str()).to_owned()
    }
}
