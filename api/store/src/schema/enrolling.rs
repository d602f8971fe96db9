//! The tables of profiles, devices and their certificates.

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    devices (id) {
        id -> Id,
        organization_id -> Id,
        policy_id -> Nullable<Id>,
        enrollment_url_id -> Nullable<Id>,
        profile_id -> Nullable<Id>,
        udid -> Text,
        serial_number -> Nullable<Text>,
        name -> Nullable<Text>,
        model -> Nullable<Text>,
        os_version -> Nullable<Text>,
        state -> Text,
        created_at -> Moment,
        enrolled_at -> Nullable<Moment>,
        last_seen_at -> Nullable<Moment>,
        released_until -> Nullable<Moment>,
        search_key -> Text,
        bootstrap_token_sealed -> Nullable<Binary>,
        udid_kind -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    profiles (id) {
        id -> Id,
        organization_id -> Id,
        policy_id -> Id,
        enrollment_url_id -> Id,
        origin -> Text,
        created_at -> Moment,
        created_by -> Nullable<Document>,
        ticket_hash -> Nullable<Binary>,
        ticket_expires_at -> Nullable<Moment>,
        passcode_id -> Nullable<Id>,
        document_sealed -> Nullable<Binary>,
        downloaded_at -> Nullable<Moment>,
        expires_at -> Nullable<Moment>,
        revoked_at -> Nullable<Moment>,
        revoked_by -> Nullable<Document>,
        certificate_issued_at -> Nullable<Moment>,
        enrolled_at -> Nullable<Moment>,
        device_id -> Nullable<Id>,
        client_network -> Nullable<Text>,
        client_platform -> Nullable<Text>,
        key_fingerprint -> Nullable<Binary>,
        renews_device_id -> Nullable<Id>,
        server_url -> Nullable<Text>,
        push_topic -> Nullable<Text>,
        refusal -> Nullable<Text>,
        refused_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::types::sql::*;
    device_certificates (id) {
        id -> Id,
        organization_id -> Id,
        profile_id -> Id,
        single_use -> Bool,
        fingerprint -> Binary,
        serial -> Binary,
        certificate -> Binary,
        key_fingerprint -> Binary,
        transaction_id -> Binary,
        issued_at -> Moment,
        expires_at -> Moment,
        udid -> Nullable<Text>,
        udid_kind -> Nullable<Text>,
        claimed_at -> Nullable<Moment>,
        device_id -> Nullable<Id>,
        authenticated_at -> Nullable<Moment>,
        enrolled_at -> Nullable<Moment>,
        ended_at -> Nullable<Moment>,
    }
}
