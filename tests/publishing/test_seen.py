"""What the pictures of days, ages and waiting times count: own cases alone, checked by hand."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cases.casework.models import Step
from cases.casework.operations import ask_step, complete_step, record_answer
from cases.core.context import eyes
from cases.core.facts import When
from cases.publishing.seen import ages, waits
from tests.casework.playbooks import a_playbook, a_procedure, at
from tests.factories import IncidentFactory, head, officer
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


def asked(actor, day, answered=None):
    """A case of which the department was asked on a day, and answered on another, if it did."""
    case = a_case(actor, reported=When(day=date(2025, 10, 22)))
    steps = {step.code: step for step in Step.objects.filter(case=case)}
    complete_step(actor, fresh(case), step=steps["contact"], when=moment("2025-11-01 10:00"))
    reply = Step.objects.get(case=case, code="reply")
    ask_step(actor, fresh(case), step=reply, when=moment(day))
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
