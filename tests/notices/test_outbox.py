"""The outbox: mail to whoever can be written to, each alone, and nothing fails without a server."""

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as mailing
from django.utils import timezone

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.notices import NOTICE_KINDS, notice_kind, tell
from cases.core.roles import operations_of
from cases.missions.choices import Role
from cases.missions.models import Posting, Staff
from cases.notices import jobs, mail
from cases.notices.models import Notice, OutboxMail
from tests.factories import MissionFactory, PostingFactory, head, headquarters, officer
from tests.jobs import later, run_jobs
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds():
    for code, how in (
        ("tried_out", {"mailed": True}),
        ("only_shown", {}),
        ("grave", {"mailed": True, "insists": True}),
    ):
        notice_kind(code, sentence="About %(reference)s.", address=lambda *_: "/", **how)


@pytest.fixture
def broken_server(server, monkeypatch):
    """A server that refuses the mails of one address and takes the others."""

    def send(message):
        if message.address == "broken@consular.example":
            raise SMTPRecipientsRefused({message.address: (550, b"no such person")})
        real(message)

    real = mail.send
    monkeypatch.setattr(jobs, "send", send)


def with_address(actor, address, **values):
    """Give the member of staff behind an actor an address."""
    Staff.objects.filter(pk=actor.staff_id).update(email=address, **values)
    return actor


def told(actor, kind="tried_out", **more):
    with eyes(SYSTEM):
        tell(kind, mission_id=actor.mission_id, reference="BKK-2025-00042", **more)


def outbox():
    """Return the outbox as (to, state), in the order of the accounts."""
    with eyes(SYSTEM):
        rows = OutboxMail.objects.order_by("to_staff_id")
        return [(row.to_staff_id, row.state) for row in rows]


def the_mail():
    with eyes(SYSTEM):
        return OutboxMail.objects.get()


def test_without_a_server_a_mail_is_kept_and_nothing_fails():
    actor = with_address(officer(), "a@consular.example")
    told(actor, staff_id=actor.staff_id)

    assert set(run_jobs(of="notices")) == {"done"}

    assert outbox() == [(actor.staff_id, "kept")]
    assert mailing.outbox == []


def test_a_mail_names_the_reference_and_tells_nothing_of_the_notice(server):
    actor = with_address(officer(), "a@consular.example")
    told(actor, staff_id=actor.staff_id)

    run_jobs(of="notices")
    run_jobs(later(minutes=1), of="notices")

    assert outbox() == [(actor.staff_id, "sent")]
    (sent,) = mailing.outbox
    assert sent.to == ["a@consular.example"]
    assert sent.subject == "You have a new notice about BKK-2025-00042"
    assert "Open the app to read it." in sent.body
    assert "About BKK-2025-00042." not in sent.body


def test_a_mail_is_in_the_language_of_its_reader(server):
    actor = with_address(officer(), "a@consular.example", language="vi")
    told(actor, staff_id=actor.staff_id)

    run_jobs(of="notices")

    assert the_mail().subject == "Bạn có thông báo mới về BKK-2025-00042"


def test_a_kind_that_is_only_shown_is_not_mailed(server):
    actor = with_address(officer(), "a@consular.example")
    told(actor, kind="only_shown", staff_id=actor.staff_id)

    run_jobs(of="notices")

    assert outbox() == []


def test_a_mail_is_written_and_sent_once(server):
    actor = with_address(officer(), "a@consular.example")
    told(actor, staff_id=actor.staff_id)

    for minutes in range(5):
        run_jobs(later(minutes=minutes), of="notices")

    assert len(mailing.outbox) == 1


HAS, UNWANTED, NONE = {"email": "a@consular.example"}, {"is_mailed": False}, {}
INSTEAD = {
    "of an officer without address the head": ((NONE, HAS, NONE), {}, "head"),
    "of a head without address headquarters": ((NONE, NONE, HAS), {}, "headquarters"),
    "of whoever has left since the head": ((HAS, HAS, NONE), {"leaves": "after"}, "head"),
    "of somebody gone the head, who wants no mail": (
        (NONE, HAS | UNWANTED, NONE),
        {"leaves": "before"},
        "head",
    ),
    "of somebody without address the head, who wants none": (
        (NONE, HAS | UNWANTED, NONE),
        {},
        "head",
    ),
    "of everyone the head alone": ((HAS, HAS, NONE), {"is_named": False}, "head"),
    "of nobody, where nobody may miss it": (
        (HAS | UNWANTED, NONE, NONE),
        {"kind": "grave"},
        "officer",
    ),
    "of nobody, where nobody can be written to": ((NONE, NONE, NONE), {}, ""),
}


