"""What a changed calendar of an office would move is told before, on every surface, and happens.

3 November 2025 is a Monday.
"""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cases.casework.models import Clock, Step
from cases.casework.operations import complete_step
from cases.casework.recounting import refresh_procedure
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.forms import AddClosure, PutMission, SetOfficeHours, WithdrawClosure
from cases.missions.models import Mission, OfficeClosure
from cases.missions.operations import add_closure, set_office_hours, withdraw_closure
from cases.procedures.models import Limit
from tests.api.calls import caller
from tests.api.published import faults
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at
from tests.factories import head, headquarters
from tests.jobs import run_jobs
from tests.register import a_case, fresh
from tests.web.posting import as_shown
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

CLOSED = {"kind": "closed", "starts_on": "2025-11-05"}
MOVED = [
    "1 running limit would end otherwise: BKK 1.",
    "The first of them would end on 6 Nov 2025 instead of 5 Nov 2025.",
]
NOTHING = ["No running limit would end otherwise."]
HOURS = {"opens": "08:00", "closes": "16:00", "weekend": []}


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(at("2025-11-05 09:00"), tick=True):
        yield


@pytest.fixture
def actor():
    """The head at Bangkok, with a case whose clock of two working days ends on 5 November."""
    a_playbook()
    a_limit(a_procedure("reply", body="immigration_department"), calendar="mission")
    with eyes(head()) as actor:
        case = a_case(actor, reported=When(day=date(2025, 11, 3)))
        step = Step.objects.get(case=case, code="contact")
        complete_step(actor, fresh(case), step=step, when=When.at(at("2025-11-03 08:00")))
        yield actor


def mission_of(actor):
    return Mission.objects.get(pk=actor.mission_id)


def told(form, actor, typed):
    return [str(line) for line in form(actor, mission_of(actor), initial=typed).consequences()]


def due():
    return Clock.objects.get(step__code="reply").due_at


def ends_with_the_office():
    """Let the limit end when the office closes."""
    with eyes(SYSTEM):
        Limit.objects.update(day_ends="office")
        refresh_procedure(Limit.objects.get().procedure_id)


def closed(actor):
    return add_closure(
        actor, mission_of(actor), starts_on=date(2025, 11, 5), kind="closed", reason="Storm"
    )


def test_a_closure_tells_before_which_limits_move_and_moves_them(actor):
    before = told(AddClosure, actor, CLOSED)
    closed(actor)
    run_jobs(of="casework.jobs")

    assert before == MOVED
    assert due() == at("2025-11-07 00:00")


def test_withdrawing_it_tells_before_that_they_move_back(actor):
    entry = closed(actor)
    run_jobs(of="casework.jobs")
    before = told(WithdrawClosure, actor, {"closure": str(entry.uuid)})
    withdraw_closure(actor, mission_of(actor), closure=entry, reason="It opens after all")
    run_jobs(of="casework.jobs")

    assert before[0] == MOVED[0]
    assert "5 Nov 2025 instead of 6 Nov 2025" in before[1]
    assert due() == at("2025-11-06 00:00")


def test_office_hours_tell_before_which_limits_move_that_end_with_them(actor):
    with_midnight = told(SetOfficeHours, actor, HOURS)
    ends_with_the_office()
    before = told(SetOfficeHours, actor, HOURS)
    now = told(SetOfficeHours, actor, {})
    hours = {"opens": at("2025-11-05 08:00").time(), "closes": at("2025-11-05 16:00").time()}
    set_office_hours(actor, mission_of(actor), **hours)
    run_jobs(of="casework.jobs")

    assert before[0] == MOVED[0]
    assert "5 Nov 2025, 16:00 instead of 5 Nov 2025, 17:00" in before[1]
    assert with_midnight == now == NOTHING
    assert due() == at("2025-11-05 16:00")


def test_another_zone_or_country_of_a_mission_tells_before_which_limits_move(actor):
    with eyes(headquarters()) as chief:
        mission = mission_of(actor)
        said = {name: str(getattr(mission, name)) for name in ("code", "name", "kind", "zone")}

        def told_of(**typed):
            form = PutMission(chief, None, initial=said | {"country": "TH"} | typed)
            return [str(line) for line in form.consequences()]

        moved = told_of(zone="Asia/Tokyo")
        same, nowhere = told_of(), told_of(zone="Asia/Nowhere")

    assert moved[0].startswith("Time zone: Asia/Bangkok → Asia/Tokyo")
    assert MOVED[0] in moved
    assert "would end on 5 Nov 2025 instead of 5 Nov 2025" in moved[-1]
    assert same == ["Nothing changes."]
    assert nowhere[0].startswith("Time zone: Asia/Bangkok → Asia/Nowhere")
    assert not [line for line in nowhere if "limit" in line]


def test_what_makes_no_calendar_tells_nothing_yet(actor):
    assert told(AddClosure, actor, {}) == []
    assert told(AddClosure, actor, CLOSED | {"starts_on": "never"}) == []
    assert told(AddClosure, actor, CLOSED | {"ends_on": "2025-11-04"}) == []
    assert told(SetOfficeHours, actor, HOURS | {"closes": "07:00"}) == []
    assert told(SetOfficeHours, actor, HOURS | {"weekend": [0, 1, 2, 3, 4, 5, 6]}) == []
    assert told(WithdrawClosure, actor, {}) == []
    assert told(AddClosure, actor, CLOSED | {"starts_on": "2025-12-24"}) == NOTHING


def test_the_api_the_page_and_the_admin_tell_the_same_and_write_nothing(actor, client):
    api = caller(actor).get("/api/v1/missions/BKK/add-closure/", CLOSED)
    log_in(client, actor)
    page = reverse("mission_operation", args=["BKK", "add-closure"])
    shown = client.post(
        page, as_shown(client.get(page).context["form"]) | CLOSED | {"_preview": "1"}
    )
    chief = headquarters()
    log_in(client, chief)
    admin = f"/admin/cases/mission/{actor.mission_id}/act/add-closure/"
    managed = client.post(
        admin, as_shown(client.get(admin).context["form"]) | CLOSED | {"_preview": "1"}
    )

    assert api.json()["consequences"] == MOVED
    assert faults("describe_add_closure", api) == []
    assert shown.context["consequences"] == MOVED
    assert managed.context["consequences"] == MOVED
    assert not OfficeClosure.objects.exists()
