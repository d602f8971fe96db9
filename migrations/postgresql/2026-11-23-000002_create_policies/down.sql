DROP TABLE api_tokens;
DROP TABLE secure_enrollments;
DROP TABLE logos;
DROP TABLE policies;
DROP FUNCTION refuse_to_turn_a_policy_back();
