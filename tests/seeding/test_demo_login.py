"""One press logs in where a demonstration is shown; no other mode has the way or a word of it."""

import os
import secrets
import subprocess
import sys

import pytest
from django.db import connection
from django.test import Client

from cases.core.context import eyes
from cases.missions.models import Staff
from cases.seeding import demo_login
from consular.env import ROOT
from tests.database import app_url
from tests.factories import PostingFactory, StaffFactory
from tests.world import open_case_of

pytestmark = pytest.mark.django_db

IN_PRODUCTION = """
import django
django.setup()
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
assert settings.SECURE_SSL_REDIRECT
client = Client(headers={"host": "consular.example"}, raise_request_exception=False)
with override_settings(STORAGES=STORAGES):
    page = client.get("/login/", secure=True)
    tried = client.post("/login/demo/", {"account": "bangkok.officer"}, secure=True)
print(page.status_code, tried.status_code)
print(page.content.decode())
"""
WORDS = ("demo", "invented", "bangkok.officer", 'name="account"')


@pytest.fixture
def demonstration(settings):
    """The settings of the demonstration, as far as the login goes."""
    settings.ROOT_URLCONF = "consular.demo_urls"
    settings.LOGIN_OFFERS = "cases.seeding.demo_login.offered"


@pytest.fixture
def officer():
    """The case officer of the demonstration."""
    return PostingFactory(staff__username="bangkok.officer", role="case_officer")


def press(client, username, **more):
    return client.post("/login/demo/", {"account": username} | more)


def test_each_account_says_what_it_is_good_for(demonstration, officer):
    with eyes(officer.actor()):
        open_case_of(officer.actor())

    page = Client().get("/login/").content.decode()

    assert 'value="bangkok.officer"' in page
    assert "Case officer" in page
    assert "1 open case<" in page


def test_one_press_logs_in_and_goes_where_one_wanted_to(demonstration, officer):
    client = Client()

    response = press(client, "bangkok.officer", next="/cases/")

    assert (response.status_code, response["Location"]) == (302, "/cases/")
    assert client.session["_auth_user_id"] == str(officer.staff_id)


@pytest.mark.parametrize("username", ["somebody.else", "nobody", "", "bangkok.officer\x00"])
def test_no_other_account_is_opened(demonstration, username):
    PostingFactory(staff=StaffFactory(username="somebody.else"))
    client = Client()

    assert press(client, username).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_closed_account_stays_closed(demonstration, officer):
    Staff.objects.filter(pk=officer.staff_id).update(is_active=False)

    assert press(Client(), "bangkok.officer").status_code == 404
    assert demo_login.offered() == []


def test_a_second_factor_is_asked_for_here_too(demonstration, officer, monkeypatch):
    monkeypatch.setattr("cases.accounts.views.login.asks_for_code", lambda staff: True)
    monkeypatch.setattr("cases.accounts.views.login.has_factor", lambda staff: True)
    client = Client()

    response = press(client, "bangkok.officer")

    assert response["Location"].startswith("/login/code/")
    assert "_auth_user_id" not in client.session


def test_it_is_nothing_to_be_led_into(demonstration, officer):
    client = Client(enforce_csrf_checks=True)

    assert client.get("/login/demo/").status_code == 405
    assert press(client, "bangkok.officer").status_code == 403
    assert "_auth_user_id" not in client.session


def test_tests_have_neither_the_way_nor_a_word_of_it(officer):
    client = Client()

    page = client.get("/login/").content.decode()

    assert press(client, "bangkok.officer").status_code == 404
    assert [word for word in WORDS if word in page.lower()] == []


def test_production_has_neither_the_way_nor_a_word_of_it(tmp_path):
    url = app_url().rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    kept = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    production = kept | {
        "CONSULAR_MODE": "production",
        "DJANGO_SETTINGS_MODULE": "consular.settings",
        "DATABASE_URL": url,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "consular.example",
        "AUDIT_SEALS": str(tmp_path),
        "STORED_FILES": str(tmp_path),
        "STORED_FILES_KEY": secrets.token_urlsafe(64),
        "VIRUS_SCANNER": "none",
    }

    done = subprocess.run(
        [sys.executable, "-c", IN_PRODUCTION],
        cwd=ROOT,
        env=production,
        capture_output=True,
        text=True,
        check=False,
    )

    statuses, _line, page = done.stdout.partition("\n")
    assert statuses == "200 404", done.stderr
    assert [word for word in WORDS if word in page.lower()] == []
