//! The people of an organization.

pub mod change;
pub mod create;
pub mod list;

use crate::Failure;
use vestibule_domain::field::FieldCode;
use vestibule_domain::name::{Name, NameRefusal};
use vestibule_domain::user::{Email, UserRefusal};
use vestibule_store::{Connection, users};

/// Email and name, checked.
pub(crate) struct Parsed {
    pub(crate) email: Email,
    pub(crate) name: Name,
}

/// Checks email and name of a request.
pub(crate) fn parse(email: &str, text: &str) -> Result<Parsed, Failure> {
    let email = Email::parse(email).map_err(|refusal| refused("/email", refusal));
    let (email, name, ()) = crate::failure::all3(email, name("/name", text), Ok(()))?;
    Ok(Parsed { email, name })
}

/// Checks a name.
pub(crate) fn name(pointer: &str, text: &str) -> Result<Name, Failure> {
    Name::parse(text).map_err(|refusal| {
        let code = match refusal {
            NameRefusal::Empty => FieldCode::Required,
            NameRefusal::TooLong => FieldCode::TooLong,
            NameRefusal::ControlCharacter => FieldCode::ControlCharacter,
        };
        Failure::field(pointer, code, refusal)
    })
}

/// A refused field of a user; what is not about a field stays what it is.
pub(crate) fn refused(pointer: &str, refusal: UserRefusal) -> Failure {
    let code = match refusal {
        UserRefusal::EmailInvalid => FieldCode::Invalid,
        UserRefusal::PasswordTooShort => FieldCode::TooShort,
        UserRefusal::PasswordTooLong => FieldCode::TooLong,
        UserRefusal::PasswordCommon => FieldCode::TooCommon,
        UserRefusal::EmailTaken | UserRefusal::OwnerRequired | UserRefusal::LastOwner => {
            return Failure::User(refusal);
        }
    };
    Failure::field(pointer, code, refusal)
}

/// Email addresses are unique in the installation.
pub(crate) fn require_free(conn: &mut Connection, email: &Email) -> Result<(), Failure> {
    match users::find_by_email(conn, email)? {
        None => Ok(()),
        Some(_) => Err(UserRefusal::EmailTaken.into()),
    }
}
