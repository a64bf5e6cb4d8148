"""Privacy: who was shown what of a person, for those who answer for it."""
