"""Travel groups in the words of pages."""
