"""Reports that came in, in words, for the pages."""
