"""Protection in the words of pages."""
