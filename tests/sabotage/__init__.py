"""Small faults, each of which breaks a promise, to see whether the suite notices it."""
