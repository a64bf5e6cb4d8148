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
    """Return the outbox as (to, state), in the order of user names."""
    with eyes(SYSTEM):
        rows = OutboxMail.objects.order_by("to_staff__username").select_related("to_staff")
        return [(row.to_staff_id, row.state) for row in rows]


def the_mail():
    with eyes(SYSTEM):
        return OutboxMail.objects.get()


def test_without_a_server_a_mail_is_kept_and_nothing_fails():
    actor = with_address(officer(), "a@consular.example")
    told(actor, staff_id=actor.staff_id)

    assert set(run_jobs()) == {"done"}

    assert outbox() == [(actor.staff_id, "kept")]
    assert mailing.outbox == []


def test_a_mail_names_the_reference_and_tells_nothing_of_the_notice(server):
    actor = with_address(officer(), "a@consular.example")
    told(actor, staff_id=actor.staff_id)

    run_jobs()
    run_jobs(later(minutes=1))

    assert outbox() == [(actor.staff_id, "sent")]
    (sent,) = mailing.outbox
    assert sent.to == ["a@consular.example"]
    assert sent.subject == "You have a new notice about BKK-2025-00042"
    assert "Open the app to read it." in sent.body
    assert "About BKK-2025-00042." not in sent.body


def test_a_mail_is_in_the_language_of_its_reader(server):
    actor = with_address(officer(), "a@consular.example", language="vi")
    told(actor, staff_id=actor.staff_id)

    run_jobs()

    assert the_mail().subject == "Bạn có thông báo mới về BKK-2025-00042"


def test_a_kind_that_is_only_shown_is_not_mailed(server):
    actor = with_address(officer(), "a@consular.example")
    told(actor, kind="only_shown", staff_id=actor.staff_id)

    run_jobs()

    assert outbox() == []


def test_a_mail_is_written_and_sent_once(server):
    actor = with_address(officer(), "a@consular.example")
    told(actor, staff_id=actor.staff_id)

    for minutes in range(5):
        run_jobs(later(minutes=minutes))

    assert len(mailing.outbox) == 1


def test_instead_of_an_officer_without_address_the_head_is_written_to(server):
    actor, chief = officer(), with_address(head(), "h@consular.example")
    told(actor, staff_id=actor.staff_id)

    run_jobs()

    assert outbox() == [(chief.staff_id, "sent")]
    with eyes(actor):
        assert Notice.objects.addressed_to(actor).count() == 1


def test_instead_of_a_head_without_address_headquarters_is_written_to(server):
    actor, _chief = officer(), head()
    office = with_address(headquarters(), "hq@consular.example")
    told(actor, staff_id=actor.staff_id)

    run_jobs()

    assert outbox() == [(office.staff_id, "sent")]


def test_an_officer_whose_posting_ended_before_the_mail_went_out_is_replaced(server):
    actor = with_address(officer(), "a@consular.example")
    chief = with_address(head(), "h@consular.example")
    told(actor, staff_id=actor.staff_id)
    Posting.objects.filter(pk=actor.posting_id).update(ends_on=date(2025, 2, 1))

    run_jobs()

    assert outbox() == [(chief.staff_id, "sent")]


def test_when_nobody_can_be_written_to_it_says_so_and_stays_in_the_app(server):
    actor = officer()
    told(actor, staff_id=actor.staff_id)

    run_jobs()

    assert outbox() == [(actor.staff_id, "kept")]


def test_who_wants_no_mail_gets_none_and_finds_it_in_the_app(server):
    actor = with_address(officer(), "a@consular.example", is_mailed=False)
    chief = with_address(head(), "h@consular.example")
    told(actor, staff_id=actor.staff_id)

    run_jobs()

    assert outbox() == [(actor.staff_id, "kept")]
    assert mailing.outbox == []
    with eyes(actor):
        assert Notice.objects.addressed_to(actor).unread().count() == 1
    told(chief)
    run_jobs(later(minutes=1))
    assert outbox()[1:] == [(chief.staff_id, "sent")]


def test_what_nobody_may_miss_is_mailed_even_so(server):
    actor = with_address(officer(), "a@consular.example", is_mailed=False)
    told(actor, kind="grave", staff_id=actor.staff_id)

    run_jobs()

    assert outbox() == [(actor.staff_id, "sent")]


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


def test_who_stands_in_for_somebody_without_address_is_mailed_even_so(server):
    actor = officer()
    chief = with_address(head(), "h@consular.example", is_mailed=False)
    told(actor, staff_id=actor.staff_id)

    run_jobs()

    assert outbox() == [(chief.staff_id, "sent")]


def test_a_notice_that_came_to_the_head_for_somebody_gone_is_mailed_even_so(server):
    actor = officer()
    chief = with_address(head(), "h@consular.example", is_mailed=False)
    Posting.objects.filter(pk=actor.posting_id).update(ends_on=date(2025, 2, 1))
    told(actor, staff_id=actor.staff_id)

    run_jobs()

    assert outbox() == [(chief.staff_id, "sent")]


def test_a_notice_to_everyone_is_mailed_to_the_head_alone(server):
    with_address(officer(), "a@consular.example")
    chief = with_address(head(), "h@consular.example")
    told(chief)

    run_jobs()

    assert outbox() == [(chief.staff_id, "sent")]


def test_a_mail_that_fails_waits_and_blocks_none_behind_it(broken_server):
    first = with_address(officer(), "broken@consular.example")
    second = with_address(officer(), "a@consular.example")
    told(first, staff_id=first.staff_id)
    told(second, staff_id=second.staff_id)

    run_jobs()
    run_jobs(later(minutes=1))

    assert outbox() == [(first.staff_id, "waiting"), (second.staff_id, "sent")]
    with eyes(SYSTEM):
        failed = OutboxMail.objects.get(to_staff=first.staff_id)
        assert (failed.attempts, failed.last_error) == (1, "SMTPRecipientsRefused")
        assert timedelta(0) < failed.next_try_at - timezone.now() <= timedelta(minutes=1)


def test_a_mail_is_given_up_after_the_last_wait_and_shown_to_headquarters(broken_server, client):
    actor = with_address(officer(), "broken@consular.example")
    told(actor, staff_id=actor.staff_id)
    run_jobs()
    with eyes(SYSTEM):
        OutboxMail.objects.update(attempts=5, next_try_at=timezone.now())

    run_jobs(later(minutes=1))

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

    run_jobs()
    run_jobs(later(minutes=1))

    may_read = "notice.read" in operations_of(role)
    assert [message.to for message in mailing.outbox] == [["a@consular.example"]] * may_read
