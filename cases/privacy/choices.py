"""Closed sets of the lists of accesses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessKind(models.TextChoices):
    """What somebody did with a person's data."""

    LOOK = "look", _("Shown")
    ACT = "act", _("Changed")
    REFUSAL = "refusal", _("Refused")
