"""Views that officers save, on the pages and by the API: what they hold and what they say."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.overview.models import SavedView
from cases.procedures.models import Procedure
from tests.api.calls import caller
from tests.casework.playbooks import a_procedure
from tests.factories import head, officer
from tests.overview.saved import READY, names, saved
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def test_the_list_that_is_looked_at_is_saved_by_its_filters_and_order(client):
    actor = officer()
    shown = log_in(client, actor).get("/cases/?stage=ready&order=deadline")
    link = "/views/save/?stage=ready&amp;order=deadline"
    assert link in shown.text
    page = client.get(
        link.replace("&amp;", "&"),
        headers={"Referer": f"http://testserver/cases/?{urlencode(READY)}"},
    )
    assert "Stage: Ready" in page.text
    asks = page.context["form"]["asks"].value()
    done = client.post("/views/save/", {"name": "To fly", "asks": asks, "_key": "one"})

    assert (done.status_code, done["Location"]) == (302, "/cases/?stage=ready&order=deadline")
    with eyes(actor):
        view = SavedView.objects.get()
    assert (view.name, view.asks) == ("To fly", READY)
    again = client.get(done["Location"])
    assert 'aria-current="page">To fly' in again.text


def test_it_stands_beside_the_built_in_ones_with_a_count_fetched_after_the_page(client):
    with eyes(officer()) as actor:
        case = a_case(actor)
        type(case).objects.filter(pk=case.pk).update(stage="ready")
        a_case(actor)
    saved(actor, "To fly")
    saved(actor, "Not held", held="no")
    listed = log_in(client, actor).get("/cases/").text
    counted = client.get("/cases/views/").text

    assert ">To fly <span" in listed
    assert 'To fly <span class="count">1</span>' in counted
    assert 'Not held <span class="count">2</span>' in counted


def test_a_view_with_the_filters_of_a_built_in_one_counts_each_case_once(client):
    with eyes(officer()) as actor:
        a_case(actor)
    saved(actor, "Free ones", officer="nobody")
    counted = log_in(client, actor).get("/cases/views/").text

    assert 'Free ones <span class="count">1</span>' in counted
    assert 'Nobody’s <span class="count">1</span>' in counted


@pytest.mark.parametrize(
    "asks",
    [
        "q=Nguyen",
        "full_name=Lan",
        "officer=bangkok.officer",
        "stage=Nguyễn Văn Thử",
        "stage=ready&stage=closed",
        "page=x",
        "no filters at all",
        "incident=none-such",
        "",
    ],
)
def test_it_holds_codes_of_filters_and_nothing_else(asks):
    client = caller(officer())

    answer = client.post(
        "/api/v1/saved-views/save/", {"name": "Mine", "asks": asks}, content_type="application/json"
    )

    assert answer.status_code == 422
    assert {row["field"] for row in answer.json()["problems"]} == {"asks"}


def test_its_name_is_not_the_name_or_the_number_of_a_person():
    with eyes(officer()) as actor:
        case = a_case(actor)
        person = case.citizen.full_name
    client = caller(actor)

    for name in (person, person.upper(), case.reference):
        answer = client.post(
            "/api/v1/saved-views/save/",
            {"name": name, "asks": "stage=ready"},
            content_type="application/json",
        )
        assert answer.status_code == 422, name
        assert answer.json()["problems"][0]["code"] == "names_person"


def test_the_order_is_changed_on_the_page_with_one_press(client):
    actor = officer()
    for name in ("One", "Two"):
        saved(actor, name)
    page = log_in(client, actor).get("/views/").text
    key = page.split('name="_key" value="')[1].split('"')[0]
    address = page.split('action="/views/')[1].split('"')[0]
    sent = {"towards": "later", "_version": "1", "_key": key}
    done = [client.post(f"/views/{address}", sent).status_code for _ in range(2)]

    assert done == [302, 302]
    assert names(actor) == ["Two", "One"]


def test_a_filter_that_has_lost_its_value_is_said_and_not_left_out_in_silence(client):
    actor = officer()
    a_procedure("going")
    with eyes(actor):
        a_case(actor)
    saved(actor, "Waits for it", procedure="going", stage="reported")
    Procedure.objects.filter(code="going").update(code="gone")
    counted = log_in(client, actor).get("/cases/views/").text
    listed = client.get("/cases/?procedure=going&stage=reported")
    kept = client.get("/views/").text

    assert "A filter of this view has lost its value." in counted.split("Waits for it")[1]
    assert listed.status_code == 422
    assert "Procedure that blocks" in listed.context["faulty"]
    assert "may hold more cases than were asked for" in " ".join(listed.text.split())
    assert "There is no such value any more: Procedure that blocks." in kept


def test_the_api_lists_what_one_sees_and_the_record_says_what_was_done():
    actor, other = officer(), officer(yangon=True)
    view = saved(actor, "To fly")
    saved(other, "Of others")

    (row,) = caller(actor).get("/api/v1/saved-views/").json()["results"]

    assert (row["name"], row["asks"], row["uuid"]) == ("To fly", READY, str(view.uuid))
    assert caller(other).get(row["url"]).status_code == 404
    with eyes(actor):
        entry = AuditEntry.objects.get(operation="save_view")
        assert (entry.event, entry.outcome) == ("view.saved", "done")


def test_every_page_of_it_is_hidden_from_another_mission(client):
    view = saved(officer(), "To fly")
    log_in(client, head(yangon=True))

    for verb in ("rename", "move", "share", "remove"):
        address = reverse("saved_view_operation", args=[view.uuid, verb])
        assert client.get(address).status_code == 404, verb


def test_a_list_that_is_kept_already_is_not_offered_to_be_saved(client):
    actor = officer()
    saved(actor)
    kept = log_in(client, actor).get(f"/cases/?{urlencode(READY)}")
    other = client.get(f"/cases/?{urlencode(READY | {'held': 'yes'})}")

    assert kept.context["save_url"] == ""
    assert "/views/save/" not in kept.text
    assert "/views/save/" in other.text
