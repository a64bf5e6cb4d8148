"""Case and person tell since when they are where they are, no more precisely than it is known."""

import re
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import time_machine

from cases.casework.operations import (
    advance_case,
    ask_step,
    close_case,
    complete_step,
    log_contact,
    record_answer,
    record_crossing,
    record_fact,
    record_stay,
)
from cases.casework.serializers_steps import iso_of_body
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.core.fields.dates import parse_when
from cases.letters.operations import record_letter_reply, send_letter
from cases.missions.models import Mission
from cases.missions.queries import system_at
from tests.api.calls import caller
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, step
from tests.factories import head, officer
from tests.files.kept import a_photo
from tests.letters.written import a_letter, a_ready_case, at_a_place
from tests.movements.travelled import arrived, came_back, on_flight
from tests.refusals import refusal_of
from tests.register import a_case, fresh
from tests.world_movements import departed

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


SAID = ["2025-11-27", "2025-11-26", "2025-11", "2025-11-24/2025-11-26", "2025-11-27T06:19:00+07:00"]
"""Today, a day that is over, a month still running, several days, an instant."""


@pytest.fixture(params=SAID)
def said(request):
    with time_machine.travel(at("2025-11-27 08:05"), tick=True):
        yield head(), request.param, parse_when(request.param)


@contextmanager
def acting(actor):
    """Act on the morning of the 27th, so that this day and this month are not over."""
    now = at("2025-11-27 08:05") + timedelta(microseconds=609285)
    with eyes(system_at(Mission.objects.get(pk=actor.mission_id))) as system, replay(now):
        yield system


def on_playbook(actor):
    a_playbook()
    return a_case(actor, reported=parse_when("2025-10"))


def done(actor, case, code, when):
    complete_step(actor, fresh(case), step=step(case, code), when=when)


def test_a_step_that_begins_by_an_act_blocks_since_that_was_done(said):
    actor, text, when = said
    with acting(actor) as system:
        case = on_playbook(system)
        done(system, case, "contact", when)

    (reply,) = (row for row in told(actor, case, "steps") if row["code"] == "reply")

    assert (reply["opened_at"], reply["status_at"]) == (text, text)
    assert told(actor, case)["blocker"]["since"] == text


def test_who_was_asked_blocks_since_then(said):
    actor, text, when = said
    with acting(actor) as system:
        case = on_playbook(system)
        done(system, case, "contact", parse_when("2025-10"))
        ask_step(system, fresh(case), step=step(case, "reply"), when=when)

    assert told(actor, case)["blocker"]["since"] == text


def test_a_stage_that_nothing_holds_up_blocks_since_it_was_reached(said):
    actor, text, when = said
    with acting(actor) as system:
        a_playbook(gates={})
        case = a_case(system, reported=parse_when("2025-10"))
        record_fact(system, case, stage="contacted", when=when, source="mission", reason="Late.")

    assert told(actor, case)["blocker"]["since"] == text


def test_a_case_tells_when_somebody_was_spoken_with_as_it_was_said(said):
    actor, text, when = said
    with acting(actor) as system:
        case = on_playbook(system)
        reached = {"channel": "phone", "outcome": "reached", "words": "She is well."}
        log_contact(system, fresh(case), talked_with="citizen", when=when, **reached)

    assert told(actor, case)["last_contact_at"] == text


def test_a_gate_that_refuses_says_since_when_as_it_was_said(said):
    actor, text, when = said
    with acting(actor) as system:
        case = on_playbook(system)
        done(system, case, "contact", when)
        advance_case(system, fresh(case))
        refused = refusal_of(advance_case, system, fresh(case))

    assert [row["since"] for row in refused.extra["missing"]] == [text]


def test_a_clock_that_rests_says_since_when_as_it_was_said(said):
    actor, text, when = said
    with acting(actor) as system:
        reply = a_procedure("reply", body="immigration_department")
        a_limit(reply, amount=40, pauses=True)
        case = on_playbook(system)
        done(system, case, "contact", parse_when("2025-10-31"))
        ask_step(system, fresh(case), step=step(case, "reply"), when=when)

    (clock,) = told(actor, case, "clocks")

    assert (clock["state"], clock["rests"]["since"]) == ("paused", text)


@pytest.mark.parametrize("wanted", ["2025-11-26", "2025-11-30", "2025-11-30T09:00:00+07:00"])
def test_the_next_attempt_is_told_as_it_was_said(wanted):
    with eyes(officer()) as actor:
        case = a_case(actor, reported=parse_when("2025-10"))
        attempt = {"channel": "phone", "outcome": "no_answer", "talked_with": "citizen"}
        tried = {"when": parse_when("2025-11-26T08:00+07:00"), "next_attempt": parse_when(wanted)}
        log_contact(actor, fresh(case), **attempt, **tried)

    assert told(actor, case, "contacts")[-1]["next_at"] == wanted
    assert told(actor, case)["next_attempt_at"] == wanted


def test_a_letter_tells_when_it_was_sent_and_answered_as_it_was_said(actor):
    today = present.today(actor.zone).isoformat()
    when = parse_when(today)
    case = a_ready_case(actor)
    asks = a_letter(actor, case)
    note = a_letter(actor, at_a_place(actor, fresh(case)), "note-verbale")
    for number, letter in enumerate((asks, note)):
        send_letter(actor, fresh(letter), file=a_photo(size=(640 + number, 480)), when=when)
    record_letter_reply(actor, fresh(note), when=when)
    record_answer(actor, fresh(case), step=asks.step, verdict="ours", when=when)

    asks, note = (caller(actor).get(f"/api/v1/letters/{row.uuid}/").json() for row in (asks, note))

    assert (asks["sent_at"], asks["answered_at"]) == (today, today)
    assert (note["sent_at"], note["replied_at"]) == (today, today)


def test_a_leg_tells_when_it_departed_arrived_and_came_back_as_it_was_said(said):
    actor, text, when = said
    with acting(actor) as system:
        movement, _cases = on_flight(system, 1)
        for number in (1, 2):
            departed(system, movement, number, when=when)
            arrived(system, movement, number, when)
        came_back(system, movement, 2, when)

    there, back = sorted(rows_of(actor, "/api/v1/legs/"), key=lambda row: row["number"])

    assert (there["departed_at"], there["arrived_at"]) == (text, text)
    assert there["departs_at"] == "2025-11-04T21:00:00+07:00"
    assert back["turned_back_at"] == text


def told(actor, case, below=""):
    """Return what the API says of a case, or the rows below it."""
    address = f"/api/v1/cases/{case.reference}/"
    return rows_of(actor, f"{address}{below}/") if below else caller(actor).get(address).json()


def rows_of(actor, address):
    return caller(actor).get(address).json()["results"]
