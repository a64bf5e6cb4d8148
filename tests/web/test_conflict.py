"""Two who correct one record: what was typed stands beside what stands now."""

import pytest
from django.urls import reverse

from cases.citizens.models import Citizen
from cases.citizens.operations import correct_citizen
from cases.core.context import eyes
from tests.factories import head, officer
from tests.register import a_citizen
from tests.web.posting import as_shown
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(client):
    """The form of an officer, opened before the head of mission corrects the same person."""
    actor, chief = officer(), head()
    with eyes(actor):
        person = a_citizen(actor, birth_place="Vinh", note="Met at the ford.")
    log_in(client, actor)
    address = reverse("citizen_operation", args=[person.uuid, "correct"])
    shown = client.get(address)
    page = as_shown(shown.context["form"]) | {
        "_version": str(shown.context["version"]),
        "_was": shown.context["was"],
        "_key": "k1",
    }
    with eyes(chief):
        correct_citizen(chief, person, changes={"birth_place": "Huế", "note": "Met at the post."})
    return address, page, chief, person


def rows(response):
    return {row["name"]: (row["typed"], row["now"]) for row in response.context["differences"]}


def test_what_both_changed_stands_side_by_side_and_nothing_typed_is_lost(client, opened):
    address, page, chief, _person = opened

    sent = client.post(address, page | {"birth_place": "Đà Nẵng", "given_name": "Thử"})

    assert sent.status_code == 409
    assert rows(sent) == {"birth_place": ("Đà Nẵng", "Huế"), "given_name": ("Thử", "")}
    assert 'value="Đà Nẵng"' in sent.text
    assert chief.name in sent.text


def test_what_was_not_touched_does_not_undo_the_other_correction(client, opened):
    address, page, _chief, person = opened
    sent = client.post(address, page | {"given_name": "Thử"})
    again = sent.context["form"].data.dict() | {"_version": str(sent.context["version"])}

    done = client.post(address, again | {"_was": sent.context["was"], "_key": "k2"})

    assert done.status_code == 302
    with eyes(head()):
        now = Citizen.objects.get(pk=person.pk)
    assert (now.birth_place, now.note, now.given_name) == ("Huế", "Met at the post.", "Thử")


def test_what_stands_now_can_be_taken_instead(client, opened):
    address, page, _chief, _person = opened
    sent = client.post(address, page | {"birth_place": "Đà Nẵng", "given_name": "Thử"})
    again = sent.context["form"].data.dict() | {"_version": str(sent.context["version"])}

    taken = client.post(address, again | {"_take": "birth_place"})

    assert taken.status_code == 200
    assert rows(taken) == {"given_name": ("Thử", "")}
    assert 'value="Huế"' in taken.text


def test_a_fault_in_between_does_not_hide_the_conflict(client, opened):
    address, page, _chief, _person = opened
    faulty = client.post(address, page | {"birth_year": "x"})

    assert faulty.status_code == 422
    again = page | {"_version": str(faulty.context["version"]), "given_name": "Thử"}
    assert client.post(address, again).status_code == 409


@pytest.mark.parametrize(
    "was", ["", "{", "[1]", '{"note": 7}', '{"note": {"note": 7}}', "[" * 100_000]
)
def test_a_page_that_does_not_say_what_it_showed_loses_nothing(client, opened, was):
    address, page, _chief, _person = opened

    sent = client.post(address, page | {"_was": was})

    assert sent.status_code == 409
    assert rows(sent)["note"] == ("Met at the ford.", "Met at the post.")
