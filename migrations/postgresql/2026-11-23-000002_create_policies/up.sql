-- The policy tree and what secure enrollment adds to a policy. The tree's rule is enforced here as well as in the
-- domain: a child of a secure policy is secure (composite key and check), and nothing turns a policy back (trigger).
CREATE TABLE policies (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    parent_id uuid,
    -- A copy of the parent's `secure`, kept right by the cascading key below.
    parent_secure boolean NOT NULL,
    depth bigint NOT NULL,
    name text NOT NULL,
    -- The name folded for sorting and searching.
    name_key text COLLATE "C" NOT NULL,
    color text,
    icon text,
    secure boolean NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
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
    organization_id uuid NOT NULL REFERENCES organizations (id),
    sha256 bytea NOT NULL,
    png bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, sha256)
);
CREATE INDEX logos_by_hash ON logos (sha256);

CREATE TABLE secure_enrollments (
    policy_id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    -- Always true: with the key below, this row exists for secure policies only.
    secure boolean NOT NULL CHECK (secure),
    enabled_at timestamptz NOT NULL,
    enabled_by jsonb,
    inherited_from uuid,
    version bigint NOT NULL,
    logo_state text NOT NULL CHECK (logo_state IN ('inherit', 'own', 'cleared')),
    logo_sha256 bytea,
    logo_alt text,
    text_state text NOT NULL CHECK (text_state IN ('inherit', 'own', 'cleared')),
    text_value jsonb,
    passcode_state text NOT NULL CHECK (passcode_state IN ('inherit', 'own', 'cleared')),
    -- Names the passcode setting; a ticket remembers it, so a change ends the ticket.
    passcode_id uuid,
    passcode_hash text,
    passcode_generated boolean,
    passcode_set_at timestamptz,
    passcode_set_by jsonb,
    paused_at timestamptz,
    paused_message text,
    paused_by jsonb,
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
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    name text NOT NULL,
    secret_hash bytea NOT NULL UNIQUE,
    scopes jsonb NOT NULL,
    -- The root of the subtree the token is limited to; the token dies with it.
    policy_id uuid,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE
);

CREATE FUNCTION refuse_to_turn_a_policy_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'secure enrollment cannot be undone' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER policies_stay_secure BEFORE UPDATE OF secure ON policies
    FOR EACH ROW WHEN (OLD.secure AND NOT NEW.secure) EXECUTE FUNCTION refuse_to_turn_a_policy_back();
