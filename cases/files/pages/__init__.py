"""Attachments in words, for the templates."""
