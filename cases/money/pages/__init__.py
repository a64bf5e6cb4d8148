"""Money in words, for the templates."""
