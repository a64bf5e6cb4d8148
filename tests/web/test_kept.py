"""Nothing typed is lost when the session has ended or a form was open for too long."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cases.casework.models import Note
from cases.core.context import eyes
from cases.missions.models import Staff
from cases.places.models import Place
from tests.factories import headquarters, officer
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

TYPED = "Her sister called from Vinh."


@pytest.fixture
def mine():
    """A case and its officer, who can log in."""
    actor = officer()
    staff = Staff.objects.get(pk=actor.staff_id)
    staff.set_password("mat-khau-thu-nghiem")
    staff.save()
    with eyes(actor):
        return actor, a_case(actor), staff.username


def kept_in(response):
    return re.search(r'name="kept" value="([^"]+)"', response.text)[1]


def log_in_with(client, name, kept, address, password="mat-khau-thu-nghiem"):
    sent = {"username": name, "password": password, "kept": kept, "next": address}
    return client.post("/login/", sent)


def is_held(actor, case):
    with eyes(actor):
        case.refresh_from_db()
        return case.held


def test_a_form_sent_after_the_session_ended_comes_back_after_the_login(client, mine):
    actor, case, name = mine
    address = f"/cases/{case.reference}/note/"

    asked = client.post(address, {"text": TYPED, "_version": "1", "_key": "k1"})
    back = log_in_with(client, name, kept_in(asked), address)

    assert asked.status_code == 401
    assert back.status_code == 200
    assert TYPED in back.text
    assert f'action="{address}"' in back.text
    assert 'value="k1"' in back.text
    with eyes(actor):
        assert not Note.objects.exists()

    assert client.post(address, {"text": TYPED, "_version": "1", "_key": "k1"}).status_code == 302
    with eyes(actor):
        assert Note.objects.get().text == TYPED


def test_a_new_case_comes_back_too(client, mine):
    _actor, _case, name = mine

    asked = client.post("/cases/new/", {"full_name": "Lê Thị Thử", "birth_year": "1999"})
    back = log_in_with(client, name, kept_in(asked), "/cases/new/")

    assert "Lê Thị Thử" in back.text
    assert 'value="1999"' in back.text


def test_a_form_of_the_admin_comes_back_too_and_is_not_acted_on(client):
    staff = Staff.objects.get(pk=headquarters().staff_id)
    staff.set_password("mat-khau-thu-nghiem")
    staff.save()
    address = reverse("admin:cases_place_create", args=["put"])
    typed = {"code": "zqford", "name": TYPED, "kind": "ford", "country": "TH", "_version": "0"}

    asked = client.post(address, typed | {"_key": "k1"})
    back = log_in_with(client, staff.username, kept_in(asked), address)

    assert (asked.status_code, back.status_code) == (401, 200)
    assert "Your session has ended" in asked.text
    assert TYPED in back.text
    assert f'action="{address}"' in back.text
    assert not Place.objects.filter(code="zqford").exists()
    assert client.post(address, typed | {"_key": "k1"}).status_code == 302
    assert Place.objects.get(code="zqford").name == TYPED


def test_an_act_of_the_admin_on_a_record_comes_back_too(client, mine):
    _actor, case, name = mine
    address = reverse("admin:cases_case_act", args=[case.pk, "note"])

    asked = client.post(address, {"text": TYPED, "_version": "1", "_key": "k1"})
    back = log_in_with(client, name, kept_in(asked), address)

    assert TYPED in back.text
    assert f'action="{address}"' in back.text


def test_an_act_on_many_comes_back_with_its_records_and_its_list(client, mine):
    actor, case, name = mine
    cases = reverse("admin:cases_case_changelist")
    chosen = {"action": "hold_case", "_selected_action": [case.pk]}
    typed = chosen | {"_do": "1", "_key": "k1", "_list": "held__exact=0", "reason": "health"}
    address = f"{cases}?held__exact=0"

    asked = client.post(cases, typed)
    back = log_in_with(client, name, kept_in(asked), cases)
    client.logout()
    names = log_in_with(client, name, kept_in(client.post(address, chosen)), address)
    client.logout()
    nothing = client.post(address, {"action": "hold_case"})
    told = log_in_with(client, name, kept_in(nothing), address)

    assert (asked.status_code, back.status_code) == (401, 200)
    assert "You are logged in again. Nothing was sent yet" in back.text
    assert '<option value="health" selected>' in back.text
    assert 'value="k1"' in back.text
    for page in (back, names):
        assert f"<li>{case.reference} · {case.citizen.full_name}</li>" in page.text
        assert f'<form method="post" action="{cases}"' in page.text
        assert f'href="{address}"' in page.text
    assert (told.status_code, told.url) == (302, address)
    assert not is_held(actor, case)
    assert "Done" in client.post(cases, typed).text
    assert is_held(actor, case)


def test_a_wrong_password_keeps_it(client, mine):
    _actor, case, name = mine
    address = f"/cases/{case.reference}/note/"
    asked = client.post(address, {"text": TYPED})

    again = log_in_with(client, name, kept_in(asked), address, password="wrong")

    assert TYPED in log_in_with(client, name, kept_in(again), address).text


def test_what_was_kept_shows_nothing_to_another_mission(client, mine):
    _actor, case, _name = mine
    address = f"/cases/{case.reference}/note/"
    asked = client.post(address, {"text": TYPED})
    stranger = Staff.objects.get(pk=officer(yangon=True).staff_id)
    stranger.set_password("mat-khau-thu-nghiem")
    stranger.save()

    back = log_in_with(client, stranger.username, kept_in(asked), address)

    assert back.status_code == 404


@pytest.mark.parametrize("kept", ["x", "", "eyJ0ZXh0IjoieCJ9:1:y"])
def test_what_was_changed_by_hand_is_left_out(client, mine, kept):
    _actor, case, name = mine

    response = log_in_with(client, name, kept, f"/cases/{case.reference}/note/")

    assert response.status_code == 302


def test_a_form_without_its_proof_of_origin_is_shown_again_and_not_acted_on(mine):
    actor, case, _name = mine
    client = log_in(Client(enforce_csrf_checks=True), actor)

    response = client.post(f"/cases/{case.reference}/note/", {"text": TYPED, "_key": "k"})

    assert response.status_code == 403
    assert TYPED in response.text
    with eyes(actor):
        assert not Note.objects.exists()
