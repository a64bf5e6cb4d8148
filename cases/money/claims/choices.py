"""Closed sets of claims."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.money.choices import Payer


class ClaimState(models.TextChoices):
    """How far a claim is."""

    DRAFT = "draft", _("Being prepared")
    SUBMITTED = "submitted", _("Submitted")
    SETTLED = "settled", _("Settled")
    REFUSED = "refused", _("Refused by the payer")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ClaimAnswer(models.TextChoices):
    """What the payer has said in the end."""

    SETTLED = ClaimState.SETTLED.value, _("Settled: nothing more is to come")
    REFUSED = ClaimState.REFUSED.value, _("Refused: nothing was paid")


class ClaimedFrom(models.TextChoices):
    """Who can be asked: payers other than ourselves who do not pay at once.

    The state is ourselves; a person pays for herself; a deposit lies here already.
    """

    FUND_GRANT = Payer.FUND_GRANT.value, Payer.FUND_GRANT.label
    FUND_ADVANCE = Payer.FUND_ADVANCE.value, Payer.FUND_ADVANCE.label
    EMPLOYER = Payer.EMPLOYER.value, Payer.EMPLOYER.label
    ORGANISATION = Payer.ORGANISATION.value, Payer.ORGANISATION.label
    HOST_STATE = Payer.HOST_STATE.value, Payer.HOST_STATE.label


THE_FUND: Final = (Payer.FUND_GRANT.value, Payer.FUND_ADVANCE.value)
"""Of the Fund nobody needs to say which body it is."""
ANSWERED: Final = (ClaimState.SETTLED.value, ClaimState.REFUSED.value)
