//! A route with its handlers, written as one line of the table.

use super::route::{Audience, Head, Route, spellings};
use crate::device::never_401;
use crate::unanswered;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Handler, Responder, web};

/// A route and who answers it.
pub(super) struct Endpoint {
    pattern: String,
    audience: Audience,
    head: Head,
    handlers: Vec<(Method, actix_web::Route)>,
}

impl Endpoint {
    /// A route that nobody answers yet.
    pub(super) fn new(audience: Audience, pattern: impl Into<String>) -> Self {
        Self {
            pattern: pattern.into(),
            audience,
            head: Head::NotAllowed,
            handlers: Vec::new(),
        }
    }

    /// Answers `GET`, and `HEAD` with it.
    pub(super) fn get<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let head = Head::AsGet;
        Self { head, ..self }.on(Method::GET, handler)
    }

    /// Answers `HEAD` by a handler of its own.
    pub(super) fn head<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let head = Head::OwnHandler;
        Self { head, ..self }.on(Method::HEAD, handler)
    }

    /// Answers a method, and nothing with it: `GET` brings no `HEAD` here.
    pub(super) fn on<F, Args>(mut self, method: Method, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let route = web::method(method.clone()).to(handler);
        self.handlers.push((method, route));
        self
    }

    /// What the table keeps of it.
    pub(super) fn route(self) -> Route {
        let handled: Vec<Method> = self
            .handlers
            .into_iter()
            .map(|(method, _)| method)
            .collect();
        Route::new(self.pattern, self.audience, self.head, &handled)
    }

    /// Serves it; other methods are answered with what is allowed.
    pub(super) fn register(self, cfg: &mut web::ServiceConfig) {
        let resource = self.handlers.into_iter().fold(
            web::resource(spellings(&self.pattern, self.audience)),
            |resource, (_, route)| resource.route(route),
        );
        let resource = resource.default_service(web::to(unanswered::answer));
        if self.audience == Audience::Device {
            cfg.service(resource.wrap(from_fn(never_401)));
        } else {
            cfg.service(resource);
        }
    }
}
