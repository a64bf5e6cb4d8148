"""The work list: which cases, in which order, how many at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from django.db.models import Q

from cases.casework.blocking import WITHOUT_DEADLINE, Blocking, Side, bodies_of
from cases.casework.follow_up.models import EarlierReturn
from cases.casework.lacking import lacking
from cases.casework.models import Case, CaseQuerySet
from cases.citizens.ages import perhaps_under_age
from cases.core import present
from cases.core.actor import Actor
from cases.core.keyset import Cursor, page_of, shortened
from cases.incidents.models import Incident
from cases.missions.days import Days, days_of
from cases.missions.models import Mission
from cases.overview.offers import Offer
from cases.overview.rows import COLUMNS
from cases.overview.urgent import urgent_page

PAGE: Final = 50
CAP: Final = 99
DEADLINE: Final = "deadline"
NoneNamed = Literal["none"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a work list is narrowed to; empty means everything of that kind."""

    state: str = "open"
    stage: str = ""
    officer: str = ""
    incident: Incident | None = None
    mission: Mission | None = None
    country: str = ""
    age: str = ""
    held: str = ""
    blocker: str = ""
    procedure: Offer | NoneNamed | None = None
    condition: str = ""
    body: str = ""
    authority: Offer | NoneNamed | None = None
    due: str = ""
    due_of: str = ""
    playbook: Offer | None = None
    returned: str = ""
    lacks: str = ""
    order: str = ""

    @property
    def is_by_deadline(self) -> bool:
        """Whether the list is in the order of the deadlines."""
        return self.order == DEADLINE or self.due not in WITHOUT_DEADLINE

    @property
    def is_about_blockers(self) -> bool:
        """Whether it asks what blocks, or when something is due."""
        asked = (self.blocker, self.procedure, self.condition, self.body, self.authority)
        return any((*asked, self.due, self.due_of))


def worklist(
    actor: Actor, filters: Filters, now: datetime | None = None, days: Days | None = None
) -> CaseQuerySet:
    """Return the cases of the list, through the eyes of the actor; `days` where they are known."""
    query = Case.objects.own_of(actor)
    if filters.stage:
        query = query.filter(stage=filters.stage)
    elif filters.state == "closed":
        query = query.filter(stage="closed")
    elif filters.state == "open":
        query = query.still_open()
    if filters.officer == "mine":
        query = query.filter(assigned_to_id=actor.staff_id)
    elif filters.officer == "nobody":
        query = query.filter(assigned_to__isnull=True)
    if filters.incident is not None:
        query = query.filter(incident=filters.incident)
    if filters.mission is not None:
        query = query.filter(mission=filters.mission)
    if filters.country:
        query = query.filter(citizen__now_country=filters.country)
    if filters.age:
        today = (now or present.now()).astimezone(ZoneInfo(actor.zone)).date()
        query = query.filter(perhaps_under_age(today, "citizen__"))
    if filters.held:
        query = query.filter(held=filters.held == "yes")
    if filters.playbook is not None:
        query = query.filter(playbook=filters.playbook.pk)
    query = query.filter(on_record(actor, filters))
    if filters.is_about_blockers:
        days = days or days_of(actor, now or present.now(), filters.mission)
        query = query.filter(blocked(Blocking(days), filters, actor))
    return query


def on_record(actor: Actor, filters: Filters) -> Q:
    """Return the condition of the filters on what is on record of the person, and what is not.

    Came home before: in another case in sight.
    """
    found = Q()
    if filters.returned:
        earlier = EarlierReturn.objects.visible_to(actor).standing()
        found &= Q(pk__in=earlier.values("case_id"))
    if filters.lacks:
        found &= lacking(actor, filters.lacks)
    return found


def blocked(blocking: Blocking, filters: Filters, actor: Actor) -> Q:
    """Return the condition of the filters on what blocks, who must act and when it is due."""
    found = Q()
    if filters.blocker:
        found &= blocking.kind(filters.blocker)
    if filters.procedure:
        found &= blocking.procedure(None if filters.procedure == "none" else filters.procedure.pk)
    if filters.condition:
        found &= blocking.condition(filters.condition)
    if filters.body in Side.values:
        bodies = bodies_of(filters.body, for_headquarters=actor.is_headquarters)
        found &= blocking.body(bodies)
    elif filters.body:
        found &= blocking.body(["" if filters.body == "none" else filters.body])
    if filters.due_of:
        found &= blocking.due_of(filters.due_of)
    if filters.authority:
        number = None if filters.authority == "none" else filters.authority.pk
        found &= blocking.authority(number, "" if filters.body else filters.due_of)
    if filters.due:
        found &= blocking.due(filters.due)
    return found


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the work list, with the places of its neighbours and how many cases there are."""

    rows: Sequence[Mapping[str, Any]]
    previous: str
    following: str
    count: str


def worklist_page(cases: CaseQuerySet, filters: Filters, place: str) -> ListPage:
    """Return one page, whoever waits longest in the present position, or what is due, first.

    Which cases they are is asked first and what is printed of them afterwards, so that a bad guess
    of the database never joins all cases of a list.
    """
    keys = cases.values("pk", "reference", "position_at", "next_due_at")
    count = ""
    if filters.due not in WITHOUT_DEADLINE:
        # What is due has a deadline: there is no rest to look for.
        page = page_of(keys, PAGE, Cursor.parse(place) if place else None, by="next_due_at")
    elif filters.is_by_deadline:
        page = urgent_page(keys, PAGE, place)
    elif place:
        page = page_of(keys, PAGE, Cursor.parse(place), by="position_at")
    else:
        # The first page counts in the same reading.
        counted = page_of(keys, CAP, None, by="position_at")
        count = capped(len(counted.rows) + bool(counted.following))
        page = shortened(counted, PAGE, by="position_at")
    if not (place or page.following):
        count = str(len(page.rows))
    numbers = [row["pk"] for row in page.rows]
    rows = {row["pk"]: row for row in cases.filter(pk__in=numbers).values("pk", *COLUMNS)}
    return ListPage(
        # What changed between the two readings no longer belongs to the list.
        [rows[number] for number in numbers if number in rows],
        page.previous,
        page.following,
        count or capped_count(cases, filters),
    )


def chosen_rows(actor: Actor, references: Sequence[str]) -> list[Mapping[str, Any]]:
    """Return what a line of the list prints of some cases by number, in the order of the list."""
    cases = Case.objects.visible_to(actor).filter(reference__in=references)
    return list(cases.order_by("position_at", "reference").values("pk", *COLUMNS))


def capped_count(cases: CaseQuerySet, filters: Filters) -> str:
    """Return how many cases a list has, at most "99+"."""
    # In the order of the list, so that the index of the list ends the counting early.
    by = "next_due_at" if filters.is_by_deadline and filters.due else "position_at"
    found = len(cases.order_by(by, "reference").values_list("pk", flat=True)[: CAP + 1])
    return capped(found)


def capped(count: int) -> str:
    """Return a number, at most "99+"."""
    return f"{CAP}+" if count > CAP else str(count)
