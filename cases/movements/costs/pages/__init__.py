"""Pages of the money of a movement in words."""
