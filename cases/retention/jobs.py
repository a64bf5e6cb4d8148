"""Background work of retention."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.changes import told_from
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.core.jobs.sets import Pace
from cases.retention.carrying import carry_out_some, moment_before
from cases.retention.choices import Subject
from cases.retention.models import RetentionRun
from cases.retention.reporting import make_some
from cases.retention.rules import rules


@job(title=_("Make a report of retention"), sees=SYSTEM)
def make_retention_report(*, run: str, after: int = 0) -> Arguments | None:
    """Look at the next people; a report that another chunk has finished is left alone."""
    found = RetentionRun.objects.visible_to(SYSTEM).get(uuid=run)
    last = make_some(found, after) if found.ready_at is None else None
    return None if last is None else {"run": run, "after": last}


@job(title=_("Anonymise who is due by an approved report"), sees=SYSTEM)
def carry_out_retention(*, run: str, **pace: int) -> Arguments | None:
    """Carry out the next lines; what was done before stays done."""
    next_one = carry_out_some(run, Pace(1, **pace))
    return {"run": run} | next_one.arguments() if next_one else None


@told_from
def ends_on_record() -> datetime:
    """Return from when on every sight that ended is still kept; days differ by zones."""
    (rule,) = (rule for rule in rules() if rule.about == Subject.SIGHTS)
    return moment_before(rule, present.now().date()) + timedelta(days=2)
