"""The request transaction: what commits, what is undone, what the browser is told."""

import pytest
from django.db import OperationalError
from django.test import Client

from cases.casework.models import Case
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import Posting, Staff
from tests.factories import StaffFactory
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def break_page(monkeypatch, fault):
    def broken(*_args, **_kwargs):
        raise fault

    monkeypatch.setattr("cases.casework.views.case_context", broken)


def test_a_refusal_stays_on_record(client, mine):
    actor, case = mine
    log_in(client, actor).post(f"/cases/{case.reference}/resume/", {"_version": "1", "_key": "k"})

    with eyes(actor):
        entry = AuditEntry.objects.filter(operation="resume_case").get()
        assert (entry.outcome, entry.code, entry.case_id) == ("refused", "wrong_state", case.pk)


def test_a_fault_undoes_everything_of_the_request(mine, monkeypatch):
    actor, case = mine
    client = log_in(Client(raise_request_exception=False), actor)
    break_page(monkeypatch, ZeroDivisionError("personal words"))

    response = client.get(f"/cases/{case.reference}/")

    assert response.status_code == 500
    assert "personal words" not in response.text


def test_a_cut_connection_says_that_nothing_was_saved(client, mine, monkeypatch):
    actor, case = mine
    log_in(client, actor)
    break_page(monkeypatch, OperationalError("terminating connection due to transaction timeout"))

    response = client.get(f"/cases/{case.reference}/")

    assert response.status_code == 503
    assert "Nothing was saved" in response.text


def test_no_eyes_are_left_open_after_a_request(client, mine):
    actor, case = mine
    log_in(client, actor).get(f"/cases/{case.reference}/")

    assert not Case.objects.filter(pk=case.pk).exists()


def test_staff_without_a_posting_are_told_so(client):
    client.force_login(StaffFactory())

    response = client.get("/cases/")

    assert response.status_code == 403
    assert "no posting" in response.text


def test_an_ended_posting_acts_on_the_next_request(client, mine):
    actor, case = mine
    log_in(client, actor)
    Posting.objects.filter(pk=actor.posting_id).update(ends_on="2025-01-02")

    assert client.get(f"/cases/{case.reference}/").status_code == 403


def test_a_disabled_account_is_logged_out(client, mine):
    actor, case = mine
    log_in(client, actor)
    Staff.objects.filter(pk=actor.staff_id).update(is_active=False)

    assert client.get(f"/cases/{case.reference}/").status_code == 302


@pytest.mark.parametrize(
    "address",
    ["/cases/BKK-2025-99999/", "/cases/BKK-2025-99999/advance/", "/nowhere/", "/api/v1/nowhere/"],
)
def test_an_unknown_address_is_not_found(client, mine, address):
    assert log_in(client, mine[0]).get(address).status_code == 404


def test_personal_pages_are_under_the_strict_policy(client, mine):
    actor, case = mine
    policy = log_in(client, actor).get(f"/cases/{case.reference}/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("page", ["x", "after:x~y", "after:2025-10-22T10:00:00~BKK", "after:"])
def test_a_page_address_changed_by_hand_is_refused(client, mine, page):
    assert log_in(client, mine[0]).get("/cases/", {"page": page}).status_code == 422
