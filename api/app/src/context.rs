//! One operation in progress: what it works with, made by the function that opens its transaction.
//!
//! `now` is read once per transaction, after its locks were taken, so that a moment is compared with rows that cannot change any more.

use crate::audit::Entry;
use crate::caller::Requester;
use crate::{App, Caller, Failure, audit};
use vestibule_domain::{OrganizationId, Timestamp};
use vestibule_store::Connection;

/// What an operation works with, for the length of one transaction.
pub(crate) struct Context<'a, R> {
    /// The application: keys, signer, hasher, randomness.
    pub(crate) app: &'a App,
    /// The open transaction.
    pub(crate) conn: &'a mut Connection,
    /// Who asks: a [`Caller`], a [`crate::Visitor`], a device, the system.
    pub(crate) caller: &'a R,
    /// The moment of the transaction, UTC in whole microseconds.
    pub(crate) now: Timestamp,
}

impl App {
    /// Reads; everything seen belongs to one moment.
    ///
    /// # Errors
    /// What the operation fails with, or [`Failure::Store`].
    pub(crate) fn read<R, T>(
        &self,
        caller: &R,
        operation: impl FnOnce(&mut Context<'_, R>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.store.read(|conn| {
            operation(&mut Context {
                app: self,
                conn,
                caller,
                now: self.clock.now(),
            })
        })
    }

    /// Writes, all or nothing: takes the locks, then reads the clock, then runs the operation with what the locks gave.
    /// A transaction that met another one is done again from its beginning, with a new moment.
    ///
    /// # Errors
    /// What the locks or the operation fail with, or [`Failure::Store`].
    pub(crate) fn write<R, L, T>(
        &self,
        caller: &R,
        mut lock: impl FnMut(&mut Connection) -> Result<L, Failure>,
        mut operation: impl FnMut(&mut Context<'_, R>, L) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.store.write(|conn| {
            let locked = lock(conn)?;
            let now = self.clock.now();
            operation(
                &mut Context {
                    app: self,
                    conn,
                    caller,
                    now,
                },
                locked,
            )
        })
    }
}

/// For transactions whose first statement is already the lock, or that need none.
pub(crate) fn no_lock(_: &mut Connection) -> Result<(), Failure> {
    Ok(())
}

impl<R> Context<'_, R> {
    /// The same transaction, for somebody who is known only now: an owner just made, a user just signed in.
    pub(crate) fn acting_as<'b, S>(&'b mut self, caller: &'b S) -> Context<'b, S> {
        Context {
            app: self.app,
            conn: self.conn,
            caller,
            now: self.now,
        }
    }
}

impl Context<'_, Caller> {
    /// The organization everything the caller touches belongs to.
    pub(crate) fn organization_id(&self) -> OrganizationId {
        self.caller.actor.organization_id
    }

    /// Leaves a line in the audit log of the caller's organization.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub(crate) fn record(&mut self, entry: Entry) -> Result<(), Failure> {
        let organization_id = self.organization_id();
        audit::append(self, organization_id, entry)
    }
}

impl<R: Requester> Context<'_, R> {
    /// Leaves a line in an organization's audit log about what a visitor or a device did, or what happened by itself.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub(crate) fn record_without_actor(
        &mut self,
        organization_id: OrganizationId,
        entry: Entry,
    ) -> Result<(), Failure> {
        audit::append(self, organization_id, entry)
    }
}
