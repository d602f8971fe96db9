-- Who uses the installation: the one-time setup, organizations, their users and sessions, and API tokens.
CREATE TABLE installation (
    id bigint PRIMARY KEY CHECK (id = 1),
    set_up_at timestamptz
);
INSERT INTO installation (id) VALUES (1);

CREATE TABLE authorities (
    id bigint PRIMARY KEY CHECK (id = 1),
    certificate bytea NOT NULL,
    key_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE organizations (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    secure_enrollment_beta boolean NOT NULL,
    migration_in_progress boolean NOT NULL,
    re_enrollment text NOT NULL CHECK (re_enrollment IN ('require_release', 'allow')),
    settings_version bigint NOT NULL,
    -- Raised first by every change of the policy tree: it is the tree's lock.
    tree_version bigint NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE users (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    email text NOT NULL UNIQUE,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'helpdesk', 'auditor')),
    password_hash text NOT NULL,
    created_at timestamptz NOT NULL,
    last_sign_in_at timestamptz,
    disabled_at timestamptz,
    UNIQUE (organization_id, id)
);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    -- How often the refresh token was rotated; only the newest one counts.
    refreshes bigint NOT NULL,
    refreshed_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE idempotency_keys (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    actor_id uuid NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    object_id uuid NOT NULL,
    secret_sealed bytea,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, actor_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
