"""A limit says by what it is counted, and one that nothing confirms counts against nobody."""

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cases.casework.blocking import Blocking, Due
from cases.casework.models import Case
from cases.casework.operations import (
    accept_transfer,
    ask_step,
    complete_step,
    offer_transfer,
)
from cases.casework.pages.clocks import ClockPage
from cases.casework.progress import load
from cases.casework.reminders import remind
from cases.core.context import eyes
from cases.core.lines import read_toml
from cases.missions.days import days_of
from cases.missions.queries import system_at
from cases.places.choices import Country
from cases.procedures.choices import CalendarOf
from tests.casework.between import mission_of
from tests.casework.playbooks import (
    a_limit,
    a_procedure,
    at,
    clock,
    completed,
    opened,
    step,
    when,
)
from tests.factories import MissionFactory, head
from tests.register import fresh

pytestmark = pytest.mark.django_db
ASKED = {"starts": "asked", "stops": "answered", "on_whom": "immigration_department"}


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        yield actor


def asked(actor):
    """A case whose question was asked on Tuesday 4 November."""
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 11:00"))
    return fresh(case)


def overdue(actor):
    days = days_of(actor, at("2025-11-24 09:00"))
    return Case.objects.filter(Blocking(days).due(Due.OVERDUE)).count()


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_only_a_limit_that_is_confirmed_makes_anybody_late(actor, is_confirmed):
    procedure = a_procedure("reply", body="immigration_department")
    a_limit(procedure, **ASKED, calendar="VN", verified=is_confirmed)
    case = asked(actor)

    running = clock(case, "reply")
    assert (running.state, running.due_at) == ("running", at("2025-11-07 00:00"))
    assert running.is_counted == is_confirmed
    assert case.next_due_at == (running.due_at if is_confirmed else None)
    assert overdue(actor) == is_confirmed
    assert remind("expired", at("2025-11-24 09:00")) == is_confirmed
    (file,) = load([case])
    shown = ClockPage(file, at("2025-11-24 09:00")).row(step(case, "reply"), running)
    assert shown["tone"] == ("stop" if is_confirmed else "quiet")
    assert "6 Nov 2025" in shown["ends"]
    assert "00:00" not in shown["ends"]


def test_the_host_is_the_country_of_the_mission_where_the_clock_started():
    a_limit(a_procedure("removal", body="host_authority"), calendar="host")
    yangon, bangkok = system_at(MissionFactory(yangon=True)), system_at(MissionFactory())
    with time_machine.travel(at("2025-11-24 09:00"), tick=True):
        with eyes(yangon):
            case = opened(yangon)
            offer = offer_transfer(
                yangon, fresh(case), mission=mission_of(bangkok), summary="She is in Thailand."
            )
        with eyes(bangkok):
            accept_transfer(bangkok, offer)
            running = clock(case, "removal").calendar
            completed(bangkok, fresh(case), "removal")
            stopped = clock(case, "removal")

    assert (running, stopped.calendar, stopped.state) == ("MM", "MM", "stopped")


@pytest.mark.parametrize(
    "values",
    [
        {"calendar": ""},
        {"calendar": "none"},
        {"calendar": "XX"},
        {"roll": "next"},
        {"day_ends": ""},
        {"unit": "calendar_days", "roll": ""},
        {"unit": "calendar_days", "calendar": ""},
        {"unit": "calendar_days", "calendar": "none"},
        {"unit": "calendar_days", "calendar": "none", "roll": "none", "day_ends": "office"},
        {"unit": "hours", "calendar": "mission"},
        {"unit": "hours", "roll": "none"},
        {"unit": "hours", "day_ends": "midnight"},
    ],
)
def test_the_database_keeps_no_limit_that_leaves_its_counting_open(values):
    procedure = a_procedure("reply")

    with pytest.raises(IntegrityError, match="limit_counted"), transaction.atomic():
        a_limit(procedure, **values)


def test_every_country_has_its_calendar():
    assert set(CalendarOf.values) == {*Country.values, "mission", "host", "none"} - {"XX"}


def test_clocks_and_limits_of_the_seeds_follow_the_law(settings):
    """Bodies of Viet Nam by home's days, Thai terms by Thailand's, no custody that rolls."""
    found = [
        row
        for path in sorted((settings.SEEDS_DIR / "procedures").glob("*.toml"))
        for row in read_toml(path.read_text(encoding="utf-8")).get("limit", ())
    ]

    at_home = {"immigration_department", "home_authority", "headquarters"}
    days = [row for row in found if row["unit"] != "hours"]
    assert {row["calendar"] for row in days if row["on_whom"] in at_home} == {"VN"}
    thai = [row for row in days if row["code"].startswith("thai-")]
    assert {(row["calendar"], row["roll"]) for row in thai} == {("TH", "none")}
    assert {row["day_ends"] for row in days} == {"midnight"}
