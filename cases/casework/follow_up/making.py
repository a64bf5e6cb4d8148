"""Planning welfare checks when a case ends with the person at home, and ending them again.

At most two statements for a case that is closed: what she has said, and the checks in one go.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from cases.casework.choices import Outcome, Stage, StatementAnswer, StatementKind
from cases.casework.follow_up.choices import CheckState, DropReason
from cases.casework.follow_up.models import WelfareCheck
from cases.casework.follow_up.terms import Term, terms
from cases.casework.ledger import closing_of
from cases.casework.models import Case, Statement, Transition
from cases.casework.outcomes import Ended, Ledgers, in_one_go, on_outcome, on_return
from cases.casework.progress.moments import HOME, moment_between
from cases.casework.same.resting import OF
from cases.casework.together.ledgers import standing_by_case
from cases.casework.together.ways import ways_of
from cases.casework.whereabouts import Point, last_homecoming
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.context import seeing_too
from cases.core.roles import FILE
from cases.missions.days import midnight
from cases.places.choices import Country

Ways = Mapping[int, Sequence[Point]]
NO_WAY: Final[Ways] = {}

BEHIND = {Stage.ARRIVED, Stage.CLOSED}
"""Whoever is put back to "arrived" from here has not arrived then."""


@on_outcome
def follow_ended(ended: Ended) -> None:
    """Plan what follows the outcome; what was planned ends with an outcome that has no checks."""
    asked = terms().after(ended.case.outcome)
    if asked and not terms().after(ended.before):
        plan(ended, asked)
    elif asked:
        count_anew(ended.actor, [ended.case], {ended.case.pk: ended.rows})
    elif ended.before:
        end_planned(planned_of(ended.case), why_ended(ended), ended.moment, ended.actor.staff_id)


def why_ended(ended: Ended) -> str:
    """Return why no check is needed any more; it was planned twice only where another is planned.

    Of a double its other case says what follows, which may be open.
    """
    closing = closing_of(ended.rows)
    if ended.case.outcome == Outcome.DUPLICATE and closing is not None:
        others = WelfareCheck.objects.planned().filter(case__reference=closing.changes.get(OF))
        return DropReason.TWICE if others.exists() else DropReason.CASE_GOES_ON
    is_dead = ended.case.outcome == Outcome.DIED
    return DropReason.DIED if is_dead else DropReason.CASE_GOES_ON


@in_one_go(follow_ended)
def follow_all(ended: Sequence[Ended]) -> None:
    """Do the same for the cases of one act: what they have said is read at once."""
    planned: list[Ended] = []
    others: list[Ended] = []
    for one in ended:
        asked = terms().after(one.case.outcome)
        is_new = asked and not terms().after(one.before) and one.case.citizen.head_id is None
        (planned if is_new else others).append(one)
    for one in others:
        follow_ended(one)
    silent = unwanted_of([one.case for one in planned])
    ways = ways_home([one.case for one in planned], planned[0].actor) if planned else {}
    WelfareCheck.objects.bulk_create(
        [
            check
            for one in planned
            for check in checks_of(
                one, terms().after(one.case.outcome), ways, one.case.pk in silent
            )
        ]
    )


def unwanted_of(cases: Sequence[Case]) -> set[int]:
    """Return the cases whose people have said last that they want no contact; one query."""
    said = Statement.objects.standing().filter(kind=StatementKind.FOLLOW_UP, case__in=cases)
    latest: dict[int, str] = {}
    for case, answer in said.in_turn().values_list("case", "answer") if cases else ():
        latest.setdefault(case, answer)
    return {case for case, answer in latest.items() if answer == StatementAnswer.NO}


def plan(ended: Ended, asked: Sequence[Term]) -> None:
    """Make the checks that follow; not wanted where she has said that she wants no contact."""
    ways = ways_home([ended.case], ended.actor)
    WelfareCheck.objects.bulk_create(checks_of(ended, asked, ways, refuses_contact(ended.case)))


@on_return
def count_anew(actor: Actor, cases: Sequence[Case], ledgers: Ledgers) -> None:
    """Count what is planned from the return as it is known now; who put a day off keeps it.

    Whoever works on a check meanwhile is waited for, and what they typed before is stale.
    """
    planned = planned_of(*cases).filter(kind__in=terms().checks).order_by("pk")
    checks = list(planned.select_for_update(no_key=True, of=("self",)))
    theirs = {check.case_id for check in checks}
    counted = {case.pk: case for case in cases if case.pk in theirs}
    if not counted:
        return
    rows = standing_by_case(case for pk, case in counted.items() if pk not in ledgers)
    ways = ways_home(list(counted.values()), actor)
    home_on = {
        pk: came_home_on(ledgers.get(pk) or rows[pk], case, ways) for pk, case in counted.items()
    }
    moved = [check for check in checks if home_on[check.case_id] != check.counted_from]
    for check in moved:
        count_from(check, home_on[check.case_id], counted[check.case_id].mission.zone)
    write_columns(moved, COUNTED)


COUNTED: Final = (
    *("counted_from", "first_due_on", "due_on", "due_at"),
    *("reminded_at", "escalated_at", "version"),
)
"""What a check has anew once it is counted from another day."""


def count_from(check: WelfareCheck, home_on: date, zone: str) -> None:
    """Count a check from a return; of another day than before it is reminded of anew."""
    due_on, was_put_off = check.due_on, check.due_on != check.first_due_on
    check.first_due_on += home_on - check.counted_from
    check.counted_from = home_on
    check.due_on = max(due_on, home_on) if was_put_off else check.first_due_on
    check.due_at = end_of(check.due_on, zone)
    if check.due_on != due_on:
        check.reminded_at = check.escalated_at = None
    check.version += 1


def checks_of(
    ended: Ended, asked: Sequence[Term], ways: Ways, is_unwanted: bool
) -> list[WelfareCheck]:
    """Return the checks that follow, unsaved."""
    case = ended.case
    home_on = came_home_on(ended.rows, case, ways)
    made = made_before(case, home_on) if was_closed_before(ended.rows) else set()
    checks = [
        new_check(case, term.code, home_on, home_on + timedelta(days=term.days))
        for term in asked
        if term.code not in made
    ]
    for check in checks:
        check.recorded_at, check.recorded_by_id = ended.moment, ended.actor.staff_id
        if is_unwanted:
            check.state = CheckState.NOT_WANTED
            check.settled_at = ended.moment
    return checks


def new_check(case: Case, kind: str, counted_from: date, due_on: date) -> WelfareCheck:
    """Return a planned check, unsaved: of the mission that has the case."""
    return WelfareCheck(
        case=case,
        mission_id=case.mission_id,
        kind=kind,
        counted_from=counted_from,
        first_due_on=due_on,
        due_on=due_on,
        due_at=end_of(due_on, case.mission.zone),
    )


def end_of(day: date, zone: str) -> datetime:
    """Return the moment at which a day is over in a zone."""
    return midnight(day + timedelta(days=1), zone)


def came_home_on(rows: Sequence[Transition], case: Case, ways: Ways = NO_WAY) -> date:
    """Return the last day of the last arrival, else of the closing, where the mission is.

    An arrival is a stage of the case, or that the person came home by their way since it was
    opened (`ways_home`).
    """
    arrivals = [
        row for row in rows if row.to_stage == Stage.ARRIVED and row.from_stage not in BEHIND
    ]
    closings = [
        row for row in rows if row.to_stage == Stage.CLOSED and row.from_stage != Stage.CLOSED
    ]
    zone = case.mission.zone
    came = last_homecoming(ways.get(case.citizen_id, ()))
    by_way = [came] if came and came.occurred_at >= case.opened_from else []
    found = arrivals or by_way or closings
    if not found:
        return case.position_at.astimezone(ZoneInfo(zone)).date()
    last = max(found, key=lambda row: row.occurred_at)
    return moment_between(last.occurred_from, last.occurred_at, (zone, HOME)).days_in(zone)[1]


def ways_home(cases: Sequence[Case], actor: Actor) -> Ways:
    """Return the ways of the people who are at home now, by person; no query where nobody is."""
    home = [case for case in cases if case.citizen.now_country == Country.VN]
    if not home:
        return NO_WAY
    with seeing_too(FILE):
        return ways_of(actor, home)


def was_closed_before(rows: Sequence[Transition]) -> bool:
    """Return whether the case was closed and taken up again."""
    return any(row.from_stage == Stage.CLOSED for row in rows)


def made_before(case: Case, home_on: date) -> set[str]:
    """Return the checks that were made already after this very return."""
    done = WelfareCheck.objects.filter(case=case, counted_from=home_on, state=CheckState.DONE)
    return set(done.values_list("kind", flat=True))


def refuses_contact(case: Case) -> bool:
    """Return whether the latest word of the person is that she wants no contact afterwards.

    On all her records, as far as whoever acts sees them, in the same incident.
    """
    said = Statement.objects.standing().filter(kind=StatementKind.FOLLOW_UP)
    if case.citizen.head_id is None:
        said = said.filter(case=case)
    else:
        records = Citizen.objects.records_of(case.citizen)
        said = said.filter(case__citizen__in=records, case__incident=case.incident_id)
    latest = said.in_turn().values_list("answer", flat=True).first()
    return latest == StatementAnswer.NO


def planned_of(*cases: Case) -> QuerySet[WelfareCheck]:
    """Return the checks of cases that are still to be made."""
    return WelfareCheck.objects.planned().filter(case__in=cases)


def end_planned(
    checks: QuerySet[WelfareCheck], reason: str, moment: datetime, staff_id: int | None
) -> None:
    """End checks for a reason that follows from the case, in one statement."""
    checks.update(
        state=CheckState.NOT_NEEDED,
        drop_reason=reason,
        settled_at=moment,
        settled_by_id=staff_id,
        version=F("version") + 1,
    )


def let_alone(checks: QuerySet[WelfareCheck], moment: datetime, staff_id: int | None) -> None:
    """End checks because she has said that she wants no contact."""
    checks.update(
        state=CheckState.NOT_WANTED,
        settled_at=moment,
        settled_by_id=staff_id,
        version=F("version") + 1,
    )
