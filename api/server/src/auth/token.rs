//! The access cookie: a short JWT (RFC 7519) that names a session. Whether the session still counts is asked on every request.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use vestibule_app::App;
use vestibule_app::session::NewSession;
use vestibule_domain::SessionId;

const KIND: &str = "vestibule-access+jwt";
const ISSUER: &str = "vestibule";
const AUDIENCE: &str = "vestibule-console";

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    iat: i64,
    exp: i64,
}

/// The access token of a session.
pub fn issue(app: &App, signed_in: &NewSession) -> String {
    let header = Header {
        typ: Some(KIND.into()),
        ..Header::new(Algorithm::HS256)
    };
    let claims = Claims {
        iss: ISSUER.into(),
        aud: AUDIENCE.into(),
        sub: signed_in.session_id.to_string(),
        iat: signed_in.issued_at.as_second(),
        exp: signed_in.access_until.as_second(),
    };
    jsonwebtoken::encode(
        &header,
        &claims,
        &EncodingKey::from_secret(app.session_key()),
    )
    .expect("HS256 signs any claims")
}

/// The session an access token names, if the token is ours and not over. The library's clock is off: ours is asked.
pub fn session_of(app: &App, token: &str) -> Option<SessionId> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let decoded = jsonwebtoken::decode::<Claims>(
        token,
        &DecodingKey::from_secret(app.session_key()),
        &validation,
    )
    .ok()?;
    let ours = decoded.header.typ.as_deref() == Some(KIND);
    let over = app.now().as_second() >= decoded.claims.exp;
    if ours && !over {
        decoded.claims.sub.parse().ok()
    } else {
        None
    }
}
