"""Closed sets of tokens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a token may be made for; what each lets do and see stands in `seeds/scopes.toml`."""

    CASES_READ = "cases.read", _("Read cases and people")
    PROTECTION_READ = "protection.read", _("Read what is restricted for protection")
    HEALTH_READ = "health.read", _("Read what is restricted about health")
    MONEY_READ = "money.read", _("Read money")
    FIGURES_READ = "figures.read", _("Read incidents, reported figures and snapshots")
    REFERENCE_READ = "reference.read", _("Read missions, places, calendars and procedures")
    PUBLISHED_READ = "published.read", _("Read published briefings")
    RECORD_READ = "record.read", _("Read the record of acts")
    EXPORTS = "exports", _("Take cases, people and figures along as a file")
    CASES_WRITE = "cases.write", _("Open cases and work on them")
    PEOPLE_WRITE = "people.write", _("Register and correct people")
    WHEREABOUTS_WRITE = "whereabouts.write", _("Record where people are")
    PROTECTION_WRITE = "protection.write", _("Record protection, health and groups")
    REPORTS_WRITE = "reports.write", _("Take down reports and work on them")
    LISTS_WRITE = "lists.write", _("Take in lists")
    LETTERS_WRITE = "letters.write", _("Issue letters")
    MONEY_WRITE = "money.write", _("Record costs and claims")
    MOVEMENTS_WRITE = "movements.write", _("Plan and carry out journeys")
    FIGURES_WRITE = "figures.write", _("Keep incidents, directives, snapshots and briefings")
    REFERENCE_WRITE = "reference.write", _("Enter and correct reference data")
    RIGHTS_WRITE = "rights.write", _("Answer requests about personal data")
    WHOLE_ROLE = "role", _("Everything that my role may do")


class TokenFault(models.TextChoices):
    """Why nobody comes in by what was sent as a token: told to whoever has it, for programs too."""

    MALFORMED = "malformed", _("The header Authorization takes “Bearer”, a blank and the token.")
    UNKNOWN = "unknown", _("This token is not known here. Check that it was copied whole.")
    REVOKED = "revoked", _("This token was revoked. Ask for a new one.")
    EXPIRED = "expired", _("This token is past its last day. Make or ask for a new one.")
    NOT_POSTED = (
        "not_posted",
        _("The posting of this token is not in force today, or its account is closed."),
    )


NARROWING = [word for word in Scope.values if word != Scope.WHOLE_ROLE]
"""The words of the file: all but the one that narrows nothing."""
