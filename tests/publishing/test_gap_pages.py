"""The page that goes from a reported number to ours."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.core.context import eyes
from tests.factories import officer
from tests.publishing.beside_lists import OF_THE_LIST, a_list_and_ours
from tests.publishing.course import a_report
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def test_the_page_goes_from_their_number_to_ours():
    actor = officer()
    a_list_and_ours(actor)
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)
    client = log_in(Client(), actor)

    home = client.get(
        reverse("incident_detail", args=[figure.incident.code]), {"as_of_day": "2025-10-24"}
    )
    address = reverse("figure_gap", args=[figure.incident.code, figure.uuid])
    shown = client.get(address)

    assert address in home.text
    for words in ("Only on the list", "Twice on the list", "Not explained", "In our ledgers"):
        assert words in shown.text
    assert "?pile=theirs" in shown.text
    assert "The list has 6 rows of persons." in shown.text


def test_the_page_of_another_mission_leads_to_no_pile():
    a_list_and_ours(officer())
    other = officer(yangon=True)
    with eyes(other):
        a_case(other)
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    shown = log_in(Client(), other).get(
        reverse("figure_gap", args=[figure.incident.code, figure.uuid])
    )

    assert "Only on the list" in shown.text
    assert "?pile=" not in shown.text
    assert "Mae Sot, 2025" not in shown.text


def test_a_figure_without_a_counterpart_has_no_such_page():
    actor = officer()
    with eyes(actor):
        a_case(actor)
    figure = a_report(metric="fined")

    found = log_in(Client(), actor).get(
        reverse("figure_gap", args=[figure.incident.code, figure.uuid])
    )

    assert found.status_code == 404
