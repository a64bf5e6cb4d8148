"""Closed sets of notices and mails."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom at the mission a notice is."""

    OFFICER = "officer", _("One officer")
    HEAD = "head", _("The head of mission")
    MISSION = "mission", _("Everyone at the mission")


class Mailing(models.TextChoices):
    """Whether a notice goes out by mail as well."""

    NONE = "none", _("Shown in the app only")
    DUE = "due", _("Will be mailed")
    DONE = "done", _("Handed to the outbox")


class MailState(models.TextChoices):
    """How a mail of the outbox stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")
    KEPT = "kept", _("Stays in the app")
