"""What follows from a pile: a stay, a spelling, a case, with the row of the list as its source."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.operations import record_stay
from cases.citizens.models import Citizen
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule, not_found, wrong_state
from cases.core.facts import Source, When
from cases.core.operations import operation
from cases.crossings.choices import StayKind
from cases.crossings.models import Stay
from cases.intake.doubles import already_registered
from cases.intake.lists.choices import RowState
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.operations import attach_list_row
from cases.intake.lists.operations.attaching import add_list_spelling, case_in_incident
from cases.intake.lists.writing import SOURCES, write_rows
from cases.intake.reconciliation.choices import Done, Match
from cases.intake.reconciliation.matching import lay, still_differ
from cases.intake.reconciliation.models import PileEntry
from cases.intake.reconciliation.possible import refusal_of
from cases.intake.reconciliation.queries import records_of
from cases.intake.reconciliation.states import TAKEN_IN_FROM
from cases.places.models import Place

SETTLES = ["citizen", "pile", "match", "differences", "done", "because", "done_at", "done_by"]


@operation(may="whereabouts.record", audit="pile_entry.stay_recorded")
def record_listed_stay(actor: Actor, entry: PileEntry) -> PileEntry:
    """Record that the person is where the list has her, on its day, with the row as the source."""
    refuse("record_listed_stay", entry)
    compared, row = entry.reconciliation, row_of(entry)
    case = case_of(actor, entry)
    place = place_of(actor, row) or compared.place
    values: dict[str, Any] = {
        "country": place.country if place else compared.country or country_of(compared.holder),
        "place": place,
        "holder": compared.holder,
    }
    refuse_known(actor, entry, values)
    record_stay(
        actor,
        case,
        kind=StayKind.AT.value,
        when=When(day=compared.as_of),
        source=SOURCES.get(compared.received.sender_kind, Source.OTHER).value,
        source_detail=where_it_stands(compared.received, row),
        **values,
    )
    note_done(actor, entry, Done.STAY)
    entry.save(update_fields=SETTLES)
    return entry


@operation(may="citizen.correct", audit="pile_entry.spelling_kept")
def keep_listed_spelling(actor: Actor, entry: PileEntry) -> PileEntry:
    """Add the spelling of the list to the names of the person; then it differs no more."""
    refuse("keep_listed_spelling", entry)
    row, citizen = row_of(entry), person_of(actor, entry)
    add_list_spelling(actor, citizen, row)
    entry.differences = still_differ(actor, entry)
    lay(entry)
    note_done(actor, entry, Done.SPELLING)
    entry.save(update_fields=SETTLES)
    return entry


@operation(may="list.take_in", audit="pile_entry.case_opened")
def open_listed_case(actor: Actor, entry: PileEntry) -> PileEntry:
    """Open the case of a row, of a person of ours or of somebody whom it registers.

    Where she has one in the incident the row is tied to it.
    """
    row = entry.row = locked_row(actor, entry)
    refuse("open_listed_case", entry)
    if entry.citizen_id is not None:
        row = attach_list_row(actor, row, citizen=person_of(actor, entry))
    else:
        row = taken_in(actor, row)
        entry.citizen_id, entry.match = row.citizen_id, Match.SETTLED
    entry.row = row
    entry.differences = still_differ(actor, entry)
    lay(entry)
    note_done(actor, entry, Done.CASE)
    entry.save(update_fields=SETTLES)
    return entry


def taken_in(actor: Actor, row: ListRow) -> ListRow:
    """Register the person of a row and open her case; what forbids it is said as it is."""
    if row.state == RowState.TWICE:
        raise wrong_state(_("The same person stands in another row of the list."), "twice")
    if row.state not in TAKEN_IN_FROM:
        raise wrong_state(_("This row needs fixing in the list first."), "needs_fixing")
    (taken,) = write_rows(actor, row.received, [row])
    if taken.doubles:
        raise already_registered(actor, taken.doubles)
    if taken.case is None:
        problem = taken.problems[0]
        raise broken_rule(problem.message, problem.code)
    return row


def locked_row(actor: Actor, entry: PileEntry) -> ListRow:
    """Return the row of an entry, locked, as it is now."""
    rows = ListRow.objects.visible_to(actor).select_related(
        "received__incident", "received__mission"
    )
    found = rows.select_for_update(of=("self",), no_key=True).filter(pk=entry.row_id or 0).first()
    if found is None:
        raise not_found()
    return found


def refuse(name: str, entry: PileEntry) -> None:
    """409 unless an operation is possible as the entry stands."""
    refusal = refusal_of(name, entry)
    if refusal is not None:
        raise refusal


def refuse_known(actor: Actor, entry: PileEntry, values: dict[str, Any]) -> None:
    """409 where the same stay of the same day is on record: another list, another comparison."""
    row = row_of(entry)
    same = (
        Stay.objects.visible_to(actor)
        .standing()
        .filter(
            citizen_id__in=records_of(actor, entry.citizen_id),
            source_detail=where_it_stands(entry.reconciliation.received, row),
            **values,
        )
    )
    if same.exists():
        raise wrong_state(_("This stay is on record from this list already."), "stay_known")


def case_of(actor: Actor, entry: PileEntry) -> Case:
    """Return the case of the person in the incident of the list: the stay is recorded there."""
    case = case_in_incident(actor, person_of(actor, entry), row_of(entry))
    if case is None:
        raise wrong_state(
            _("This person has no case of this incident yet. Open it first."), "no_case"
        )
    return case


def person_of(actor: Actor, entry: PileEntry) -> Citizen:
    """Return the person of an entry; 404 when she is out of sight."""
    found = Citizen.objects.visible_to(actor).filter(pk=entry.citizen_id or 0).first()
    if found is None:
        raise not_found()
    return found


def row_of(entry: PileEntry) -> ListRow:
    """Return the row of an entry that has one."""
    assert entry.row is not None
    return entry.row


def place_of(actor: Actor, row: ListRow) -> Place | None:
    """Return the place that the row itself names."""
    code = row.values.get("now_at", "")
    return Place.objects.visible_to(actor).filter(code=code).first() if code else None


def country_of(holder: Any) -> str:
    """Return the country of a body."""
    return str(holder.country) if holder is not None else ""


def where_it_stands(received: ReceivedList, row: ListRow) -> str:
    """Return list, sheet and row, as the source of what follows from it."""
    sheet = received.sheet_name(row.sheet)
    parts = [str(received), *([f"“{sheet}”"] if sheet else []), f"{row.number}"]
    return ": ".join(parts)[:300]


def note_done(actor: Actor, entry: PileEntry, done: Done) -> None:
    """Keep what was done from the pile, and by whom."""
    entry.done = [*(code for code in entry.done if code != done), done.value]
    entry.done_at, entry.done_by_id = present.now(), actor.staff_id
