"""Limits from several events, from a stay, or by a condition; what is left of one at rest.

The judge walks from day to day on a paper calendar of its own. 3 November 2025 is a Monday.
"""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from cases.casework.models import Clock, Inquiry, Step
from cases.casework.progress.charge import Charge
from cases.casework.progress.clocks import By, read_clock
from cases.casework.progress.moments import Moment
from cases.casework.progress.persons import placed
from cases.casework.progress.starts import Around, latest
from cases.casework.progress.ticking import stopped_with_limit
from cases.core.actor import SYSTEM
from cases.core.calendars import OfficeCalendar
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.crossings.models import Crossing, Stay
from cases.places.models import Place
from cases.procedures.models import Limit, Procedure
from cases.procedures.operations import put_limit
from tests.casework.playbooks import a_limit, a_procedure

DAY = timedelta(days=1)
HOME = "Asia/Ho_Chi_Minh"
ZONE = ZoneInfo(HOME)
CALENDAR = OfficeCalendar(HOME, frozenset({5, 6}), time(17), {})
MONDAY = date(2025, 11, 3)


def working_days_after(day, amount):
    """Return the day that many working days later."""
    while amount:
        day += DAY
        amount -= day.weekday() < 5
    return day


def limit(**values):
    said = {
        "code": "tried", "unit": "working_days", "amount": 5, "calendar": "VN", "roll": "",
        "day_ends": "midnight", "starts": "several", "start_procedure": "decision",
        "start_procedures": ["photos"],
        "stops": "done", "on_whom": "mission", "verified": True,
    }  # fmt: skip
    return Limit(**(said | values))


def noon(day):
    return datetime.combine(day, time(12), ZONE)


def done(key, code, day):
    """A step that was done at noon of a day, still open without one."""
    status, at = ("done", noon(day)) if day else ("open", noon(MONDAY))
    return Step(pk=key, code=code, status=status, status_at=at, recorded_at=at)


def read(rule, *, steps=(), asked=(), step=None, **around):
    step = step or Step(pk=9, code="own", status="waiting", status_at=noon(MONDAY))
    case = SimpleNamespace(stage="contacted", position_at=None)
    by_code = {one.code: one for one in steps}
    looks = Around(
        case, Charge(SimpleNamespace(zone=HOME)), by_code, {9: list(asked)}, {}, {}, **around
    )
    return read_clock(rule, step, looks, By("VN", CALENDAR, HOME, HOME))


@pytest.mark.parametrize("first", range(5))
@pytest.mark.parametrize("second", range(5))
def test_several_events_start_a_limit_with_the_last_of_them(first, second):
    steps = [done(1, "decision", MONDAY + first * DAY), done(2, "photos", MONDAY + second * DAY)]

    says = read(limit(amount=2), steps=steps)

    assert says.started_at == noon(MONDAY + max(first, second) * DAY)
    assert CALENDAR.last_day(says.due_at) == working_days_after(
        MONDAY + max(first, second) * DAY, 2
    )


@pytest.mark.parametrize("days", [(MONDAY, None), (None, MONDAY), (None, None)])
def test_one_event_that_is_missing_lets_no_limit_run(days):
    steps = [done(1, "decision", days[0]), done(2, "photos", days[1])]

    assert read(limit(), steps=steps).state == "waiting"


def test_what_a_case_does_not_have_has_not_happened():
    decision, photos = done(1, "decision", MONDAY), done(2, "photos", MONDAY)

    assert read(limit(), steps=[decision, photos]).state == "running"
    assert read(limit(), steps=[decision]).state == "waiting"
    assert read(limit(), steps=[photos]).state == "waiting"


def test_spans_of_several_events_are_the_latest_of_their_ends():
    early, late = (noon(MONDAY + number * DAY) for number in (0, 3))
    middle = noon(MONDAY + DAY)

    assert latest([Moment(early, late), Moment(middle, middle)]) == Moment(middle, late)


@pytest.mark.parametrize(
    ("holds", "shortest", "longest"), [({"passport_before": True}, 3, 3),
    ({"passport_before": False}, 5, 5), ({}, 3, 5)],
)  # fmt: skip
def test_an_unknown_condition_gives_the_shorter_and_the_longer_term(holds, shortest, longest):
    steps = [done(1, "decision", MONDAY), done(2, "photos", MONDAY)]

    says = read(limit(condition="passport_before", amount_if=3), steps=steps, holds=holds)

    ends = [CALENDAR.last_day(due) for due in (says.due_from, says.due_at)]
    assert ends == [working_days_after(MONDAY, shortest), working_days_after(MONDAY, longest)]


