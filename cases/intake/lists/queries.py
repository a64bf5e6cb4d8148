"""Reads of lists: how far one is, its rows for a page, what its columns were called before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case as Choose
from django.db.models import Count, Exists, OuterRef, Q, Value, When
from django.tasks import TaskResultStatus

from cases.citizens.names.folding import folded
from cases.citizens.names.host_script import is_host_script
from cases.core import present
from cases.core.actor import Actor
from cases.core.jobs.models import QueuedJob
from cases.intake.lists.choices import (
    NEEDS_DAY,
    SET_ASIDE,
    SETTLED,
    ListField,
    ListState,
    NationalityOfList,
    RowState,
    SenderKind,
)
from cases.intake.lists.known import gazetteer
from cases.intake.lists.layout import SheetLayout, layout_at
from cases.intake.lists.models import ListRow, ReceivedList, SenderMapping
from cases.intake.lists.models.received import ReceivedListQuerySet
from cases.intake.lists.models.row import ListRowQuerySet
from cases.intake.lists.reading.tables import Line
from cases.intake.lists.rows import Ground, Orders, orders_of
from cases.intake.lists.rows.dates import SERIAL_ZERO, ZERO_OF_1904
from cases.intake.lists.rows.kinds import held_cells
from cases.intake.lists.rows.nations import UNKNOWN, nation_in, nations_in, told_above
from cases.places.choices import Country
from cases.places.models import Place

KEY_LENGTH = 160
MOST_ABOVE = 2
CODES = {
    "": UNKNOWN,
    NationalityOfList.OURS: Country.VN.value,
    NationalityOfList.UNKNOWN: UNKNOWN,
    NationalityOfList.OTHER: Country.XX.value,
}
PERHAPS_TITLES = ("section", "perhaps_section", "perhaps_person")
"""Of rows left out or parked: a title of a part that may be a name too, such as “Thái Lan”."""
NOT_TOLD = Q(values__has_key="full_name") & ~Q(values__has_key="nationality")
DATES = (ListField.BIRTH, ListField.CROSSED_ON, ListField.DAY)


def sender_key(sender: str, kind: str) -> str:
    """Return under what a sender's columns are remembered."""
    return f"{SenderKind(kind).value}:{folded(sender)}"[:KEY_LENGTH]


def remembered(actor: Actor, sender: str, kind: str) -> Mapping[str, str]:
    """Return heading -> field as it was said of the last list of this sender at our mission."""
    key = sender_key(sender, kind)
    rows = SenderMapping.objects.visible_to(actor).filter(
        mission_id=actor.mission_id, sender_key=key
    )
    return rows.values_list("headings", flat=True).first() or {}


def layouts_of(received: ReceivedList) -> list[SheetLayout]:
    """Return what the list keeps of its columns."""
    return [SheetLayout.from_json(said) for said in received.layout]


def ground_of(actor: Actor, received: ReceivedList) -> Ground:
    """Return what the rows of a list are read by."""
    return Ground(
        layouts=layouts_of(received),
        today=present.now().astimezone(actor.clock).date(),
        known=gazetteer(actor),
        day_order=received.day_order,
        short_years=received.short_years,
        as_of=received.as_of or received.received_on,
        has_border=bool(received.crossing_from and received.crossing_to),
        zero=ZERO_OF_1904 if counts_from_1904(received) else SERIAL_ZERO,
        told={} if received.is_reply else nationalities_told(actor, received),
        nationality=CODES[received.nationality],
    )


