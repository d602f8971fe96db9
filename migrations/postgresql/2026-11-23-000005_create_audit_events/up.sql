-- What happened and who did it (append-only), and the counters that slow down guessing.
CREATE TABLE audit_events (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    at timestamptz NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text,
    action text NOT NULL,
    policy_id uuid,
    object_kind text,
    object_id uuid,
    network text,
    request_id text,
    details jsonb NOT NULL
);
CREATE INDEX audit_events_by_time ON audit_events (organization_id, at, id);
CREATE INDEX audit_events_by_policy ON audit_events (organization_id, policy_id, at, id);

CREATE TABLE throttles (
    key text PRIMARY KEY,
    -- The theoretical arrival time of the generic cell rate algorithm.
    full_at timestamptz NOT NULL,
    day_count bigint NOT NULL,
    day_started_at timestamptz NOT NULL
);
CREATE INDEX throttles_by_age ON throttles (full_at);

CREATE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_events_are_append_only BEFORE UPDATE OR DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();
