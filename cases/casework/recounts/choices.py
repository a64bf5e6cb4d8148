"""Closed sets of counting anew what had stopped."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecountState(models.TextChoices):
    """How far it is: clocks are listed, somebody decides, what was listed is written."""

    LISTING = "listing", _("Clocks are being listed")
    PROPOSED = "proposed", _("To be decided")
    ACCEPTED = "accepted", _("Being written")
    DONE = "done", _("Counted anew")
    DECLINED = "declined", _("Left as it was")
    OUTDATED = "outdated", _("No longer holds")
