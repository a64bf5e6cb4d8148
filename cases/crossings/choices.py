"""Closed sets of crossings and stays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Manner(models.TextChoices):
    """How a border was crossed."""

    BRIDGE = "bridge", _("Over a bridge")
    GATE = "gate", _("Through a border gate")
    FORD = "ford", _("Through a ford")
    SWIM = "swim", _("Swimming")
    BOAT = "boat", _("By boat")
    TRAIL = "trail", _("On a trail")
    AIR = "air", _("By air")
    UNKNOWN = "unknown", _("Not known")


class StayKind(models.TextChoices):
    """What a point in a person's way says."""

    AT = "at", _("Is at a place")
    LEFT = "left", _("Has left; next place not known")
    LOST = "lost", _("Not known where; nor in which country")
