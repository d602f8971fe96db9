//! Why one field of a request is refused: the codes beside its pointer.

/// Why a field cannot be taken as it is; the names stand in `errors[].code` of problem documents.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum FieldCode {
    /// It is absent, or nothing is left of it after trimming.
    Required,
    /// Another type, or none of the names of a closed list.
    WrongType,
    /// There is no such field here.
    UnknownField,
    /// It stands twice.
    DuplicateField,
    /// The right type, but not of the shape that is asked for.
    Invalid,
    /// A query parameter that cannot be read.
    InvalidParameter,
    /// A number or moment outside its bounds.
    OutOfRange,
    /// Fewer characters than allowed.
    TooShort,
    /// More characters than allowed.
    TooLong,
    /// More entries than allowed.
    TooMany,
    /// One of those that guessers try first.
    TooCommon,
    /// It begins or ends with a blank.
    OuterBlanks,
    /// It has a control or text-direction character.
    ControlCharacter,
    /// Translations without a text they could fall back to.
    TextRequired,
    /// No logo of that name was uploaded.
    UnknownLogo,
    /// There is no scope of that name.
    UnknownScope,
    /// A scope that no token carries, or that its creator lacks.
    ScopeNotYours,
}
