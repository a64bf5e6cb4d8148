"""What the pages of letters show."""
