"""Background work of recounts: listing what a correction bears on, writing what was accepted."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.casework.recounts import chunks
from cases.casework.recounts.choices import RecountState
from cases.casework.recounts.models import Recount
from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.missions.calendars import MISSION, on_days_change
from cases.procedures.following import Correction, limits_changed, on_limit_correction


@job(title=_("List the clocks that a correction judges otherwise"), sees=SYSTEM)
def list_recount(
    *,
    limit_id: int | None = None,
    calendar: str = "",
    mission_id: int | None = None,
    days: list[str] | None = None,
    reason: str = "",
    by_id: int | None = None,
    procedure_ids: list[int] | None = None,
    recount_id: int | None = None,
    after_id: int = 0,
) -> Arguments | None:
    """List the next of them; what the configuration has decided is written after it.

    Running clocks are counted anew when the list is whole, so that it tells what they said.
    """
    recount = Recount(
        limit_id=limit_id, calendar=calendar, mission_id=mission_id,
        corrected_because=reason, corrected_by_id=by_id,
    )  # fmt: skip
    if days:
        recount.starts_on, recount.ends_on = (date.fromisoformat(day) for day in days)
    if recount_id is not None:
        recount = Recount.objects.get(pk=recount_id)
    following = chunks.list_chunk(recount, after_id)
    if following is None:
        if recount.state == RecountState.ACCEPTED:
            write_recount.enqueue(recount_id=recount.pk)
        for other in Recount.objects.proposed().about_same(recount).exclude(pk=recount.pk):
            hold_recount.enqueue(recount_id=other.pk)
        for procedure_id in procedure_ids or ():
            limits_changed(procedure_id)
        return None
    about: Arguments = {"limit_id": limit_id, "calendar": calendar, "mission_id": mission_id}
    about |= {"days": days, "reason": reason, "by_id": by_id, "procedure_ids": procedure_ids}
    return about | {"recount_id": recount.pk, "after_id": following}


@job(title=_("Look whether what a former correction judges otherwise still holds"), sees=SYSTEM)
def hold_recount(*, recount_id: int, after_id: int = 0) -> Arguments | None:
    """Look at the next clocks of a list that nobody has decided about."""
    following = chunks.hold_chunk(Recount.objects.get(pk=recount_id), after_id)
    return None if following is None else {"recount_id": recount_id, "after_id": following}


@job(title=_("Count stopped clocks anew as it was decided"), sees=SYSTEM)
def write_recount(*, recount_id: int, after_id: int = 0) -> Arguments | None:
    """Write the next clocks of an accepted list."""
    recount = Recount.objects.get(pk=recount_id)
    following = chunks.write_chunk(recount, after_id)
    return None if following is None else {"recount_id": recount_id, "after_id": following}


@on_limit_correction
def list_after_limit(correction: Correction) -> None:
    """Queue the listing with the correction itself."""
    list_recount.enqueue(
        limit_id=correction.limit_id,
        reason=correction.reason,
        by_id=correction.by_id,
        procedure_ids=list(correction.procedure_ids),
    )


@on_days_change
def list_after_days(whose: str | int, days: tuple[date, date] | None) -> None:
    """Queue the listing with the entry itself; `whose` is a country or the id of a mission."""
    said = [day.isoformat() for day in days] if days else None
    if isinstance(whose, int):
        list_recount.enqueue(calendar=MISSION, mission_id=whose, days=said)
    else:
        list_recount.enqueue(calendar=whose, days=said)
