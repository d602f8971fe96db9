DROP TABLE api_tokens;
DROP TABLE secure_enrollments;
DROP TABLE logos;
DROP TABLE policies;
