"""Logging in takes the second factor; without it a session is a stranger's."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from cases.accounts import factors
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.accounts.people import (
    code_of,
    code_of_secret,
    give_code,
    give_password,
    log_in,
    required,
    somebody,
    with_factor,
    wrong,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("required")]
__all__ = ["required"]


@pytest.fixture
def staff():
    """Somebody with password and second factor."""
    person = somebody()
    with_factor(person)
    return person


def is_in(client):
    return client.get("/cases/").status_code == 200


def test_password_and_code_log_in(client, staff):
    response = log_in(client, staff)

    assert response.status_code == 302
    assert is_in(client)


def test_the_password_alone_opens_nothing(client, staff):
    response = give_password(client, staff)

    assert response["Location"].startswith("/login/code/")
    assert not is_in(client)
    assert client.get("/admin/")["Location"].startswith(("/admin/login/", "/login/"))
    assert client.get("/api/v1/").status_code == 401


def test_a_wrong_code_is_refused_and_on_record(client, staff):
    give_password(client, staff)

    response = give_code(client, wrong(code_of(staff)))

    assert response.status_code == 200
    assert "This code is not right" in response.text
    assert not is_in(client)
    with eyes(SYSTEM):
        assert AuditEntry.objects.get(code="wrong_code").staff_id == staff.pk


@pytest.mark.parametrize("end", ["set_password", "set_unusable_password"])
def test_a_password_that_was_changed_meanwhile_takes_no_code(client, staff, end):
    give_password(client, staff)
    getattr(staff, end)(*(["other invented words"] if end == "set_password" else []))
    staff.save()

    assert give_code(client, code_of(staff))["Location"] == "/login/"
    assert not is_in(client)


def test_a_code_without_a_password_is_no_login(client, staff):
    assert give_code(client, code_of(staff))["Location"] == "/login/"
    assert not is_in(client)


def test_the_password_is_forgotten_after_ten_minutes(client, staff):
    give_password(client, staff)
    session = client.session
    session["half_way"] = session["half_way"] | {"until": 1}
    session.save()

    assert give_code(client, code_of(staff))["Location"] == "/login/"


def test_a_code_is_good_once(client, staff):
    log_in(client, staff)
    other = Client()
    give_password(other, staff)

    response = give_code(other, code_of(staff))

    assert response.status_code == 200
    assert not is_in(other)


def test_a_code_before_the_one_used_last_is_not_good_either(client, staff):
    log_in(client, staff, steps=1)
    other = Client()
    give_password(other, staff)

    give_code(other, code_of(staff))

    assert not is_in(other)


def test_the_code_that_set_the_factor_up_does_not_log_in(client):
    staff = somebody()
    kept = factors.new_secret()
    secret = factors.words_of_secret(kept).replace(" ", "")
    code = code_of_secret(secret)
    factors.activate(staff, kept, code)
    give_password(client, staff)

    give_code(client, code)

    assert not is_in(client)


def test_a_recovery_code_logs_in_once(client):
    staff = somebody()
    codes = with_factor(staff)
    give_password(client, staff)
    give_code(client, codes[0])
    other = Client()
    give_password(other, staff)
    give_code(other, codes[0])

    assert is_in(client)
    assert not is_in(other)
    assert factors.recovery_codes_left(staff) == len(codes) - 1


def test_a_code_of_somebody_else_is_refused(client, staff):
    other = somebody()
    with_factor(other)
    give_password(client, staff)

    give_code(client, code_of(other))

    assert not is_in(client)


def test_an_account_without_a_factor_does_not_get_in_and_sets_none_up(client):
    staff = somebody()

    response = give_password(client, staff)

    assert response.status_code == 403
    assert "one-time link" in response.text
    assert client.get("/login/enrol/")["Location"] == "/login/"
    assert client.get("/profile/factor/").status_code == 302
    assert not is_in(client)


def test_the_password_says_nothing_of_the_factor_when_it_is_wrong(client, staff):
    bare = somebody()

    answers = [give_password(Client(), person, "wrong") for person in (staff, bare)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "second factor" not in answers[0].text + answers[1].text


def test_the_secrets_are_encrypted_in_the_database(staff):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert "gAAAA" in stored
    secret = factors.decrypt(Authenticator.objects.get(type="totp").data["secret"])
    assert secret not in stored


def test_what_was_typed_before_comes_back_after_both_steps(client, staff):
    asked = client.post("/cases/new/", {"full_name": "Lê Thị Thử"})
    kept = asked.context["kept"]

    first = client.post(
        "/login/",
        {
            "username": staff.username,
            "password": "bon tu bia dat ra",
            "kept": kept,
            "next": "/cases/new/",
        },
    )
    back = client.post(
        "/login/code/",
        {"code": code_of(staff), "kept": first.context["kept"], "next": first.context["next"]},
    )

    assert back.status_code == 200
    assert "Lê Thị Thử" in back.text


def test_a_login_leads_to_no_foreign_address(client, staff):
    give_password(client, staff)

    response = client.post(
        "/login/code/", {"code": code_of(staff), "next": "https://elsewhere.example/"}
    )

    assert response["Location"] == "/"
