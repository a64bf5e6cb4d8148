"""Protecting the person of a case: flags, assessments, decisions, fitness; see its catalogue."""
