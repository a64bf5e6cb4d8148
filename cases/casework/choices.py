"""Closed sets of cases."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far a case has come. On hold is a flag beside it."""

    REPORTED = "reported", _("Reported")
    CONTACTED = "contacted", _("Contacted")
    VERIFIED = "verified", _("Identity verified")
    READY = "ready", _("Ready to travel")
    DEPARTED = "departed", _("Departed")
    ARRIVED = "arrived", _("Arrived home")
    CLOSED = "closed", _("Closed")


class Outcome(models.TextChoices):
    """How a case ended."""

    HANDED_OVER = "handed_over", _("Returned and handed over")
    OWN_MEANS = "own_means", _("Returned by own means")
    NOT_NATIONAL = "not_national", _("Not a national")
    SERVING_SENTENCE = "serving_sentence", _("Serving a sentence")
    DECLINED = "declined", _("Declined help")
    LOST_CONTACT = "lost_contact", _("Contact lost")
    ONWARD = "onward", _("Went on to another country")
    DIED = "died", _("Died")
    DUPLICATE = "duplicate", _("Duplicate of another case")


class HoldReason(models.TextChoices):
    """Why a case cannot go on for now."""

    NO_CONTACT = "no_contact", _("No contact")
    AWAITING_DOCUMENT = "awaiting_document", _("Waiting for a document")
    AWAITING_HOST = "awaiting_host", _("Waiting for the host state")
    AWAITING_FUNDS = "awaiting_funds", _("Waiting for money")
    HEALTH = "health", _("Health")
    PERSON_ASKED = "person_asked", _("The person asked to wait")
    OTHER = "other", _("Another reason")


class ReportSource(models.TextChoices):
    """How we came to know of the person."""

    HOTLINE = "hotline", _("Hotline")
    RELATIVE = "relative", _("Relative")
    HOST_AUTHORITY = "host_authority", _("Host authority")
    WALK_IN = "walk_in", _("Walk-in")
    LIST = "list", _("List")
    ORGANISATION = "organisation", _("Organisation")
    OWN_MISSION = "own_mission", _("Own mission")
    OTHER = "other", _("Another way")


class TransitionKind(models.TextChoices):
    """Which kind of act moved the case."""

    OPEN = "open", _("Opened")
    ADVANCE = "advance", _("Advanced")
    FACT = "fact", _("Recorded as a fact")
    HOLD = "hold", _("Put on hold")
    RESUME = "resume", _("Resumed")
    CLOSE = "close", _("Closed")
    REOPEN = "reopen", _("Reopened")
