"""Case and person tell since when they are where they are, no more precisely than it is known."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from cases.casework.operations import (
    ask_step,
    close_case,
    record_answer,
    record_crossing,
    record_stay,
)
from cases.casework.serializers_steps import iso_of_body
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.core.fields.dates import parse_when
from tests.api.calls import caller
from tests.casework.playbooks import a_playbook, at, step
from tests.factories import officer
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

CROSSED = "2025-11-05T12:15:00+07:00/2025-11-05T13:15:00+07:00"


@pytest.mark.parametrize(
    "said",
    ["2025-10", "2025-10-16", "2025-10-16T06:19:00+07:00", "2025-10-16/2025-10-18"],
)
def test_a_case_tells_its_opening_as_it_was_said(said):
    with eyes(officer()) as actor:
        case = a_case(actor, reported=parse_when(said))
        told = caller(actor).get(f"/api/v1/cases/{case.reference}/").json()

    assert (told["opened_at"], told["position_at"]) == (said, said)


def test_a_case_of_today_is_opened_on_a_day():
    with time_machine.travel(at("2025-11-27 08:05"), tick=True), eyes(officer()) as actor:
        case = a_case(actor, reported=When(day=date(2025, 11, 27)))
        told = caller(actor).get(f"/api/v1/cases/{case.reference}/").json()

    assert told["opened_at"] == "2025-11-27"


def test_a_person_tells_the_whole_span_since_which_they_are_there():
    with eyes(officer()) as actor:
        case = a_case(actor, reported=parse_when("2025-11"))
        record_crossing(
            actor, fresh(case), from_country="MM", to_country="TH", when=parse_when(CROSSED),
            source="mission",
        )  # fmt: skip
        case = caller(actor).get(f"/api/v1/cases/{case.reference}/").json()
        person = caller(actor).get(case["person"]["url"]).json()

    assert case["whereabouts"]["since"] == person["whereabouts"]["since"] == CROSSED


def test_contact_lost_since_a_day_is_told_alike_by_case_person_and_stay():
    with eyes(officer()) as actor:
        case = a_case(actor, reported=parse_when("2025-11"))
        stay = {"kind": "at", "country": "TH", "source": "mission"}
        record_stay(actor, fresh(case), when=parse_when("2025-11-05"), **stay)
        close_case(actor, fresh(case), outcome="lost_contact", when=parse_when("2025-11-15"))
        case = caller(actor).get(f"/api/v1/cases/{case.reference}/").json()
        person = caller(actor).get(case["person"]["url"]).json()
        stays = caller(actor).get(case["stays_url"]).json()["results"]

    (lost,) = (row for row in stays if row["kind"] == "lost")
    assert lost["occurred_at"].startswith("2025-11-15/20")
    assert case["whereabouts"]["since"] == person["whereabouts"]["since"] == lost["occurred_at"]


def test_a_step_tells_since_when_as_it_was_said():
    now = at("2025-11-27 08:05") + timedelta(microseconds=609285)
    with time_machine.travel(now, tick=False):
        with eyes(officer()) as actor, replay(now):
            a_playbook()
            case = a_case(actor, reported=parse_when("2025-11"))
            said = {"whom": "family", "when": parse_when("2025-11-27")}
            ask_step(actor, fresh(case), step=step(case, "contact"), **said)
        asked = status_at(actor, case)
        with eyes(actor):
            record_answer(actor, fresh(case), step=step(case, "contact"), verdict="ours")
        answered = status_at(actor, case)

    assert asked == "2025-11-27"
    assert re.fullmatch(r"[0-9-]{10}T[0-9:]{8}\+07:00", answered)


def status_at(actor, case):
    steps = caller(actor).get(f"/api/v1/cases/{case.reference}/steps/").json()["results"]
    return next(row["status_at"] for row in steps if row["code"] == "contact")


def test_a_day_that_has_come_only_at_the_body_is_a_day():
    begins, recorded = at("2025-11-27 00:00"), at("2025-11-27 08:06") + timedelta(microseconds=7)

    assert iso_of_body(begins, recorded, "America/Los_Angeles") == "2025-11-27"
