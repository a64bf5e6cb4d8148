"""The page and the API of position lines."""

import pytest
from django.urls import reverse

from tests.briefings.drafts import at_headquarters
from tests.factories import IncidentFactory, head
from tests.incidents.test_position_lines import a_line, approved
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def test_headquarters_adds_and_approves_on_the_page_and_sees_what_waits(client):
    waits, told = a_line(text="Nobody has approved this."), approved(a_line())
    log_in(client, at_headquarters("headquarters_lead"))

    page = client.get(reverse("position_list", args=[told.incident.code])).content.decode()

    assert reverse("position_new") in page
    assert reverse("position_operation", args=[waits.uuid, "approve"]) in page
    assert reverse("position_operation", args=[told.uuid, "approve"]) not in page
    assert "Invented gazette" in page


def test_a_mission_reads_what_may_be_told_and_nothing_else(client):
    a_line(text="Nobody has approved this.")
    told = approved(a_line())
    log_in(client, head())

    page = client.get(reverse("position_list", args=[told.incident.code])).content.decode()

    assert "The embassies are at work." in page
    assert "Nobody has approved this." not in page
    assert reverse("position_new") not in page


def test_the_api_tells_text_source_validity_and_who_approved(client):
    told = approved(a_line())
    log_in(client, head())

    row = client.get(f"/api/v1/position-lines/{told.uuid}/").json()

    assert (row["text"], row["source"]["name"]) == (told.text, "Invented gazette")
    assert (row["valid_from"], row["valid_until"]) == ("2025-11-06", None)
    assert row["approved_by"] == told.approved_by.username


def test_what_is_no_web_address_is_no_source(client):
    log_in(client, at_headquarters("headquarters_lead"))
    said = {
        "incident": IncidentFactory().code, "text": "We work.", "source_name": "Invented gazette",
        "stated_on": "2025-11-06", "source_url": "javascript:alert(1)",
    }  # fmt: skip

    answer = client.post(
        "/api/v1/position-lines/add/", said, "application/json", headers={"Idempotency-Key": "1"}
    )

    problem = answer.json()["problems"][0]
    assert (problem["field"], problem["code"]) == ("source_url", "no_address")
