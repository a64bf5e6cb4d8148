"""A generated register of any size, and the timings taken on it (`make bench`)."""
