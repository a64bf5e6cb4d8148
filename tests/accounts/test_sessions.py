"""Sessions end by the clock, by hand, and whenever the account changes hands."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cases.accounts.models import StaffSession
from cases.exchange.models import ApiToken
from cases.missions.models import Posting, Staff
from tests.accounts.people import PASSWORD, give_password, somebody
from tests.api.calls import token_of, with_token

pytestmark = pytest.mark.django_db
NEW = "nam tu khac han di"


@pytest.fixture
def staff():
    return somebody()


def logged_in(staff):
    client = Client()
    give_password(client, staff)
    return client


def is_in(client):
    return client.get("/cases/").status_code == 200


def later(**passed):
    return time_machine.travel(timezone.now() + timedelta(**passed), tick=True)


def test_it_ends_after_half_an_hour_without_use(staff):
    client = logged_in(staff)

    with later(minutes=29):
        used = is_in(client)
    with later(minutes=58):
        used_again = is_in(client)
    with later(minutes=90):
        left = is_in(client)

    assert (used, used_again, left) == (True, True, False)


def test_it_ends_after_ten_hours_of_use(staff):
    client = logged_in(staff)
    begun = timezone.now()

    lived = []
    for minutes in range(20, 640, 20):
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=True):
            lived.append(is_in(client))

    assert lived.index(False) == 10 * 60 // 20 - 1
    assert not any(lived[lived.index(False) :])


def test_it_is_written_once_a_minute_at_most(staff, django_assert_num_queries):
    client = logged_in(staff)
    before = StaffSession.objects.get(staff=staff).seen_at
    is_in(client)
    same = StaffSession.objects.get(staff=staff).seen_at
    with later(seconds=61):
        is_in(client)

    assert same == before
    assert StaffSession.objects.get(staff=staff).seen_at > before


def test_the_database_holds_no_key_of_a_session(staff):
    client = logged_in(staff)

    key = client.cookies["sessionid"].value
    stored = StaffSession.objects.filter(staff=staff).values_list("session_key", "session_data")
    assert key not in str(list(stored))


def test_logging_out_ends_it_and_keeps_the_record(staff):
    client = logged_in(staff)
    key = client.cookies["sessionid"].value

    client.post("/logout/")
    client.cookies["sessionid"] = key

    assert not is_in(client)
    assert StaffSession.objects.get(staff=staff).ended_at is not None


def test_my_sessions_are_listed_and_one_is_ended(staff):
    here, there = logged_in(staff), logged_in(staff)
    logged_in(somebody())

    shown = here.get("/profile/").context["sessions"]
    other = next(row for row in shown if not row["is_this"])
    here.post(other["end_url"])

    assert len(shown) == 2
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_session_of_somebody_else_is_not_to_be_ended(staff):
    other = logged_in(somebody())
    row = StaffSession.objects.exclude(staff=staff).get(staff__isnull=False)

    answer = logged_in(staff).post(f"/profile/sessions/{row.uuid}/end/")

    assert answer.status_code == 404
    assert is_in(other)


def test_changing_the_password_ends_all_others_and_the_tokens(staff):
    here, there = logged_in(staff), logged_in(staff)
    secret = token_of(Posting.objects.get(staff=staff).actor())

    answer = here.post("/profile/change-password/", {"password": NEW, "_key": "k"})

    assert answer.status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    assert with_token(secret).get("/api/v1/").status_code == 401
    assert ApiToken.objects.get().revoked_at is not None
    assert Staff.objects.get(pk=staff.pk).check_password(NEW)


def test_ending_the_posting_or_closing_the_account_acts_on_the_next_request(staff):
    client, closed = logged_in(staff), somebody()
    other = logged_in(closed)

    Posting.objects.filter(staff=staff).update(ends_on="2025-06-01")
    Staff.objects.filter(pk=closed.pk).update(is_active=False)

    assert client.get("/cases/").status_code == 403
    assert not is_in(other)


def test_the_gravest_acts_ask_for_the_password_again_after_five_minutes(staff):
    client = logged_in(staff)

    with later(minutes=6):
        asked = client.get("/profile/change-password/")
        wrong = client.post("/login/again/", {"password": "wrong", "next": "/profile/"})
        right = client.post("/login/again/", {"password": PASSWORD, "next": "/profile/"})
        open_now = client.get("/profile/change-password/")

    assert asked["Location"].startswith("/login/again/?next=")
    assert "This was not right" in wrong.text
    assert right["Location"] == "/profile/"
    assert open_now.status_code == 200


def test_a_form_sent_too_late_comes_back_after_the_proof_without_the_password(staff):
    client = logged_in(staff)

    with later(minutes=6):
        asked = client.post("/profile/change-password/", {"password": NEW, "_key": "k"})
        back = client.post(
            "/login/again/",
            {"password": PASSWORD, "kept": asked.context["kept"], "next": asked.context["next"]},
        )

    assert asked.status_code == 403
    assert back.status_code == 200
    assert NEW not in asked.text + back.text
    assert Staff.objects.get(pk=staff.pk).check_password(PASSWORD)


def test_a_token_does_none_of_it(staff):
    secret = token_of(Posting.objects.get(staff=staff).actor())

    answer = with_token(secret).post(
        "/api/v1/staff/change-password/", {"password": NEW}, content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "proof_needed")
