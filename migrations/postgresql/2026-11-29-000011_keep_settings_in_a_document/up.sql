-- Inheritable settings stand in one document, so that another one needs no column: absent inherits, null is cleared. The logo
-- keeps its columns, because a foreign key keeps its picture, and so does the passcode, whose hash is stored with nothing else.
ALTER TABLE secure_enrollments ADD COLUMN settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object');
UPDATE secure_enrollments SET settings = jsonb_build_object('text', text_value) WHERE text_state <> 'inherit';
ALTER TABLE secure_enrollments ALTER COLUMN settings DROP DEFAULT;
ALTER TABLE secure_enrollments DROP COLUMN text_state, DROP COLUMN text_value;
