"""Closed sets of the work of protecting a person."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.catalogue import choices_of

VulnerabilityKind = choices_of("vulnerability", "VulnerabilityKind")
DecidingBody = choices_of("body", "DecidingBody")
DecisionResult = choices_of("result", "DecisionResult")


PART_NAMES: Final = {
    "act": _("Act"),
    "means": _("Means"),
    "purpose": _("Purpose"),
    "labour": _("Indicators of forced labour (ILO)"),
    "compound": _("Known from scam compounds"),
}
"""The parts of an assessment, in the order in which they are asked."""


class Side(models.TextChoices):
    """Whose decision it is; those of the sides stand beside each other."""

    OWN = "own", _("Decision of the mission")
    HOME = "home", _("Decision at home")
    HOST = "host", _("Decision of the host state")


class SaidIn(models.TextChoices):
    """Where a decision stands: on record by itself, or in the result of a step."""

    RECORD = "record", _("On record by itself")
    STEP = "step", _("In the result of a step")


DECIDED_IN: Final = {"host-screening": Side.HOST, "victim-determination": Side.HOME}
"""The procedures whose results are decisions, by the side that decides."""


class QuestionAnswer(models.TextChoices):
    """What was answered to a question of an assessment."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked")


class AgeThen(models.TextChoices):
    """Whether the child rule applies: by the birth date on the day of the interview."""

    ADULT = "adult", _("18 or older")
    CHILD = "child", _("Under 18")
    UNKNOWN = "unknown", _("Not known whether under 18")


class Appeal(models.TextChoices):
    """Whether a decision is being reviewed."""

    NONE = "none", _("Nothing known of an appeal")
    POSSIBLE = "possible", _("An appeal is still possible")
    FILED = "filed", _("An appeal was filed")
    SETTLED = "settled", _("The appeal was decided")


class Fitness(models.TextChoices):
    """Whether a person may travel, as planning needs it; not why."""

    FIT = "fit", _("Fit to travel")
    FIT_WITH_HELP = "fit_with_help", _("Fit to travel with help")
    NOT_FIT = "not_fit", _("Not fit to travel for now")


class Examiner(models.TextChoices):
    """Who judged whether a person may travel."""

    DOCTOR = "doctor", _("A doctor")
    NURSE = "nurse", _("A nurse or medic")
    OFFICER = "officer", _("An officer")
