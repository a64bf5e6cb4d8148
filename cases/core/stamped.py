"""When a row was last written: what a copy elsewhere is kept up to date by."""

from typing import Any

from django.db import models
from django.db.models.functions import Now


def written_at() -> models.DateTimeField[Any, Any]:
    """Return the column that a trigger sets at each writing, in real time whatever is replayed.

    It says nothing about anybody: former values leave it out, and nobody can set it.
    """
    return models.DateTimeField(editable=False, db_default=Now())
