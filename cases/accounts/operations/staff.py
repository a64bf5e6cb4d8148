"""What an administrator does to the accounts of others; each act asks to be proved again.

Nobody does any of it to the own account. Whoever gets the account back gets a one-time link, so
that no administrator ever knows a password.
"""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.accounts.administrators.closing import note_closing
from cases.accounts.administrators.policies import why_not_alone
from cases.accounts.choices import LinkPurpose
from cases.accounts.factors import remove
from cases.accounts.links import make_link, withdraw_links
from cases.accounts.operations.own import close_doors
from cases.accounts.operations.services import ask_person
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, not_allowed, wrong_state
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.missions.administrators import lock_administrators
from cases.missions.models import Mission, Staff
from cases.missions.operations import put_staff, start_posting
from cases.missions.policies import ask_other
from cases.missions.queries import actor_of_posting

OF_WHO_LOGS_IN = frozenset({"reset_password", "reset_second_factor"})


@operation(may="staff.administer", audit="staff.invited", fresh=True)
def invite_staff(
    actor: Actor,
    *,
    username: str,
    full_name: str,
    mission: Mission,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    email: str = "",
    language: str = "",
) -> Staff:
    """Make an account with its first posting and a link with which its holder begins."""
    ask_username_free(username)
    if ends_on is not None and ends_on < present.today(mission.zone):
        raise broken_rule(
            _("This posting would be over already. Give a later last day, or none."),
            "posting_over",
            "ends_on",
        )
    staff = Staff(
        username=username,
        full_name=full_name,
        email=email,
        language=language,
        password=make_password(None),
    )
    staff.save(force_insert=True)
    start_posting(
        actor, staff=staff, mission=mission, role=role, starts_on=starts_on, ends_on=ends_on
    )
    make_link(actor, staff, LinkPurpose.INVITATION, timezone.now())
    return staff


@operation(may="staff.administer", audit="staff.password_reset", appends=True, fresh=True)
def reset_password(actor: Actor, staff: Staff) -> Staff:
    """End the password, every session and every token; a link lets the holder set a new one."""
    account = locked(actor, staff, "reset_password")
    ask_person(account)
    ask_enabled(account)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    close_doors(account, timezone.now())
    make_link(actor, account, LinkPurpose.PASSWORD, timezone.now())
    return account


@operation(may="staff.administer", audit="staff.factor_reset", appends=True, fresh=True)
def reset_second_factor(actor: Actor, staff: Staff) -> Staff:
    """Take a lost second factor away; a link and the password let the holder set up another."""
    account = locked(actor, staff, "reset_second_factor")
    ask_person(account)
    ask_enabled(account)
    remove(account)
    close_doors(account, timezone.now())
    make_link(actor, account, LinkPurpose.FACTOR, timezone.now())
    return account


@operation(may="staff.administer", audit="staff.disabled", appends=True, fresh=True)
def disable_staff(actor: Actor, staff: Staff) -> Staff:
    """Close an account at once: sessions, tokens and links end, postings stay on record.

    An administrator's as well, within limits: `administrators/policies.py`.
    """
    lock_administrators()
    ask_still_acts(actor)
    account = locked(actor, staff, "disable_staff")
    ask_enabled(account)
    note_closing(actor, account, timezone.now())
    account.is_active = False
    account.save(update_fields=["is_active"])
    close_doors(account, timezone.now())
    withdraw_links(account, timezone.now())
    return account


@operation(may="staff.administer", audit="staff.enabled", appends=True, fresh=True)
def enable_staff(actor: Actor, staff: Staff) -> Staff:
    """Open a closed account again; its password and second factor are the former ones."""
    account = locked(actor, staff, "enable_staff")
    ask_disabled(account)
    account.is_active = True
    account.save(update_fields=["is_active"])
    return account


def locked(actor: Actor, staff: Staff, act: str) -> Staff:
    """Return the account as it is now, locked; 403 for the own one, and for what takes two.

    Asked again under the lock: the account may have become an administrator's a moment ago.
    """
    ask_other(actor, staff)
    found: Staff = Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    refusal = why_not_alone(actor, act, found)
    if refusal is not None:
        raise refusal
    return found


def ask_still_acts(actor: Actor) -> None:
    """Refuse whose own account was closed, or role ended, a moment ago."""
    if actor.posting_id is not None and actor_of_posting(actor.posting_id) is None:
        raise not_allowed()


def ask_username_free(username: str) -> None:
    """Refuse the user name of somebody else."""
    if Staff.objects.filter(username=username).exists():
        raise broken_rule(_("This user name is taken."), "username_taken", "username")


def ask_disabled(staff: Staff) -> None:
    """Refuse to open what is open."""
    if staff.is_active:
        raise wrong_state(_("This account is open."), "already_enabled")


def ask_enabled(staff: Staff) -> None:
    """Refuse what makes no sense on a closed account."""
    if not staff.is_active:
        raise wrong_state(_("This account is closed. Open it again first."), "disabled")


@ruled_out(Staff)
def state_of_account(actor: Actor, staff: Staff) -> Hindrance:
    """Nobody does it to the own account; a closed one is opened first, an open one is open.

    What is known of who has it is corrected at any time.
    """

    def rules_out(name: str) -> Refused | None:
        if name == put_staff.name:
            return None
        own = raised_by(ask_other, actor, staff)
        person = raised_by(ask_person, staff) if name in OF_WHO_LOGS_IN else None
        is_opening = name == "enable_staff"
        return own or person or raised_by(ask_disabled if is_opening else ask_enabled, staff)

    return rules_out
