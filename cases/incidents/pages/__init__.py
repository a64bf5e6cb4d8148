"""Puts directives and plans into words for the templates."""
