"""Closed sets of intake."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftEnd(models.TextChoices):
    """What became of a draft."""

    SENT = "sent", _("The case was opened")
    THROWN_AWAY = "thrown_away", _("Thrown away")
    EXPIRED = "expired", _("Nobody went on with it")
