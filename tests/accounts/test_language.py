"""In which language pages are shown: as chosen here, by the account, or as the browser asks."""

import pytest
from django.test import Client

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import Staff
from tests.accounts.people import give_password, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    """An account that has chosen no language."""
    return somebody(staff__language="")


def browser(language="en-GB,en;q=0.9", **options):
    return Client(headers={"accept-language": language}, **options)


def language_of(client):
    return client.get("/settings/").headers["Content-Language"]


@pytest.mark.parametrize(("asked", "spoken"), [("fr-FR,fr", "fr"), ("en", "en"), ("vi", "vi")])
def test_without_a_choice_pages_speak_the_language_of_the_browser(account, asked, spoken):
    client = browser(asked)

    give_password(client, account)

    assert language_of(client) == spoken


def test_a_choice_stays_with_the_account(account):
    client, elsewhere = browser(), browser()
    give_password(client, account)

    client.post("/language/", {"language": "vi", "next": "/settings/"})
    give_password(elsewhere, account)

    assert language_of(client) == "vi"
    assert language_of(elsewhere) == "vi"


def test_a_choice_on_the_login_page_stays_with_an_account_that_has_none(account):
    client = browser()
    client.post("/language/", {"language": "vi", "next": "/login/"})

    give_password(client, account)

    assert language_of(client) == "vi"
    assert Staff.objects.get(pk=account.pk).language == "vi"


def test_a_choice_on_the_login_page_does_not_change_that_of_an_account(account):
    Staff.objects.filter(pk=account.pk).update(language="fr")
    client = browser()
    client.post("/language/", {"language": "vi", "next": "/login/"})

    give_password(client, account)

    assert language_of(client) == "vi"
    assert Staff.objects.get(pk=account.pk).language == "fr"


def test_the_next_one_at_this_browser_has_a_language_of_their_own(account):
    client, other = browser(), somebody(staff__language="")
    give_password(client, account)
    client.post("/language/", {"language": "vi", "next": "/settings/"})

    client.post("/logout/")
    give_password(client, other)

    assert language_of(client) == "en"


def test_what_an_ended_session_leaves_is_no_choice_of_the_next_one(account):
    client, other = browser(), somebody(staff__language="")
    give_password(client, account)
    client.post("/language/", {"language": "vi", "next": "/settings/"})
    client.cookies.pop("sessionid")

    give_password(client, other)

    assert language_of(client) == "en"
    assert Staff.objects.get(pk=other.pk).language == ""


def test_the_language_of_the_account_comes_before_what_is_left(account):
    Staff.objects.filter(pk=account.pk).update(language="fr")
    client = browser()
    client.cookies["django_language"] = "vi"

    give_password(client, account)

    assert language_of(client) == "fr"


def test_a_language_that_is_none_of_ours_changes_nothing(account):
    client = browser()
    give_password(client, account)

    client.post("/language/", {"language": "xx", "next": "/settings/"})

    assert language_of(client) == "en"
    assert Staff.objects.get(pk=account.pk).language == ""


def test_the_choice_is_on_record(account):
    client = browser()
    give_password(client, account)

    client.post("/language/", {"language": "vi", "next": "/settings/"})

    with eyes(SYSTEM):
        assert AuditEntry.objects.filter(event="staff.profile_put").count() == 1
