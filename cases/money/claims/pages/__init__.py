"""Pages of claims in words."""
