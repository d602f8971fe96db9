ALTER TABLE devices DROP COLUMN udid_kind;

CREATE TABLE profiles_rebuilt (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL,
    policy_id BLOB NOT NULL,
    enrollment_url_id BLOB NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('unlock', 'legacy', 'unattended')),
    created_at BIGINT NOT NULL,
    created_by TEXT,
    -- What the unlock handed the browser: only its hash is kept.
    ticket_hash BLOB UNIQUE,
    ticket_expires_at BIGINT,
    -- The passcode setting in force at the unlock; null when there was none.
    passcode_id BLOB,
    -- The signed bytes, sealed, kept while the ticket lives: one ticket, the same bytes.
    document_sealed BLOB,
    downloaded_at BIGINT,
    -- The profile's own end, whatever becomes of its URL (unattended ones and renewals).
    expires_at BIGINT,
    revoked_at BIGINT,
    revoked_by TEXT,
    certificate_issued_at BIGINT,
    enrolled_at BIGINT,
    device_id BLOB,
    client_network TEXT,
    client_platform TEXT,
    -- The SCEP challenge is consumed by setting the moment and the key together.
    key_fingerprint BLOB,
    -- A renewal profile is for this device only.
    renews_device_id BLOB,
    -- What stands in the profile and may never change for a device that enrolled by it; null in older rows.
    server_url TEXT,
    push_topic TEXT,
    -- Why a device was refused last.
    refusal TEXT,
    refused_at BIGINT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, enrollment_url_id)
        REFERENCES enrollment_urls (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, device_id) REFERENCES devices (organization_id, id),
    CHECK ((ticket_hash IS NULL) = (ticket_expires_at IS NULL))
);
INSERT INTO profiles_rebuilt (id, organization_id, policy_id, enrollment_url_id, origin, created_at, created_by, ticket_hash, ticket_expires_at, passcode_id,
    document_sealed, downloaded_at, expires_at, revoked_at, revoked_by, certificate_issued_at, enrolled_at, device_id,
    client_network, client_platform, key_fingerprint, renews_device_id, server_url, push_topic, refusal, refused_at)
SELECT id, organization_id, policy_id, enrollment_url_id, CASE origin WHEN 'renewal' THEN 'unattended' ELSE origin END, created_at, created_by, ticket_hash, ticket_expires_at, passcode_id,
    document_sealed, downloaded_at, expires_at, revoked_at, revoked_by, certificate_issued_at, enrolled_at, device_id,
    client_network, client_platform, key_fingerprint, renews_device_id, server_url, push_topic, refusal, refused_at
FROM profiles;
DROP TABLE profiles;
ALTER TABLE profiles_rebuilt RENAME TO profiles;
CREATE INDEX profiles_by_policy ON profiles (organization_id, policy_id, created_at);
CREATE INDEX profiles_by_url ON profiles (enrollment_url_id);
CREATE INDEX profiles_by_ticket_age ON profiles (ticket_expires_at);
