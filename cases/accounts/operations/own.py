"""What staff do to their own account."""

from contextvars import ContextVar
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import StaffSession
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, not_allowed, wrong_state
from cases.core.operations import operation
from cases.exchange.operations import end_tokens
from cases.missions.models import Staff
from cases.places.reference import check_zone

password_changed: ContextVar[int | None] = ContextVar("password_changed", default=None)
"""Whose password this request changed: the browser that did it stays logged in."""


@operation(may="account.own", audit="staff.password_changed", fresh=True)
def change_password(actor: Actor, *, password: str) -> Staff:
    """Change the own password: all other sessions and all API tokens of the account end."""
    staff = own_account(actor)
    set_own_password(staff, password, timezone.now())
    password_changed.set(staff.pk)
    return staff


@operation(may="account.own", audit="staff.profile_put")
def put_profile(actor: Actor, *, language: str = "", zone: str = "") -> Staff:
    """Put the language of the pages and the zone in which times are shown to this person.

    Without a language the pages speak that of the browser, without a zone they show the mission's.
    """
    if zone:
        check_zone(zone)
    staff = own_account(actor)
    staff.language, staff.zone = language, zone
    staff.save(update_fields=["language", "zone"])
    return staff


@operation(may="notice.read", audit="staff.notice_mail_changed")
def change_notice_mail(actor: Actor, *, is_mailed: bool) -> Staff:
    """Say whether one wants notices by mail as well; in the app they stand in any case."""
    staff = own_account(actor)
    staff.is_mailed = is_mailed
    staff.save(update_fields=["is_mailed"])
    return staff


@operation(may="account.own", audit="session.ended", appends=True)
def end_session(actor: Actor, session: StaffSession) -> StaffSession:
    """End a session: one's own, or as who gives accounts anybody's; its browser logs in again."""
    now = timezone.now()
    if not StaffSession.objects.visible_to(actor).filter(pk=session.pk).end(now):
        raise wrong_state(_("This session has ended already."), "already_ended")
    return session


def own_account(actor: Actor) -> Staff:
    """Return the account of the actor, locked; the system has none."""
    if actor.staff_id is None:
        raise not_allowed()
    found: Staff = Staff.objects.select_for_update(no_key=True).get(pk=actor.staff_id)
    return found


def set_own_password(staff: Staff, password: str, now: datetime) -> None:
    """Give an account a password that its holder chose; whoever knew the former one is out."""
    try:
        validate_password(password, staff)
    except ValidationError as faults:
        problems = [Problem("password", "weak_password", text) for text in faults.messages]
        raise Refused(problems[0].message, "weak_password", problems=problems) from None
    staff.set_password(password)
    staff.save(update_fields=["password"])
    close_doors(staff, now)


def close_doors(staff: Staff, now: datetime) -> None:
    """End every session and every API token of an account."""
    StaffSession.objects.filter(staff=staff).end(now)
    end_tokens(staff, now)
