"""Pages of handovers in words."""
