-- A renewal is called one: until now such a row was 'unattended' and told apart by the device it names.
ALTER TABLE profiles DROP CONSTRAINT profiles_origin_check;
UPDATE profiles SET origin = 'renewal' WHERE renews_device_id IS NOT NULL;
ALTER TABLE profiles ADD CONSTRAINT profiles_origin_check CHECK (origin IN ('unlock', 'legacy', 'unattended', 'renewal'));
ALTER TABLE profiles ADD CONSTRAINT profiles_renewal_check CHECK ((origin = 'renewal') = (renews_device_id IS NOT NULL));

-- A device is known by its UDID or, in a user enrollment, by its EnrollmentID: as its certificates say.
ALTER TABLE devices ADD COLUMN udid_kind text NOT NULL DEFAULT 'udid' CHECK (udid_kind IN ('udid', 'enrollment_id'));
UPDATE devices SET udid_kind = 'enrollment_id' WHERE EXISTS (
    SELECT 1 FROM device_certificates AS c WHERE c.device_id = devices.id AND c.udid_kind = 'enrollment_id');
