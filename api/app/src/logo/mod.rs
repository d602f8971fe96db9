//! Logos: uploaded, re-encoded, named by what they are.

use crate::caller::System;
use crate::content::picture;
use crate::context::no_lock;
use crate::{App, Caller, Failure};
use aws_lc_rs::digest::{SHA256, digest};
use vestibule_domain::page::LogoHash;
use vestibule_store::logos;

/// Keeps a picture; one that no page uses is dropped after a day. The same picture has the same name.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn upload(app: &App, caller: &Caller, bytes: &[u8]) -> Result<LogoHash, Failure> {
    let (png, appearance) = picture::normalize(bytes)?;
    let hash = LogoHash(
        digest(&SHA256, &png)
            .as_ref()
            .try_into()
            .expect("SHA-256 has 32 bytes"),
    );
    app.write(caller, no_lock, |ctx, ()| {
        let organization_id = ctx.organization_id();
        Ok(logos::keep(
            ctx.conn,
            organization_id,
            hash,
            &png,
            appearance,
            ctx.now,
        )?)
    })?;
    Ok(hash)
}

/// The picture of a name, for everybody who knows it: a PNG.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Store`] when the database does not answer.
pub fn show(app: &App, hash: LogoHash) -> Result<Vec<u8>, Failure> {
    app.read(&System::default(), |ctx| {
        logos::find_any(ctx.conn, hash)?.ok_or(Failure::NotFound)
    })
}
