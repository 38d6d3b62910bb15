// Test doubles and generators shared by the test targets.
