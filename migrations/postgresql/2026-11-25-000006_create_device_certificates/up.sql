-- The identity certificates of devices, and what devices need besides. A certificate is issued for the secret of one
-- profile and the key of one device; the first Authenticate binds it to that device for ever.
CREATE TABLE device_certificates (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    -- No foreign key: a certificate stays on record when its profile goes with a policy.
    profile_id uuid NOT NULL,
    -- Whether its profile enrolls one device only: then it has one certificate.
    single_use boolean NOT NULL,
    fingerprint bytea NOT NULL UNIQUE,
    serial bytea NOT NULL UNIQUE,
    certificate bytea NOT NULL,
    key_fingerprint bytea NOT NULL,
    transaction_id bytea NOT NULL,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    udid text,
    udid_kind text CHECK (udid_kind IN ('udid', 'enrollment_id')),
    -- An Authenticate that the upstream has yet to answer.
    claimed_at timestamptz,
    device_id uuid,
    authenticated_at timestamptz,
    enrolled_at timestamptz,
    ended_at timestamptz,
    UNIQUE (organization_id, id),
    UNIQUE (profile_id, key_fingerprint),
    FOREIGN KEY (organization_id, device_id) REFERENCES devices (organization_id, id),
    CHECK ((udid IS NULL) = (udid_kind IS NULL)),
    CHECK (claimed_at IS NULL OR udid IS NOT NULL),
    CHECK ((authenticated_at IS NULL) = (device_id IS NULL)),
    CHECK (authenticated_at IS NULL OR udid IS NOT NULL),
    CHECK (enrolled_at IS NULL OR authenticated_at IS NOT NULL)
);
CREATE UNIQUE INDEX device_certificates_one_per_profile ON device_certificates (profile_id) WHERE single_use;
CREATE UNIQUE INDEX device_certificates_one_live ON device_certificates (device_id)
    WHERE enrolled_at IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX device_certificates_one_pending ON device_certificates (device_id)
    WHERE enrolled_at IS NULL AND ended_at IS NULL;
CREATE INDEX device_certificates_by_udid ON device_certificates (udid);

-- The SCEP challenge is consumed by setting the moment and the key together.
ALTER TABLE profiles ADD COLUMN key_fingerprint bytea;
-- A renewal profile: for this device only. Such a row has the origin 'unattended'.
ALTER TABLE profiles ADD COLUMN renews_device_id uuid;
-- What stands in the profile and may never change for a device that enrolled by it; null in older rows.
ALTER TABLE profiles ADD COLUMN server_url text;
ALTER TABLE profiles ADD COLUMN push_topic text;
-- Why a device was refused last.
ALTER TABLE profiles ADD COLUMN refusal text;
ALTER TABLE profiles ADD COLUMN refused_at timestamptz;

-- Name, serial number, model and UDID, folded for searching.
ALTER TABLE devices ADD COLUMN search_key text NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN bootstrap_token_sealed bytea;
CREATE INDEX devices_by_age ON devices (organization_id, created_at, id);

CREATE FUNCTION refuse_to_rebind_a_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a certificate is bound to one device for ever and stays on record'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER device_certificates_stay_bound BEFORE UPDATE ON device_certificates
    FOR EACH ROW WHEN (NEW.certificate IS DISTINCT FROM OLD.certificate OR NEW.fingerprint IS DISTINCT FROM OLD.fingerprint
        OR NEW.key_fingerprint IS DISTINCT FROM OLD.key_fingerprint OR NEW.profile_id IS DISTINCT FROM OLD.profile_id
        OR (OLD.udid IS NOT NULL
            AND (NEW.udid IS DISTINCT FROM OLD.udid OR NEW.udid_kind IS DISTINCT FROM OLD.udid_kind))
        OR (OLD.device_id IS NOT NULL AND NEW.device_id IS DISTINCT FROM OLD.device_id)
        OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at))
    EXECUTE FUNCTION refuse_to_rebind_a_certificate();
CREATE TRIGGER device_certificates_are_not_deleted BEFORE DELETE ON device_certificates
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rebind_a_certificate();
