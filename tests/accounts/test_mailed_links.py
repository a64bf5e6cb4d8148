"""One-time links by mail: sent once they are saved, kept nowhere, at hand where mail fails."""

import json
import re

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client

from cases.accounts.models import OneTimeLink
from cases.accounts.operations import reset_password
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import Staff
from tests.accounts.people import PASSWORD, required, somebody, with_factor
from tests.factories import MissionFactory, administrator
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db
__all__ = ["required"]

ADDRESS = "mai@mission.example"


@pytest.fixture
def breaks(server, monkeypatch):
    """The mail server does not answer."""

    def send(self, messages):
        raise TimeoutError(f"450 {messages[0].to} {messages[0].body}")

    monkeypatch.setattr(EmailBackend, "send_messages", send)


def invite(client, **more):
    MissionFactory()
    said = {"username": "mai.nguyen", "full_name": "Nguyễn Mai", "mission": "BKK"}
    said |= {"role": "case_officer", "starts_on": "2025-01-01", "language": "vi", "email": ADDRESS}
    return client.post("/staff-acts/invite/", said | {"_key": "k"} | more)


def links(text):
    return re.findall(r"https?://[\w.]+/start/[\w-]+/", text)


def entries():
    with eyes(SYSTEM):
        return [
            (row.operation, row.code) for row in AuditEntry.objects.filter(operation="mail_link")
        ]


def test_the_link_is_mailed_in_the_language_of_the_account_and_lets_in(server, desk, required):
    page = invite(desk)

    (sent,) = mail.outbox
    (link,) = links(sent.body)
    assert sent.to == [ADDRESS]
    assert "mai.nguyen" in sent.body
    assert "Liên kết" in sent.body or "liên kết" in sent.body
    assert f"The link was mailed to {ADDRESS}" in page.text
    assert links(page.text) == [link]
    client = Client()
    client.get("/" + link.split("/", 3)[3])
    assert client.post("/start/", {"password": PASSWORD})["Location"] == "/login/enrol/"
    assert entries() == [("mail_link", "")]


@pytest.mark.parametrize("verb", ["reset-password", "reset-second-factor"])
def test_a_reset_is_mailed_too_and_an_older_link_ends(server, desk, verb):
    staff = somebody()
    staff.email = ADDRESS
    staff.save()
    with_factor(staff)
    for key in "ab":
        desk.post(f"/staff/{staff.username}/{verb}/", {"_key": key})

    first, second = (links(sent.body)[0] for sent in mail.outbox)

    assert Client().get("/" + first.split("/", 3)[3]).status_code == 404
    assert Client().get("/" + second.split("/", 3)[3]).status_code == 302


def test_the_secret_stands_in_no_row_and_no_line(server, desk, caplog):
    invite(desk)
    (link,) = links(mail.outbox[0].body)
    secret = link.rstrip("/").rpartition("/")[2]

    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.tables "
            "where table_schema = 'public' and table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"select count(*) from {table} as row where row::text like %s", [f"%{secret}%"]
            )
            assert cursor.fetchone() == (0,), table
    assert secret not in caplog.text
    assert OneTimeLink.objects.get().digest != secret


def test_when_the_server_does_not_answer_the_administrator_sees_it_and_the_link(
    breaks, desk, caplog
):
    page = invite(desk)

    assert f"The mail to {ADDRESS} could not be sent" in page.text
    assert "was mailed" not in page.text
    (link,) = links(page.text)
    assert Client().get("/" + link.split("/", 3)[3]).status_code == 302
    assert entries() == [("mail_link", "mail_failed")]
    assert "TimeoutError" in caplog.text
    assert ADDRESS not in caplog.text
    assert link not in caplog.text


@pytest.mark.parametrize("more", [{"email": ""}, {}])
def test_without_an_address_or_a_server_the_link_is_shown_alone(settings, desk, more):
    settings.SENDS_MAIL = bool(more)

    page = invite(desk, **more)

    assert mail.outbox == []
    assert len(links(page.text)) == 1
    assert "mailed" not in page.text
    assert "could not be sent" not in page.text
    assert entries() == []


def test_sent_twice_it_is_mailed_once(server, desk):
    invite(desk)

    again = invite(desk)

    assert len(mail.outbox) == 1
    assert links(again.text) == []


def test_what_is_refused_is_not_mailed(server, desk):
    invite(desk)
    mail.outbox.clear()

    assert invite(desk, _key="other").status_code == 422

    assert mail.outbox == []


def test_nothing_is_sent_before_it_is_saved(server, desk, monkeypatch):
    outside = len(connection.savepoint_ids)
    depths = []

    def send(self, messages):
        depths.append(len(connection.savepoint_ids))
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)

    invite(desk)

    assert depths == [outside]


def test_the_api_says_whether_it_was_mailed(server, monkeypatch):
    actor = administrator()
    person = somebody()
    Staff.objects.filter(pk=person.pk).update(email=ADDRESS)
    with eyes(actor):
        reset_password(actor, person)
    client = logged_in(actor)

    def reset(key):
        where = f"/api/v1/staff/{person.username}/reset-password/"
        headers = {"Idempotency-Key": key}
        return client.post(where, "{}", content_type="application/json", headers=headers)

    answer = reset("a")
    assert json.loads(answer.content)["is_mailed"] is True
    assert links(mail.outbox[0].body) == [answer.json()["link"]]

    def refuses(self, messages):
        raise OSError

    monkeypatch.setattr(EmailBackend, "send_messages", refuses)
    other = reset("b").json()
    assert (other["is_mailed"], len(links(other["link"] + " "))) == (False, 1)
    assert reset("b").json() | {"link": ""} == other | {"link": ""}
