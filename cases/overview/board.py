"""The board: what is stuck, with whom, since when, and which deadline runs out today.

One count in the database over the open cases alone, by what blocks and who must act at once,
answered from the index `case_board`; no table of steps is read. What has run out by the mere
passing of time counts as no longer valid (`cases.casework.blocking`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Case as Either
from django.db.models import Count, Min, Value, When
from django.db.models.base import Model

from cases.casework.blocking import Blocking, Due, bodies_of
from cases.casework.choices import BlockerKind
from cases.casework.models import Case, CaseQuerySet
from cases.core.actor import Actor
from cases.core.precision import days_between
from cases.incidents.models import Incident
from cases.missions.days import Days, days_of
from cases.missions.models import Authority, Mission
from cases.procedures.choices import Body
from cases.procedures.models import Procedure

WHAT: Final = ("blocker_kind", "blocker_procedure_id", "blocker_condition")
WHO: Final = ("blocker_body", "blocker_authority_id")
DUE_OF: Final = "next_due_limit__on_whom"
"""Who has to keep the limit that runs out next: not always who holds the case up."""


@dataclass(slots=True)
class Tally:
    """How many cases, since when the longest of them waits, how many are late or due today.

    It began to wait on a day from `begun` to `since`.
    """

    count: int = 0
    begun: date | None = None
    since: date | None = None
    overdue: int = 0
    today: int = 0

    def press(self, row: dict[str, Any]) -> None:
        """Take in what is late or due today of a group of the database."""
        self.overdue += row["overdue"]
        self.today += row["today"]

    def wait(self, row: dict[str, Any], zone: str) -> None:
        """Take in how many cases of a group wait, and since when."""
        self.count += row["count"]
        if row["gone"]:
            begun = since = row["lasted"] + timedelta(days=1)
        elif row["since"]:
            ends = row["begun"], row["since"]
            begun, since = days_between(*ends, zone) or [
                end.astimezone(ZoneInfo(zone)).date() for end in ends
            ]
        else:
            return
        self.begun = min(begun, self.begun or begun)
        self.since = min(since, self.since or since)

    @property
    def urgency(self) -> tuple[int, int, int]:
        """What comes first on the board."""
        return (-self.overdue, -self.today, -self.count)


@dataclass(slots=True)
class ByWhat(Tally):
    """The cases blocked in one way, by one procedure or condition."""

    kind: str = ""
    procedure: Procedure | None = None
    condition: str = ""


@dataclass(slots=True)
class ByWho(Tally):
    """The cases that wait for one authority, or for one kind of body.

    What is late or due today is what this body has to keep, whoever holds the case up. Of a case
    that waits for somebody else it stands in the line without an authority, unless one alone of its
    kind is waited for here (`keeps_all`). `has_namesakes`: others wait for an authority of the same
    kind that was asked by name.
    """

    body: str = ""
    authority: Authority | None = None
    has_namesakes: bool = False
    keeps_all: bool = False


@dataclass(slots=True)
class Board:
    """The board of one moment; the day in `since` is that of the reader's zone."""

    now: datetime
    zone: str
    mission: Mission | None
    incident: Incident | None
    by_what: list[ByWhat] = field(default_factory=list)
    by_who: list[ByWho] = field(default_factory=list)
    for_headquarters: bool = False

    @property
    def clock(self) -> ZoneInfo:
        """The zone in which the board tells days."""
        return ZoneInfo(self.zone)

    @property
    def open(self) -> int:
        """How many cases are open."""
        return sum(row.count for row in self.by_what)

    @property
    def overdue(self) -> int:
        """How many have a deadline that has passed."""
        return sum(row.overdue for row in self.by_what)

    @property
    def today(self) -> int:
        """How many have a deadline that runs out today."""
        return sum(row.today for row in self.by_what)

    def of_side(self, side: str) -> int:
        """How many lie on one side of our desk."""
        bodies = bodies_of(side, for_headquarters=self.for_headquarters)
        return sum(row.count for row in self.by_who if row.body in bodies)


