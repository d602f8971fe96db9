-- Who uses the installation: the one-time setup, organizations, their users and sessions, and API tokens.
CREATE TABLE installation (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    set_up_at BIGINT
);
INSERT INTO installation (id) VALUES (1);

CREATE TABLE authorities (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    certificate BLOB NOT NULL,
    key_sealed BLOB NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE organizations (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    secure_enrollment_beta BOOLEAN NOT NULL,
    migration_in_progress BOOLEAN NOT NULL,
    re_enrollment TEXT NOT NULL CHECK (re_enrollment IN ('require_release', 'allow')),
    settings_version BIGINT NOT NULL,
    -- Raised first by every change of the policy tree: it is the tree's lock.
    tree_version BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE users (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'helpdesk', 'auditor')),
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT,
    disabled_at BIGINT,
    UNIQUE (organization_id, id)
);

CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    -- How often the refresh token was rotated; only the newest one counts.
    refreshes BIGINT NOT NULL,
    refreshed_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE idempotency_keys (
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    actor_id BLOB NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    object_id BLOB NOT NULL,
    secret_sealed BLOB,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, actor_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
