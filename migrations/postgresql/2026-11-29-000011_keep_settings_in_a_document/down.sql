ALTER TABLE secure_enrollments ADD COLUMN text_state text NOT NULL DEFAULT 'inherit' CHECK (text_state IN ('inherit', 'own', 'cleared'));
ALTER TABLE secure_enrollments ADD COLUMN text_value jsonb;
UPDATE secure_enrollments SET text_state = 'cleared' WHERE settings -> 'text' = 'null';
UPDATE secure_enrollments SET text_state = 'own', text_value = settings -> 'text' WHERE jsonb_typeof(settings -> 'text') = 'object';
ALTER TABLE secure_enrollments ALTER COLUMN text_state DROP DEFAULT;
ALTER TABLE secure_enrollments ADD CHECK ((text_state = 'own') = (text_value IS NOT NULL));
ALTER TABLE secure_enrollments DROP COLUMN settings;
