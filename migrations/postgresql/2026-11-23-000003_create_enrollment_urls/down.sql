DROP TABLE enrollment_url_activity;
DROP TABLE enrollment_urls;
DROP FUNCTION refuse_to_revive_an_enrollment_url();
