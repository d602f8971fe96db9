ALTER TABLE devices DROP COLUMN udid_kind;
ALTER TABLE profiles DROP CONSTRAINT profiles_renewal_check;
ALTER TABLE profiles DROP CONSTRAINT profiles_origin_check;
UPDATE profiles SET origin = 'unattended' WHERE origin = 'renewal';
ALTER TABLE profiles ADD CONSTRAINT profiles_origin_check CHECK (origin IN ('unlock', 'legacy', 'unattended'));
