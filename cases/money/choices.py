"""Closed sets of money."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Payer(models.TextChoices):
    """Who pays; the codes of the procedure `funding-decision` (`seeds/procedures/funding.toml`)."""

    STATE = "state", _("The state")
    FUND_GRANT = "fund_grant", _("The Fund, not repaid")
    FUND_ADVANCE = "fund_advance", _("The Fund, repaid")
    RELATIVE_DEPOSIT = "relative_deposit", _("Relatives, by a deposit")
    SELF = "self", _("The person")
    EMPLOYER = "employer", _("An employer or another party")
    ORGANISATION = "organisation", _("IOM or another organisation")
    HOST_STATE = "host_state", _("The host state")


class CostState(models.TextChoices):
    """How far a cost line is."""

    SPENT = "spent", _("Counts")
    WAITING = "waiting", _("Waits for a second officer")
    REFUSED = "refused", _("Refused")
    VOIDED = "voided", _("Voided")


class DepositHolder(models.TextChoices):
    """Who has taken in a deposit."""

    FUND = "fund", _("The Fund at home")
    MISSION = "mission", _("Our mission")


class SignedBy(models.TextChoices):
    """Who has undertaken to repay."""

    PERSON = "person", _("The person")
    RELATIVE = "relative", _("A relative")


class UndertakingState(models.TextChoices):
    """How far an undertaking is."""

    OPEN = "open", _("To be repaid")
    PARTLY = "partly", _("Repaid in part")
    OVERDUE = "overdue", _("Overdue")
    REPAID = "repaid", _("Repaid")
    RELEASED = "released", _("Released")
    VOIDED = "voided", _("Voided")


class ReleaseGround(models.TextChoices):
    """Why an undertaking is not asked for any more."""

    RULE = "rule", _("The Fund may not ask it back")
    HARDSHIP = "hardship", _("Extreme hardship")
    DECIDED = "decided", _("A decision at headquarters")
    DIED = "died", _("The signer has died")
