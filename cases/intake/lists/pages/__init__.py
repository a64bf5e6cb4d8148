"""Lists in words, for the pages."""
