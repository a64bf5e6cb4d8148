"""What the pages of accounts say, in words."""
