"""Closed sets of the page of the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """What an entry tells of."""

    ACT = "act", _("Act")
    LOOK = "look", _("Look")
    REFUSAL = "refusal", _("Refusal")


class EntryOutcome(models.TextChoices):
    """How it ended; the values are those of `AuditEntry.Outcome`, in words of a list."""

    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
