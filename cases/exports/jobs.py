"""Background work on exports: writing the file, and letting go of what is over."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import SYSTEM, Actor
from cases.core.audit import write_each
from cases.core.context import eyes
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.exports.choices import ExportState, ExportStop
from cases.exports.ending import let_go
from cases.exports.filling import fill
from cases.exports.models import Export
from cases.missions.queries import actor_of_posting

AT_ONCE: Final = 200
BEHIND_OTHERS: Final = -10
"""A long export waits for the notices and reminders that are due, not the other way round."""


def eyes_of(*, posting_id: int, **_more: object) -> Actor:
    """Return whose eyes the work uses: the asker's; the system's alone to say that she is gone."""
    return actor_of_posting(posting_id) or SYSTEM


@job(title=_("Write an export"), sees=eyes_of, reaches_out=True, priority=BEHIND_OTHERS)
def write_export(*, export_id: int, round_number: int, posting_id: int) -> Arguments | None:
    """Write the file of an export from one reading; killed, it begins anew."""
    actor = eyes_of(posting_id=posting_id)
    with eyes(actor):
        export = wanted(actor, export_id, round_number)
        if export is not None and actor is SYSTEM:
            let_go(export, ExportState.STOPPED, ExportStop.POSTING_ENDED)
            return None
    if export is not None:
        fill(actor, export)
    return None


def wanted(actor: Actor, export_id: int, round_number: int) -> Export | None:
    """Return the export, locked, if it is still to be written by this work."""
    rows = Export.objects.visible_to(actor).select_related("mission")
    locked = rows.select_for_update(of=("self",), no_key=True)
    return locked.filter(pk=export_id, state=ExportState.WRITING, round=round_number).first()


def begin_writing(export: Export) -> None:
    """Let the file be written, from the beginning."""
    export.state = ExportState.WRITING
    export.round += 1
    export.done = 0
    export.save(update_fields=["state", "round", "done"])
    write_export.enqueue(
        export_id=export.pk, round_number=export.round, posting_id=export.posting_id
    )


@job(title=_("Let go of exports whose time is over"), sees=SYSTEM, every=timedelta(minutes=30))
def end_exports() -> Arguments | None:
    """End the next exports whose time is over; their files go."""
    rows = Export.objects.visible_to(SYSTEM).over_at(present.now()).order_by("expires_at", "pk")
    some = list(rows.select_for_update(no_key=True, skip_locked=True)[:AT_ONCE])
    for export in some:
        let_go(export, ExportState.EXPIRED)
    if some:
        write_each("export.expired", "end_exports", some)
    return {} if len(some) == AT_ONCE else None
