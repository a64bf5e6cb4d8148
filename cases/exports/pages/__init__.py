"""Exports in the words of their pages."""
