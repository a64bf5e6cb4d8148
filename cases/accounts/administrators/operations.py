"""Changes to administrators: asked by one, confirmed by another, and done by the confirming.

What can be refused is refused when it is asked; all of it is looked at again when it is confirmed,
and the account must still stand as it did.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.accounts.administrators.jobs import tell_of_change
from cases.accounts.administrators.policies import ALONE, check_waits
from cases.accounts.administrators.rules import terms
from cases.accounts.administrators.standing import standing_of
from cases.accounts.choices import LinkPurpose
from cases.accounts.links import make_link, withdraw_links
from cases.accounts.operations.own import close_doors
from cases.accounts.operations.services import ask_person
from cases.accounts.operations.staff import (
    ask_enabled,
    ask_still_acts,
    ask_username_free,
    disable_staff,
    enable_staff,
    reset_password,
    reset_second_factor,
)
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, not_allowed, wrong_state
from cases.core.operations import operation
from cases.missions.administrators import deciders, gives_power, has_power, lock_administrators
from cases.missions.choices import AdministratorAct, AdministratorChangeState
from cases.missions.models import AdministratorChange, Mission, Staff
from cases.missions.operations import end_posting, start_posting
from cases.missions.operations.postings import checked_posting, posting_to_end
from cases.missions.policies import ask_other

State = AdministratorChangeState
DOES: Final[dict[str, Callable[[Actor, Staff], Staff]]] = {
    AdministratorAct.DISABLE: disable_staff,
    AdministratorAct.ENABLE: enable_staff,
    AdministratorAct.RESET_PASSWORD: reset_password,
    AdministratorAct.RESET_FACTOR: reset_second_factor,
}


@operation(may="staff.administer", audit="administrator.posting_asked", fresh=True)
def ask_administrator_posting(
    actor: Actor,
    *,
    staff: Staff,
    mission: Mission,
    role: str,
    starts_on: date,
    reason: str,
    ends_on: date | None = None,
) -> AdministratorChange:
    """Ask that somebody gets the role of an administrator."""
    account = locked_account(actor, staff)
    said = {"mission": mission, "role": role, "starts_on": starts_on, "ends_on": ends_on}
    if not gives_power(role):
        raise alone_will_do("role")
    ask_enabled(account)
    checked_posting(staff=account, **said)  # type: ignore[arg-type] # the arguments, as they came
    return ask(actor, AdministratorAct.START_POSTING, account, reason, **said)


@operation(may="staff.administer", audit="administrator.invited", fresh=True)
def invite_administrator(
    actor: Actor,
    *,
    username: str,
    full_name: str,
    mission: Mission,
    role: str,
    starts_on: date,
    reason: str,
    ends_on: date | None = None,
    email: str = "",
    language: str = "en",
) -> AdministratorChange:
    """Ask that somebody without an account becomes an administrator.

    The account is made at once, with no role, no password and no link: it opens nothing before
    another administrator confirms it.
    """
    ask_username_free(username)
    staff = Staff(
        username=username,
        full_name=full_name,
        email=email,
        language=language or "en",
        password=make_password(None),
    )
    staff.save(force_insert=True)
    return ask_administrator_posting(
        actor,
        staff=staff,
        mission=mission,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
    )


@operation(may="staff.administer", audit="administrator.end_asked", fresh=True)
def ask_administrator_end(
    actor: Actor, *, staff: Staff, mission: Mission, ends_on: date, reason: str
) -> AdministratorChange:
    """Ask that the role of an administrator ends on a day."""
    account = locked_account(actor, staff)
    posting = posting_to_end(actor, staff=account, mission=mission, ends_on=ends_on)
    if not gives_power(posting.role):
        raise alone_will_do("staff")
    said = {"mission": mission, "role": posting.role, "ends_on": ends_on}
    return ask(actor, AdministratorAct.END_POSTING, account, reason, **said)


@operation(may="staff.administer", audit="administrator.account_asked", fresh=True)
def ask_administrator_account(
    actor: Actor, *, staff: Staff, act: str, reason: str
) -> AdministratorChange:
    """Ask that an administrator's account is closed, opened, or begun anew."""
    account = locked_account(actor, staff)
    if not has_power(account):
        raise alone_will_do("staff")
    ask_person(account)
    if act == AdministratorAct.ENABLE and account.is_active:
        raise wrong_state(_("This account is open."), "already_enabled")
    if act != AdministratorAct.ENABLE:
        ask_enabled(account)
    return ask(actor, AdministratorAct(act), account, reason)


