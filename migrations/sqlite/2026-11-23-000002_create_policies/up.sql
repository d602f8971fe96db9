-- The policy tree and what secure enrollment adds to a policy. The tree's rule is enforced here as well as in the
-- domain: a child of a secure policy is secure (composite key and check), and nothing turns a policy back (trigger).
CREATE TABLE policies (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    parent_id BLOB,
    -- A copy of the parent's `secure`, kept right by the cascading key below.
    parent_secure BOOLEAN NOT NULL,
    depth BIGINT NOT NULL,
    name TEXT NOT NULL,
    -- The name folded for sorting and searching.
    name_key TEXT NOT NULL,
    color TEXT,
    icon TEXT,
    secure BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, id, secure),
    FOREIGN KEY (organization_id, parent_id, parent_secure)
        REFERENCES policies (organization_id, id, secure) ON UPDATE CASCADE,
    CHECK (secure OR NOT parent_secure),
    CHECK (parent_id IS NOT NULL OR NOT parent_secure),
    CHECK (parent_id IS NULL OR parent_id <> id)
);
CREATE INDEX policies_by_parent ON policies (organization_id, parent_id, name_key, id);
CREATE INDEX policies_by_depth ON policies (organization_id, depth, name_key, id);

CREATE TABLE logos (
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    sha256 BLOB NOT NULL,
    png BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, sha256)
);
CREATE INDEX logos_by_hash ON logos (sha256);

CREATE TABLE secure_enrollments (
    policy_id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL,
    -- Always true: with the key below, this row exists for secure policies only.
    secure BOOLEAN NOT NULL CHECK (secure),
    enabled_at BIGINT NOT NULL,
    enabled_by TEXT,
    inherited_from BLOB,
    version BIGINT NOT NULL,
    logo_state TEXT NOT NULL CHECK (logo_state IN ('inherit', 'own', 'cleared')),
    logo_sha256 BLOB,
    logo_alt TEXT,
    text_state TEXT NOT NULL CHECK (text_state IN ('inherit', 'own', 'cleared')),
    text_value TEXT,
    passcode_state TEXT NOT NULL CHECK (passcode_state IN ('inherit', 'own', 'cleared')),
    -- Names the passcode setting; a ticket remembers it, so a change ends the ticket.
    passcode_id BLOB,
    passcode_hash TEXT,
    passcode_generated BOOLEAN,
    passcode_set_at BIGINT,
    passcode_set_by TEXT,
    paused_at BIGINT,
    paused_message TEXT,
    paused_by TEXT,
    FOREIGN KEY (organization_id, policy_id, secure)
        REFERENCES policies (organization_id, id, secure) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, logo_sha256) REFERENCES logos (organization_id, sha256),
    CHECK ((logo_state = 'own') = (logo_sha256 IS NOT NULL)),
    CHECK ((text_state = 'own') = (text_value IS NOT NULL)),
    CHECK ((passcode_state = 'own') = (passcode_hash IS NOT NULL)),
    CHECK ((passcode_hash IS NULL) = (passcode_id IS NULL)),
    CHECK ((passcode_hash IS NULL) = (passcode_generated IS NULL))
);
CREATE INDEX secure_enrollments_by_logo ON secure_enrollments (organization_id, logo_sha256);

CREATE TABLE api_tokens (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL,
    name TEXT NOT NULL,
    secret_hash BLOB NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    -- The root of the subtree the token is limited to; the token dies with it.
    policy_id BLOB,
    user_id BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE
);

CREATE TRIGGER policies_stay_secure BEFORE UPDATE OF secure ON policies
    WHEN OLD.secure AND NOT NEW.secure
BEGIN
    SELECT RAISE(ABORT, 'secure enrollment cannot be undone');
END;