def nationalities_told(actor: Actor, received: ReceivedList) -> dict[int, list[tuple[int, str]]]:
    """Return by sheet which nationality its name and its titles tell, from which row on."""
    places = Place.objects.visible_to(actor).exclude(country=Country.VN)
    hosts = set(places.order_by().values_list("country", flat=True).distinct())
    found: dict[int, list[tuple[int, str]]] = {}
    for number, sheet in enumerate(received.sheets, start=1):
        found[number] = [(0, nation_in(sheet["name"], hosts))]
    firsts = {one.sheet: one.first for one in reversed(layouts_of(received))}
    above = [Q(sheet=sheet, number__lt=first) for sheet, first in firsts.items()]
    titles = reduce(or_, above, Q(reason__in=PERHAPS_TITLES))
    rows = rows_in(actor, received).filter(titles).in_order()
    for sheet, number, cells in rows.values_list("sheet", "number", "cells"):
        told = {nation_in(cell, hosts) for cell in cells if cell and nations_in(cell)}
        if told:
            found[sheet].append((number, told.pop() if len(told) == 1 else ""))
    return found


def untold(actor: Actor, received: ReceivedList, layouts: Sequence[SheetLayout]) -> list[str]:
    """Return the sheets of people on which no column, title or name tells a nationality."""
    if received.is_reply:
        return []
    told = nationalities_told(actor, received)
    return list(
        dict.fromkeys(
            received.sheet_name(one.sheet) or str(one.sheet)
            for one in layouts
            if one.columns
            and ListField.NATIONALITY not in one.columns.values()
            and not told_above(told.get(one.sheet, ()), one.first)
        )
    )


def counts_from_1904(received: ReceivedList) -> bool:
    """Return whether the days of the workbook are counted from 1904."""
    return any(said["code"] == "date1904" for said in received.notes)


def rows_in(actor: Actor, received: ReceivedList) -> ListRowQuerySet:
    """Return the rows of a list."""
    return ListRow.objects.visible_to(actor).filter(received=received)


def said_of(row: ListRow) -> dict[str, str]:
    """Return field -> what counts of it now: what was put in place of the cell, else the cell."""
    said: dict[str, str] = {}
    layout = layout_at(layouts_of(row.received), row.sheet, row.number)
    if layout is not None:
        said |= held_cells(Line(row.number, tuple(row.cells)), layout)
    corrected: dict[str, str] = row.corrected
    return said | corrected


def lacking_day(actor: Actor, received: ReceivedList) -> ListRowQuerySet:
    """Return the rows of a reply that wait for a day alone: one may be given for all of them."""
    rows = rows_in(actor, received).filter(state=RowState.NEEDS_FIXING)
    return rows.filter(problems__contains=[{"code": NEEDS_DAY}])


def counts_of(actor: Actor, received: ReceivedList) -> dict[str, int]:
    """Return state -> number of rows, those without a row included."""
    rows = rows_in(actor, received)
    found = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    return {state: found.get(state, 0) for state in RowState.values}


@dataclass(frozen=True, slots=True)
class Account:
    """How the lines of what was received add up: `lines + split = blank + left out + people`.

    `unknown` of the people are those whose nationality is not known.

    `blank` are lines with nothing in them, and those inside a cell; `split` the rows that were made
    of one that names several people. `left_out` is reason -> rows, `states` state -> rows.
    """

    lines: int
    blank: int
    split: int
    left_out: Mapping[str, int]
    states: Mapping[str, int]
    unknown: int

    @property
    def people(self) -> int:
        """Rows that are people, as far as is known, whatever became of them."""
        return sum(self.states.values()) - self.states[RowState.LEFT_OUT]

    @property
    def registered(self) -> int:
        """Rows of which somebody was registered, or found on record."""
        return sum(self.states[state] for state in SETTLED)


def account_of(actor: Actor, received: ReceivedList) -> Account:
    """Count the lines of a list by what became of them, in one query."""
    of_nobody = When(state=RowState.LEFT_OUT, then="reason")
    rows = rows_in(actor, received).order_by().annotate(why=Choose(of_nobody, default=Value("")))
    found = rows.values_list("state", "why").annotate(
        count=Count("pk"),
        split=Count("pk", filter=Q(part__gt=0)),
        unknown=Count("pk", filter=NOT_TOLD),
    )
    states = dict.fromkeys(RowState.values, 0)
    left_out: dict[str, int] = {}
    split = unknown = 0
    for state, why, count, further, not_told in found:
        states[state] += count
        split += further
        unknown += not_told
        if state == RowState.LEFT_OUT:
            left_out[why] = left_out.get(why, 0) + count
    kept = sum(sheet["rows"] for sheet in received.sheets)
    lines = sum(sheet.get("lines", sheet["rows"]) for sheet in received.sheets)
    unknown = 0 if received.is_reply else unknown
    return Account(lines, lines - kept, split, left_out, states, unknown)


