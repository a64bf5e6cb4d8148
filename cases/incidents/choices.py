"""Closed sets of incidents and the figures reported about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Metric(models.TextChoices):
    """What a reported figure counts."""

    CROSSED = "crossed", _("Crossed into the country")
    PRESENT = "present", _("In the country")
    IN_CUSTODY = "in_custody", _("In custody")
    FOUND = "found", _("Found")
    PROCESSED = "processed", _("Processed by the authorities")
    PROSECUTED = "prosecuted", _("Prosecuted")
    FINED = "fined", _("Fined")
    IMPRISONED = "imprisoned", _("Imprisoned")
    SCREENED = "screened", _("Screened for trafficking")
    REFERRED = "referred", _("Referred as possible victims")
    ENTERED = "entered", _("Entered the referral mechanism")
    VICTIMS = "victims", _("Found to be victims")
    DETAINED = "detained", _("Detained")
    DEPORTED = "deported", _("Deported")
    WAITING = "waiting", _("Waiting for deportation")
    RETURNED = "returned", _("Returned home")
    IDENTIFIED = "identified", _("Identified")
    TRIED_TO_FLEE = "tried_to_flee", _("Tried to flee")
    HELD = "held", _("Held")


class Qualifier(models.TextChoices):
    """How firmly the source states the value."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    MORE_THAN = "more_than", _("more than")
    AT_LEAST = "at_least", _("at least")
    UP_TO = "up_to", _("up to")
    NEARLY = "nearly", _("nearly")


class AsOfPrecision(models.TextChoices):
    """How precisely the source says of when its figure is."""

    DAY = "day", _("Day")
    TIME = "time", _("Time")
    NONE = "none", _("Day not given")


class DirectiveState(models.TextChoices):
    """Where an addressed mission stands with a directive."""

    PENDING = "pending", _("Not acknowledged")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    IN_PROGRESS = "in_progress", _("Under way")
    DONE = "done", _("Done")


class ReachedState(models.TextChoices):
    """What a mission may report on a directive that it has acknowledged."""

    IN_PROGRESS = "in_progress", _("Under way")
    DONE = "done", _("Done")
