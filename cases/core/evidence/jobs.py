"""Background work on the record: linking all the time, sealing every hour."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM
from cases.core.evidence.chain import link_waiting
from cases.core.evidence.seals import write_seal
from cases.core.jobs.declared import Arguments, job

AT_ONCE = 5_000
DAILY = timedelta(hours=23)


@job(title=_("Link the record of acts"), sees=SYSTEM, every=timedelta(seconds=1))
def link_record() -> Arguments | None:
    """Link what was finished since, some thousand entries at a time."""
    return {} if link_waiting(AT_ONCE) == AT_ONCE else None


@job(title=_("Seal the record of acts outside the database"), sees=SYSTEM, every=timedelta(hours=1))
def seal_record() -> None:
    """Add a line to the seals when something was added, and every day in any case."""
    write_seal(unless_newer_than=timezone.now() - DAILY)
