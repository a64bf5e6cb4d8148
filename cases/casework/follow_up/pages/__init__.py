"""Following up, in words."""
