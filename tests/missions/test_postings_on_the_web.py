"""Logging in, the language of the account, and working under one of several postings."""

import pytest

from tests.factories import MissionFactory, PostingFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    """Somebody posted at two missions, who reads Vietnamese."""
    person = StaffFactory(username="hai.nhiem.so", language="vi")
    person.set_password("mat-khau-thu-nghiem")
    person.save()
    PostingFactory(staff=person)
    PostingFactory(staff=person, mission=MissionFactory(yangon=True), role="head_of_mission")
    return person


def log_in(client):
    return client.post(
        "/login/", {"username": "hai.nhiem.so", "password": "mat-khau-thu-nghiem"}, follow=True
    )


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_the_language_of_the_account_comes_along(client, staff, language):
    staff.language = language
    staff.save()

    assert f'<html lang="{language}"' in log_in(client).text


def test_a_language_chosen_before_stays(client, staff):
    client.post("/language/", {"language": "en", "next": "/login/"})

    assert '<html lang="en"' in log_in(client).text


def test_a_wrong_password_says_so_and_keeps_the_name(client, staff):
    response = client.post("/login/", {"username": "hai.nhiem.so", "password": "wrong"})

    assert response.status_code == 200
    assert 'value="hai.nhiem.so"' in response.text


def test_works_under_the_posting_that_was_chosen(client, staff):
    client.post("/language/", {"language": "en", "next": "/login/"})
    log_in(client)
    assert client.get("/cases/").context["scope"] == "Mission BKK"

    client.post("/posting/", {"posting": "RGN:head_of_mission"})

    assert client.get("/cases/").context["scope"] == "Mission RGN"


def test_another_posting_is_not_to_be_had(client, staff):
    log_in(client)

    assert client.post("/posting/", {"posting": "HAN:headquarters_officer"}).status_code == 404
