//! A Mac's bootstrap token: kept sealed, given back to that Mac only.

use super::verify::VerifiedMessage;
use crate::context::no_lock;
use crate::{App, DeviceClient, Failure};
use vestibule_domain::DeviceId;
use vestibule_store::devices;
use zeroize::Zeroizing;

/// The token, if one is kept.
pub(super) fn find(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
    let id = verified.certificate.device_id().ok_or(Failure::NotFound)?;
    let sealed = app.read(client, |ctx| Ok(devices::bootstrap_token(ctx.conn, id)?))?;
    let broken = |_| Failure::Internal(format!("the bootstrap token of {id} does not open"));
    sealed
        .map(|sealed| app.keyring.open(&place(id), &sealed).map_err(broken))
        .transpose()
}

/// Keeps it; none removes the one kept.
pub(super) fn keep(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
    token: Option<&[u8]>,
) -> Result<(), Failure> {
    let id = verified.certificate.device_id().ok_or(Failure::NotFound)?;
    let token = token.filter(|token| !token.is_empty());
    let sealed = token.map(|token| app.keyring.seal(&place(id), token, &*app.entropy));
    app.write(client, no_lock, |ctx, ()| {
        Ok(devices::set_bootstrap_token(
            ctx.conn,
            id,
            sealed.as_deref(),
        )?)
    })
}

fn place(id: DeviceId) -> String {
    format!("devices.bootstrap_token {id}")
}
