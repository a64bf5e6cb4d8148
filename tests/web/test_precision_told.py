"""Pages, lists and the admin tell a moment no more precisely than it was said."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib import admin
from django.db.models import DateTimeField
from django.urls import reverse
from django.utils.html import strip_tags

from cases.casework.models import Clock, Inquiry, StepResult
from cases.casework.operations import (
    advance_case,
    ask_step,
    complete_step,
    record_answer,
    record_stay,
)
from cases.core.admin_words import first_of
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.fields.dates import parse_when
from cases.crossings.models import Stay
from cases.missions.queries import system_at
from cases.money.models import CostLine
from tests.api.calls import caller
from tests.casework.playbooks import a_limit, a_procedure, at, opened, step
from tests.factories import AuthorityFactory, MissionFactory, PostingFactory, head
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

SAID = {
    "2025-11-24": "24 Nov 2025",
    "2025-11": "Nov 2025",
    "2025-10": "Oct 2025",
    "2025-11-05/2025-11-07": "5 Nov 2025 – 7 Nov 2025",
}
BETWEEN = SAID | {"2025-11-05/2025-11-07": "between 5 Nov 2025 and 7 Nov 2025"}


def words(text):
    return " ".join(strip_tags(text).split())


@pytest.fixture(params=SAID)
def known(client, request):
    """A case of which everything is known as precisely as one of these words say."""
    when = parse_when(request.param)
    with time_machine.travel(at("2025-11-24 09:00"), tick=True):
        with eyes(head()) as actor:
            a_limit(
                a_procedure("reply", body="immigration_department"),
                starts="asked",
                on_whom="host_authority",
            )
            case = opened(actor)
            record_stay(actor, fresh(case), kind="at", source="citizen", country="MM", when=when)
            complete_step(actor, fresh(case), step=step(case, "contact"), when=when)
            advance_case(actor, fresh(case))
            asked = {"step": step(case, "reply"), "asked_of": AuthorityFactory(name="The office")}
            ask_step(actor, fresh(case), when=when, **asked)
        log_in(client, actor)
        yield actor, case, request.param


def test_the_case_page_and_the_work_list_tell_it_as_it_was_said(client, known):
    _actor, case, said = known

    page = words(client.get(case.get_absolute_url()).text)
    (line,) = client.get(reverse("worklist")).context["rows"]

    assert f"Myanmar · since {SAID[said]} " in page
    assert f"Asked: {SAID[said]} ·" in page
    assert f"The office was asked ({SAID[said]}) and has not answered" in page
    assert f"Turn of: The office, since {SAID[said]}" in page
    assert strip_tags(line.last_known) == SAID[said]


def test_an_answer_is_told_as_it_was_said(client, known):
    actor, case, said = known
    with eyes(actor):
        answer = {"step": step(case, "reply"), "when": parse_when(said)}
        record_answer(actor, fresh(case), verdict="done", **answer)

    page = words(client.get(case.get_absolute_url()).text)

    assert f"Asked: {SAID[said]} · answered: {SAID[said]} ·" in page


def test_the_course_of_the_case_tells_it_under_its_last_day(client, known):
    _actor, case, said = known

    days = client.get(case.get_absolute_url()).context["course"]["days"]

    (stay,) = [row for one in days for row in one["entries"] if row["kind"] == "stays"]
    is_day = said == "2025-11-24"
    assert strip_tags(str(stay.get("time", ""))) == ("" if is_day else BETWEEN[said])


@pytest.mark.parametrize("model", [Inquiry, StepResult, Clock, Stay])
def test_the_admin_tells_it_without_a_clock_time(client, known, model):
    actor, _case, said = known
    noun = model._meta.model_name
    with eyes(actor):
        row = model.objects.order_by("pk").last()

    listed = words(client.get(reverse(f"admin:cases_{noun}_changelist")).text)
    page = client.get(reverse(f"admin:cases_{noun}_change", args=[row.pk])).text

    assert BETWEEN[said] in listed
    assert BETWEEN[said] in words(page)
    assert "occurred_from" not in page


@pytest.fixture
def later():
    """A day that has begun at home and not yet at the mission, and a month that is not over."""
    with time_machine.travel(LATE, tick=False), replay(LATE):
        yield


LATE = datetime(2025, 11, 12, 19, 5, 32, 829489, tzinfo=UTC)
"""20:05 in Warsaw and Luanda, 2:05 of the 13th in Ha Noi."""
WEST = {"Warsaw": ("WAW", "TH", "Europe/Warsaw"), "Luanda": ("LAD", "TH", "Africa/Luanda")}


def asked_at(code, country, zone, said):
    """Return the head of a mission and a case of which a body at home was asked."""
    mission = MissionFactory(code=code, country=country, zone=zone)
    with eyes(system_at(mission)) as actor:
        a_procedure("reply", body="immigration_department")
        case = opened(actor)
        complete_step(actor, case, step=step(case, "contact"), when=parse_when("2025-11-03"))
        ask_step(actor, fresh(case), step=step(case, "reply"), when=parse_when(said))
    return PostingFactory(mission=mission, role="head_of_mission").actor(), case


def told(actor, case, below):
    address = f"/api/v1/cases/{case.reference}/{below}/"
    return caller(actor).get(address).json()["results"][0]


@pytest.mark.parametrize("where", WEST)
def test_a_day_that_has_begun_at_home_alone_is_that_day_on_page_and_api(client, later, where):
    actor, case = asked_at(*WEST[where], "2025-11-13")
    log_in(client, actor)

    page = client.get(case.get_absolute_url())
    days = page.context["course"]["days"]
    (line,) = client.get(reverse("worklist")).context["rows"]

    assert told(actor, case, "inquiries")["asked_at"] == "2025-11-13"
    assert "Asked: 13 Nov 2025 (Viet Nam time) ·" in words(page.text)
    assert "since 13 Nov 2025 (Viet Nam time)" in words(page.text)
    assert days[0]["iso"] == "2025-11-13"
    assert strip_tags(str(days[0]["entries"][0]["time"])) == "Viet Nam time"
    assert line.since == "since today"


@pytest.mark.parametrize("where", WEST)
def test_the_day_of_the_mission_is_that_day_on_page_and_api(client, later, where):
    actor, case = asked_at(*WEST[where], "2025-11-12")
    log_in(client, actor)

    page = words(client.get(case.get_absolute_url()).text)

    assert told(actor, case, "inquiries")["asked_at"] == "2025-11-12"
    assert "Asked: 12 Nov 2025 ·" in page
    assert "Viet Nam time" not in page


def test_a_month_that_is_not_over_is_that_month_on_page_and_api(client, later):
    actor, case = asked_at("BKK", "TH", "Asia/Bangkok", "2025-11")
    log_in(client, actor)

    page = words(client.get(case.get_absolute_url()).text)

    assert told(actor, case, "inquiries")["asked_at"] == "2025-11"
    assert "Asked: Nov 2025 ·" in page


def test_every_first_possible_instant_is_told_with_its_last_in_the_admin():
    alone = []
    for model in admin.site._registry:
        names = {field.name for field in model._meta.fields if isinstance(field, DateTimeField)}
        told = {first_of(name) for name in names}
        alone += [(model, name) for name in names if name.endswith("_from") and name not in told]

    assert alone == [(CostLine, "counts_from")], "from then on a cost counts: it has no other end"
