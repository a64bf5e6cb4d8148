"""Letters: what a mission writes to others about a case, numbered, frozen and answered."""
