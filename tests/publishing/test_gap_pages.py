"""The page that goes from a reported number to ours."""

import pytest
from django.urls import reverse

from cases.core.context import eyes
from tests.api.calls import caller
from tests.api.published import faults
from tests.factories import officer
from tests.publishing.beside_lists import OF_THE_LIST, a_list_and_ours
from tests.publishing.course import a_report
from tests.register import a_case
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db


def test_the_page_goes_from_their_number_to_ours():
    actor = officer()
    a_list_and_ours(actor)
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)
    client = logged_in(actor)

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


def test_the_api_tells_the_same_lines_and_they_add_up():
    actor = officer()
    a_list_and_ours(actor)
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    answer = caller(actor).get(f"/api/v1/figures/{figure.uuid}/gap/")

    assert faults("figure_gap", answer) == []
    (by_list,) = [way for way in answer.json()["ways"] if way["is_of_list"]]
    assert by_list["reported"] == 7
    assert by_list["reported"] + sum(line["change"] for line in by_list["lines"]) == by_list["ours"]
    assert {"theirs", "twice", "unexplained"} <= {line["code"] for line in by_list["lines"]}
    assert "/reconciliations/" in by_list["comparison_url"]
    assert by_list["listed"] == 6


def test_the_api_tells_another_mission_numbers_and_no_list():
    a_list_and_ours(officer())
    with eyes(officer(yangon=True)) as other:
        a_case(other)
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    (way, *_more) = caller(other).get(f"/api/v1/figures/{figure.uuid}/gap/").json()["ways"]

    assert way["comparison_url"] is None
    assert caller(officer(code="VTE", country="LA")).get(
        f"/api/v1/figures/{figure.uuid}/gap/"
    ).status_code in {403, 404}


def test_the_page_of_another_mission_leads_to_no_pile():
    a_list_and_ours(officer())
    with eyes(officer(yangon=True)) as other:
        a_case(other)
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    shown = logged_in(other).get(reverse("figure_gap", args=[figure.incident.code, figure.uuid]))

    assert "Only on the list" in shown.text
    assert "?pile=" not in shown.text
    assert "Mae Sot, 2025" not in shown.text


def test_a_figure_without_a_counterpart_has_no_such_page():
    with eyes(officer()) as actor:
        a_case(actor)
    figure = a_report(metric="fined")

    found = logged_in(actor).get(reverse("figure_gap", args=[figure.incident.code, figure.uuid]))

    assert found.status_code == 404
