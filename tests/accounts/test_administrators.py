"""What changes the power of administrators: one asks, another one confirms."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone

from cases.accounts.administrators.operations import (
    ask_administrator_account,
    ask_administrator_end,
    confirm_administrator_change,
    invite_administrator,
    reject_administrator_change,
    withdraw_administrator_change,
)
from cases.accounts.models import OneTimeLink
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import Posting, Staff
from tests.accounts.by_two import (
    FROM,
    WHY,
    account,
    asked,
    confirmed,
    confirming,
    refused,
    role_asked,
)
from tests.accounts.people import with_factor
from tests.factories import MissionFactory, StaffFactory, administrator, proved
from tests.register import fresh

pytestmark = pytest.mark.django_db


def test_the_role_takes_effect_once_another_confirms_and_both_are_on_record(three):
    asker, other, _third = three
    staff = StaffFactory()

    change = role_asked(asker, staff)

    assert not Posting.objects.filter(staff=staff).exists()
    done = confirmed(other, change)
    posting = Posting.objects.get(staff=staff)
    assert (posting.role, posting.starts_on) == ("administrator", FROM)
    assert (done.state, done.asked_by_id, done.decided_by_id) == (
        "confirmed",
        asker.staff_id,
        other.staff_id,
    )
    with eyes(SYSTEM):
        rows = AuditEntry.objects.filter(outcome="done", event__startswith="administrator.")
        told = list(rows.order_by("pk").values_list("event", "posting_id"))
    assert told == [
        ("administrator.posting_asked", asker.posting_id),
        ("administrator.change_confirmed", other.posting_id),
    ]


def test_an_end_is_asked_and_confirmed(three):
    asker, other, subject = three
    staff, mission = account(subject), MissionFactory(headquarters=True)
    with eyes(asker):
        change = ask_administrator_end(
            asker, staff=staff, mission=mission, ends_on=date(2099, 1, 1), reason=WHY
        )

    assert Posting.objects.get(staff=staff).ends_on is None
    confirmed(other, change)

    assert Posting.objects.get(staff=staff).ends_on == date(2099, 1, 1)


def test_a_reset_of_the_second_factor_is_asked_and_confirmed(three):
    asker, other, subject = three
    staff = account(subject)
    with_factor(staff)

    change = asked(asker, staff)

    assert Authenticator.objects.filter(user=staff).exists()
    confirmed(other, change)
    assert not Authenticator.objects.filter(user=staff).exists()
    assert OneTimeLink.objects.get(staff=staff).purpose == "factor"


@pytest.mark.parametrize(("act", "is_open"), [("disable_staff", False), ("enable_staff", True)])
def test_closing_and_opening_are_asked_and_confirmed(three, act, is_open):
    asker, other, subject = three
    staff = account(subject)
    Staff.objects.filter(pk=staff.pk).update(is_active=not is_open)

    confirmed(other, asked(asker, staff, act))

    assert account(subject).is_active is is_open


def test_a_password_is_reset_by_two(three):
    asker, other, subject = three
    staff = account(subject)
    staff.set_password("four invented words here")
    staff.save()

    confirmed(other, asked(asker, staff, "reset_password"))

    assert not account(subject).has_usable_password()
    assert OneTimeLink.objects.get(staff=staff).purpose == "password"


def test_somebody_invited_has_an_account_that_opens_nothing_until_it_is_confirmed(three):
    asker, other, _third = three
    with eyes(asker):
        change = invite_administrator(
            asker,
            username="mai.nguyen",
            full_name="Nguyễn Mai",
            mission=MissionFactory(headquarters=True),
            role="administrator",
            starts_on=FROM,
            reason=WHY,
        )

    staff = Staff.objects.get(username="mai.nguyen")
    assert not OneTimeLink.objects.exists()
    assert not Posting.objects.filter(staff=staff).exists()
    confirmed(other, change)
    assert OneTimeLink.objects.get(staff=staff).purpose == "invitation"
    assert Posting.objects.get(staff=staff).role == "administrator"


def test_nobody_decides_on_what_they_asked_for_or_what_is_about_them(three):
    asker, _other, subject = three
    change = asked(asker, account(subject))

    assert confirming(asker, change) == "change_your_own"
    assert confirming(subject, change) == "change_about_you"
    for actor, code in ((asker, "change_your_own"), (subject, "change_about_you")):
        with eyes(actor):
            assert refused(reject_administrator_change, actor, fresh(change), reason="No.") == code


def test_nobody_decides_whose_power_came_after_the_asking(three):
    asker, _other, subject = three
    change = asked(asker, account(subject))
    later = administrator()

    assert confirming(later, change) == "power_too_new"


def test_after_a_day_it_is_over_and_is_asked_anew(three):
    asker, other, subject = three
    change = asked(asker, account(subject))

    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        assert confirming(other, change) == "change_expired"
        again = asked(proved(asker), account(subject))
        assert fresh_state(other, change) == "expired"
        assert confirmed(other, again).state == "confirmed"


def fresh_state(actor, change):
    with eyes(actor):
        return fresh(change).state


def test_just_before_it_is_not_over(three):
    asker, other, subject = three
    change = asked(asker, account(subject))

    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=59)):
        assert confirmed(other, change).state == "confirmed"


def test_it_is_confirmed_once(three):
    asker, other, subject = three
    change = asked(asker, account(subject))
    confirmed(other, change)

    assert confirming(other, change) == "change_confirmed"
    with eyes(other):
        assert refused(confirm_administrator_change, other, change) == "stale_version"


def test_what_was_rejected_or_withdrawn_is_never_done(three):
    asker, other, subject = three
    first = asked(asker, account(subject))
    with eyes(other):
        reject_administrator_change(other, fresh(first), reason="She has her phone.")
    second = asked(asker, account(subject))
    with eyes(other):
        assert refused(withdraw_administrator_change, other, fresh(second), reason="x") == (
            "change_of_another"
        )
    with eyes(asker):
        withdraw_administrator_change(asker, fresh(second), reason="The phone was found.")

    assert [confirming(other, change) for change in (first, second)] == [
        "change_rejected",
        "change_withdrawn",
    ]
    with eyes(other):
        assert fresh(first).decide_reason == "She has her phone."


def test_one_change_to_an_account_waits_at_a_time(three):
    asker, other, subject = three
    asked(asker, account(subject))

    with eyes(other):
        code = refused(
            ask_administrator_account,
            other,
            staff=account(subject),
            act="reset_password",
            reason=WHY,
        )

    assert code == "change_waits"


def test_asking_and_confirming_ask_for_a_fresh_proof(three):
    asker, other, subject = three
    change = asked(asker, account(subject))
    tomorrow = timezone.now() + timedelta(minutes=6)

    with time_machine.travel(tomorrow), eyes(other):
        assert refused(confirm_administrator_change, other, fresh(change)) == "proof_needed"
        assert (
            refused(
                ask_administrator_account,
                other,
                staff=account(subject),
                act="disable_staff",
                reason=WHY,
            )
            == "proof_needed"
        )
