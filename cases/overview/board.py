"""The board: what is stuck, with whom, since when, and which deadline runs out today.

One count in the database over the open cases alone, by what blocks and who must act at once,
answered from the index `case_board`; no table of steps is read. What has run out by the mere
passing of time counts as no longer valid (`cases.casework.blocking`). A case that was closed and
reopened is a group of its own, so that no closed day is among those that it waits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Case as Either
from django.db.models import Count, F, Min, Value, When
from django.db.models.base import Model

from cases.casework.blocking import Blocking, Due, bodies_of
from cases.casework.choices import BlockerKind
from cases.casework.models import Case, CaseQuerySet
from cases.casework.progress.resting import Rests, closed_days, reopened, rests_of_reopened
from cases.core.actor import Actor
from cases.core.precision import DAY, days_between
from cases.incidents.models import Incident
from cases.missions.days import Days, days_of
from cases.missions.models import Authority, Mission
from cases.procedures.choices import Body
from cases.procedures.models import Procedure

WHAT: Final = ("blocker_kind", "blocker_procedure_id", "blocker_condition")
WHO: Final = ("blocker_body", "blocker_authority_id")


@dataclass(slots=True)
class Tally:
    """How many cases, since when the longest of them waits, how many are late or due today.

    It began to wait on a day from `begun` to `since`, each later by the days that it was `closed`.
    """

    count: int = 0
    begun: date | None = None
    since: date | None = None
    closed: int = 0
    overdue: int = 0
    today: int = 0

    def add(self, row: dict[str, Any], zone: str, today: date, rests: Rests) -> None:
        """Take in a group of the database, which was closed in the meantime."""
        self.count += row["count"]
        self.overdue += row["overdue"]
        self.today += row["today"]
        if row["gone"]:
            begun = since = row["lasted"] + DAY
        elif row["since"]:
            ends = row["begun"], row["since"]
            begun, since = days_between(*ends, zone) or [
                end.astimezone(ZoneInfo(zone)).date() for end in ends
            ]
        else:
            return
        closed = closed_days(since, today, zone, rests)
        begun, since = begun + closed * DAY, since + closed * DAY
        self.begun = min(begun, self.begun or begun)
        if self.since is None or since < self.since:
            self.since, self.closed = since, closed

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which the longest can have begun to wait."""
        if self.begun is None or self.since is None:
            return None
        return self.begun - self.closed * DAY, self.since - self.closed * DAY

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

    `has_namesakes`: others wait for an authority of the same kind that was asked by name.
    """

    body: str = ""
    authority: Authority | None = None
    has_namesakes: bool = False


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
    def day(self) -> date:
        """The day it is in the zone in which the board tells days."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

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
    groups = counted(cases, days, (*WHAT, *WHO))
    rests = rests_of_reopened(cases) if any(row["again"] for row in groups) else {}
    board.by_what = by_what(actor, groups, board, rests)
    board.by_who = by_who(actor, groups, board, rests)
    return board


def counted(cases: CaseQuerySet, days: Days, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the counts of cases by columns, those in which something has run out apart."""
    blocking = Blocking(days)
    groups: Any = cases.annotate(
        gone=Either(When(blocking.has_run_out, then=Value(True)), default=Value(False)),
        again=Either(When(reopened(), then=F("pk"))),
    ).values("gone", "again", *columns)
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


def by_what(
    actor: Actor, groups: Iterable[dict[str, Any]], board: Board, rests: Mapping[int, Rests]
) -> list[ByWhat]:
    """Return the groups by kind and procedure or condition, the most urgent first."""
    found: dict[tuple[str, int | None, str], ByWhat] = {}
    for row in groups:
        key = tuple(row[name] for name in WHAT)
        if row["gone"]:
            key = (BlockerKind.EXPIRED.value, None, "")
        line = found.setdefault(key, ByWhat(kind=key[0], condition=key[2]))
        line.add(row, board.zone, board.day, rests.get(row["again"], ()))
    procedures = Procedure.objects.visible_to(actor).only("code", "name", "name_vi", "name_fr")
    names = named(procedures, {key[1] for key in found})
    for (_kind, number, _condition), line in found.items():
        line.procedure = names.get(number)
    return sorted(found.values(), key=lambda line: line.urgency)


def by_who(
    actor: Actor, groups: Iterable[dict[str, Any]], board: Board, rests: Mapping[int, Rests]
) -> list[ByWho]:
    """Return the groups by authority, else by kind of body, the most urgent first."""
    found: dict[tuple[str, int | None], ByWho] = {}
    asked_by_name = set()
    for row in groups:
        body, number = (row[name] for name in WHO)
        if row["gone"]:
            body, number = Body.MISSION.value, None
        line = found.setdefault((body, number), ByWho(body=body))
        line.add(row, board.zone, board.day, rests.get(row["again"], ()))
        if number is not None:
            asked_by_name.add(body)
    authorities = Authority.objects.visible_to(actor).only("code", "name", "name_vi", "name_fr")
    names = named(authorities, {number for _body, number in found})
    for (body, number), line in found.items():
        line.authority = names.get(number)
        line.has_namesakes = number is None and body in asked_by_name
    return sorted(found.values(), key=lambda line: line.urgency)


def named(rows: Any, numbers: set[int | None]) -> dict[int | None, Any]:
    """Return the rows with these ids; no query when there are none."""
    wanted = numbers - {None}
    found: Iterable[Model] = rows.filter(pk__in=wanted) if wanted else ()
    return {row.pk: row for row in found}
