"""Writing the same kind of row for many cases at once: in a fixed number of statements.

Only at the end of each chain. Late news about one case goes by `casework.ledger`, which moves what
comes after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.ledger import Entry, Writing, row_of
from cases.casework.models import Case, Transition
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.errors import Refused, Sentence, broken_rule
from cases.core.facts import Interval

BEFORE_LAST: Sentence = _(
    "This lies before what is on record last of the case. Record it on the case itself."
)
COLUMNS = ("stage", "held", "outcome", "hold_reason", "position_at", "rows", "version")


def locked_together(actor: Actor, cases: Iterable[Case]) -> list[Case]:
    """Return cases as they are now, locked with their people: two statements, people first.

    In the order in which they were named; those that went out of sight meanwhile are not among
    them.
    """
    named = list(cases)
    people = Citizen.objects.visible_to(actor).filter(pk__in={case.citizen_id for case in named})
    list(people.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    rows = Case.objects.visible_to(actor).filter(pk__in={case.pk for case in named})
    found = {
        row.pk: row
        for row in rows.select_related("citizen", "mission")
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    }
    return [found[case.pk] for case in named if case.pk in found]


def last_rows(cases: Sequence[Case]) -> dict[int, Transition]:
    """Return the last standing row of each case: one query."""
    rows = Transition.objects.standing().filter(case__in=[case.pk for case in cases])
    newest = rows.order_by("case_id", "-occurred_at", "-number").distinct("case_id")
    return {row.case_id: row for row in newest}


def refusal_by_order(last: Transition, interval: Interval) -> Refused | None:
    """Return the 422 of what would come before the last row of a case."""
    if interval.last < last.occurred_at:
        return broken_rule(BEFORE_LAST, "before_last", "when")
    return None


def append_each(
    actor: Actor,
    entries: Sequence[tuple[Case, Entry]],
    last: Mapping[int, Transition],
    moment: datetime,
    by: str,
) -> list[Transition]:
    """Append one row to each locked case, none of which closes or reopens it.

    `last` are the last rows of the cases; nothing may lie before them (`refusal_by_order`). The
    version of each case is raised: what somebody typed beside it is looked at again.
    """
    rows = []
    for case, entry in entries:
        row = row_of(Writing(actor, case, moment, by), entry)
        row.place_after(last[case.pk].after)
        rows.append(row)
        case.stage, case.held, case.outcome = row.to_stage, row.to_held, row.to_outcome
        case.hold_reason = case.hold_reason if row.to_held else ""
        case.position_at = row.occurred_at
        case.version += 1
    Transition.objects.bulk_create(rows)
    write_columns([case for case, _entry in entries], COLUMNS)
    return rows
