-- What happened and who did it (append-only), and the counters that slow down guessing.
CREATE TABLE audit_events (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    actor_name TEXT,
    action TEXT NOT NULL,
    policy_id BLOB,
    object_kind TEXT,
    object_id BLOB,
    network TEXT,
    request_id TEXT,
    details TEXT NOT NULL
);
CREATE INDEX audit_events_by_time ON audit_events (organization_id, at, id);
CREATE INDEX audit_events_by_policy ON audit_events (organization_id, policy_id, at, id);

CREATE TABLE throttles (
    key TEXT PRIMARY KEY,
    -- The theoretical arrival time of the generic cell rate algorithm.
    full_at BIGINT NOT NULL,
    day_count BIGINT NOT NULL,
    day_started_at BIGINT NOT NULL
);
CREATE INDEX throttles_by_age ON throttles (full_at);

CREATE TRIGGER audit_events_are_not_updated BEFORE UPDATE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are never changed');
END;
CREATE TRIGGER audit_events_are_not_deleted BEFORE DELETE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are never changed');
END;
