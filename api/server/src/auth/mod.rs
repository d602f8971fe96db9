//! Who may call: an extractor in every handler's signature names the permission.

pub mod cookies;
pub mod permission;

mod cross_site;
mod token;

pub use cross_site::check as check_cross_site;
pub use token::{issue, session_of};

use crate::blocking;
use crate::config::HttpConfig;
use crate::extract::client;
use crate::problem::{Problem, ProblemCode};
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use permission::Requirement;
use std::future::Future;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use vestibule_app::{App, Failure, api_token, session};

/// A caller who has the permission `P`.
pub struct Caller<P> {
    caller: vestibule_app::Caller,
    permission: PhantomData<P>,
}

impl<P> Caller<P> {
    /// The caller alone.
    pub fn into_inner(self) -> vestibule_app::Caller {
        self.caller
    }
}

impl<P> Deref for Caller<P> {
    type Target = vestibule_app::Caller;

    fn deref(&self) -> &Self::Target {
        &self.caller
    }
}

impl<P: Requirement> FromRequest for Caller<P> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let caller = authenticate(&request).await?;
            if let Some(permission) = P::PERMISSION {
                caller.actor.require(permission).map_err(Failure::from)?;
            }
            Ok(Self {
                caller,
                permission: PhantomData,
            })
        })
    }
}

async fn authenticate(request: &HttpRequest) -> Result<vestibule_app::Caller, Problem> {
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or_else(|| Problem::internal("no application"))?;
    let config = request
        .app_data::<web::Data<HttpConfig>>()
        .ok_or_else(|| Problem::internal("no config"))?;
    let origin = client::origin(request);
    let bearer = request.headers().get(AUTHORIZATION);
    match (bearer, cookies::access(request, config)) {
        (Some(_), Some(_)) => Err(Problem::new(
            ProblemCode::MalformedRequest,
            "Send a cookie or an Authorization header, not both.",
        )),
        (Some(header), None) => {
            let secret = header
                .to_str()
                .ok()
                .and_then(|text| text.strip_prefix("Bearer "))
                .map(str::to_owned);
            let secret = secret.ok_or(Failure::Unauthenticated)?;
            blocking::run(app, move |app| {
                api_token::authenticate::authenticate(app, origin, &secret)
            })
            .await
        }
        (None, Some(access)) => {
            check_cross_site(request, config)?;
            let session = session_of(app, &access).ok_or(Failure::Unauthenticated)?;
            blocking::run(app, move |app| {
                session::authenticate::authenticate(app, origin, session)
            })
            .await
        }
        (None, None) => Err(Failure::Unauthenticated.into()),
    }
}
