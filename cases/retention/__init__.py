"""Retention: how long what is kept, and forgetting a person for good."""
