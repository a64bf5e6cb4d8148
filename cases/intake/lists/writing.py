"""From rows that are ready to people and cases: exactly once for each row.

A row is taken under a lock and is settled in the transaction that opens its case. What is refused
goes back to the officer with the sentence of the refusal, and holds nobody else up.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cases.casework.choices import ReportSource
from cases.casework.models import Case
from cases.citizens.choices import NameKind
from cases.citizens.models import Citizen
from cases.citizens.names.host_script import is_host_script
from cases.citizens.operations import add_name
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.core.facts import Source, When
from cases.core.partial import PartialDate
from cases.intake.doubles import LIKELY_DOUBLE
from cases.intake.lists.choices import RowState, SenderKind
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.queries import rows_in
from cases.intake.lists.said import fault
from cases.intake.lists.scripts import script_of
from cases.intake.operations import register_and_open
from cases.places.models import Place, Province

AT_ONCE: Final = 25
SOURCES: Final[Mapping[str, Source]] = {
    SenderKind.OWN: Source.MISSION,
    SenderKind.OTHER_MISSION: Source.OTHER_MISSION,
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
class Written:
    """What became of a row: the case that was opened, or why it was not."""

    row: ListRow
    case: Case | None = None
    refusal: Refused | None = None


def write_rows(actor: Actor, received: ReceivedList, rows: Sequence[ListRow]) -> list[Written]:
    """Register the people of `rows` and open their cases; of each row what became of it."""
    found = []
    for row in rows:
        try:
            case = register_and_open(actor, **arguments_of(actor, received, row))
        except Refused as refusal:
            found.append(Written(row, refusal=refusal))
            continue
        add_spelling(actor, case.citizen, row)
        found.append(Written(row, case))
    return found


def write_some(actor: Actor, received: ReceivedList, until: float) -> bool:
    """Write ready rows until `until` on the clock of the machine; return whether some are left."""
    ready = rows_in(actor, received).filter(state=RowState.READY)
    while time.monotonic() < until:
        rows = list(ready.select_for_update(of=("self",), no_key=True).in_order()[:AT_ONCE])
        if not rows:
            return False
        settle(actor, write_rows(actor, received, rows))
    return ready.exists()


def settle(actor: Actor, written: Sequence[Written]) -> None:
    """Keep in each row what became of it, in the transaction in which it did."""
    now = present.now()
    for one in written:
        row = one.row
        if one.case is not None:
            settle_row(actor, row, one.case, RowState.WRITTEN, now)
        elif one.refusal is not None:
            give_back(row, one.refusal)
    columns = ["state", "problems", "case", "citizen", "settled_at", "settled_by"]
    ListRow.objects.bulk_update([one.row for one in written], columns)


def settle_row(actor: Actor, row: ListRow, case: Case, state: RowState, now: Any) -> None:
    """Say of a row whose it is."""
    row.state, row.case, row.citizen_id = state, case, case.citizen_id
    row.settled_at, row.settled_by_id = now, actor.staff_id


def give_back(row: ListRow, refusal: Refused) -> None:
    """Give a row back to the officer with the sentence that says why."""
    if refusal.code == LIKELY_DOUBLE:
        row.state = RowState.LIKELY_DOUBLE
        return
    row.state = RowState.NEEDS_FIXING
    sentences = [str(problem.message) for problem in refusal.problems] or [str(refusal.message)]
    row.problems = [*row.problems, *(fault("refused", "", sentence=words) for words in sentences)]


def arguments_of(actor: Actor, received: ReceivedList, row: ListRow) -> dict[str, Any]:
    """Return what a new case takes of a row."""
    said: Mapping[str, str] = row.values
    found: dict[str, Any] = {name: said[name] for name in PLAIN if name in said}
    found |= {
        "incident": received.incident,
        "report_source": ReportSource.LIST.value,
        "reported": When(day=received.received_on),
    }
    if "birth" in said:
        found["birth"] = PartialDate.parse(said["birth"])
    if "origin_province" in said:
        found["origin_province"] = Province.objects.visible_to(actor).get(
            code=said["origin_province"]
        )
    if "now_at" in said:
        found["now_at"] = place_under(actor, said["now_at"])
    if "crossing_when" in said:
        found |= crossing_of(received, said["crossing_when"])
    if row.apart:
        others = Citizen.objects.visible_to(actor).filter(uuid__in=row.apart)
        found |= {"not_the_same_as": list(others), "not_the_same_because": row.because}
    return found


def place_under(actor: Actor, code: str) -> Place:
    """Return a place with the one across the border."""
    return Place.objects.visible_to(actor).select_related("opposite").get(code=code)


def crossing_of(received: ReceivedList, day: str) -> dict[str, Any]:
    """Return the crossing that a list tells of."""
    source = SOURCES.get(received.sender_kind, Source.OTHER)
    return {
        "crossing_from": received.crossing_from,
        "crossing_to": received.crossing_to,
        "crossing_when": When(day=date.fromisoformat(day)),
        "crossing_source": source.value,
    }


def add_spelling(actor: Actor, citizen: Citizen, row: ListRow) -> None:
    """Keep another name that the list gives, in its own script."""
    other = row.values.get("other_name", "")
    if other:
        kind = NameKind.HOST_SCRIPT if is_host_script(other) else NameKind.LIST
        add_name(actor, citizen, kind=kind.value, value=other, script=script_of(other))
