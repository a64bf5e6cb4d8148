"""Closed sets of the reports that come in about people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportChannel(models.TextChoices):
    """By which way a report came in."""

    MAIL = "mail", _("E-mail")
    HOTLINE = "hotline", _("Hotline call")
    CHAT = "chat", _("Message by phone or chat")
    PETITION = "petition", _("Petition or letter")
    ORGANISATION = "organisation", _("Message of an organisation")
    DESK = "desk", _("In person, at another desk")
    OTHER = "other", _("Another way")


class Sender(models.TextChoices):
    """Who reports."""

    PERSON = "person", _("The person herself")
    RELATIVE = "relative", _("A relative")
    FRIEND = "friend", _("A friend or colleague")
    ORGANISATION = "organisation", _("An organisation")
    HOST_AUTHORITY = "host_authority", _("An authority of the host country")
    HOME_AUTHORITY = "home_authority", _("An authority at home")
    PRESS = "press", _("The press")
    UNKNOWN = "unknown", _("Not known")


class ReportStatus(models.TextChoices):
    """How far the work on a report is."""

    UNOPENED = "unopened", _("Unopened")
    OPENED = "opened", _("Opened")
    TAKEN = "taken", _("Being worked on")
    LINKED = "linked", _("Linked to a case")
    CLOSED = "closed", _("Closed")
    JOINED = "joined", _("Joined to an earlier one")


class CloseReason(models.TextChoices):
    """Why a report was closed without a case."""

    ANSWERED = "answered", _("Answered; no case is needed")
    NOBODY_NAMED = "nobody_named", _("Nobody is named, and nobody can be asked")
    NOT_A_CITIZEN = "not_a_citizen", _("About somebody who is not a citizen")
    FOR_OTHERS = "for_others", _("For another authority, and sent on")
    SPAM = "spam", _("Spam or abuse")
    OTHER = "other", _("Another reason")
