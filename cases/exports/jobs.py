"""Background work on exports: writing the file, and letting go of what is over."""

from datetime import timedelta
from functools import partial
from typing import Final

from django.db import connection
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
from cases.exports.policies import TAKES
from cases.missions.queries import actor_of_posting, still_acting

AT_ONCE: Final = 200
FORGETTING: Final = (7265616, 2)
"""The lock of whoever forgets a person against exports that begin: shared by these."""
BEHIND_OTHERS: Final = -10
"""A long export waits for the notices and reminders that are due, not the other way round."""


def eyes_of(*, posting_id: int, token_id: int | None = None, **_more: object) -> Actor:
    """Return whose eyes the work uses: the asker's; the system's alone to say that she is gone."""
    return still_acting(TAKES, posting_id, token_id) or SYSTEM


def why_over(posting_id: int, token_id: int | None) -> str:
    """Return why whoever asked has it written no more; nothing as long as she has."""
    if still_acting(TAKES, posting_id, token_id) is not None:
        return ""
    is_posted = actor_of_posting(posting_id) is not None
    return ExportStop.RIGHT_ENDED if is_posted else ExportStop.POSTING_ENDED


@job(title=_("Write an export"), sees=eyes_of, reaches_out=True, priority=BEHIND_OTHERS)
def write_export(
    *, export_id: int, round_number: int, posting_id: int, token_id: int | None = None
) -> Arguments | None:
    """Write the file of an export from one reading; killed, it begins anew."""
    actor = eyes_of(posting_id=posting_id, token_id=token_id)
    with eyes(actor):
        export = wanted(actor, export_id, round_number)
        if export is not None and actor is SYSTEM:
            let_go(export, ExportState.STOPPED, why_over(posting_id, token_id))
            return None
    if export is not None:
        fill(actor, export, partial(why_over, posting_id, token_id))
    return None


def wanted(actor: Actor, export_id: int, round_number: int) -> Export | None:
    """Return the export, locked, if it is still to be written by this work."""
    rows = Export.objects.visible_to(actor).select_related("mission")
    locked = rows.select_for_update(of=("self",), no_key=True)
    return locked.filter(pk=export_id, state=ExportState.WRITING, round=round_number).first()


def begin_writing(export: Export) -> None:
    """Let the file be written, from the beginning, by whom and by what it was asked for.

    Nobody is being forgotten meanwhile: the reading would still have her, and the file be found by
    nobody who lets go of hers (`forgetting.py`).
    """
    wait_for_forgetting()
    export.state = ExportState.WRITING
    export.round += 1
    export.done = 0
    export.save(update_fields=["state", "round", "done"])
    write_export.enqueue(
        export_id=export.pk,
        round_number=export.round,
        posting_id=export.posting_id,
        token_id=export.token_id,
    )


def wait_for_forgetting() -> None:
    """Wait until nobody is being forgotten, and let nobody be until this is committed."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s, %s)", FORGETTING)


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
