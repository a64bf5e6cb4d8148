"""Closed sets of briefings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BriefingKind(models.TextChoices):
    """What is written."""

    NOTE = "note", _("Briefing note")
    REPORT = "report", _("Situation report")


class BriefingState(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", pgettext_lazy("briefing", "Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SheetLanguage(models.TextChoices):
    """The languages in which each briefing is written."""

    EN = "en", _("English")
    VI = "vi", _("Vietnamese")
    FR = "fr", _("French")


class LeftOut(models.TextChoices):
    """Totals that a paper may leave out, with all that would tell them."""

    COUNTRIES = "countries", _("Totals by country of whereabouts")
    STAGES = "stages", _("Totals by stage")
