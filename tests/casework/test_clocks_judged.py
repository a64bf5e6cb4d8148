"""Acts on the very last day, the day before and the day after, judged by a count of its own.

The days off are written down here: Lunar New Year and Songkran of 2026 as the governments set them.
The judge walks from day to day and knows nothing of spans, instants or zones; it speaks of days,
as a lawyer with a paper calendar does. No database.
"""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from cases.casework.models import Clock, Inquiry, Step
from cases.casework.progress.charge import Charge
from cases.casework.progress.clocks import (
    SAID,
    By,
    in_two_versions,
    limit_in_force,
    read_clock,
    set_clock,
)
from cases.casework.progress.proving import is_wrong
from cases.casework.progress.starts import Around
from cases.casework.progress.ticking import Read
from cases.core.calendars import OfficeCalendar, remaining
from cases.procedures.models import Limit, Procedure

DAY = timedelta(days=1)
NEW_YEAR = {date(2026, 2, day) for day in range(16, 21)}
SONGKRAN = {date(2026, 4, day) for day in range(13, 16)}
HOME = "Asia/Ho_Chi_Minh"
OFF = {"VN": NEW_YEAR, "TH": SONGKRAN, "mission": NEW_YEAR | SONGKRAN}
STARTS = [date(2026, 1, 30) + number * DAY for number in range(0, 80, 3)]
TERMS = [
    (unit, amount, roll)
    for unit, rolls in (("working_days", ("",)), ("calendar_days", ("next", "none")))
    for amount in (1, 2, 15)
    for roll in rolls
]


def office(whose, zone, closes=time(17)):
    off = dict.fromkeys(OFF[whose], "off")
    return OfficeCalendar(zone, frozenset({5, 6}), closes, off)


def a_limit(whose, unit, amount, roll, day_ends="midnight"):
    return Limit(
        code="reply", unit=unit, amount=amount, calendar=whose, roll=roll, day_ends=day_ends,
        starts="asked", stops="answered", on_whom="immigration_department", pauses=False,
        verified=True,
    )  # fmt: skip


def whole(day, zone):
    """The interval as which a bare day is kept that a mission writes down."""
    begins = datetime.combine(day, time.min, ZoneInfo(zone))
    return begins, datetime.combine(day + DAY, time.min, ZoneInfo(zone)) - timedelta(microseconds=1)


def exact(day, zone, hour=10):
    moment = datetime.combine(day, time(hour), ZoneInfo(zone))
    return moment, moment


def said(limit, calendar, asked, answered=None, zone="Asia/Bangkok"):
    """What the clock of a question says, written down in `zone`."""
    step = Step(pk=1, code="reply", status="asked", status_at=asked[1])
    row = Inquiry(pk=1, body="immigration_department", asked_from=asked[0], asked_at=asked[1])
    if answered:
        row.answered_from, row.answered_at = answered
    case = SimpleNamespace(stage="contacted", position_at=None)
    around = Around(case, Charge(SimpleNamespace(zone=zone)), {}, {1: [row]}, {}, {})
    by = By(limit.calendar, calendar, calendar.zone, calendar.zone)
    return read_clock(limit, step, around, by)


def last_day(start, whose, unit, amount, roll):
    """Count on a paper calendar."""

    def rests(day):
        return day.weekday() > 4 or day in OFF[whose]

    day = start
    while amount:
        day += DAY
        amount -= unit == "calendar_days" or not rests(day)
    while roll == "next" and rests(day):
        day += DAY
    return day


@pytest.mark.parametrize("whose", ["VN", "TH", "mission"])
@pytest.mark.parametrize(("unit", "amount", "roll"), TERMS)
def test_an_act_of_the_last_day_is_in_time_and_one_of_the_next_is_late(whose, unit, amount, roll):
    calendar = office(whose, HOME if whose == "VN" else "Asia/Bangkok")
    limit = a_limit(whose, unit, amount, roll)
    for start in STARTS:
        last = last_day(start, whose, unit, amount, roll)
        for way in (whole, exact):
            for day, verdict in ((last, "in_time"), (last + DAY, "late")):
                found = said(limit, calendar, way(start, HOME), way(day, HOME), zone=HOME)
                assert (found.state, found.verdict) == ("stopped", verdict), (start, day, way)
                assert calendar.last_day(found.due_at) == last


