"""The page of a new case tells everything at once and keeps what was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.forms import RegisterAndOpen
from cases.intake.operations import register_and_open
from cases.intake.parts import part_problems
from cases.missions.models import Staff
from tests.factories import IncidentFactory, PlaceFactory, officer
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

ENOUGH = {"full_name": "Lê Văn Thử", "incident": "2025-10-myawaddy", "report_source": "walk_in"}


@pytest.fixture
def actor():
    """An officer with one open incident and a ford into Thailand."""
    IncidentFactory()
    PlaceFactory()
    return officer()


def send(client, actor, **typed):
    return log_in(client, actor).post(
        reverse("case_new"), {**ENOUGH, "nationality": "VN", "_key": "k", **typed}
    )


def fields(problems):
    return {problem.field for problem in problems}


def test_nothing_said_of_a_part_needs_nothing():
    assert part_problems({"full_name": "Lê Văn Thử"}) == []


def test_everything_a_part_needs_is_named_without_reading_a_row():
    said = {"relative_phone": "abc", "document_number": "1", "crossing_manner": "ford"}

    assert fields(part_problems(said)) == {
        "relative_name",
        "relative_relation",
        "relative_phone",
        "document_kind",
        "document_status",
        "crossing_from",
        "crossing_to",
        "crossing_when",
        "crossing_source",
    }


def test_the_page_tells_all_faults_in_one_round_and_keeps_what_was_typed(client, actor):
    tomorrow = (timezone.now() + timedelta(days=2)).date().isoformat()

    response = send(
        client,
        actor,
        birth_day="31",
        birth_month="2",
        birth_year="1998",
        reported_day=tomorrow,
        came_in_day=tomorrow,
        phone="abc",
        relative_phone="0912 345 678",
        document_kind="old_id_card",
        document_number="12",
        crossing_from="LA",
        crossing_to="MM",
        crossing_entered_at="mae-ku-ford",
        crossing_when_day=tomorrow,
    )

    form = response.context["form"]
    assert response.status_code == 422
    assert set(form.errors) == {
        "birth",
        "reported",
        "came_in",
        "phone",
        "relative_name",
        "relative_relation",
        "document_number",
        "document_status",
        "crossing_entered_at",
        "crossing_when",
        "crossing_source",
    }
    assert all(len(sentences) == 1 for sentences in form.errors.values())
    assert set(response.context["open_parts"]) == {
        "person",
        "report",
        "relative",
        "document",
        "crossing",
    }
    assert form["relative_phone"].value() == "0912 345 678"
    assert 'value="1998"' in response.text
    with eyes(actor):
        assert not Citizen.objects.exists()


def test_a_birth_in_the_future_and_a_crossing_before_birth_are_told_too(client, actor):
    next_year = str(timezone.now().year + 1)

    unborn = send(client, actor, birth_year=next_year, document_status="lost")
    early = send(client, actor, birth_year="2000", came_in_day="1999-05-01", phone="12")

    assert set(unborn.context["form"].errors) == {"birth", "document_kind"}
    assert set(early.context["form"].errors) == {"came_in", "phone"}


def test_a_field_with_a_fault_of_its_own_counts_as_said(actor):
    form = RegisterAndOpen(
        actor,
        None,
        json={**ENOUGH, "crossing_when": "soon", "crossing_from": 7, "crossing_to": "TH"},
    )

    found = {problem.field: problem.code for problem in form.problems()}

    assert found == {
        "crossing_when": "bad_moment",
        "crossing_from": "wrong_type",
        "crossing_source": "needed",
    }


def test_a_place_says_its_country(client, actor):
    response = send(
        client,
        actor,
        crossing_from="MM",
        crossing_entered_at="mae-ku-ford",
        crossing_when_day="2025-10-22",
        crossing_source="citizen",
    )

    assert response.status_code == 302


def test_the_operation_refuses_all_at_once_too(actor):
    incident = IncidentFactory()
    with eyes(actor), pytest.raises(Refused) as refused:
        register_and_open(
            actor,
            full_name="Lê Văn Thử",
            incident=incident,
            report_source="walk_in",
            relative_phone="0912 345 678",
            document_status="lost",
        )

    assert fields(refused.value.problems) == {"relative_name", "relative_relation", "document_kind"}


def test_incident_and_source_stand_there_already_and_nothing_else(client, actor):
    IncidentFactory(code="closed", is_open=False)
    form = log_in(client, actor).get(reverse("case_new")).context["form"]

    assert {name: form[name].value() for name in form.fields if form[name].value()} == {
        "incident": "2025-10-myawaddy",
        "report_source": "walk_in",
        "officer": Staff.objects.get(pk=actor.staff_id).username,
        "crossing_source": "citizen",
    }
    assert form.open_parts() == []


def test_of_two_open_incidents_none_is_chosen(client, actor):
    IncidentFactory(code="another")
    named = log_in(client, actor).get(reverse("case_new") + "?incident=another")

    assert not client.get(reverse("case_new")).context["form"]["incident"].value()
    assert named.context["form"]["incident"].value() == "another"


def test_the_incident_is_still_asked_for_when_it_was_left_empty(client, actor):
    response = send(client, actor, incident="")

    assert set(response.context["form"].errors) == {"incident"}
    with eyes(actor):
        assert not Case.objects.exists()
