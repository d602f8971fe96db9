-- Devices, and one row for every enrollment profile handed out.
CREATE TABLE devices (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    -- Null once the policy was deleted after the device had left.
    policy_id uuid,
    enrollment_url_id uuid,
    profile_id uuid,
    udid text NOT NULL,
    serial_number text,
    name text,
    model text,
    os_version text,
    state text NOT NULL CHECK (state IN ('enrolling', 'enrolled', 'checked_out')),
    created_at timestamptz NOT NULL,
    enrolled_at timestamptz,
    last_seen_at timestamptz,
    released_until timestamptz,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, udid),
    FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id)
);
CREATE INDEX devices_by_policy ON devices (organization_id, policy_id);

CREATE TABLE profiles (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    policy_id uuid NOT NULL,
    enrollment_url_id uuid NOT NULL,
    origin text NOT NULL CHECK (origin IN ('unlock', 'legacy', 'unattended')),
    created_at timestamptz NOT NULL,
    created_by jsonb,
    -- What the unlock handed the browser: only its hash is kept.
    ticket_hash bytea UNIQUE,
    ticket_expires_at timestamptz,
    -- The passcode setting in force at the unlock; null when there was none.
    passcode_id uuid,
    -- The signed bytes, sealed, kept while the ticket lives: one ticket, the same bytes.
    document_sealed bytea,
    downloaded_at timestamptz,
    -- The profile's own end, whatever becomes of its URL (unattended ones).
    expires_at timestamptz,
    revoked_at timestamptz,
    revoked_by jsonb,
    certificate_issued_at timestamptz,
    enrolled_at timestamptz,
    device_id uuid,
    client_network text,
    client_platform text,
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
