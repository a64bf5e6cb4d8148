"""What one administrator alone tries, and what does not get around the other one."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from cases.accounts.administrators.rules import hours_of
from cases.accounts.choices import LinkPurpose
from cases.accounts.links import make_link
from cases.accounts.models import OneTimeLink
from cases.accounts.operations import (
    disable_staff,
    enable_staff,
    invite_staff,
    reset_password,
    reset_second_factor,
)
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.many import for_many
from cases.core.roles import operations_of
from cases.exchange.choices import Scope
from cases.missions import administrators as power
from cases.missions.models import AdministratorChange, Posting, Staff
from cases.missions.operations import end_posting, start_posting
from cases.missions.policies import ask_other
from tests.accounts.by_two import FROM, account, asked, confirmed, confirming, refused, role_asked
from tests.factories import MissionFactory, PostingFactory, StaffFactory, administrator, proved
from tests.world_administrators import a_change

pytestmark = pytest.mark.django_db
BY_TWO = "second_administrator"


def headquarters():
    return MissionFactory(headquarters=True)


def given(actor, staff, role="administrator", **more):
    """Return how giving a role directly ends."""
    said = {"mission": headquarters(), "role": role, "starts_on": FROM, **more}
    with eyes(actor):
        return refused(start_posting, actor, staff=staff, **said)


def test_one_alone_gives_the_role_to_nobody(three):
    staff = StaffFactory()

    assert given(three[0], staff) == BY_TWO
    assert given(three[0], staff, starts_on=date(2099, 1, 1)) == BY_TWO
    assert given(three[0], staff, mission=MissionFactory()) == BY_TWO
    assert not Posting.objects.filter(staff=staff).exists()


def test_one_alone_invites_no_administrator(three):
    with eyes(three[0]):
        code = refused(
            invite_staff,
            three[0],
            username="mai.nguyen",
            full_name="Nguyễn Mai",
            mission=headquarters(),
            role="administrator",
            starts_on=FROM,
        )

    assert code == BY_TWO
    assert not Staff.objects.filter(username="mai.nguyen").exists()


@pytest.mark.parametrize("act", [reset_password, reset_second_factor, enable_staff])
def test_one_alone_gets_into_no_administrators_account(three, act):
    asker, _other, subject = three
    Staff.objects.filter(pk=subject.staff_id).update(is_active=act is not enable_staff)

    with eyes(asker):
        assert refused(act, asker, account(subject)) == BY_TWO

    assert not OneTimeLink.objects.exists()


def test_nor_of_somebody_who_becomes_one_later_or_elsewhere(three):
    later = PostingFactory(
        mission=MissionFactory(), role="administrator", starts_on=date(2099, 1, 1)
    ).staff

    with eyes(three[0]):
        assert refused(reset_password, three[0], later) == BY_TWO


def test_an_administrator_of_another_mission_is_no_way_round(three):
    away = proved(PostingFactory(mission=MissionFactory(), role="administrator").actor())

    assert given(away, StaffFactory()) == BY_TWO
    with eyes(away):
        assert refused(reset_second_factor, away, account(three[0])) == BY_TWO


def test_one_alone_ends_nobodys_power(three):
    asker, _other, subject = three
    with eyes(asker):
        code = refused(
            end_posting,
            asker,
            staff=account(subject),
            mission=headquarters(),
            ends_on=date(2026, 12, 31),
        )

    assert code == BY_TWO
    assert Posting.objects.get(staff=subject.staff_id).ends_on is None


def test_power_follows_from_the_rights_of_a_role(three, monkeypatch):
    def rights(role):
        return operations_of("administrator") if role == "auditor" else operations_of(role)

    assert power.gives_power("administrator")
    assert not power.gives_power("auditor")
    monkeypatch.setattr(power, "operations_of", rights)

    assert given(three[0], StaffFactory(), role="auditor") == BY_TWO


def test_what_was_confirmed_lets_through_exactly_that_and_once(three):
    asker, other, _third = three
    staff = StaffFactory()
    confirmed(other, role_asked(asker, staff, ends_on=date(2099, 3, 1)))

    later = {"starts_on": date(2099, 4, 1)}
    assert given(other, staff, **later) == BY_TWO
    assert given(asker, staff, **later) == BY_TWO
    with eyes(other):
        assert refused(reset_password, other, staff) == BY_TWO


def test_a_row_that_is_confirmed_and_not_done_lets_through_nobody_else(three):
    asker, other, subject = three
    staff = account(subject)
    with eyes(asker):
        a_change(asker.staff_id, staff, other.staff_id)
    with eyes(other):
        AdministratorChange.objects.update(
            state="confirmed", decided_by=other.staff_id, decided_at=timezone.now()
        )

    with eyes(asker):
        assert refused(reset_second_factor, asker, staff) == BY_TWO
    with eyes(other):
        assert refused(reset_password, other, staff) == BY_TWO


@pytest.mark.parametrize(
    "change_of",
    [
        {"full_name": "Somebody else"},
        {"email": "elsewhere@example.org"},
        {"password": "another"},
        {"is_active": False},
    ],
)
def test_what_changed_meanwhile_is_not_confirmed(three, change_of):
    asker, other, subject = three
    change = asked(asker, account(subject))

    Staff.objects.filter(pk=subject.staff_id).update(**change_of)

    assert confirming(other, change) == "change_outdated"


def test_a_link_taken_while_it_waits_keeps_it_from_being_confirmed(three):
    asker, other, _third = three
    staff = StaffFactory()
    change = role_asked(asker, staff)

    with eyes(asker):
        reset_password(asker, staff)

    assert confirming(other, change) == "change_outdated"


def test_who_came_in_before_the_power_is_out_with_it(three):
    asker, other, _third = three
    staff = StaffFactory(password="!")
    with eyes(asker):
        make_link(asker, staff, LinkPurpose.INVITATION, timezone.now())
    change = role_asked(asker, staff)

    confirmed(other, change)

    first, second = OneTimeLink.objects.filter(staff=staff).order_by("pk")
    assert first.withdrawn_at is not None
    assert (second.made_by_id, second.withdrawn_at) == (other.staff_id, None)


def test_who_was_closed_a_moment_ago_confirms_and_closes_nothing(three):
    asker, other, subject = three
    fourth = administrator()
    change = asked(asker, account(subject))
    with eyes(asker):
        disable_staff(asker, account(other))

    assert confirming(other, change) == "not_allowed"
    with eyes(other):
        assert refused(disable_staff, other, account(fourth)) == "not_allowed"


def test_the_system_neither_asks_nor_confirms(three):
    asker, _other, subject = three
    change = asked(asker, account(subject))

    assert confirming(SYSTEM, change) == "power_too_new"


def test_others_see_no_change(three):
    asker, _other, subject = three
    asked(asker, account(subject))

    with eyes(PostingFactory(mission=MissionFactory()).actor()) as officer:
        assert not AdministratorChange.objects.visible_to(officer).exists()


def test_no_act_on_power_is_done_to_many_and_no_scope_holds_it():
    names = {row.name for row in for_many()}

    assert not {name for name in names if "administrator" in name or name in POWER}
    for scope in Scope.values:
        token = replace(administrator(), scopes=frozenset({scope}), proved_at=None)
        assert scope == "role" or not token.may("staff.administer")


POWER = {
    *("start_posting", "end_posting", "invite_staff", "reset_password", "reset_second_factor"),
    *("enable_staff", "disable_staff"),
}


def test_the_terms_cannot_be_switched_off():
    for odd in (0, -1, 10_000, "24", 2.5, None, True):
        with pytest.raises(Exception, match="whole number"):
            hours_of({"hours_to_decide": odd}, "hours_to_decide")


def test_nobody_does_any_of_it_to_the_own_account(three):
    asker = three[0]

    assert refused(ask_other, asker, account(asker)) == "own_account"
    with eyes(asker):
        for act in (reset_password, reset_second_factor, enable_staff, disable_staff):
            assert refused(act, asker, account(asker)) == "own_account"
        with pytest.raises(Exception, match="own account"):
            asked(asker, account(asker))
