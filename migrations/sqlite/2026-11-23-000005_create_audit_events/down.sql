DROP TABLE throttles;
DROP TABLE audit_events;
