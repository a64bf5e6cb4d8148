"""Two records of one person: what agrees, who decides, and what becomes of a double's case."""
