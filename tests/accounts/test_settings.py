"""Settings in one place: every role finds them, and what is kept there is kept."""

import re

import pytest
from django.test import Client

from cases.missions.choices import Role
from cases.missions.models import Staff
from tests.accounts.people import give_password, somebody
from tests.factories import PostingFactory, administrator, officer
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
SECTIONS = {"account", "language", "factor", "browser", "sessions"}
OF_CASES = {"list", "mail"}


@pytest.mark.parametrize("role", Role.values)
def test_every_role_finds_them_in_the_menu_with_all_that_is_hers_to_set(client, role):
    at = {"headquarters_lead": "headquarters", "reception_officer": "reception_point"}
    posting = PostingFactory(role=role, mission__kind=at.get(role, "embassy"))
    page = log_in(client, posting.actor()).get("/settings/")
    linked = set(re.findall(r'<li><a href="#(\w+)">', page.text))
    there = set(re.findall(r'<section class="band" id="(\w+)">', page.text))

    assert page.status_code == 200
    assert linked == there
    assert linked >= SECTIONS
    is_of_cases = posting.actor().sees("people")
    assert ("list" in linked) is is_of_cases
    assert 'href="/settings/"' in client.get("/help/").text


def test_language_and_zone_are_set_on_the_page_itself():
    staff = somebody()
    client = Client()
    give_password(client, staff)
    page = client.get("/settings/").text
    form = page.split('id="language"')[1].split("</form>")[0]
    address = re.search(r'action="([^"]+)"', form)[1]
    key = re.search(r'name="_key" value="([^"]+)"', form)[1]

    done = client.post(address, {"language": "fr", "zone": "Asia/Tokyo", "_key": key})

    assert (done.status_code, done["Location"]) == (302, "/settings/")
    row = Staff.objects.get(pk=staff.pk)
    assert (row.language, row.zone) == ("fr", "Asia/Tokyo")
    assert '<html lang="fr"' in client.get("/settings/").text


def test_the_work_list_looks_as_it_was_set_there(client):
    log_in(client, officer())

    sent = {"from": "settings", "columns": ["blocks"], "rows": "dense"}
    done = client.post("/cases/look/", sent)
    page = client.get("/settings/").text

    assert done["Location"] == "/settings/#list"
    assert re.search(r'value="dense"[^>]*checked', page)
    assert not re.search(r'value="stage"[^>]*checked', page)


def test_colours_and_keys_lead_back_to_their_section(client):
    done = log_in(client, officer()).post("/profile/browser/", {"theme": "dark", "keys": "off"})

    assert done["Location"] == "/settings/#browser"
    assert 'data-theme="dark"' in client.get("/settings/").text


def test_the_former_address_still_shows_them(client):
    assert log_in(client, officer()).get("/profile/").status_code == 200
    assert 'id="sessions"' in client.get("/profile/").text


def test_it_says_where_notices_are_mailed_to(client, settings):
    actor = officer()
    log_in(client, actor)
    Staff.objects.filter(pk=actor.staff_id).update(email="officer@mission.example")

    settings.SENDS_MAIL = True
    assert "officer@mission.example" in client.get("/settings/").text
    settings.SENDS_MAIL = False
    assert "sends no mail" in client.get("/settings/").text
    Staff.objects.filter(pk=actor.staff_id).update(email="")
    assert "No mail address is known" in client.get("/settings/").text


def test_notices_by_mail_are_switched_off_and_on_there(client, settings):
    settings.SENDS_MAIL = True
    actor = officer()
    row = Staff.objects.filter(pk=actor.staff_id)
    row.update(email="officer@mission.example")
    log_in(client, actor)

    def change(**ticked):
        form = client.get("/settings/").text.split('id="mail"')[1].split("</form>")[0]
        address = re.search(r'action="([^"]+)"', form)[1]
        key = re.search(r'name="_key" value="([^"]+)"', form)[1]
        return client.post(address, {"_key": key, **ticked})

    assert row.get().is_mailed
    assert change()["Location"] == "/settings/"
    off = client.get("/settings/").text.split('id="mail"')[1].split("</section>")[0]
    assert not row.get().is_mailed
    assert "officer@mission.example" not in off
    assert "What nobody may miss is mailed to you even so" in off
    assert not re.search(r'name="is_mailed"[^>]*checked', off)

    change(is_mailed="on")
    assert row.get().is_mailed
    assert "officer@mission.example" in client.get("/settings/").text


def test_who_has_no_notices_has_no_such_switch(client):
    log_in(client, administrator())

    assert 'name="is_mailed"' not in client.get("/settings/").text
    refused = client.post("/profile/change-notice-mail/", {"_key": "k"})
    assert refused.status_code == 403