def test_an_act_on_the_evening_of_the_last_day_is_in_time():
    # Monday 2 March and two working days: Wednesday 4 March, until midnight.
    limit, calendar = a_limit("VN", "working_days", 2, ""), office("VN", HOME)
    evening = exact(date(2026, 3, 4), HOME, 23)

    assert said(limit, calendar, exact(date(2026, 3, 2), HOME), evening).verdict == "in_time"


def test_the_first_instant_after_the_term_is_late():
    limit, calendar = a_limit("VN", "working_days", 2, ""), office("VN", HOME)
    midnight = exact(date(2026, 3, 5), HOME, 0)

    assert said(limit, calendar, exact(date(2026, 3, 2), HOME), midnight).verdict == "late"


def test_hours_of_a_question_known_to_a_day_are_judged_by_both_ends():
    # Asked some time on Monday 2 March: 24 hours end between Tuesday 0:00 and Wednesday 0:00.
    limit, calendar = (
        a_limit("", "hours", 24, "", ""),
        OfficeCalendar(HOME, frozenset(), time(17), {}),
    )
    asked = whole(date(2026, 3, 2), HOME)

    verdicts = [
        said(limit, calendar, asked, exact(date(2026, 3, day), HOME, hour)).verdict
        for day, hour in ((2, 23), (3, 0), (3, 12), (4, 0))
    ]

    assert verdicts == ["in_time", "unknown", "unknown", "late"]


def test_a_bare_last_day_of_office_hours_is_not_known_to_be_in_time():
    limit = a_limit("TH", "working_days", 2, "", "office")
    calendar = office("TH", "Asia/Bangkok", time(16, 30))
    asked = exact(date(2026, 3, 2), "Asia/Bangkok")
    answered = [
        whole(date(2026, 3, 4), "Asia/Bangkok"),
        exact(date(2026, 3, 4), "Asia/Bangkok", 16),
        exact(date(2026, 3, 4), "Asia/Bangkok", 17),
        whole(date(2026, 3, 5), "Asia/Bangkok"),
    ]

    verdicts = [said(limit, calendar, asked, one).verdict for one in answered]

    assert verdicts == ["unknown", "in_time", "late", "late"]


@pytest.mark.parametrize(
    "zone",
    ["Asia/Yangon", "Asia/Kolkata", "Europe/Warsaw", "Africa/Luanda", "Asia/Tokyo",
     "Australia/Sydney"],
)  # fmt: skip
def test_a_bare_day_is_that_day_at_the_body_wherever_it_was_written_down(zone):
    # Asked on Thursday 12 November 2026: Friday is day 1, Monday 16 day 2, at home.
    limit, calendar = a_limit("VN", "working_days", 2, ""), office("VN", HOME)
    asked = whole(date(2026, 11, 12), zone)

    running = said(limit, calendar, asked, zone=zone)
    in_time = said(limit, calendar, asked, whole(date(2026, 11, 16), zone), zone=zone)
    late = said(limit, calendar, asked, whole(date(2026, 11, 17), zone), zone=zone)
    days = (whole(date(2026, 11, 13), zone)[0], whole(date(2026, 11, 16), zone)[1])
    between = said(limit, calendar, asked, days, zone=zone)

    assert running.started_from == whole(date(2026, 11, 12), HOME)[0]
    assert running.due_from == running.due_at == whole(date(2026, 11, 17), HOME)[0]
    assert (in_time.verdict, late.verdict, between.verdict) == ("in_time", "late", "in_time")


def test_what_is_not_confirmed_counts_against_nobody():
    limit, calendar = a_limit("VN", "working_days", 2, ""), office("VN", HOME)
    limit.verified = False

    found = said(limit, calendar, exact(date(2026, 3, 2), HOME), exact(date(2026, 3, 9), HOME))

    assert (found.verdict, found.is_counted) == ("late", False)


def test_a_start_in_two_versions_of_a_limit_is_never_late():
    calendar = office("VN", HOME)
    asked = (exact(date(2026, 3, 2), HOME)[0], exact(date(2026, 3, 3), HOME)[1])
    answered = exact(date(2026, 3, 20), HOME)
    one, other = (
        said(a_limit("VN", "working_days", amount, ""), calendar, asked, answered)
        for amount in (1, 5)
    )

    found = in_two_versions(one, other)

    assert (one.verdict, other.verdict) == ("late", "late")
    assert (found.verdict, found.is_counted) == ("unknown", False)
    assert calendar.last_day(found.due_from) == date(2026, 3, 3)
    assert calendar.last_day(found.due_at) == date(2026, 3, 10)


