//! The people of an organization: email, password, role, and the owner who must remain.

use crate::{OrganizationId, Timestamp, UserId, access::role::Role, name::Name};
use std::fmt;

/// A person who can sign in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct User {
    /// UUIDv7: user ids sort by the moment they were made.
    pub id: UserId,
    /// The one organization they belong to.
    pub organization_id: OrganizationId,
    /// Unique in the installation.
    pub email: Email,
    /// Shown in the console and the audit log.
    pub name: Name,
    /// Decides the permissions, by the one table in the domain.
    pub role: Role,
    /// The moment the user was made, UTC.
    pub created_at: Timestamp,
    /// The last time they signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// Since when they can no longer sign in.
    pub disabled_at: Option<Timestamp>,
}

/// An email address, folded to lower case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Email(String);

impl Email {
    /// The most bytes (RFC 5321 4.5.3.1.3, less the angle brackets).
    pub const MAX_BYTES: usize = 254;

    /// Accepts what can be an address: one `@`, something on both sides, no blanks, not too long.
    ///
    /// # Errors
    /// [`UserRefusal::EmailInvalid`].
    pub fn parse(text: &str) -> Result<Self, UserRefusal> {
        let email = text.trim().to_lowercase();
        let well_formed = email.len() <= Self::MAX_BYTES
            && !email
                .chars()
                .any(|c| c.is_whitespace() || crate::name::is_unprintable(c))
            && matches!(email.split_once('@'), Some((local, host)) if !local.is_empty() && !host.is_empty() && !host.contains('@'));
        if well_formed {
            Ok(Self(email))
        } else {
            Err(UserRefusal::EmailInvalid)
        }
    }

    /// The address, folded to lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A user's password in clear; never printed.
pub struct Password(String);

impl Password {
    /// The fewest characters.
    pub const MIN_CHARS: usize = 12;
    /// The most characters.
    pub const MAX_CHARS: usize = 128;

    /// Checks the length; everything else about it is the person's choice.
    ///
    /// # Errors
    /// [`UserRefusal::PasswordTooShort`], [`UserRefusal::PasswordTooLong`] or [`UserRefusal::PasswordCommon`].
    pub fn parse(text: &str) -> Result<Self, UserRefusal> {
        match text.chars().count() {
            n if n < Self::MIN_CHARS => Err(UserRefusal::PasswordTooShort),
            n if n > Self::MAX_CHARS => Err(UserRefusal::PasswordTooLong),
            _ if crate::passcode::format::is_common(text) => Err(UserRefusal::PasswordCommon),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The password, for hashing only.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(redacted)")
    }
}

/// Why a user cannot be made or changed so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UserRefusal {
    /// No address.
    #[error("Enter an email address.")]
    EmailInvalid,
    /// `email_taken`
    #[error("This email address is already in use.")]
    EmailTaken,
    /// Fewer than [`Password::MIN_CHARS`] characters.
    #[error("Use at least {} characters.", Password::MIN_CHARS)]
    PasswordTooShort,
    /// More than [`Password::MAX_CHARS`] characters.
    #[error("Use at most {} characters.", Password::MAX_CHARS)]
    PasswordTooLong,
    /// One of the passwords everybody tries first.
    #[error("This password is too common.")]
    PasswordCommon,
    /// `owner_required`
    #[error("Only an owner can do this to an owner.")]
    OwnerRequired,
    /// `last_owner`
    #[error("The organization needs at least one owner.")]
    LastOwner,
}

/// The rule for changing `subject`: only owners manage owners (before and after), and one enabled owner remains.
///
/// `owners` counts the enabled owners now; `after` is the subject's role afterwards, None when disabled.
///
/// # Errors
/// [`UserRefusal::OwnerRequired`] or [`UserRefusal::LastOwner`].
pub fn keep_an_owner(
    by: Role,
    subject: &User,
    after: Option<Role>,
    owners: usize,
) -> Result<(), UserRefusal> {
    if !by.may_manage(subject.role) || after.is_some_and(|role| !by.may_manage(role)) {
        return Err(UserRefusal::OwnerRequired);
    }
    let leaves =
        subject.role == Role::Owner && subject.disabled_at.is_none() && after != Some(Role::Owner);
    if leaves && owners <= 1 {
        Err(UserRefusal::LastOwner)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(role: Role) -> User {
        User {
            id: UserId::from_uuid(uuid::Uuid::nil()),
            organization_id: OrganizationId::from_uuid(uuid::Uuid::nil()),
            email: Email::parse("Ada@Example.com").unwrap(),
            name: Name::parse("Ada").unwrap(),
            role,
            created_at: Timestamp::UNIX_EPOCH,
            last_sign_in_at: None,
            disabled_at: None,
        }
    }

    #[test]
    fn the_last_owner_stays() {
        let owner = user(Role::Owner);
        assert_eq!(
            keep_an_owner(Role::Owner, &owner, None, 1),
            Err(UserRefusal::LastOwner)
        );
        assert_eq!(
            keep_an_owner(Role::Owner, &owner, Some(Role::Admin), 1),
            Err(UserRefusal::LastOwner)
        );
        assert_eq!(
            keep_an_owner(Role::Owner, &owner, Some(Role::Admin), 2),
            Ok(())
        );
        assert_eq!(
            keep_an_owner(Role::Owner, &owner, Some(Role::Owner), 1),
            Ok(())
        );
    }

    #[test]
    fn an_admin_neither_touches_nor_makes_an_owner() {
        assert_eq!(
            keep_an_owner(Role::Admin, &user(Role::Owner), Some(Role::Owner), 2),
            Err(UserRefusal::OwnerRequired)
        );
        assert_eq!(
            keep_an_owner(Role::Admin, &user(Role::Auditor), Some(Role::Owner), 2),
            Err(UserRefusal::OwnerRequired)
        );
    }

    #[test]
    fn an_email_is_folded_and_must_look_like_one() {
        assert_eq!(
            Email::parse(" Ada@Example.COM ").unwrap().as_str(),
            "ada@example.com"
        );
        for text in ["", "ada", "@x", "a@", "a b@c", "a@b@c"] {
            assert_eq!(
                Email::parse(text),
                Err(UserRefusal::EmailInvalid),
                "{text:?}"
            );
        }
    }
}
