"""Replies: lists whose rows answer what we have asked a body."""
