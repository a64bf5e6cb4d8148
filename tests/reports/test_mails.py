"""Several mails pasted at once: each becomes a report, and how many they are is seen before."""

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.reports.mails import read_mails
from cases.reports.models import ReceivedReport
from cases.reports.operations import take_down_mails
from tests.api.calls import JSON, caller
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

MOTHER = """From: Invented Mother <mother@example.org>
Date: Wed, 22 Oct 2025 09:15:00 +0700
Subject: Where is my son

My son no longer answers."""
FRIEND = """Từ: Người bạn thử nghiệm <friend@example.org>
Ngày: Thu, 23 Oct 2025 10:00:00 +0700
Chủ đề: Bạn tôi ở Mae Sot

Bạn tôi ở Mae Sot, xin giúp."""
ONG = """De : ONG inventée <ong@example.org>
Objet : Dix personnes

Ils sont dix."""
TWO = f"{MOTHER}\n\n{FRIEND}"
API = "/api/v1/received-reports/take-down-mails/"
PAGE = "/received-reports/take-down-mails/"


def reports(actor):
    """Return sender and subject of every report."""
    with eyes(actor):
        return list(
            ReceivedReport.objects.order_by("pk").values_list("sender_email", "subject", "status")
        )


def test_mails_one_after_the_other_become_a_report_each(bangkok):
    with eyes(bangkok):
        take_down_mails(bangkok, text=f"{TWO}\n\n{ONG}", how_many=3)

    assert reports(bangkok) == [
        ("mother@example.org", "Where is my son", "unopened"),
        ("friend@example.org", "Bạn tôi ở Mae Sot", "unopened"),
        ("ong@example.org", "Dix personnes", "unopened"),
    ]


def test_a_mailbox_file_is_split_at_its_own_lines():
    box = (
        f"From mother@example.org Wed Oct 22 09:15:00 2025\n{MOTHER}\n\n>From here on nothing.\n\n"
        f"From friend@example.org Thu Oct 23 10:00:00 2025\n{FRIEND}\n"
    )

    mails, before = read_mails(box)

    assert [mail.address for mail in mails] == ["mother@example.org", "friend@example.org"]
    assert "\nFrom here on nothing." in mails[0].text
    assert before == ""


@pytest.mark.parametrize(
    "quoted",
    [
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "Le 22 octobre 2025, une mère a écrit :",
        "________________________________",
        "Content-Type: message/rfc822",
    ],
)
def test_the_mail_that_another_one_quotes_is_none_of_its_own(quoted):
    mails, _before = read_mails(f"{FRIEND}\n\n{quoted}\n\n{MOTHER}")

    assert [mail.address for mail in mails] == ["friend@example.org"]
    assert "My son no longer answers." in mails[0].text


def test_a_rule_between_two_mails_belongs_to_neither():
    mails, _before = read_mails(f"{MOTHER}\n-----\n{FRIEND}")

    assert [mail.body for mail in mails] == [
        "My son no longer answers.",
        "Bạn tôi ở Mae Sot, xin giúp.",
    ]


def test_a_mail_dated_tomorrow_came_in_now(bangkok):
    late = MOTHER.replace("2025", "2125")
    with eyes(bangkok):
        first = take_down_mails(bangkok, text=late, how_many=1)

    assert first.received_at == first.recorded_at


@pytest.mark.parametrize(
    ("text", "how_many", "code"),
    [
        (TWO, 3, "another_number"),
        ("Please help my son.", 1, "no_mail"),
        (f"Please help.\n\n{TWO}", 2, "no_headers"),
        ("\n\n".join([MOTHER] * 51), 51, "too_many"),
        (f"{FRIEND}\n\n{MOTHER}\n{'x' * 60_000}", 2, "too_long"),
    ],
)
def test_nothing_is_taken_down_of_what_is_not_as_it_was_seen(bangkok, text, how_many, code):
    with eyes(bangkok), pytest.raises(Refused) as refused:
        take_down_mails(bangkok, text=text, how_many=how_many)

    assert (refused.value.code, refused.value.status) == (code, 422)
    assert reports(bangkok) == []


def test_the_page_says_how_many_before_anything_is_written(client, bangkok):
    shown = log_in(client, bangkok).post(PAGE, {"text": TWO, "_preview": "1"})

    assert shown.status_code == 200
    body = shown.content.decode()
    assert "2 mails. Nothing is written yet." in body
    assert "Take down 2 reports" in body
    assert reports(bangkok) == []


def test_the_page_writes_what_was_seen(client, bangkok):
    done = log_in(client, bangkok).post(PAGE, {"text": TWO, "how_many": "2"})

    assert (done.status_code, done.url) == (302, "/received-reports/")
    assert len(reports(bangkok)) == 2


def test_more_mails_than_were_seen_are_shown_first(client, bangkok):
    shown = log_in(client, bangkok).post(PAGE, {"text": f"{TWO}\n\n{ONG}", "how_many": "2"})

    assert shown.status_code == 422
    assert "Take down 3 reports" in shown.content.decode()
    assert reports(bangkok) == []


def test_the_api_says_how_many_there_are_and_writes_once(bangkok):
    client = caller(bangkok)

    wrong = client.post(API, {"text": TWO, "how_many": 1}, JSON)
    first, again = (
        client.post(API, {"text": TWO, "how_many": 2}, JSON, headers={"Idempotency-Key": "box"})
        for _number in range(2)
    )

    assert (wrong.status_code, wrong.json()["code"]) == (422, "another_number")
    assert (first.status_code, again.headers["Idempotent-Replay"]) == (201, "true")
    assert len(reports(bangkok)) == 2
