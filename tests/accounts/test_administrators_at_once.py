"""Two administrators at the same moment, on connections of their own."""

import pytest

from cases.accounts.administrators.operations import confirm_administrator_change
from cases.accounts.operations import disable_staff, reset_password
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.missions.models import Posting, Staff
from tests.accounts.by_two import account, asked, role_asked
from tests.core.test_parallel import at_once
from tests.factories import StaffFactory, administrator
from tests.register import fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def tried(actor, act, *arguments, **more):
    """Return how an act of the actor ends."""
    try:
        with eyes(actor):
            act(actor, *arguments, **more)
    except Refused as refusal:
        return refusal.code
    return "done"


def test_two_confirm_at_once_and_it_is_done_once():
    asker, one, other = administrator(), administrator(), administrator()
    staff = StaffFactory()
    with eyes(asker):
        change = fresh(role_asked(asker, staff))

    ends = at_once(2, lambda n: tried([one, other][n], confirm_administrator_change, change))

    assert sorted(ends) == ["done", "stale_version"]
    assert Posting.objects.filter(staff=staff).count() == 1


def test_all_close_each_other_at_once_and_two_are_left():
    them = [administrator() for _ in range(3)]
    accounts = [account(actor) for actor in them]

    ends = at_once(3, lambda n: tried(them[n], disable_staff, accounts[(n + 1) % 3]))

    assert ends.count("done") == 1
    assert Staff.objects.filter(is_active=True).count() == 2


def test_a_link_taken_at_the_moment_of_confirming_opens_no_power():
    asker, other = administrator(), administrator()
    staff = StaffFactory()
    with eyes(asker):
        change = fresh(role_asked(asker, staff))
    acts = [
        lambda: tried(other, confirm_administrator_change, change),
        lambda: tried(asker, reset_password, staff),
    ]

    ends = at_once(2, lambda n: acts[n]())

    assert ends in (["done", "second_administrator"], ["change_outdated", "done"])


def test_a_change_is_asked_for_once_at_a_time():
    asker, other, subject = administrator(), administrator(), administrator()

    def ask(number):
        try:
            asked([asker, other][number], account(subject))
        except Refused as refusal:
            return refusal.code
        return "done"

    assert sorted(at_once(2, ask)) == ["change_waits", "done"]
