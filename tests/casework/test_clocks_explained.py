"""`manage.py clocks --explain` counts for itself, and arrives at what the clock says."""

from datetime import date, time, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from cases.casework.operations import ask_step, close_case, complete_step, record_answer
from cases.casework.progress.explaining import counted
from cases.core.calendars import Away, OfficeCalendar, Term
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.fields.dates import parse_when
from cases.missions.queries import system_at
from tests.casework.playbooks import a_limit, a_procedure, at, opened, step, when
from tests.counted import due_at, term
from tests.factories import MissionFactory, head
from tests.register import fresh
from tests.web.session import logged_in

OFF = {date(2026, 2, day): "Tet" for day in range(16, 21)}
HANOI = OfficeCalendar("Asia/Ho_Chi_Minh", frozenset({5, 6}), time(17), OFF)
BODY = "immigration_department"
OVER_TIME = [
    ("2025-11-05 09:00", ("Running: 1 working day left", "verdict")),
    ("2025-11-11 09:00", ("Running: 3 working days overdue", "verdict")),
    (
        "2025-11-12 09:00",
        ("Had run out when the case was closed", "stopped by the closing of the case"),
    ),
]
WAIT = Away(at("2026-02-10 10:00"), at("2026-02-12 10:00"))


@pytest.mark.parametrize("unit", ["working_days", "calendar_days"])
@pytest.mark.parametrize("away", [[], [WAIT]])
@pytest.mark.parametrize("amount", [1, 4, 9, 15])
def test_the_count_ends_on_the_last_day_of_the_term(unit, away, amount):
    start = at("2026-02-06 10:00")
    until = HANOI.last_day(due_at(start, amount, unit, HANOI, away))

    days = list(counted(HANOI.day_of(start), term(amount, unit), HANOI, away))

    assert days[-1].day == until
    assert max(day.number for day in days) == amount
    assert [day.number for day in days if day.number] == list(range(1, amount + 1))
    assert all(day.number or day.why or day.note for day in days)


def test_a_day_off_at_the_end_says_what_it_does():
    rolls, stays = (Term(10, "calendar_days", roll, "midnight") for roll in ("next", "none"))

    moved = list(counted(date(2026, 2, 6), rolls, HANOI, []))
    kept = list(counted(date(2026, 2, 6), stays, HANOI, []))

    assert (moved[9].number, moved[9].note) == (10, "a day off: the end moves")
    assert (moved[-1].number, moved[-1].note) == (0, "the end has moved here")
    assert (kept[-1].number, kept[-1].note) == (10, "")


@pytest.mark.django_db
def test_the_command_prints_what_a_lawyer_checks():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        a_limit(a_procedure("reply", body="immigration_department"), legal_basis="Act, art. 18")
        case = opened(actor)
        complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
        ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 11:00"))
        record_answer(
            actor, fresh(case), step=step(case, "reply"), verdict="ours",
            when=when("2025-11-06 09:00"),
        )  # fmt: skip
        out = StringIO()
        call_command("clocks", explain=[case.reference, "reply"], stdout=out)
        with pytest.raises(CommandError, match="There is no step nowhere"):
            call_command("clocks", explain=[case.reference, "nowhere"])

    said = out.getvalue()
    assert "2 working days, Act, art. 18" in said
    assert "calendar  mission (The mission’s), days of Asia/Bangkok" in said
    assert "roll      -, day ends at midnight" in said
    assert "start     2025-11-03T10:00:00+07:00" in said
    assert "2025-11-04 Tue  not counted, another body had to act" in said
    assert "2025-11-07 Fri  day 1" in said
    assert "2025-11-08 Sat  not counted, Weekend" in said
    assert "2025-11-10 Mon  day 2" in said
    assert "due       2025-11-11T00:00:00+07:00" in said


@pytest.mark.django_db
def test_what_the_closing_stopped_and_what_is_overdue_say_so():
    values = {"starts": "asked", "stops": "answered", "on_whom": BODY, "calendar": "VN"}
    a_limit(a_procedure("reply", body=BODY), **values)
    with time_machine.travel(at("2025-11-04 12:00"), tick=True), eyes(head()) as actor:
        case = opened(actor)
        met, asked = when("2025-11-03 10:00"), when("2025-11-04 11:00")
        complete_step(actor, fresh(case), step=step(case, "contact"), when=met)
        ask_step(actor, fresh(case), step=step(case, "reply"), whom=BODY, when=asked)
    for now, expected in OVER_TIME:
        with time_machine.travel(at(now), tick=True):
            if "closing" in expected[1]:
                with eyes(head()) as actor:
                    close_case(
                        actor, fresh(case), outcome="own_means", when=when(now), source="mission"
                    )
            out = StringIO()
            call_command("clocks", explain=[case.reference, "reply"], stdout=out)
            page = logged_in(head()).get(f"/cases/{case.reference}/counted/reply/").text
        assert all(words in out.getvalue() for words in expected), (now, out.getvalue())
        assert expected[0] in page
        assert "the day on which the answer came" not in page + out.getvalue()


@pytest.mark.django_db
def test_a_month_is_said_as_it_was_and_not_before_its_question():
    # Written down in Yangon, whose day begins half an hour after that of the body at home.
    values = {"calendar": "VN", "starts": "asked", "stops": "answered", "on_whom": BODY}
    a_limit(a_procedure("reply", body=BODY), **values)
    mission, now = MissionFactory(yangon=True), at("2025-11-27 09:20") + timedelta(microseconds=5)
    with eyes(system_at(mission)) as actor, time_machine.travel(now), replay(now):
        case = opened(actor)
        complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
        asked = parse_when("2025-11-20T23:45:00+06:30")
        ask_step(actor, fresh(case), step=step(case, "reply"), whom=BODY, when=asked)
        record_answer(
            actor, fresh(case), step=step(case, "reply"), verdict="done", when=parse_when("2025-11")
        )
        out = StringIO()
        call_command("clocks", explain=[case.reference, "reply"], stdout=out)
    page = logged_in(head(yangon=True)).get(f"/cases/{case.reference}/counted/reply/").text

    assert "stop      2025-11, not before the question" in out.getvalue()
    assert '<time datetime="2025-11">Nov 2025</time>, not before the question' in page
