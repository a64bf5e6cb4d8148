"""Closed sets of head counts."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class MusterPoint(models.TextChoices):
    """At which point of the way people are counted."""

    ASSEMBLY = "assembly", _("At the meeting place")
    BRIDGE = "bridge", _("At the bridge or border")
    BOARDING = "boarding", _("At boarding")
    ARRIVAL = "arrival", _("At the arrival")


class Mark(models.TextChoices):
    """What whoever counted has seen of a person."""

    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")
    REFUSED = "refused", _("Refuses to come along")
    UNKNOWN = "unknown", _("Not known")


SEEN_ALIVE: Final = frozenset({Mark.PRESENT, Mark.REFUSED})
"""What nobody is after their death."""


class ClockDoubt(models.TextChoices):
    """Why the moment that a device said was not taken as it was."""

    AHEAD = "ahead", _("Later than the message came in: the clock of the device is ahead")
    BEFORE = "before", _("Earlier than the head count began: the clock of the device is behind")


class ReopenReason(models.TextChoices):
    """Why a head count that was closed goes on; a code, since words would name people."""

    CAME_LATER = "came_later", _("Somebody came or was found later")
    MISCOUNTED = "miscounted", _("It was counted wrongly")
    BY_MISTAKE = "by_mistake", _("It was closed by mistake")


class Taken(models.TextChoices):
    """What came of one mark that was sent."""

    TAKEN = "taken", _("Taken down")
    HAD = "had", _("Was here already")
    CONFLICT = "conflict", _("Taken down; another officer has seen it differently")
    REFUSED = "refused", _("Not taken down")


MISSING: Final = (Mark.ABSENT.value, Mark.UNKNOWN.value)
"""Of whom nobody knows where they are; who refuses is somewhere and said so."""