def rows_of(actor: Actor, received: ReceivedList, states: Sequence[str]) -> ListRowQuerySet:
    """Return the rows in some states, in the order of the file."""
    rows = rows_in(actor, received).filter(state__in=states)
    return rows.select_related("case").in_order()


def lines_above(actor: Actor, received: ReceivedList, sheet: int, first: int) -> list[Line]:
    """Return the rows right above one, as they were: its headings stand in the last of them."""
    rows = rows_in(actor, received).filter(sheet=sheet, number__lt=first, part=0)
    found = rows.order_by("-number").values_list("number", "cells")[:MOST_ABOVE]
    return [Line(number, tuple(cells)) for number, cells in reversed(found)]


def first_lines(
    actor: Actor, received: ReceivedList, sheet: int, most: int, begin: int = 0
) -> list[Line]:
    """Return the first rows of a sheet as they were, or those from one on."""
    rows = rows_in(actor, received).filter(sheet=sheet, number__gte=begin, part=0)
    found = rows.order_by("number").values_list("number", "cells")[:most]
    return [Line(number, tuple(cells)) for number, cells in found]


def rows_on(actor: Actor, case_id: int) -> ListRowQuerySet:
    """Return the rows of lists from which a case came, or which were found to be of it."""
    rows = ListRow.objects.visible_to(actor).filter(case_id=case_id)
    return rows.select_related("received").order_by("settled_at", "pk")


def orders_in(actor: Actor, received: ReceivedList, layouts: Sequence[SheetLayout]) -> Orders:
    """Return what the dates of a list show, and what has to be asked."""
    today = present.now().astimezone(actor.clock).date()
    texts: list[str] = []
    of_birth: set[str] = set()
    labels = "".join(label for layout in layouts for label in layout.labels)
    for layout in layouts:
        places = [index for index, name in layout.columns.items() if name in DATES]
        rows = rows_in(actor, received).filter(sheet=layout.sheet, number__gte=layout.first)
        later = [one.first for one in layouts if one.sheet == layout.sheet]
        end = min((first for first in later if first > layout.first), default=None)
        rows = rows.filter(number__lt=end) if end else rows
        for cells in rows.values_list("cells", flat=True) if places else ():
            found = {i: cells[i] for i in places if i < len(cells) and cells[i]}
            texts += found.values()
            of_birth |= {
                text for index, text in found.items() if layout.columns[index] == ListField.BIRTH
            }
    of_events = set(texts) - of_birth
    return orders_of(texts, today, is_thai=is_host_script(labels), of_events=of_events)


def standing_still(actor: Actor) -> ReceivedListQuerySet:
    """Return the lists in work on which no job works any more: it was given up, or is lost."""
    jobs = QueuedJob.objects.filter(
        args_kwargs__kwargs__has_key="list_id",
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    worked_on = {said["kwargs"]["list_id"] for said in jobs.values_list("args_kwargs", flat=True)}
    in_work = ReceivedList.objects.visible_to(actor).filter(
        state__in=[ListState.CHECKING, ListState.WRITING]
    )
    return in_work.exclude(pk__in=worked_on)


def with_rows_to_fix(actor: Actor) -> ReceivedListQuerySet:
    """Return the lists, of those not withdrawn, in which rows need fixing or were set aside."""
    failed = Q(state=RowState.PARKED, problems__contains=[{"code": SET_ASIDE}])
    rows = ListRow.objects.filter(Q(state=RowState.NEEDS_FIXING) | failed, received=OuterRef("pk"))
    lists = ReceivedList.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    return lists.filter(Exists(rows))
