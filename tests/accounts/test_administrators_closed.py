"""Alone or at once: what one administrator is told, and what one does to another at once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.accounts.administrators.operations import (
    ask_administrator_account,
    ask_administrator_posting,
)
from cases.accounts.models import StaffSession
from cases.accounts.operations import disable_staff, enable_staff
from cases.core.context import eyes
from cases.missions.models import AdministratorChange
from tests.accounts.by_two import FROM, WHY, account, refused
from tests.factories import MissionFactory, PostingFactory, StaffFactory, administrator, proved

pytestmark = pytest.mark.django_db


def test_who_is_alone_is_told_how_a_second_one_is_made():
    alone = administrator()
    with eyes(alone), pytest.raises(Exception, match="create_administrator") as caught:
        ask_administrator_posting(
            alone,
            staff=StaffFactory(),
            mission=MissionFactory(headquarters=True),
            role="administrator",
            starts_on=FROM,
            reason=WHY,
        )

    assert caught.value.code == "no_other_administrator"


def test_what_is_no_administrators_is_not_asked_for(three):
    asker = three[0]
    officer = PostingFactory().staff
    with eyes(asker):
        codes = [
            refused(
                ask_administrator_account, asker, staff=officer, act="disable_staff", reason=WHY
            ),
            refused(
                ask_administrator_posting,
                asker,
                staff=officer,
                mission=MissionFactory(),
                role="auditor",
                starts_on=FROM,
                reason=WHY,
            ),
        ]

    assert codes == ["no_second_needed"] * 2


def test_one_closes_another_at_once_and_it_is_on_the_list(three):
    asker, other, subject = three
    StaffSession.objects.create(
        session_key="k", staff_id=subject.staff_id, expire_date=timezone.now() + timedelta(hours=1)
    )

    with eyes(asker):
        disable_staff(asker, account(subject))
        change = AdministratorChange.objects.visible_to(other).get()

    assert not account(subject).is_active
    assert StaffSession.objects.get().ended_at is not None
    assert (change.state, change.asked_by_id, change.decided_by_id) == (
        "at_once",
        asker.staff_id,
        None,
    )


def test_of_two_neither_closes_the_other_and_the_machine_does():
    one, other = administrator(), administrator()
    with eyes(one):
        assert refused(disable_staff, one, account(other)) == "last_administrators"

    call_command("close_administrator", account(other).username)

    assert not account(other).is_active
    with pytest.raises(CommandError):
        call_command("close_administrator", PostingFactory().staff.username)


def test_one_closes_one_other_a_day(three):
    asker, _other, subject = three
    fourth = administrator()
    with eyes(asker):
        disable_staff(asker, account(subject))
        assert refused(disable_staff, asker, account(fourth)) == "closed_another_lately"

    with time_machine.travel(timezone.now() + timedelta(hours=25)), eyes(asker):
        disable_staff(proved(asker), account(fourth))
    assert not account(fourth).is_active


def test_one_alone_does_not_open_again_what_was_closed(three):
    asker, other, subject = three
    with eyes(asker):
        disable_staff(asker, account(subject))
    with eyes(other):
        assert refused(enable_staff, other, account(subject)) == "second_administrator"
