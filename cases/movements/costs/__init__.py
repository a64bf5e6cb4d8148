"""What the legs of a movement cost, for whom, and who pays."""