def test_a_version_of_a_limit_holds_on_its_first_and_on_its_last_day():
    former = Limit(code="reply", valid_until=date(2023, 8, 14))
    new = Limit(code="reply", valid_from=date(2023, 8, 15), valid_until=date(2025, 6, 30))
    rows = [former, new]

    assert limit_in_force(rows, date(2023, 8, 14)) is former
    assert limit_in_force(rows, date(2023, 8, 15)) is new
    assert limit_in_force(rows, date(2025, 6, 30)) is new
    assert limit_in_force(rows, date(2025, 7, 1)) is None


def test_the_last_day_is_no_day_left_and_the_next_one_overdue():
    calendar = office("VN", HOME)
    due = datetime(2026, 3, 4, 17, tzinfo=UTC)  # midnight after Wednesday 4 March at home

    left = [
        remaining(exact(date(2026, 3, day), HOME, hour)[0], due, "calendar_days", calendar)
        for day, hour in ((3, 9), (4, 0), (4, 23), (5, 0), (5, 23), (6, 0))
    ]

    assert left == [1, 0, 0, -1, -1, -2]


MONDAY = date(2026, 3, 2)
BODY = "immigration_department"
ASKS = {"starts": "opened", "stops": "asked", "on_whom": "mission"}


def said_of_asking(asked_on, status, settled_on=None, **more):
    """What a limit for asking says that began on a Monday, with when a body was asked."""
    limit, calendar = a_limit("VN", "working_days", 2, ""), office("VN", HOME)
    for name, value in ASKS.items():
        setattr(limit, name, value)
    asked, opened = exact(asked_on, HOME), exact(MONDAY, HOME)[0]
    settled = exact(settled_on or asked_on, HOME)[0]
    more |= {"opened_at": opened, "procedure": Procedure(body=BODY)}
    step = Step(pk=1, code="reply", status=status, status_at=settled, **more)
    row = Inquiry(pk=1, body=BODY, asked_from=asked[0], asked_at=asked[1], recorded_at=asked[1])
    around = Around(
        SimpleNamespace(stage="contacted", position_at=None),
        Charge(SimpleNamespace(zone=HOME)), {}, {1: [row]}, {}, {},
    )  # fmt: skip
    return read_clock(limit, step, around, By("VN", calendar, HOME, HOME))


@pytest.mark.parametrize(
    ("status", "settled_after"), [("asked", None), ("done", -1), ("done", 1), ("refused", 30)]
)
def test_what_was_done_before_its_limit_began_is_not_judged(status, settled_after):
    asked_on = MONDAY - 4 * DAY
    settled_on = MONDAY + settled_after * DAY if settled_after else None

    says = said_of_asking(asked_on, status, settled_on)

    assert (says.state, says.verdict) == ("stopped", "")
    assert says.stopped_at == exact(asked_on, HOME)[0]


def test_what_was_done_on_the_day_its_limit_began_is_in_time():
    assert said_of_asking(MONDAY, "asked").verdict == "in_time"


def test_a_question_from_before_stops_nothing_of_a_step_that_is_open_again():
    says = said_of_asking(MONDAY - 4 * DAY, "open", taken_up_at=exact(MONDAY, HOME)[0])

    assert says.state == "running"


def test_a_question_from_before_it_was_taken_up_again_is_not_what_was_done():
    taken_up, settled = exact(MONDAY - 2 * DAY, HOME)[0], MONDAY + DAY

    says = said_of_asking(MONDAY - 4 * DAY, "done", settled, taken_up_at=taken_up)

    assert (says.stopped_at, says.verdict) == (exact(settled, HOME)[0], "in_time")


def test_a_start_in_two_versions_gives_no_verdict_to_what_was_done_before():
    says = said_of_asking(MONDAY - 4 * DAY, "asked")

    assert in_two_versions(says, says).verdict == ""


def test_a_stored_verdict_on_what_was_done_before_is_found_and_taken_back():
    says = said_of_asking(MONDAY - 4 * DAY, "asked")
    clock = Clock(limit=Limit(pk=1), **{name: getattr(says, name) for name in SAID})
    clock.verdict = "in_time"
    read = Read(Step(pk=1), clock, clock.limit, says)

    assert is_wrong(read)
    assert set_clock(clock, says)
    assert clock.verdict_words == "Done before this limit began"
    assert not clock.is_counted
    assert not is_wrong(read)
