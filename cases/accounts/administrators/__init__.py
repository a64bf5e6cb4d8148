"""What changes the power of administrators: one asks, another one confirms."""
