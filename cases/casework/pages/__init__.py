"""What the case pages show, in words."""