def test_between_the_shorter_and_the_longer_term_nobody_is_late():
    rule = limit(condition="passport_before", amount_if=3)
    steps = [done(1, "decision", MONDAY), done(2, "photos", MONDAY)]
    verdicts = [
        read(rule, steps=steps, step=done(9, "own", working_days_after(MONDAY, after))).verdict
        for after in (3, 4, 5, 6)
    ]

    assert verdicts == ["in_time", "unknown", "unknown", "late"]


@pytest.mark.parametrize("asked_after", range(1, 5))
def test_a_limit_at_rest_says_since_when_with_whom_and_what_is_left(asked_after):
    asked = working_days_after(MONDAY, asked_after)
    row = Inquiry(pk=1, body="immigration_department", asked_from=noon(asked), asked_at=noon(asked))
    steps = [done(1, "decision", MONDAY), done(2, "photos", MONDAY)]
    does = Procedure(body="immigration_department")
    own = Step(pk=9, code="own", status="asked", status_at=noon(asked), procedure=does)

    says = read(limit(), steps=steps, asked=[row], step=own)

    # The days before that of the question were used; that day counts no more.
    assert (says.state, says.rests_since, says.rests_with) == (
        "paused", noon(asked), "immigration_department",
    )  # fmt: skip
    assert says.rests_left == 5 - (asked_after - 1)


def test_a_limit_at_rest_that_no_longer_holds_stops_and_waits_for_nobody():
    rest = {"rests_since": noon(MONDAY), "rests_with": "host_authority", "rests_left": 2}
    clock = Clock(state="paused", limit=limit(), started_from=noon(MONDAY), **rest)

    (read,) = stopped_with_limit(Step(pk=9), [clock], noon(MONDAY + DAY))

    assert (read.says.state, read.says.stopped_at) == ("stopped", noon(MONDAY + DAY))
    assert (read.says.rests_since, read.says.rests_with, read.says.rests_left) == (None, "", None)


def stay(number, kind, day):
    place = Place(code=f"p{number}", kind=kind, country="TH") if kind else None
    at = datetime.combine(day, time(12), ZoneInfo("Asia/Bangkok"))
    shape = {"kind": "at" if kind else "left", "country": "TH" if kind else ""}
    return Stay(number=number, citizen_id=1, place=place, occurred_from=at, occurred_at=at, **shape)


def since(*way):
    found = placed([stay(number, kind, day) for number, (kind, day) in enumerate(way)], (HOME,))
    return found["shelter"].first.astimezone(ZoneInfo("Asia/Bangkok")).date()


def test_a_stay_starts_with_the_first_of_its_kind_since_the_last_time_elsewhere():
    first, second, third, fourth = (MONDAY + number * DAY for number in range(4))

    assert since(("shelter", first), ("shelter", second)) == first
    assert since(("shelter", first), ("cell", second), ("shelter", third)) == third
    assert since(("shelter", first), ("", second), ("shelter", third), ("shelter", fourth)) == third
    assert since(("cell", first), ("shelter", second), ("cell", third)) == second


def test_a_border_that_was_crossed_ends_a_stay():
    crossed = datetime.combine(MONDAY + DAY, time(12), UTC)
    over = Crossing(number=2, citizen_id=1, from_country="TH", to_country="MM")
    over.occurred_from = over.occurred_at = crossed
    way = [stay(1, "shelter", MONDAY), over, stay(3, "shelter", MONDAY + 2 * DAY)]

    found = placed(way, (HOME,))["shelter"].first

    assert found.astimezone(ZoneInfo("Asia/Bangkok")).date() == MONDAY + 2 * DAY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"starts": "several"}, "start_named"),
        ({"starts": "stay"}, "start_named"),
        ({"start_place": "shelter"}, "start_misplaced"),
        ({"condition": "passport_before"}, "condition_whole"),
        ({"amount_if": 3}, "condition_whole"),
        ({"condition": "lost_passport", "amount_if": 3}, "condition_binds"),
    ],
)
def test_a_limit_says_all_that_its_start_and_condition_need(values, code):
    said = {
        "code": "tried", "name": "Tried", "amount": 5, "unit": "working_days", "calendar": "VN",
        "day_ends": "midnight", "starts": "opened", "stops": "done", "on_whom": "mission",
    }  # fmt: skip
    with eyes(SYSTEM), pytest.raises(Refused) as refused:
        put_limit(SYSTEM, procedure=a_procedure("tried"), **(said | values))

    assert refused.value.code == code


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"condition": "passport_before"},
        {"condition": "born_on_a_monday", "amount_if": 3},
        {"condition": "lost_passport", "amount_if": 3},
        {"starts": "several", "start_procedure": "one"},
        {"starts": "several", "start_procedures": ["one"]},
        {"start_procedures": ["one"]},
        {"starts": "stay"},
        {"start_place": "shelter"},
    ],
)
def test_the_database_refuses_half_a_start_and_half_a_condition(values):
    with eyes(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        a_limit(a_procedure("tried"), **values)
