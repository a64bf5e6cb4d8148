"""Closed sets of logging in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkPurpose(models.TextChoices):
    """What a one-time link lets its holder do."""

    INVITATION = "invitation", _("Start with the account")
    PASSWORD = "password", _("Set a new password")
    FACTOR = "factor", _("Set up a new second factor")
