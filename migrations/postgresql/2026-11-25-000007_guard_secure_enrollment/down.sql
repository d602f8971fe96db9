DROP TRIGGER enrollment_urls_fit_their_policy ON enrollment_urls;
DROP FUNCTION refuse_a_legacy_url_at_a_secure_policy();
DROP TRIGGER secure_enrollments_stay ON secure_enrollments;
DROP FUNCTION refuse_to_empty_a_secure_policy();