def board_of(
    actor: Actor, now: datetime, mission: Mission | None = None, incident: Incident | None = None
) -> Board:
    """Return the board of the actor's own cases, for headquarters of all or of one mission."""
    cases = Case.objects.own_of(actor).still_open().order_by()
    if mission is not None:
        cases = cases.filter(mission=mission)
    if incident is not None:
        cases = cases.filter(incident=incident)
    days = days_of(actor, now, mission)
    board = Board(now, actor.zone, mission, incident, for_headquarters=actor.is_headquarters)
    groups = counted(cases, days, (*WHAT, *WHO, DUE_OF))
    board.by_what = by_what(actor, groups, board.zone)
    board.by_who = by_who(actor, groups, board.zone)
    return board


def counted(cases: CaseQuerySet, days: Days, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the counts of cases by columns, those in which something has run out apart."""
    blocking = Blocking(days)
    groups: Any = cases.annotate(
        gone=Either(When(blocking.has_run_out, then=Value(True)), default=Value(False))
    ).values("gone", *columns)
    return list(
        groups.annotate(
            count=Count("*"),
            begun=Min("blocked_from"),
            since=Min("blocked_since"),
            lasted=Min("valid_until"),
            overdue=Count("next_due_at", filter=blocking.due(Due.OVERDUE)),
            today=Count("next_due_at", filter=blocking.due(Due.TODAY)),
        )
    )


def by_what(actor: Actor, groups: Iterable[dict[str, Any]], zone: str) -> list[ByWhat]:
    """Return the groups by kind and procedure or condition, the most urgent first."""
    found: dict[tuple[str, int | None, str], ByWhat] = {}
    for row in groups:
        key = tuple(row[name] for name in WHAT)
        if row["gone"]:
            key = (BlockerKind.EXPIRED.value, None, "")
        line = found.setdefault(key, ByWhat(kind=key[0], condition=key[2]))
        line.wait(row, zone)
        line.press(row)
    procedures = Procedure.objects.visible_to(actor).only("code", "name", "name_vi", "name_fr")
    names = named(procedures, {key[1] for key in found})
    for (_kind, number, _condition), line in found.items():
        line.procedure = names.get(number)
    return sorted(found.values(), key=lambda line: line.urgency)


def by_who(actor: Actor, groups: Iterable[dict[str, Any]], zone: str) -> list[ByWho]:
    """Return the groups by authority, else by kind of body, the most urgent first."""
    found: dict[tuple[str, int | None], ByWho] = {}
    asked_by_name = set()
    for row in groups:
        body, number = (row[name] for name in WHO)
        if row["gone"]:
            body, number = Body.MISSION.value, None
        found.setdefault((body, number), ByWho(body=body)).wait(row, zone)
        if row["overdue"] or row["today"]:
            late = row[DUE_OF]
            of = (late, number if late == body else None)
            found.setdefault(of, ByWho(body=late)).press(row)
        if number is not None:
            asked_by_name.add(body)
    for body in asked_by_name:
        join_only_one(found, body)
    authorities = Authority.objects.visible_to(actor).only("code", "name", "name_vi", "name_fr")
    names = named(authorities, {number for _body, number in found})
    for (body, number), line in found.items():
        line.authority = names.get(number)
        line.has_namesakes = number is None and body in asked_by_name
    return sorted(found.values(), key=lambda line: line.urgency)


def join_only_one(found: dict[tuple[str, int | None], ByWho], body: str) -> None:
    """Count with the one authority of its kind what this has to keep while others hold cases up."""
    numbers = [number for kind, number in found if kind == body and number is not None]
    nameless = found.get((body, None))
    if nameless is not None and not nameless.count and len(numbers) == 1:
        line = found[body, numbers[0]]
        line.overdue, line.today = line.overdue + nameless.overdue, line.today + nameless.today
        line.keeps_all = True
        del found[body, None]


def named(rows: Any, numbers: set[int | None]) -> dict[int | None, Any]:
    """Return the rows with these ids; no query when there are none."""
    wanted = numbers - {None}
    found: Iterable[Model] = rows.filter(pk__in=wanted) if wanted else ()
    return {row.pk: row for row in found}
