"""The background work of a comparison: rows in chunks, then the version before, then the piles.

It acts with the eyes of the posting, and of the token, by which it was asked for. A chunk and the
note of how far it got are one transaction: a worker that is killed loses its chunk and counts no
row twice.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import SYSTEM, Actor
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.core.jobs.sets import Pace, work_on
from cases.intake.lists.jobs import eyes_of, why_over
from cases.intake.lists.models import ListRow
from cases.intake.reconciliation.choices import (
    Difference,
    Pile,
    ReconciliationState,
    StopReason,
)
from cases.intake.reconciliation.finishing import finish, lay_beside_former
from cases.intake.reconciliation.matching import entries_of
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.queries import people_rows

AT_ONCE: Final = 500
ROWS, FORMER, PILES = "rows", "former", "piles"


@job(title=_("Compare a list with our records"), sees=eyes_of)
def reconcile(
    *,
    reconciliation_id: int,
    posting_id: int,
    token_id: int | None = None,
    part: str = ROWS,
    **pace: int,
) -> Arguments | None:
    """Do the next part of a comparison."""
    actor = eyes_of(posting_id=posting_id, token_id=token_id)
    compared = running(actor, reconciliation_id)
    if compared is None:
        return None
    if actor is SYSTEM:
        stop(compared, StopReason(why_over(posting_id)))
        return None
    if compared.received.round != compared.round:
        stop(compared, StopReason.LIST_CHANGED)
        return None
    following = do_part(actor, compared, part, Pace(AT_ONCE, **pace))
    if following is None:
        return None
    begun = {"posting_id": posting_id, "token_id": token_id}
    return {"reconciliation_id": reconciliation_id, **begun, **following}


def do_part(actor: Actor, compared: Reconciliation, part: str, pace: Pace) -> Arguments | None:
    """Do one chunk; return which part comes next and at which pace, None after the last."""
    if part == ROWS:
        return compare_some(actor, compared, pace)
    if part == FORMER:
        lay_beside_former(actor, compared)
        return {"part": PILES}
    finish(actor, compared)
    return None


def compare_some(actor: Actor, compared: Reconciliation, pace: Pace) -> Arguments:
    """Put the next rows on piles; return what comes next."""
    left = people_rows(actor, compared.received).filter(pk__gt=compared.reached)
    rows = list(left[: pace.size])
    if not rows:
        return {"part": FORMER}
    put, aside = partial(put_on_piles, actor, compared), partial(put_aside, compared)
    done, pace = work_on(rows, put, aside, pace)
    if done:
        compared.reached = rows[-1].pk
        compared.checked += done
        compared.save(update_fields=["reached", "checked"])
    return {"part": ROWS} | pace.arguments()


def put_on_piles(actor: Actor, compared: Reconciliation, rows: Sequence[ListRow]) -> None:
    """Put rows on the piles on which they come to lie."""
    entries = entries_of(actor, compared, rows, compared.checked + 1)
    PileEntry.objects.bulk_create(entries, batch_size=AT_ONCE)


def put_aside(compared: Reconciliation, row: ListRow, reference: str) -> None:
    """Leave a row at which the comparison failed to an officer: it is of nobody yet."""
    said = {"differences": [Difference.SET_ASIDE.value], "because": reference}
    theirs = {"pile": Pile.THEIRS, "found": Pile.THEIRS}
    PileEntry.objects.create(
        reconciliation=compared, row=row, number=compared.checked + 1, **said, **theirs
    )


def running(actor: Actor, reconciliation_id: int) -> Reconciliation | None:
    """Return the comparison, locked, as long as it is wanted."""
    rows = Reconciliation.objects.visible_to(actor).select_related(
        "received", "received__replaces", "mission", "place"
    )
    rows = rows.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=reconciliation_id, state=ReconciliationState.RUNNING).first()


def stop(compared: Reconciliation, why: StopReason) -> None:
    """End a comparison before its end; what was found until then stays as evidence."""
    compared.state, compared.stopped_because = ReconciliationState.STOPPED, why
    compared.finished_at = present.now()
    compared.save(update_fields=["state", "stopped_because", "finished_at"])
