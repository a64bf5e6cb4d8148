"""Many cases at three missions in every state of being blocked, set by chance.

What blocks is written straight onto the rows: how it is computed is tested with the steps. The
plain counts here know nothing of the queries that they are compared with.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from cases.casework.choices import BlockerKind
from cases.casework.models import Case
from cases.casework.operations import close_case, void_case
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.missions.queries import system_at
from cases.procedures.choices import Body
from cases.procedures.models import Limit
from tests.casework.playbooks import a_limit, a_procedure
from tests.factories import AuthorityFactory, IncidentFactory, head, headquarters
from tests.register import a_case

NOW = datetime.fromisoformat("2025-11-24T17:20:00+00:00")
"""The 25th in Bangkok and at home, still the 24th in Yangon."""
AT_MISSION = 12


def missions() -> list[Actor]:
    """Return the eyes of Bangkok, Yangon and headquarters."""
    return [head(), head(yangon=True), headquarters()]


def make_cases(actors: list[Actor]) -> None:
    """Open cases in two incidents, close one and void one at each mission."""
    incidents = [IncidentFactory(), IncidentFactory(code="2025-11-fire")]
    for mission in Mission.objects.filter(pk__in=[actor.mission_id for actor in actors]):
        with eyes(system_at(mission)) as system:
            made = [a_case(system, incident=incidents[at % 2]) for at in range(AT_MISSION)]
            close_case(system, made[0], outcome="own_means")
            void_case(system, made[1], reason="Entered twice.")


def scatter(seed: int, by: Actor) -> None:
    """Give every open case something that blocks it, a deadline and an end of its papers."""
    chance = Random(seed)
    procedures = [a_procedure("reply").pk, a_procedure("passport").pk]
    authorities = [AuthorityFactory().pk, AuthorityFactory(code="mps", name="Ministry").pk]
    limits = [limit_on(body) for body in Body.values]
    with eyes(by):
        for case in Case.objects.visible_to(by).still_open().order_by("pk"):
            values = one_of_each(chance, procedures, authorities, limits)
            Case.objects.filter(pk=case.pk).update(**values)


def limit_on(body: str) -> int:
    """Return a limit that a body has to keep, made once."""
    found = Limit.objects.filter(code=f"of-{body}".replace("_", "-")).first()
    return (found or a_limit(a_procedure("reply"), f"of-{body}".replace("_", "-"), on_whom=body)).pk


def one_of_each(
    chance: Random, procedures: list[int], authorities: list[int], limits: list[int]
) -> dict[str, Any]:
    """Return the columns of one case."""
    kind = chance.choice(["", *BlockerKind.values])
    names_step = kind in {"asked", "open", "refused", "expired"}
    hours = chance.choice([None, -400, -30, -1, 0, 1, 3, 20, 30, 60, 140, 800])
    days = chance.choice([None, None, -9, -2, -1, 0, 1, 5])
    since = NOW - timedelta(hours=chance.randrange(900)) if kind else None
    return {
        "blocker_kind": kind,
        "blocker_procedure_id": chance.choice(procedures) if names_step else None,
        "blocker_condition": "whereabouts_known" if kind == "condition" else "",
        "blocker_body": chance.choice(Body.values) if kind else "",
        "blocker_authority_id": chance.choice([*authorities, None]) if kind == "asked" else None,
        "blocked_from": since,
        "blocked_since": since,
        "next_due_at": None if hours is None else NOW + timedelta(hours=hours),
        "next_due_limit_id": None if hours is None else chance.choice(limits),
        "valid_until": None if days is None else NOW.date() + timedelta(days=days),
    }


def open_rows(by: Actor, mission: str = "", incident: Incident | None = None) -> list[Case]:
    """Return the open cases, of one mission or incident, found by looking at each."""
    with eyes(by):
        rows = list(
            Case.objects.select_related(
                "mission",
                "incident",
                "blocker_procedure",
                "blocker_authority",
                "next_due_limit",
            )
        )
    return [
        row
        for row in rows
        if row.stage not in {"closed", ""}
        and (not mission or row.mission.code == mission)
        and (incident is None or row.incident_id == incident.pk)
    ]


def day_there(case: Case, moment: datetime = NOW) -> date:
    """Return the day of a moment at the mission of the case."""
    return moment.astimezone(ZoneInfo(case.mission.zone)).date()


def is_over(case: Case) -> bool:
    """Whether something ran out since the row was written."""
    if case.blocker_kind in {"held", "expired"} or case.valid_until is None:
        return False
    return case.valid_until < day_there(case)


def what(case: Case) -> tuple[str, str, str]:
    """Return what blocks a case."""
    if is_over(case):
        return ("expired", "", "")
    procedure = case.blocker_procedure.code if case.blocker_procedure else ""
    return (case.blocker_kind, procedure, case.blocker_condition)


def who(case: Case) -> tuple[str, str]:
    """Return who must act on a case."""
    if is_over(case):
        return ("mission", "")
    return (case.blocker_body, case.blocker_authority.code if case.blocker_authority else "")


def is_overdue(case: Case) -> bool:
    """Whether the next deadline has passed."""
    return case.next_due_at is not None and case.next_due_at <= NOW


def is_due_today(case: Case) -> bool:
    """Whether it runs out in what is left of the day at the mission."""
    due = case.next_due_at
    if due is None or due <= NOW:
        return False
    return day_there(case, due - timedelta(microseconds=1)) == day_there(case)


def since(case: Case, zone: str) -> date | None:
    """Return since which day it waits, told in a zone."""
    if is_over(case):
        assert case.valid_until is not None
        return case.valid_until + timedelta(days=1)
    stored = case.blocked_since
    return stored.astimezone(ZoneInfo(zone)).date() if stored else None


def whose(case: Case) -> tuple[str, str]:
    """Return who has to keep the next deadline: by name only who must act as well."""
    assert case.next_due_limit is not None
    body = case.next_due_limit.on_whom
    return who(case) if who(case)[0] == body else (body, "")


def tallies(
    rows: list[Case], key: Any, zone: str, late: Any = None
) -> dict[Any, tuple[int, int, int, date | None]]:
    """Return count, overdue, due today and the oldest day by what `key` says of each.

    What is overdue or due today by what `late` says of it.
    """
    late = late or key
    counts = Counter(key(row) for row in rows)
    pressing = [row for row in rows if is_overdue(row) or is_due_today(row)]
    return {
        name: (
            counts[name],
            sum(is_overdue(row) for row in pressing if late(row) == name),
            sum(is_due_today(row) for row in pressing if late(row) == name),
            min(
                (day for row in rows if key(row) == name and (day := since(row, zone))),
                default=None,
            ),
        )
        for name in {*counts, *map(late, pressing)}
    }


Lines = dict[tuple[str, str], tuple[int, int, int, date | None]]


def with_the_only_one(lines: Lines) -> Lines:
    """Put what a body has to keep with its authority, where one alone of it is waited for."""
    for body in {kind for kind, name in lines if name}:
        names = [name for kind, name in lines if kind == body and name]
        other = lines.get((body, ""))
        if len(names) == 1 and other and other[0] == 0:
            count, overdue, today, oldest = lines[body, names[0]]
            lines[body, names[0]] = (count, overdue + other[1], today + other[2], oldest)
            del lines[body, ""]
    return lines
