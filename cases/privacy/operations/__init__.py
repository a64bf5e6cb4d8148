"""All that is done about a person's own data."""

from cases.privacy.operations.report import make_report

__all__ = ["make_report"]