@operation(may="staff.administer", audit="administrator.change_confirmed", fresh=True)
def confirm_administrator_change(actor: Actor, change: AdministratorChange) -> AdministratorChange:
    """Agree, and do what was asked for in the same moment; never by whoever asked.

    Those who decide about each other take turns, so that nobody confirms whose own account was
    closed a moment ago.
    """
    lock_administrators()
    ask_still_acts(actor)
    now = timezone.now()
    check_waits(change, now)
    account = Staff.objects.select_for_update(no_key=True).get(pk=change.staff_id)
    if standing_of(account) != change.as_asked:
        raise wrong_state(
            _("The account has changed since this was asked for. Reject it; it is asked for anew."),
            "change_outdated",
        )
    decide(actor, change, State.CONFIRMED)
    carry_out(actor, change, account)
    change.done_at = timezone.now()
    change.save(update_fields=["done_at"])
    tell_of_change.enqueue(change_id=change.pk)
    return change


@operation(may="staff.administer", audit="administrator.change_rejected")
def reject_administrator_change(
    actor: Actor, change: AdministratorChange, *, reason: str
) -> AdministratorChange:
    """Let nothing be done, and say why; never by whoever asked."""
    check_waits(change, timezone.now())
    decide(actor, change, State.REJECTED, reason)
    tell_of_change.enqueue(change_id=change.pk)
    return change


@operation(may="staff.administer", audit="administrator.change_withdrawn")
def withdraw_administrator_change(
    actor: Actor, change: AdministratorChange, *, reason: str
) -> AdministratorChange:
    """Take back what one has asked for oneself, and say why."""
    check_waits(change, timezone.now())
    decide(actor, change, State.WITHDRAWN, reason)
    return change


def locked_account(actor: Actor, staff: Staff) -> Staff:
    """Return the account as it is now, locked; 403 for the own one."""
    ask_other(actor, staff)
    found: Staff = Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    return found


def alone_will_do(at: str) -> Refused:
    """422: this is nobody's power, so it needs no second administrator."""
    return broken_rule(
        _("This is no administrator’s account or role. Do it directly, under Staff."),
        "no_second_needed",
        at,
    )


def ask(
    actor: Actor, act: AdministratorAct, staff: Staff, reason: str, **posting: Any
) -> AdministratorChange:
    """Write down what was asked for, who may confirm it, and how the account stands now."""
    if actor.staff_id is None:
        raise not_allowed()
    others = deciders(without={actor.staff_id, staff.pk})
    if not others:
        raise wrong_state(ALONE, "no_other_administrator")
    now = timezone.now()
    waiting = AdministratorChange.objects.filter(staff=staff, state=State.WAITING)
    waiting.filter(expires_at__lte=now).update(state=State.EXPIRED)
    if waiting.filter(expires_at__gt=now).exists():
        raise wrong_state(
            _("Another change to this account waits already. Decide on that one first."),
            "change_waits",
        )
    change = AdministratorChange.objects.create(
        act=act,
        staff=staff,
        reason=reason,
        asked_by_id=actor.staff_id,
        asked_at=now,
        expires_at=now + terms().to_decide,
        deciders=others,
        as_asked=standing_of(staff),
        **posting,
    )
    tell_of_change.enqueue(change_id=change.pk)
    return change


def decide(actor: Actor, change: AdministratorChange, state: State, reason: str = "") -> None:
    """Keep who decided what, when and why."""
    change.state, change.decided_by_id = state, actor.staff_id
    change.decided_at, change.decide_reason = timezone.now(), reason
    change.save(update_fields=["state", "decided_by", "decided_at", "decide_reason"])


def carry_out(actor: Actor, change: AdministratorChange, account: Staff) -> None:
    """Do what was confirmed, by the operation that does it to any other account."""
    if change.act in DOES:
        DOES[change.act](actor, account)
        return
    assert change.mission is not None
    if change.act == AdministratorAct.END_POSTING:
        assert change.ends_on is not None
        end_posting(actor, staff=account, mission=change.mission, ends_on=change.ends_on)
        return
    assert change.starts_on is not None
    start_posting(
        actor,
        staff=account,
        mission=change.mission,
        role=change.role,
        starts_on=change.starts_on,
        ends_on=change.ends_on,
    )
    begin_anew(actor, account)


def begin_anew(actor: Actor, account: Staff) -> None:
    """Let nobody keep the power who came in before it was given: links and sessions end.

    Whoever has no password yet gets the link with which the account begins.
    """
    now = timezone.now()
    withdraw_links(account, now)
    close_doors(account, now)
    if not account.has_usable_password():
        make_link(actor, account, LinkPurpose.INVITATION, now)
