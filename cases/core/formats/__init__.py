"""Dates and numbers as staff write them, one module for each language."""
