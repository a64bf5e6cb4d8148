"""What the pages of briefings show."""
