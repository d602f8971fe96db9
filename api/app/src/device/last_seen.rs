//! When devices were seen: kept in memory, so that a message that changes nothing costs no write, and saved now and then.

use crate::caller::System;
use crate::context::no_lock;
use crate::{App, Failure};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use vestibule_domain::device::Device;
use vestibule_domain::{DeviceId, Timestamp};
use vestibule_store::devices;

/// Moments not yet in the database. A crash loses at most those since the last flush.
#[derive(Default)]
pub(crate) struct Buffer(Mutex<HashMap<DeviceId, Timestamp>>);

impl Buffer {
    /// A device sent a message.
    pub(crate) fn note(&self, id: DeviceId, now: Timestamp) {
        self.lock()
            .entry(id)
            .and_modify(|at| *at = now.max(*at))
            .or_insert(now);
    }

    /// Completes devices as read from the database.
    pub(crate) fn complete(&self, device: &mut Device) {
        if let Some(at) = self.lock().get(&device.id) {
            device.last_seen_at = device.last_seen_at.max(Some(*at));
        }
    }

    /// Saves everything noted.
    ///
    /// # Errors
    /// [`Failure::Store`]; then it is kept for the next time.
    pub(crate) fn flush(&self, app: &App) -> Result<(), Failure> {
        let seen = std::mem::take(&mut *self.lock());
        if seen.is_empty() {
            return Ok(());
        }
        let saved = app.write(&System::default(), no_lock, |ctx, ()| {
            Ok(devices::touch(ctx.conn, &seen)?)
        });
        if saved.is_err() {
            for (id, at) in seen {
                self.note(id, at);
            }
        }
        saved
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<DeviceId, Timestamp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
