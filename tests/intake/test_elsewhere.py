"""Whom two missions register: neither learns of the other's record, headquarters is told."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.tasks import TaskResultStatus
from django.urls import reverse

from cases.casework.models import Case
from cases.casework.pages.operation import citizen_operation
from cases.citizens.models import Citizen, NotTheSame, PossibleDouble
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs.queue import rows
from cases.core.partial import PartialDate
from cases.intake import jobs
from cases.intake.elsewhere import look_elsewhere
from cases.intake.operations import register_and_open
from cases.notices.models import Notice
from tests.factories import IncidentFactory, headquarters, officer
from tests.jobs import row_of, run_jobs
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

WHY = "Cousins; both were asked."
VIENTIANE = {"code": "VTE", "country": "LA", "zone": "Asia/Vientiane"}


def takes_in(actor, **more):
    said = {
        "full_name": "Nguyễn Văn Hùng",
        "birth": PartialDate(date(1998, 4, 3), "day"),
        "incident": IncidentFactory(),
        "report_source": "walk_in",
    }
    with eyes(actor):
        return register_and_open(actor, **(said | more))


@pytest.fixture
def missions():
    """Headquarters, and officers of two missions."""
    return headquarters(), officer(), officer(**VIENTIANE)


def looked_at(case):
    with eyes(SYSTEM):
        return look_elsewhere(case.citizen_id)


def test_a_record_at_another_mission_is_for_headquarters_alone(client, missions):
    centre, here, there = missions
    first = takes_in(there)
    second = takes_in(here)

    assert looked_at(second) == 1
    assert looked_at(second) == looked_at(first) == 0

    for actor in (here, there):
        with eyes(actor):
            assert PossibleDouble.objects.count() == 0
            assert Notice.objects.filter(kind="perhaps_twice").count() == 0
        page = log_in(client, actor).get(reverse("home"), follow=True).content.decode()
        assert "registered twice" not in page
        assert client.get(reverse("possible_doubles")).status_code == 403
    with eyes(centre):
        pair = PossibleDouble.objects.get()
        assert (pair.citizen_id, pair.other_id) == (first.citizen_id, second.citizen_id)
        assert set(pair.reasons) == {"name", "born"}
        notice = Notice.objects.get(kind="perhaps_twice")
        assert notice.reference == second.reference
        assert notice.params == {"other": first.reference}


def test_a_person_at_whom_the_look_fails_holds_up_no_other_of_the_list(missions, monkeypatch):
    _centre, here, there = missions
    takes_in(there)
    second, broken = takes_in(here), takes_in(here, full_name="Zq Văn Hỏng")
    real = jobs.look_elsewhere

    def fails(*people):
        if broken.citizen_id in people:
            raise ZeroDivisionError
        return real(*people)

    monkeypatch.setattr(jobs, "look_elsewhere", fails)
    rows().delete()
    jobs.look_for_doubles_of.enqueue(citizen_ids=[broken.citizen_id, second.citizen_id])

    assert sorted(run_jobs())[-1] == "failed"

    alone = row_of(jobs.look_for_doubles)
    assert alone.args_kwargs["kwargs"] == {"citizen_id": broken.citizen_id}
    assert alone.exception_class_path.endswith("ZeroDivisionError")
    assert row_of(jobs.look_for_doubles_of).status == TaskResultStatus.SUCCESSFUL
    with eyes(SYSTEM):
        assert PossibleDouble.objects.get().other_id == second.citizen_id


def test_headquarters_says_that_they_are_two_people(client, missions):
    centre, here, there = missions
    first, second = takes_in(there), takes_in(here)
    looked_at(second)
    log_in(client, centre)
    assert "person perhaps registered twice" in client.get("/", follow=True).content.decode()
    page = client.get(reverse("possible_doubles"))
    assert first.reference in page.content.decode()
    assert second.reference in page.content.decode()
    assert page.text.count("Mission BKK") == page.text.count("Mission VTE") == 1
    (row,) = page.context["pairs"]
    sent = {"_key": row["key"], "other": row["other_key"], "reason": WHY}
    itself = reverse("possible_doubles")
    assert 'name="from" value="possible_doubles"' in page.text

    for _twice in range(2):
        done = client.post(row["different_url"], sent | {"from": "possible_doubles"})
        assert (done.status_code, done.headers["Location"]) == (302, itself)

    with eyes(centre):
        assert NotTheSame.objects.count() == 1
        assert PossibleDouble.objects.open().count() == 0
    assert client.get(reverse("possible_doubles")).context["pairs"] == []
    with eyes(here):
        assert NotTheSame.objects.count() == 0
    assert looked_at(second) == 0


@pytest.mark.parametrize("told", ["", "https://elsewhere.example", "case_detail"])
def test_an_act_on_a_person_leads_to_no_other_page_than_ours(told):
    assert citizen_operation(None, told).cancel == reverse("worklist")


def test_whom_the_mission_sees_is_told_at_its_counter_and_not_here(missions):
    _centre, here, _there = missions
    first = takes_in(here)
    with eyes(here):
        known = Citizen.objects.get(pk=first.citizen_id)
    second = takes_in(here, not_the_same_as=[known], not_the_same_because=WHY)

    assert looked_at(second) == 0


def test_every_intake_looks_whatever_it_finds(missions, monkeypatch):
    _centre, here, _there = missions
    looks = []
    queue = SimpleNamespace(enqueue=lambda **said: looks.append(said))
    monkeypatch.setattr("cases.intake.operations.register.look_for_doubles", queue)

    case = takes_in(here, full_name="Lò Thị Khuê")

    assert looks == [{"citizen_id": case.citizen_id}]
    with eyes(here):
        assert Case.objects.count() == 1
