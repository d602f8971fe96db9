DROP TABLE profiles;
DROP TABLE devices;
