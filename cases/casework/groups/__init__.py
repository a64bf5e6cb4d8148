"""Families and people who travel together."""
