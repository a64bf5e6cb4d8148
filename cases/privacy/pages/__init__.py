"""The pages of privacy in words."""
