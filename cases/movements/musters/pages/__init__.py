"""Head counts in words for the templates."""
