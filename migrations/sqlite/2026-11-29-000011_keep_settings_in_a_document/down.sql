CREATE TABLE secure_enrollments_before (
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
INSERT INTO secure_enrollments_before (policy_id, organization_id, secure, enabled_at, enabled_by, inherited_from, version, logo_state, logo_sha256, logo_alt,
    passcode_state, passcode_id, passcode_hash, passcode_generated, passcode_set_at, passcode_set_by, paused_at, paused_message,
    paused_by, text_state, text_value)
SELECT policy_id, organization_id, secure, enabled_at, enabled_by, inherited_from, version, logo_state, logo_sha256, logo_alt,
    passcode_state, passcode_id, passcode_hash, passcode_generated, passcode_set_at, passcode_set_by, paused_at, paused_message,
    paused_by,
    CASE json_type(settings, '$.text') WHEN 'object' THEN 'own' WHEN 'null' THEN 'cleared' ELSE 'inherit' END,
    json_extract(settings, '$.text')
FROM secure_enrollments;
DROP TABLE secure_enrollments;
ALTER TABLE secure_enrollments_before RENAME TO secure_enrollments;
CREATE INDEX secure_enrollments_by_logo ON secure_enrollments (organization_id, logo_sha256);

CREATE TRIGGER secure_enrollments_stay BEFORE DELETE ON secure_enrollments
    WHEN EXISTS (SELECT 1 FROM policies WHERE id = OLD.policy_id)
BEGIN
    SELECT RAISE(ABORT, 'secure enrollment cannot be undone');
END;
