"""Closed sets of following up people who came home."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

OWN_DAY: Final = "own-day"
"""The kind of a check that an officer plans beyond those of `seeds/follow_up.toml`."""


class CheckState(models.TextChoices):
    """What became of a welfare check."""

    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    NOT_REACHED = "not_reached", _("Not reached")
    NOT_WANTED = "not_wanted", _("Not wanted")
    NOT_NEEDED = "not_needed", _("No longer needed")


class Condition(models.TextChoices):
    """How the person is, as far as the check tells."""

    SAFE = "safe", _("Safe at home")
    SAFE_ELSEWHERE = "safe_elsewhere", _("Safe, lives elsewhere")
    IN_NEED = "in_need", _("Needs support")
    MISSING = "missing", _("Nobody knows where the person is")
    LEFT = "left", _("Has left the country again")
    DIED = "died", _("Has died")
    DECLINED = "declined", _("Does not want to be asked")
    NOT_REACHED = "not_reached", _("Nobody was reached")


class WantsSupport(models.TextChoices):
    """Whether the person wants support."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Was not asked")


class PutOffReason(models.TextChoices):
    """Why a check is made on another day."""

    PERSON_ASKED = "person_asked", _("The person asked for another day")
    UNSAFE = "unsafe", _("There is no safe way to speak with the person now")
    OTHER_BODY = "other_body", _("Another body is to ask first")
    OFFICE = "office", _("The office cannot do it on that day")


class DropReason(models.TextChoices):
    """Why a check is no longer needed."""

    OTHER_BODY = "other_body", _("Another body looks after the person")
    CASE_GOES_ON = "case_goes_on", _("The case is open again")
    DIED = "died", _("The person has died")
    ASKED_NOT_TO = "asked_not_to", _("The person does not want to be contacted")
    TWICE = "twice", _("It was planned twice")
    FORGOTTEN = "forgotten", _("The data of the person were forgotten")


class DroppedBy(models.TextChoices):
    """Reasons that staff give; the others follow from the case."""

    OTHER_BODY = DropReason.OTHER_BODY.value, DropReason.OTHER_BODY.label
    ASKED_NOT_TO = DropReason.ASKED_NOT_TO.value, DropReason.ASKED_NOT_TO.label
    TWICE = DropReason.TWICE.value, DropReason.TWICE.label


class Listed(models.TextChoices):
    """Which checks a list shows."""

    DUE = "due", _("Due now")
    OVERDUE = "overdue", _("Overdue")
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    NOT_REACHED = "not_reached", _("Not reached")
    NOT_WANTED = "not_wanted", _("Not wanted")
    NOT_NEEDED = "not_needed", _("No longer needed")


STATE_AFTER: Final = {
    Condition.DECLINED: CheckState.NOT_WANTED,
    Condition.NOT_REACHED: CheckState.NOT_REACHED,
}
"""What a finding makes of the check; every other one makes it done."""
ALARMING: Final = frozenset({Condition.IN_NEED, Condition.MISSING, Condition.LEFT, Condition.DIED})
"""Findings of which the head of the mission and headquarters are told."""
