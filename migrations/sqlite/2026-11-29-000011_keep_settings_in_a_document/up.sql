-- Inheritable settings stand in one document, so that another one needs no column: absent inherits, null is cleared. The logo
-- keeps its columns, because a foreign key keeps its picture, and so does the passcode, whose hash is stored with nothing else.
-- SQLite drops no column that a check of the table names: the table is made anew.
CREATE TABLE secure_enrollments_next (
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
    settings TEXT NOT NULL CHECK (json_type(settings) = 'object'),
    FOREIGN KEY (organization_id, policy_id, secure)
        REFERENCES policies (organization_id, id, secure) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, logo_sha256) REFERENCES logos (organization_id, sha256),
    CHECK ((logo_state = 'own') = (logo_sha256 IS NOT NULL)),
    CHECK ((passcode_state = 'own') = (passcode_hash IS NOT NULL)),
    CHECK ((passcode_hash IS NULL) = (passcode_id IS NULL)),
    CHECK ((passcode_hash IS NULL) = (passcode_generated IS NULL))
);
INSERT INTO secure_enrollments_next (policy_id, organization_id, secure, enabled_at, enabled_by, inherited_from, version, logo_state, logo_sha256, logo_alt,
    passcode_state, passcode_id, passcode_hash, passcode_generated, passcode_set_at, passcode_set_by, paused_at, paused_message,
    paused_by, settings)
SELECT policy_id, organization_id, secure, enabled_at, enabled_by, inherited_from, version, logo_state, logo_sha256, logo_alt,
    passcode_state, passcode_id, passcode_hash, passcode_generated, passcode_set_at, passcode_set_by, paused_at, paused_message,
    paused_by,
    CASE text_state WHEN 'inherit' THEN '{}' ELSE json_object('text', json(text_value)) END
FROM secure_enrollments;
DROP TABLE secure_enrollments;
ALTER TABLE secure_enrollments_next RENAME TO secure_enrollments;
CREATE INDEX secure_enrollments_by_logo ON secure_enrollments (organization_id, logo_sha256);

CREATE TRIGGER secure_enrollments_stay BEFORE DELETE ON secure_enrollments
    WHEN EXISTS (SELECT 1 FROM policies WHERE id = OLD.policy_id)
BEGIN
    SELECT RAISE(ABORT, 'secure enrollment cannot be undone');
END;
