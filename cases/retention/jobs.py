"""Background work of retention."""

from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.retention.carrying import carry_out_some


@job(title=_("Anonymise who is due by an approved report"), sees=SYSTEM)
def carry_out_retention(*, run: str) -> Arguments | None:
    """Carry out the next lines; what was done before stays done."""
    return {"run": run} if carry_out_some(run) else None
