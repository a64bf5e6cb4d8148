"""Whom a mail tells of a change to an administrator: asked for, done, rejected, over."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from cases.accounts.administrators.jobs import expire_changes
from cases.accounts.administrators.operations import reject_administrator_change
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import Staff
from tests.accounts.by_two import account, asked, confirmed
from tests.factories import administrator
from tests.jobs import run_jobs
from tests.register import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(settings):
    """Three administrators with an address, where mail is sent."""
    settings.SENDS_MAIL = True
    found = administrator(), administrator(), administrator()
    for actor in found:
        Staff.objects.filter(pk=actor.staff_id).update(email=f"a{actor.staff_id}@example.org")
    Staff.objects.filter(pk=found[2].staff_id).update(full_name="Tâm Thử")
    return found


def test_the_others_are_told_when_it_is_asked_and_whose_it_is_when_it_is_done(three):
    asker, other, subject = three
    change = asked(asker, account(subject))
    run_jobs()

    assert [sent.to for sent in mail.outbox] == [[f"a{other.staff_id}@example.org"]]
    confirmed(other, change)
    run_jobs()

    later = {sent.to[0]: sent.subject for sent in mail.outbox[1:]}
    assert later[f"a{subject.staff_id}@example.org"] == "Your account was changed"
    assert f"a{other.staff_id}@example.org" not in later
    assert f"a{asker.staff_id}@example.org" in later
    assert all("Tâm" not in sent.body + sent.subject for sent in mail.outbox)


def test_what_nobody_confirms_in_time_is_over_by_itself_and_told(three):
    asker, other, subject = three
    change = asked(asker, account(subject))
    run_jobs()
    run_jobs(change.expires_at - timedelta(minutes=1))
    assert expire_changes.func() is None
    assert len(mail.outbox) == 1

    with time_machine.travel(change.expires_at + timedelta(minutes=1)), eyes(SYSTEM):
        assert expire_changes.func() is None
        assert expire_changes.func() is None
    run_jobs()

    with eyes(SYSTEM):
        assert fresh(change).state == "expired"
        assert AuditEntry.objects.filter(event="administrator.change_expired").count() == 1
    told = {sent.to[0]: sent.subject for sent in mail.outbox[1:]}
    about = "Nobody decided on a change to an administrator in time"
    assert told == {f"a{actor.staff_id}@example.org": about for actor in (asker, other)}


def test_whose_account_it_is_hears_nothing_of_what_was_rejected(three):
    asker, other, subject = three
    change = asked(asker, account(subject))
    with eyes(other):
        reject_administrator_change(other, fresh(change), reason="She has her phone.")
    run_jobs()

    told = {sent.to[0]: sent.subject for sent in mail.outbox}
    assert told[f"a{asker.staff_id}@example.org"] == "A change to an administrator was decided on"
    assert f"a{subject.staff_id}@example.org" not in told
