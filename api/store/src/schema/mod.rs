//! The tables, as both databases have them. Written by hand: a test compares it with what the migrations make.

mod enrolling;

pub use enrolling::*;

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    installation (id) {
        id -> BigInt,
        set_up_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    authorities (id) {
        id -> BigInt,
        certificate -> Binary,
        key_sealed -> Binary,
        created_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    organizations (id) {
        id -> Id,
        name -> Text,
        secure_enrollment_beta -> Bool,
        migration_in_progress -> Bool,
        re_enrollment -> Text,
        settings_version -> BigInt,
        tree_version -> BigInt,
        created_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    users (id) {
        id -> Id,
        organization_id -> Id,
        email -> Text,
        name -> Text,
        role -> Text,
        password_hash -> Text,
        created_at -> Moment,
        last_sign_in_at -> Nullable<Moment>,
        disabled_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    sessions (id) {
        id -> Id,
        organization_id -> Id,
        user_id -> Id,
        created_at -> Moment,
        refreshes -> BigInt,
        refreshed_at -> Moment,
        expires_at -> Moment,
        revoked_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    idempotency_keys (organization_id, actor_id, key) {
        organization_id -> Id,
        actor_id -> Id,
        key -> Text,
        fingerprint -> Binary,
        object_id -> Id,
        secret_sealed -> Nullable<Binary>,
        created_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    policies (id) {
        id -> Id,
        organization_id -> Id,
        parent_id -> Nullable<Id>,
        parent_secure -> Bool,
        depth -> BigInt,
        name -> Text,
        name_key -> Text,
        color -> Nullable<Text>,
        icon -> Nullable<Text>,
        secure -> Bool,
        created_at -> Moment,
        updated_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    logos (organization_id, sha256) {
        organization_id -> Id,
        sha256 -> Binary,
        png -> Binary,
        created_at -> Moment,
        color -> Nullable<BigInt>,
        ground -> Text,
        width -> Nullable<BigInt>,
        height -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    secure_enrollments (policy_id) {
        policy_id -> Id,
        organization_id -> Id,
        secure -> Bool,
        enabled_at -> Moment,
        enabled_by -> Nullable<Document>,
        inherited_from -> Nullable<Id>,
        version -> BigInt,
        logo_state -> Text,
        logo_sha256 -> Nullable<Binary>,
        logo_alt -> Nullable<Text>,
        passcode_state -> Text,
        passcode_id -> Nullable<Id>,
        passcode_hash -> Nullable<Text>,
        passcode_generated -> Nullable<Bool>,
        passcode_set_at -> Nullable<Moment>,
        passcode_set_by -> Nullable<Document>,
        paused_at -> Nullable<Moment>,
        paused_message -> Nullable<Text>,
        paused_by -> Nullable<Document>,
        settings -> Document,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    api_tokens (id) {
        id -> Id,
        organization_id -> Id,
        name -> Text,
        secret_hash -> Binary,
        scopes -> Document,
        policy_id -> Nullable<Id>,
        user_id -> Id,
        created_at -> Moment,
        expires_at -> Moment,
        last_used_at -> Nullable<Moment>,
        revoked_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    enrollment_urls (id) {
        id -> Id,
        organization_id -> Id,
        policy_id -> Id,
        kind -> Text,
        token_lookup -> Nullable<Binary>,
        token_sealed -> Nullable<Binary>,
        created_at -> Moment,
        created_by -> Nullable<Document>,
        retired_at -> Nullable<Moment>,
        retired_by -> Nullable<Document>,
        retired_reason -> Nullable<Text>,
        profiles_valid_until -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    enrollment_url_activity (enrollment_url_id, day, event) {
        enrollment_url_id -> Id,
        day -> BigInt,
        event -> Text,
        uses -> BigInt,
        last_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    audit_events (id) {
        id -> Id,
        organization_id -> Id,
        at -> Moment,
        actor_kind -> Text,
        actor_id -> Nullable<Id>,
        actor_name -> Nullable<Text>,
        action -> Text,
        policy_id -> Nullable<Id>,
        object_kind -> Nullable<Text>,
        object_id -> Nullable<Id>,
        network -> Nullable<Text>,
        request_id -> Nullable<Text>,
        details -> Document,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    throttles (key) {
        key -> Text,
        full_at -> Moment,
        day_count -> BigInt,
        day_started_at -> Moment,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    installation,
    authorities,
    organizations,
    users,
    sessions,
    idempotency_keys,
    policies,
    logos,
    secure_enrollments,
    api_tokens,
    enrollment_urls,
    enrollment_url_activity,
    devices,
    device_certificates,
    profiles,
    audit_events,
    throttles,
);
