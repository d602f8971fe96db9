//! The object identifiers this crate speaks, under the names their RFCs give them.

pub(crate) use const_oid::ObjectIdentifier;
pub(crate) use const_oid::db::rfc2985::PKCS_9_AT_CHALLENGE_PASSWORD as CHALLENGE_PASSWORD;
pub(crate) use const_oid::db::rfc4519::{
    COMMON_NAME, ORGANIZATION_NAME as ORGANIZATION, ORGANIZATIONAL_UNIT_NAME as ORGANIZATIONAL_UNIT,
};
pub(crate) use const_oid::db::rfc5280::ID_CE_EXT_KEY_USAGE as EXTENDED_KEY_USAGE;
pub(crate) use const_oid::db::rfc5911::{
    DES_EDE_3_CBC as DES_EDE3_CBC, ID_AES_128_CBC as AES_128_CBC, ID_AES_192_CBC as AES_192_CBC,
    ID_AES_256_CBC as AES_256_CBC, ID_CONTENT_TYPE, ID_DATA, ID_ENVELOPED_DATA, ID_MESSAGE_DIGEST,
    ID_SIGNED_DATA, ID_SIGNING_TIME,
};
pub(crate) use const_oid::db::rfc5912::{
    ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, ECDSA_WITH_SHA_512, ID_EC_PUBLIC_KEY,
    ID_KP_CLIENT_AUTH, ID_SHA_1, ID_SHA_256, ID_SHA_384, ID_SHA_512, RSA_ENCRYPTION, SECP_256_R_1,
    SECP_384_R_1, SHA_1_WITH_RSA_ENCRYPTION, SHA_256_WITH_RSA_ENCRYPTION,
    SHA_384_WITH_RSA_ENCRYPTION, SHA_512_WITH_RSA_ENCRYPTION,
};
pub(crate) use const_oid::db::rfc8894::{
    ID_FAIL_INFO as FAIL_INFO, ID_MESSAGE_TYPE as MESSAGE_TYPE, ID_PKI_STATUS as PKI_STATUS,
    ID_RECIPIENT_NONCE as RECIPIENT_NONCE, ID_SCEP_FAIL_INFO_TEXT as FAIL_INFO_TEXT,
    ID_SENDER_NONCE as SENDER_NONCE, ID_TRANSACTION_ID as TRANSACTION_ID,
};

/// `ecdsa-with-SHA1`, RFC 3279 section 2.2.3; the database of names has it not, nor the next.
pub(crate) const ECDSA_WITH_SHA_1: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.10045.4.1");
/// `desCBC`, RFC 1423 section 1.1.
pub(crate) const DES_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.7");
