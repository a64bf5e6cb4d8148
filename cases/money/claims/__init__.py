"""Claims: what others pay back to us of what was spent, asked for by one numbered list."""
