"""Codes of handovers. The words for staff stand beside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HandoverKind(models.TextChoices):
    """Between which hands it passes."""

    FROM_HOST = "from_host", _("From the host state to us")
    HOME_GATE = "home_gate", _("At the gate of home")
    HOME_PROVINCE = "home_province", _("To the home provinces")


class HandoverState(models.TextChoices):
    """How far a handover is."""

    DRAFT = "draft", _("Being prepared")
    SIGNED = "signed", _("Signed")
    CORRECTED = "corrected", _("Corrected by a later one")
    VOIDED = "voided", _("Void")


class LineState(models.TextChoices):
    """What became of one person of the list."""

    OPEN = "open", _("Not said yet")
    HANDED = "handed", _("Handed over")
    ABSENT = "absent", _("Not present")
    REFUSED = "refused", _("Not taken over")
    MISTAKEN = "mistaken", _("Not of this list")


class SaidState(models.TextChoices):
    """What may be said of people of the list."""

    HANDED = LineState.HANDED.value, LineState.HANDED.label
    ABSENT = LineState.ABSENT.value, LineState.ABSENT.label
    REFUSED = LineState.REFUSED.value, LineState.REFUSED.label
    MISTAKEN = LineState.MISTAKEN.value, LineState.MISTAKEN.label
    OPEN = LineState.OPEN.value, LineState.OPEN.label
