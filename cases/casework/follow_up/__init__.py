"""After the return: welfare checks, and that somebody who was home has left again."""
