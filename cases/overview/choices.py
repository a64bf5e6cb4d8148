"""Closed sets of the lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reach(models.TextChoices):
    """Who sees a saved view."""

    OWN = "own", _("Only I")
    DESK = "desk", _("Everybody at the mission")


class Towards(models.TextChoices):
    """Where a saved view goes among the own ones."""

    EARLIER = "earlier", _("Earlier")
    LATER = "later", _("Later")
