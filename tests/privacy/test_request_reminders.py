"""Reminders of requests: on the working day before the term ends, and when it is over.

20 November 2025 is a Thursday: the reply to what came in then is due on Monday the 24th.
"""

from datetime import date

import pytest
import time_machine

from cases.core.context import eyes
from cases.notices.models import Notice
from cases.notices.words import lines
from cases.privacy.operations import answer_rights_request
from tests.casework.between import accepted
from tests.casework.playbooks import at
from tests.factories import head
from tests.jobs import run_jobs
from tests.register import a_case
from tests.world_basis import a_request
from tests.world_retention import lead

pytestmark = pytest.mark.django_db


def on(moment):
    return time_machine.travel(at(moment), tick=False)


def told(actor, kind):
    with eyes(actor):
        return list(Notice.objects.visible_to(actor).filter(kind=kind))


@pytest.mark.usefixtures("verified_terms")
def test_the_officer_is_reminded_the_working_day_before_and_the_head_when_it_is_over(bangkok):
    chief = head()
    with on("2025-11-20 10:00"), eyes(bangkok):
        row = a_request(bangkok)
    with on("2025-11-20 11:00"):
        run_jobs()
    assert told(bangkok, "rights_ahead") == []
    for _twice in range(2):
        with on("2025-11-21 09:00"):
            run_jobs()
    (ahead,) = told(bangkok, "rights_ahead")
    assert ahead.staff_id == bangkok.staff_id
    assert told(chief, "rights_late") == []
    for hour in ("00:05", "00:30"):
        with on(f"2025-11-25 {hour}"):
            run_jobs()

    (late,) = told(chief, "rights_late")
    assert late.audience == "head"
    with eyes(chief):
        (line,) = lines([late], chief)
    assert "until 24 Nov 2025 and" in str(line)
    assert row.get_absolute_url() in str(line)
    assert row.citizen.full_name not in str(line)


def test_of_a_term_that_is_not_verified_this_is_said(bangkok):
    chief = head()
    with on("2025-11-20 10:00"), eyes(bangkok):
        a_request(bangkok)
    for moment in ("2025-11-21 09:00", "2025-11-25 08:00"):
        with on(moment):
            run_jobs()

    assert told(bangkok, "rights_ahead") == told(chief, "rights_late") == []
    ahead, late = told(bangkok, "rights_ahead_unread"), told(chief, "rights_late_unread")
    with eyes(chief):
        said = [str(line) for line in lines([*ahead, *late], chief)]
    assert len(said) == 2
    assert all("which is not verified" in line for line in said)


@pytest.mark.usefixtures("verified_terms")
def test_who_is_answered_is_reminded_of_no_more(bangkok):
    chief = head()
    with on("2025-11-20 10:00"), eyes(bangkok):
        row = a_request(bangkok)
        answer_rights_request(bangkok, row, outcome="told", settled_on=date(2025, 11, 20))
    with on("2025-11-25 08:00"):
        run_jobs()

    assert told(bangkok, "rights_ahead") == told(chief, "rights_late") == []


@pytest.mark.usefixtures("verified_terms")
def test_headquarters_is_told_where_the_mission_no_longer_sees_her():
    chief, centre = head(), lead()
    with on("2025-11-20 10:00"):
        with eyes(head(code="RGN", country="MM", zone="Asia/Yangon")) as yangon:
            case = a_case(yangon)
        accepted(yangon, chief, case)
        with eyes(chief):
            a_request(chief, case.citizen)
        accepted(chief, yangon, case)
    with on("2025-11-25 08:00"):
        run_jobs()

    assert told(chief, "rights_late") == []
    assert len(told(centre, "rights_late")) == 1