@pytest.mark.parametrize("case", INSTEAD)
def test_the_first_who_can_be_written_to_is_written_to(server, case):
    values, more, expected = INSTEAD[case]
    people = {"officer": officer(), "head": head(), "headquarters": headquarters()}
    for actor, said in zip(people.values(), values, strict=True):
        Staff.objects.filter(pk=actor.staff_id).update(**said)
    actor, leaves = people["officer"], more.get("leaves")
    posting = Posting.objects.filter(pk=actor.posting_id)
    if leaves == "before":
        posting.update(ends_on=date(2025, 2, 1))
    named = actor.staff_id if more.get("is_named", True) else None
    told(actor, kind=more.get("kind", "tried_out"), staff_id=named)
    if leaves == "after":
        posting.update(ends_on=date(2025, 2, 1))

    run_jobs(of="notices")

    sent = [(people[expected].staff_id, "sent")] if expected else [(actor.staff_id, "kept")]
    assert outbox() == sent
    with eyes(actor):
        assert Notice.objects.addressed_to(actor).exists() is (leaves != "before")


def test_who_wants_no_mail_gets_none_and_finds_it_in_the_app(server):
    actor = with_address(officer(), "a@consular.example", is_mailed=False)
    chief = with_address(head(), "h@consular.example")
    told(actor, staff_id=actor.staff_id)

    run_jobs(of="notices")

    assert outbox() == [(actor.staff_id, "kept")]
    assert mailing.outbox == []
    with eyes(actor):
        assert Notice.objects.addressed_to(actor).unread().count() == 1
    told(chief)
    run_jobs(later(minutes=1), of="notices")
    assert outbox()[1:] == [(chief.staff_id, "sent")]


@pytest.mark.parametrize(
    "code", ["clock_escalated", "clocks_escalated", "rights_late", "sealed_opened"]
)
def test_the_kinds_that_nobody_may_miss(code):
    assert NOTICE_KINDS[code].mailed
    assert NOTICE_KINDS[code].insists


@pytest.mark.parametrize("code", ["clock_ahead", "clock_expired", "transfer_offered"])
def test_what_the_officer_finds_on_the_list_anyway_may_stay_in_the_app(code):
    assert NOTICE_KINDS[code].mailed
    assert not NOTICE_KINDS[code].insists


def test_a_mail_that_fails_waits_and_blocks_none_behind_it(broken_server):
    first = with_address(officer(), "broken@consular.example")
    second = with_address(officer(), "a@consular.example")
    told(first, staff_id=first.staff_id)
    told(second, staff_id=second.staff_id)

    run_jobs(of="notices")
    run_jobs(later(minutes=1), of="notices")

    assert outbox() == [(first.staff_id, "waiting"), (second.staff_id, "sent")]
    with eyes(SYSTEM):
        failed = OutboxMail.objects.get(to_staff=first.staff_id)
        assert (failed.attempts, failed.last_error) == (1, "SMTPRecipientsRefused")
        assert timedelta(0) < failed.next_try_at - timezone.now() <= timedelta(minutes=1)


def test_a_mail_is_given_up_after_the_last_wait_and_shown_to_headquarters(broken_server, client):
    actor = with_address(officer(), "broken@consular.example")
    told(actor, staff_id=actor.staff_id)
    run_jobs(of="notices")
    with eyes(SYSTEM):
        OutboxMail.objects.update(attempts=5, next_try_at=timezone.now())

    run_jobs(later(minutes=1), of="notices")

    assert outbox() == [(actor.staff_id, "failed")]
    page = log_in(client, headquarters()).get("/admin/cases/outboxmail/").text
    assert "Given up" in page
    assert "no such person" not in page


def test_the_admin_hides_the_outbox_from_missions(client):
    assert log_in(client, officer()).get("/admin/cases/outboxmail/").status_code == 403


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("is_named", [True, False])
def test_only_who_may_read_notices_is_written_to(server, role, is_named):
    """At headquarters a notice to all would otherwise reach who speaks in public and who audits."""
    place = MissionFactory(code="HAN", kind="headquarters")
    posting = PostingFactory(mission=place, role=role, staff__email="a@consular.example")
    with eyes(SYSTEM):
        named = posting.staff_id if is_named else None
        tell("tried_out", mission_id=place.pk, reference="BKK-2025-00042", staff_id=named)

    run_jobs(of="notices")
    run_jobs(later(minutes=1), of="notices")

    may_read = "notice.read" in operations_of(role)
    assert [message.to for message in mailing.outbox] == [["a@consular.example"]] * may_read
