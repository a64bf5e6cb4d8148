"""Background work on tokens and on calls of the API."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.exchange.allowances import sweep_allowances
from cases.exchange.telling import AT_ONCE, tell_of_ending


@job(title=_("Tell of API tokens that end soon"), sees=SYSTEM, every=timedelta(hours=1))
def remind_of_ending_tokens() -> Arguments | None:
    """Tell of ends within two weeks, some tokens at a time; tokens end in real time."""
    return {} if tell_of_ending(timezone.now()) == AT_ONCE else None


@job(title=_("Forget who called the API a while ago"), sees=SYSTEM, every=timedelta(hours=1))
def forget_old_calls() -> None:
    """Remove counts whose minute is long over."""
    sweep_allowances()
