"""Movements in the API: rows, one movement, frozen lists; the admin beside it."""

import pytest

from cases.core.context import eyes
from tests.factories import head
from tests.web.session import log_in
from tests.world_movements import a_movement, a_ready_case, frozen, seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(bangkok):
    with eyes(bangkok):
        made = a_movement(bangkok)
        seated(bangkok, made, a_ready_case(bangkok, full_name="Trần Thử Một"))
        frozen(bangkok, made)
        seated(bangkok, made, a_ready_case(bangkok), reason="A seat.")
        return frozen(bangkok, made, reason="One more.")


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


def test_another_mission_reads_none_of_it(client, bangkok, movement):
    log_in(client, head(yangon=True))

    assert client.get(f"/api/v1/movements/{movement.number}/").status_code == 404
    assert client.get("/api/v1/passengers/").json()["results"] == []
    assert client.get("/api/v1/manifests/").json()["results"] == []


@pytest.mark.parametrize(
    "table", ["movement", "leg", "passenger", "seatchange", "manifestversion", "manifestline"]
)
def test_the_admin_shows_each_table(client, bangkok, movement, table):
    assert log_in(client, bangkok).get(f"/admin/cases/{table}/").status_code == 200
