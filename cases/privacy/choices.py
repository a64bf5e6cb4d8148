"""Closed sets of the lists of accesses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessKind(models.TextChoices):
    """What somebody did with a person's data."""

    LOOK = "look", _("Shown")
    ACT = "act", _("Changed")
    REFUSAL = "refusal", _("Refused")


class ReportReason(models.TextChoices):
    """Why everything that is held on a person is read."""

    PERSON = "person", _("The person asked for it")
    REPRESENTATIVE = "representative", _("Somebody asked who may act for the person")
    AUTHORITY = "authority", _("A body asked that the law entitles to it")
    CHECK = "check", _("We check whether what we hold is right")


class ReportLanguage(models.TextChoices):
    """The language of the report: the reader's own or the person's."""

    VI = "vi", _("Vietnamese")
    EN = "en", _("English")
    FR = "fr", _("French")


class RightsKind(models.TextChoices):
    """What a person asks about her own data (Law 91/2025/QH15, rights of the data subject)."""

    INFORM = "inform", _("To be told what is done with the data")
    COPY = "copy", _("A copy of what is held")
    CORRECTION = "correction", _("Correction")
    DELETION = "deletion", _("Deletion")
    RESTRICTION = "restriction", _("Restriction of processing")
    OBJECTION = "objection", _("Objection to processing")
    CONSENT = "consent", _("Withdrawal of consent")
    PROCESSOR = "processor", _("End of processing by others on our behalf")


class Asker(models.TextChoices):
    """Who asks: the person herself, or somebody who acts for her."""

    PERSON = "person", _("The person herself")
    RELATIVE = "relative", _("A relative")
    REPRESENTATIVE = "representative", _("A representative")


class RightsChannel(models.TextChoices):
    """By which way a request came in."""

    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By telephone")
    EMAIL = "email", _("By e-mail")
    LETTER = "letter", _("By letter")
    OTHER_OFFICE = "other_office", _("Through another office")


class RightsStatus(models.TextChoices):
    """How a request stands."""

    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")


class RightsOutcome(models.TextChoices):
    """What was done on a request that was answered."""

    TOLD = "told", _("We told what is done with the data")
    REPORT = "report", _("We handed over the report to the person")
    CORRECTED = "corrected", _("We corrected the data")
    BASIS = "basis", _("We noted that consent was withdrawn")
    FORGETTING = "forgetting", _("We asked that the person be anonymised")
    STOPPED = "stopped", _("We restricted or stopped the processing")
