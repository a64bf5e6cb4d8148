"""What the pictures of days, ages and waiting times count: own cases alone, checked by hand."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cases.briefings.asking import Asking
from cases.briefings.gathering import asked_of, waiting_for
from cases.casework.models import Step
from cases.casework.operations import (
    ask_step,
    close_case,
    complete_step,
    record_answer,
    reopen_case,
)
from cases.casework.pages.blocking import blocked_line, blocker_of
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.missions.days import Wait, waited
from cases.missions.queries import system_at
from cases.overview.board import board_of
from cases.overview.board_pages import board_context
from cases.publishing.figures.moments import database_clock
from cases.publishing.seen import ages, waits
from tests.casework.playbooks import a_playbook, a_procedure, at, step
from tests.factories import AuthorityFactory, IncidentFactory, MissionFactory, head, officer
from tests.register import a_case, fresh
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db

NOW = "2025-11-24 09:00"


@pytest.fixture
def actor():
    with time_machine.travel(at(NOW), tick=True), eyes(head()) as actor:
        a_procedure("reply", body="immigration_department")
        a_playbook()
        yield actor


def asked(actor, day, answered=None, **more):
    """A case of which the department was asked on a day, and answered on another, if it did."""
    case = a_case(actor, reported=When(day=date(2025, 10, 22)))
    steps = {step.code: step for step in Step.objects.filter(case=case)}
    complete_step(actor, fresh(case), step=steps["contact"], when=moment("2025-11-01 10:00"))
    reply = Step.objects.get(case=case, code="reply")
    ask_step(actor, fresh(case), step=reply, when=moment(day), **more)
    if answered:
        reply = Step.objects.get(case=case, code="reply")
        record_answer(actor, fresh(case), step=reply, verdict="done", when=moment(answered))
    return case


def moment(text):
    return When.at(at(text))


def test_says_for_each_body_how_long_answers_took_and_who_waits(actor):
    asked(actor, "2025-11-03 10:00", "2025-11-05 11:00")
    asked(actor, "2025-11-03 10:00", "2025-11-07 11:00")
    asked(actor, "2025-11-03 10:00", "2025-11-15 11:00")
    asked(actor, "2025-11-14 08:00")

    (row,) = waits(actor, IncidentFactory(), at(NOW))

    assert (row.body, row.answered, row.half, row.most) == ("immigration_department", 3, 4, 12)
    assert (row.waiting, row.longest) == (1, 10)


def test_the_longest_wait_is_counted_by_the_calendar_on_pictures_sheets_and_lists(actor):
    """Asked late in the evening of the 14th: ten days, though not ten times 24 hours."""
    body = AuthorityFactory(kind="immigration")
    case = asked(actor, "2025-11-14 23:00", asked_of=body)

    (row,) = waits(actor, IncidentFactory(), at(NOW))
    asking = Asking(IncidentFactory(), "report", "BR-2025-0001", at(NOW), False, at(NOW))
    told = list(waiting_for(actor, asking))
    shown = blocked_line(blocker_of(fresh(case)), at(NOW), for_headquarters=False)

    assert row.longest == 10
    assert [one.days for one in told] == [10]
    assert "(10 days)" in shown["since"]


def test_days_when_the_case_was_closed_are_not_among_those_waited():
    """Asked on the 3rd, closed from the 10th to the 24th: six days and two."""
    a_procedure("reply", body="immigration_department")
    a_playbook()
    body, later = AuthorityFactory(kind="immigration"), at("2025-11-26 09:00")
    with eyes(system_at(MissionFactory())) as system:
        with replay(at("2025-11-03 09:00")):
            case = a_case(system, reported=When(day=date(2025, 10, 22)))
            complete_step(system, case, step=step(case, "contact"))
            ask_step(system, fresh(case), step=step(case, "reply"), asked_of=body)
        with replay(at("2025-11-10 09:00")):
            close_case(system, fresh(case), outcome="declined")
            (still_closed,) = waits(system, IncidentFactory(), later)
        with replay(at("2025-11-24 09:00")):
            reopen_case(system, fresh(case), reason="She called.")
    with time_machine.travel(later), eyes(head()) as actor:
        (row,) = waits(actor, IncidentFactory(), later)
        asking = Asking(IncidentFactory(), "report", "BR-2025-0001", later, False, later)
        board = board_of(actor, later)
        (line,) = (one for one in board.by_who if one.authority == body)

        assert (still_closed.longest, row.longest) == (6, 8)
        assert [one.days for one in waiting_for(actor, asking)] == [8]
        # Eight days before the 26th: as if asked then.
        assert (line.begun, line.since) == (date(2025, 11, 18), date(2025, 11, 18))
        assert "for 8 days" in str(board_context(board))
        # 35 days since 22 October, of which it was closed on 15.
        assert ages(actor, IncidentFactory(), later) == [0, 1, 0, 0, 0]
        (told,) = logged_in(actor).get(reverse("worklist")).context["rows"]
        assert told.age == "20 days"


@pytest.mark.parametrize(
    ("verdict", "waited", "counts"),
    [("ours", [("host_authority", 1)], [(1, 1)]), ("taken", [], [])],
)
def test_an_answer_that_makes_it_our_turn_is_one_and_a_question_taken_back_has_none(
    actor, verdict, waited, counts
):
    body = AuthorityFactory(kind="immigration")
    case = asked(actor, "2025-11-14 23:00", asked_of=body)
    step = Step.objects.get(case=case, code="reply")
    record_answer(actor, fresh(case), step=step, verdict=verdict, answer="Invented.")
    later = database_clock()
    asking = Asking(IncidentFactory(), "report", "BR-2025-0001", later, False, later)

    assert [(row.body, row.answered) for row in waits(actor, IncidentFactory(), later)] == waited
    assert [(row.asked, row.answered) for row in asked_of(actor, asking)] == counts


def test_a_case_of_which_a_body_is_asked_again_waits_for_it_and_is_not_answered_too(actor):
    body = AuthorityFactory(kind="immigration")
    case = asked(actor, "2025-11-14 23:00", asked_of=body)
    step = Step.objects.get(case=case, code="reply")
    record_answer(actor, fresh(case), step=step, verdict="ours", answer="A second photo is needed.")
    step.refresh_from_db()
    ask_step(actor, fresh(case), step=step, asked_of=body)
    later = database_clock()
    asking = Asking(IncidentFactory(), "report", "BR-2025-0001", later, False, later)

    assert [(row.asked, row.answered) for row in asked_of(actor, asking)] == [(1, 0)]
    assert [row.count for row in waiting_for(actor, asking)] == [1]


def test_an_age_is_counted_by_the_calendar(actor):
    evening, morning = at("2025-11-23 23:00"), at("2025-11-24 08:00")

    assert waited(evening, evening, at(NOW), "Asia/Bangkok") == Wait(1)
    assert waited(morning, morning, at(NOW), "Asia/Bangkok") == Wait(0)


def test_another_mission_is_told_nothing_of_them(actor):
    asked(actor, "2025-11-03 10:00")

    with eyes(officer(yangon=True)) as other:
        assert waits(other, IncidentFactory(), at(NOW)) == []
        assert ages(other, IncidentFactory(), at(NOW)) == [0] * 5


def test_open_cases_stand_in_the_band_of_their_age(actor):
    asked(actor, "2025-11-03 10:00")
    a_case(actor, reported=When(day=date(2025, 11, 20)))

    assert ages(actor, IncidentFactory(), at(NOW)) == [1, 0, 1, 0, 0]


def test_the_page_names_the_body_that_has_to_answer(actor):
    asked(actor, "2025-11-03 10:00", "2025-11-05 11:00")

    shown = logged_in(actor).get(reverse("incident_pictures", args=[IncidentFactory().code]))

    (picture,) = [one for one in shown.context["pictures"] if one["code"] == "waits"]
    assert picture["rows"] == [{"label": "Immigration department", "numbers": ["2", "2", "0"]}]
