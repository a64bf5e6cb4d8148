"""Retention in words, for the templates."""
