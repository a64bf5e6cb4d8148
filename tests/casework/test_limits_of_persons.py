"""Limits that a stay starts, that run on a step which waits, or hang on the person’s papers.

Hours count from the moment itself. 3 November 2025 is a Monday.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cases.casework.models import Clock
from cases.casework.operations import complete_step, record_crossing, record_stay
from cases.casework.pages.clocks import ClockPage
from cases.casework.progress import load
from cases.casework.progress.moments import Moment
from cases.casework.progress.persons import country_at
from cases.citizens.operations import add_identity_document
from cases.core.context import eyes
from cases.core.facts import When
from cases.crossings.models import Crossing, Stay
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, step
from tests.factories import PlaceFactory, head
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-10 09:00"), tick=True), eyes(head()) as actor:
        yield actor


def opened(actor, **limit):
    a_playbook()
    a_limit(a_procedure("reply", body="immigration_department"), **limit)
    return a_case(actor, reported=When(day=date(2025, 11, 3)))


def done(actor, case, code, day):
    when = When(day=date.fromisoformat(day))
    complete_step(actor, fresh(case), step=step(case, code), when=when)


def last_days(case):
    home = ZoneInfo("Asia/Ho_Chi_Minh")
    return {
        clock.state: clock.due_at and clock.due_at.astimezone(home).isoformat()
        for clock in Clock.objects.filter(case=case, step__code="reply")
    }


def test_several_events_start_a_limit_on_a_step_that_still_waits(actor):
    case = opened(
        actor,
        calendar="VN",
        starts="several",
        start_procedure="removal",
        start_procedures=["deposit"],
    )
    done(actor, case, "removal", "2025-11-04")
    before = last_days(case)
    done(actor, case, "deposit", "2025-11-06")

    # Contact, for which the step waits, is open. From Thursday: Friday and Monday the 10th.
    assert step(case, "reply").status == "waiting"
    assert before == {}
    assert last_days(case) == {"running": "2025-11-11T00:00:00+07:00"}


def test_who_is_not_known_to_be_anywhere_is_not_where_they_once_came_from():
    came, lost, starts = (at(f"2025-11-0{day} 09:00") for day in (1, 3, 5))
    crossing = Crossing(from_country="MM", to_country="TH", occurred_from=came, occurred_at=came)
    way = [crossing, Stay(kind="lost", occurred_from=lost, occurred_at=lost)]

    assert country_at(way, Moment(starts, starts)) == ""
    assert country_at(way, Moment(came - timedelta(days=1), came - timedelta(days=1))) == "MM"


def test_an_event_that_the_case_has_no_step_for_is_named_and_waited_for(actor):
    a_procedure("elsewhere", name="Asked nowhere here")
    case = opened(
        actor,
        calendar="VN",
        starts="several",
        start_procedure="removal",
        start_procedures=["elsewhere"],
    )
    done(actor, case, "removal", "2025-11-04")
    done(actor, case, "contact", "2025-11-04")
    (file,) = load([fresh(case)])

    shown = ClockPage(file, at("2025-11-24 09:00")).row(
        step(case, "reply"), Clock.objects.get(case=case)
    )

    assert shown["words"] == "not running: not done yet: Asked nowhere here"


def test_a_stay_at_a_shelter_starts_a_limit(actor):
    case = opened(actor, calendar="VN", starts="stay", start_place="shelter", amount=3)
    shelter = PlaceFactory(code="a-shelter", kind="shelter", country="TH")
    before = last_days(case)
    record_stay(
        actor,
        fresh(case),
        kind="at",
        place=shelter,
        when=When(day=date(2025, 11, 5)),
        source="host_authority",
    )

    # From Wednesday: Thursday, Friday, Monday the 10th.
    assert before == {}
    assert last_days(case) == {"running": "2025-11-11T00:00:00+07:00"}


def test_a_passport_on_record_makes_the_limit_the_shorter_one(actor):
    case = opened(actor, calendar="VN", amount=5, amount_if=3, condition="passport_before")
    done(actor, case, "contact", "2025-11-03")
    before = Clock.objects.get(case=case)
    document = {"kind": "passport", "status": "lost"}
    # One without a day of issue may be that of this very case.
    add_identity_document(actor, fresh(case).citizen, **document)
    undated = Clock.objects.get(case=case)
    add_identity_document(
        actor, fresh(case).citizen, **document, number="C1234567", issued_on=date(2020, 1, 2)
    )
    after = Clock.objects.get(case=case)

    # From Monday the 3rd: the third working day is Thursday, the fifth Monday the 10th.
    shorter, longer = at("2025-11-07 00:00"), at("2025-11-11 00:00")
    assert (before.due_from, before.due_at) == (shorter, longer)
    assert (undated.due_from, undated.due_at) == (shorter, longer)
    assert (after.due_from, after.due_at) == (shorter, shorter)


@pytest.mark.parametrize("crosses", [False, True])
def test_hours_take_a_bare_day_in_the_zone_of_the_country_where_the_person_was(actor, crosses):
    case = opened(actor, unit="hours", amount=24, starts="done", start_procedure="removal")
    place = PlaceFactory(code="a-cell", kind="cell", country="MM")
    record_stay(
        actor,
        fresh(case),
        kind="at",
        place=place,
        when=When(day=date(2025, 11, 4)),
        source="host_authority",
    )
    done(actor, case, "contact", "2025-11-04")
    if crosses:
        record_crossing(
            actor,
            fresh(case),
            from_country="MM",
            to_country="TH",
            when=When(day=date(2025, 11, 7)),
            source="host_authority",
        )
    done(actor, case, "removal", "2025-11-05")

    clock = Clock.objects.get(case=case)
    begins = clock.started_from.astimezone(ZoneInfo("Asia/Yangon"))
    assert (clock.calendar, begins.isoformat()) == ("none/MM", "2025-11-05T00:00:00+06:30")
