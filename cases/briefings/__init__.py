"""Briefing notes and situation reports: composed from figures, approved, published."""
