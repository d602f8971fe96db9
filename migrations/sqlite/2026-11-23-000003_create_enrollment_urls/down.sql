DROP TABLE enrollment_url_activity;
DROP TABLE enrollment_urls;
