-- Devices, and one row for every enrollment profile handed out.
CREATE TABLE devices (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    -- Null once the policy was deleted after the device had left.
    policy_id BLOB,
    enrollment_url_id BLOB,
    profile_id BLOB,
    udid TEXT NOT NULL,
    serial_number TEXT,
    name TEXT,
    model TEXT,
    os_version TEXT,
    state TEXT NOT NULL CHECK (state IN ('enrolling', 'enrolled', 'checked_out')),
    created_at BIGINT NOT NULL,
    enrolled_at BIGINT,
    last_seen_at BIGINT,
    released_until BIGINT,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, udid),
    FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id)
);
CREATE INDEX devices_by_policy ON devices (organization_id, policy_id);

CREATE TABLE profiles (
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
    -- The profile's own end, whatever becomes of its URL (unattended ones).
    expires_at BIGINT,
    revoked_at BIGINT,
    revoked_by TEXT,
    certificate_issued_at BIGINT,
    enrolled_at BIGINT,
    device_id BLOB,
    client_network TEXT,
    client_platform TEXT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, enrollment_url_id)
        REFERENCES enrollment_urls (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, device_id) REFERENCES devices (organization_id, id),
    CHECK ((ticket_hash IS NULL) = (ticket_expires_at IS NULL))
);
CREATE INDEX profiles_by_policy ON profiles (organization_id, policy_id, created_at);
CREATE INDEX profiles_by_url ON profiles (enrollment_url_id);
CREATE INDEX profiles_by_ticket_age ON profiles (ticket_expires_at);
