"""Movements in the API: rows, one movement, frozen lists; the admin beside it."""

import pytest

from cases.core.context import eyes
from tests.factories import officer
from tests.kept import once
from tests.web.session import log_in
from tests.world_movements import a_movement, a_ready_case, frozen, seated

pytestmark = pytest.mark.django_db


@once
def movement():
    with eyes(officer()) as actor:
        made = a_movement(actor)
        seated(actor, made, a_ready_case(actor, full_name="Trần Thử Một"))
        frozen(actor, made)
        seated(actor, made, a_ready_case(actor), reason="A seat.")
        return frozen(actor, made, reason="One more.")


def test_a_movement_says_who_is_on_it_and_what_the_checks_say(client, bangkok, movement):
    said = log_in(client, bangkok).get(f"/api/v1/movements/{movement.number}/").json()

    assert (said["state"], said["seated"], said["manifest"]) == ("frozen", 2, 2)
    assert {row["state"] for row in said["passengers"]} == {"seated"}
    assert said["passengers"][0]["findings"][0]["code"] == "fitness_unknown"


def test_lists_are_read_by_movement(client, bangkok, movement):
    log_in(client, bangkok)

    for name, count in (("legs", 1), ("passengers", 2), ("manifests", 2)):
        said = client.get(f"/api/v1/{name}/?movement={movement.number}").json()
        assert len(said["results"]) == count, name
    assert len(client.get("/api/v1/movements/?open=true").json()["results"]) == 1


def test_a_frozen_list_says_its_lines_and_what_changed(client, bangkok, movement):
    with eyes(bangkok):
        version = movement.manifests.get(number=2)
    said = log_in(client, bangkok).get(f"/api/v1/manifests/{version.uuid}/").json()

    assert len(said["lines"]) == 2
    assert len(said["joined"]) == 1
    assert said["lines"][0]["document_number"] == "C0000001"


@pytest.mark.parametrize(
    "table", ["movement", "leg", "passenger", "seatchange", "manifestversion", "manifestline"]
)
def test_the_admin_shows_each_table(client, bangkok, movement, table):
    assert log_in(client, bangkok).get(f"/admin/cases/{table}/").status_code == 200


def test_a_leg_that_departs_is_named_by_its_number(client, bangkok, movement):
    said = log_in(client, bangkok).get(f"/api/v1/movements/{movement.number}/depart/").json()

    assert said["input"]["properties"]["leg"]["enum"] == [1]
