-- Enrollment URLs, live and retired, and how often each was used a day. A secure URL's token is never stored in clear:
-- a keyed hash finds it, a sealed copy shows it again to those who may see it.
CREATE TABLE enrollment_urls (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    policy_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('legacy', 'secure')),
    token_lookup bytea UNIQUE,
    token_sealed bytea,
    created_at timestamptz NOT NULL,
    created_by jsonb,
    retired_at timestamptz,
    retired_by jsonb,
    retired_reason text CHECK (retired_reason IN ('enabled', 'regenerated')),
    profiles_valid_until timestamptz,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE,
    CHECK ((kind = 'secure') = (token_lookup IS NOT NULL)),
    CHECK ((token_lookup IS NULL) = (token_sealed IS NULL)),
    CHECK ((retired_at IS NULL) = (profiles_valid_until IS NULL)),
    CHECK ((retired_at IS NULL) = (retired_reason IS NULL))
);
CREATE UNIQUE INDEX enrollment_urls_one_live ON enrollment_urls (policy_id) WHERE retired_at IS NULL;
CREATE INDEX enrollment_urls_by_policy ON enrollment_urls (organization_id, policy_id, created_at);

CREATE TABLE enrollment_url_activity (
    enrollment_url_id uuid NOT NULL REFERENCES enrollment_urls (id) ON DELETE CASCADE,
    day bigint NOT NULL,
    event text NOT NULL,
    uses bigint NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (enrollment_url_id, day, event)
);

CREATE FUNCTION refuse_to_revive_an_enrollment_url() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a retired enrollment URL stays retired and its deadline only moves earlier'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER enrollment_urls_stay_retired BEFORE UPDATE OF retired_at, profiles_valid_until ON enrollment_urls
    FOR EACH ROW WHEN (OLD.retired_at IS NOT NULL AND (
        NEW.retired_at IS DISTINCT FROM OLD.retired_at OR NEW.profiles_valid_until > OLD.profiles_valid_until))
    EXECUTE FUNCTION refuse_to_revive_an_enrollment_url();
