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
