"""From rows that are ready to people and cases: exactly once for each row.

A row is taken under a lock and is settled in the transaction that opens its case. What is refused
goes back to the officer with the sentence of the refusal, and holds nobody else up.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from cases.casework.choices import ReportSource
from cases.casework.models import Case
from cases.citizens.choices import NameKind
from cases.citizens.models import Citizen
from cases.citizens.names.host_script import is_host_script
from cases.citizens.operations import declare_different
from cases.core import present
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.audit import write_each
from cases.core.context import set_operation
from cases.core.facts import Source, When
from cases.core.jobs.sets import Pace, work_on
from cases.core.partial import PartialDate
from cases.intake.lists.checking import set_aside
from cases.intake.lists.choices import RowState, SenderKind
from cases.intake.lists.doubles import people_named
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.queries import rows_in
from cases.intake.lists.said import fault
from cases.intake.lists.scripts import script_of
from cases.intake.sets import Arrival, TakenIn, take_in
from cases.places.models import Place, Province

OPERATION: Final = "write_list"
SETTLED: Final = ("state", "problems", "case", "citizen", "settled_at", "settled_by")
SOURCES: Final[Mapping[str, Source]] = {
    SenderKind.OWN: Source.MISSION,
    SenderKind.OTHER_MISSION: Source.OTHER_MISSION,
    SenderKind.HOME_AUTHORITY: Source.HOME_AUTHORITY,
    SenderKind.IMMIGRATION: Source.HOST_AUTHORITY,
    SenderKind.HOST_AUTHORITY: Source.HOST_AUTHORITY,
    SenderKind.IOM: Source.ORGANISATION,
    SenderKind.ORGANISATION: Source.ORGANISATION,
}
PLAIN: Final = (
    *("full_name", "sex", "nationality", "birth_place", "origin_commune", "summary", "address"),
    *("family_name", "middle_name", "given_name", "phone", "phone_whose", "relative_name"),
    *("relative_relation", "relative_phone", "document_kind", "document_number"),
    *("document_status", "document_country", "personal_number"),
)


@dataclass(frozen=True, slots=True)
class ByCode:
    """Provinces and places by their codes, read once for many rows."""

    provinces: Mapping[str, Province]
    places: Mapping[str, Place]


def write_rows(actor: Actor, received: ReceivedList, rows: Sequence[ListRow]) -> list[TakenIn]:
    """Register the people of `rows` and open their cases; each row keeps what became of it."""
    known, others = by_code(actor), people_named(actor, rows)
    arrivals = [arrival_of(received, row, known, others) for row in rows]
    taken = take_in(actor, received.incident, arrivals)
    write_each("case.taken_in", OPERATION, [one.case for one in taken if one.case])
    now = present.now()
    for row, one in zip(rows, taken, strict=True):
        if one.case is None:
            give_back(row, one)
            continue
        settle_row(actor, row, one.case, RowState.WRITTEN, now)
    write_columns(rows, SETTLED)
    declare_apart(actor, received, rows)
    return taken


def declare_apart(actor: Actor, received: ReceivedList, rows: Sequence[ListRow]) -> None:
    """Put on record who is somebody else, of those registered now; each two of them once."""
    others, told = people_named(actor, rows), set()
    for row, case in ((row, row.case) for row in rows if row.case is not None):
        for other in filter(None, map(others.get, row.apart)):
            two = frozenset({other.pk, case.citizen_id})
            if two not in told:
                reason = row.because or f"{received}: {row.number}"
                declare_different(actor, case.citizen, other=other, reason=reason)
            told.add(two)


def write_some(actor: Actor, received: ReceivedList, until: float, pace: Pace) -> tuple[bool, Pace]:
    """Write ready rows until `until` on the clock of the machine.

    Return whether some are left, and the pace at which to go on with them.
    """
    ready = rows_in(actor, received).filter(state=RowState.READY)
    set_operation(OPERATION)
    while time.monotonic() < until:
        locked = ready.select_for_update(of=("self",), no_key=True).in_order()
        rows = list(locked[: pace.size])
        if not rows:
            return False, pace
        _done, pace = work_on(rows, partial(write_rows, actor, received), set_aside, pace)
    return ready.exists(), pace


def settle_row(actor: Actor, row: ListRow, case: Case, state: RowState, now: Any) -> None:
    """Say of a row whose it is."""
    row.state, row.case, row.citizen_id = state, case, case.citizen_id
    row.settled_at, row.settled_by_id = now, actor.staff_id


def give_back(row: ListRow, taken: TakenIn) -> None:
    """Give a row back to the officer with the sentences that say why."""
    if taken.doubles:
        row.state = RowState.LIKELY_DOUBLE
        return
    row.state = RowState.NEEDS_FIXING
    sentences = [str(problem.message) for problem in taken.problems]
    row.problems = [*row.problems, *(fault("refused", "", sentence=words) for words in sentences)]


def by_code(actor: Actor) -> ByCode:
    """Read all provinces and places, each place with the one across the border."""
    places = Place.objects.visible_to(actor).select_related("opposite")
    return ByCode(
        {row.code: row for row in Province.objects.visible_to(actor)},
        {row.code: row for row in places},
    )


def arrival_of(
    received: ReceivedList, row: ListRow, known: ByCode, others: Mapping[str, Citizen]
) -> Arrival:
    """Return what a new case takes of a row."""
    said: Mapping[str, str] = row.values
    found: dict[str, Any] = {name: said[name] for name in PLAIN if name in said}
    found |= {
        "report_source": ReportSource.LIST.value,
        "reported": When(day=received.received_on),
    }
    if "birth" in said:
        found["birth"] = PartialDate.parse(said["birth"])
    if "origin_province" in said:
        found["origin_province"] = known.provinces[said["origin_province"]]
    if "now_at" in said:
        found["now_at"] = known.places[said["now_at"]]
    if "crossing_when" in said:
        found |= crossing_of(received, said["crossing_when"])
    apart = tuple(others[key] for key in row.apart if key in others)
    return Arrival(found, apart, tuple(spellings(row)))


def crossing_of(received: ReceivedList, day: str) -> dict[str, Any]:
    """Return the crossing that a list tells of."""
    source = SOURCES.get(received.sender_kind, Source.OTHER)
    return {
        "crossing_from": received.crossing_from,
        "crossing_to": received.crossing_to,
        "crossing_when": When(day=date.fromisoformat(day)),
        "crossing_source": source.value,
    }


def spellings(row: ListRow) -> Iterator[dict[str, str]]:
    """Yield another name that the list gives, in its own script."""
    other = row.values.get("other_name", "")
    if other:
        kind = NameKind.HOST_SCRIPT if is_host_script(other) else NameKind.LIST
        yield {"kind": kind.value, "value": other, "script": script_of(other)}
