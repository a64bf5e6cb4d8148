"""Disclosures: that somebody opened a file is on record like an act."""

from django.db import models

from cases.core.audit import write_audit


def disclose(event: str, operation: str, row: models.Model) -> None:
    """Record that `row` was shown."""
    write_audit(event, operation, [row])
