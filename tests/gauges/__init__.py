"""Measures of the pages: weight, size of what one hits, room for long words, speed."""
