"""Comparisons in words, for the pages."""
