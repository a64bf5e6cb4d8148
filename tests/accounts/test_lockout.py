"""Guesses are counted, by name and address; nobody else is locked out by them."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from tests.accounts.people import (
    code_of,
    give_code,
    give_password,
    log_in,
    required,
    somebody,
    with_factor,
    wrong,
)

pytestmark = pytest.mark.django_db
__all__ = ["required"]


def guess(client, staff, times=5, **more):
    return [give_password(client, staff, f"guess {n}", **more) for n in range(times)][-1]


def test_five_wrong_passwords_lock_out_the_right_one_too(client):
    staff = somebody()

    last = guess(client, staff)
    right = give_password(client, staff)

    assert last.status_code == right.status_code == 429
    assert "15 minutes" in right.text
    assert int(right["Retry-After"]) == 900


def test_four_do_not(client):
    staff = somebody()
    guess(client, staff, times=4)

    assert give_password(client, staff).status_code == 302


def test_a_colleague_behind_the_same_address_goes_on(client):
    guess(client, somebody())

    assert give_password(Client(), somebody()).status_code == 302


def test_the_person_gets_in_from_another_address(client):
    staff = somebody()
    guess(client, staff)

    assert give_password(Client(), staff, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_no_header_makes_another_address(client):
    staff = somebody()
    for n in range(5):
        told = {
            "X-Forwarded-For": f"198.51.100.{n}",
            "X-Real-IP": f"198.51.100.{n}",
            "Forwarded": f"for=198.51.100.{n}",
        }
        give_password(client, staff, "wrong", headers=told)

    assert (
        give_password(client, staff, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429
    )


def test_a_proxy_of_ours_says_whose_guess_it_is(client, settings):
    settings.TRUSTED_PROXIES = frozenset({"127.0.0.1"})
    staff = somebody()
    guess(client, staff, headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.1"})

    same = give_password(client, staff, headers={"X-Forwarded-For": "192.0.2.1, 198.51.100.1"})
    other = give_password(client, staff, headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.1"})

    assert (same.status_code, other.status_code) == (429, 302)


def test_capitals_and_blanks_make_no_other_name(client):
    staff = somebody()
    name = staff.username
    for typed in (name, name.upper(), f" {name}", name.title(), f"{name} "):
        client.post("/login/", {"username": typed, "password": "wrong"})

    assert give_password(client, staff).status_code == 429


def test_it_ends_after_a_quarter_of_an_hour_and_trying_does_not_lengthen_it(client):
    staff = somebody()
    guess(client, staff)
    with time_machine.travel(timezone.now() + timedelta(minutes=10), tick=True):
        waiting = give_password(client, staff)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        after = give_password(client, staff)

    assert waiting.status_code == 429
    assert "5 minutes" in waiting.text
    assert after.status_code == 302


def test_an_unknown_name_is_locked_out_alike(client):
    answers = [
        client.post("/login/", {"username": "nobody.here", "password": "x"}) for _n in range(6)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429, 429]


def test_nothing_that_was_typed_is_kept(client):
    staff = somebody()
    sent = {"username": staff.username, "password": "wrong", "kept": "Lê Thị Thử", "x": "a\x00b"}
    client.post("/login/?name=secret", sent)

    kept = AccessAttempt.objects.get()
    assert (kept.get_data, kept.post_data) == ("", "")


def test_five_wrong_codes_lock_the_second_factor_from_every_address(client, required):
    staff = somebody()
    with_factor(staff)
    give_password(client, staff)
    for n in range(5):
        last = give_code(client, wrong(code_of(staff)), REMOTE_ADDR=f"192.0.2.{n}")

    right = give_code(client, code_of(staff), REMOTE_ADDR="192.0.2.99")

    assert (last.status_code, right.status_code) == (429, 429)
    assert client.get("/cases/").status_code == 302


def test_a_right_code_forgives_the_wrong_ones(client, required):
    staff = somebody()
    with_factor(staff)
    for _round in range(2):
        give_password(client, staff)
        for _n in range(3):
            give_code(client, wrong(code_of(staff)))
        log_in(client, staff, steps=_round)

    assert client.get("/cases/").status_code == 200
