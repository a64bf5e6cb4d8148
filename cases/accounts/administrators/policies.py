"""Who decides on a change to an administrator, and when one closes another's account at once."""

from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.accounts.administrators.rules import terms, whole_hours
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, guard, raised_by, ruled_out
from cases.missions.administrators import deciders, has_power, is_confirmed, needs_second
from cases.missions.choices import AdministratorAct, AdministratorChangeState
from cases.missions.models import AdministratorChange, Staff

RESOURCE: Final = "administrator-changes"
DECIDING: Final = frozenset({"confirm_administrator_change", "reject_administrator_change"})
WITHDRAWING: Final = "withdraw_administrator_change"
BY_TWO: Final = frozenset(
    {AdministratorAct.ENABLE, AdministratorAct.RESET_PASSWORD, AdministratorAct.RESET_FACTOR}
)
"""What is done to an administrator's account only once another one has confirmed it."""
LAST_TWO_LEFT: Final = "last_administrators"
YOUR_OWN: Final[Sentence] = _("You asked for it yourself. Another administrator has to decide.")
ABOUT_YOU: Final[Sentence] = _("It is about your own account. Another administrator has to decide.")
TOO_NEW: Final[Sentence] = _(
    "You were not an administrator yet when this was asked for. Somebody who was has to decide, or "
    "it is asked for anew."
)
NOT_YOURS: Final[Sentence] = _("Only whoever asked for it takes it back.")
WHY_NOT: Final[dict[str, Sentence]] = {
    AdministratorChangeState.CONFIRMED: _("This change is confirmed and done already."),
    AdministratorChangeState.REJECTED: _("This change was rejected."),
    AdministratorChangeState.WITHDRAWN: _("This change was withdrawn."),
    AdministratorChangeState.EXPIRED: _("Nobody confirmed this change in time. Ask for it anew."),
    AdministratorChangeState.AT_ONCE: _("This was done at once; there is nothing to decide."),
}
ALONE: Final[Sentence] = _(
    "There is no other administrator who could confirm this. Whoever runs the machine makes a "
    "second one with “manage.py create_administrator”, or helps an account with it."
)
LAST_TWO: Final[Sentence] = _(
    "Besides you this is the only administrator, so you cannot close the account alone. End the "
    "sessions of the account, and let whoever runs the machine close it with “manage.py "
    "close_administrator”."
)
CLOSED_ONE: Final = _(
    "You have closed an administrator’s account within the last %(hours)s hours. Ask for this one; "
    "another administrator confirms it."
)


@guard(AdministratorChange)
def guard_change(actor: Actor, change: AdministratorChange) -> Hindrance:
    """Another one decides, who had the power when it was asked; whoever asked takes it back.

    Once it is over that is what there is to say, to whomever.
    """

    def hinders(name: str) -> Refused | None:
        if change.state_at(timezone.now()) != AdministratorChangeState.WAITING:
            return None
        if name == WITHDRAWING:
            is_own = actor.staff_id == change.asked_by_id
            return None if is_own else Refused(NOT_YOURS, "change_of_another", 403)
        return why_not_decider(actor, change) if name in DECIDING else None

    return hinders


def why_not_decider(actor: Actor, change: AdministratorChange) -> Refused | None:
    """Return why the actor does not decide on a change; None for who does."""
    if actor.staff_id == change.asked_by_id:
        return Refused(YOUR_OWN, "change_your_own", 403)
    if actor.staff_id == change.staff_id:
        return Refused(ABOUT_YOU, "change_about_you", 403)
    if actor.staff_id not in change.deciders:
        return Refused(TOO_NEW, "power_too_new", 403)
    return None


def check_waits(change: AdministratorChange, now: datetime) -> None:
    """Raise 409 unless the change still waits and its time is not over."""
    state = change.state_at(now)
    if state != AdministratorChangeState.WAITING:
        raise wrong_state(WHY_NOT[state], f"change_{state}")


@ruled_out(AdministratorChange)
def state_of_change(actor: Actor, change: AdministratorChange) -> Hindrance:
    """What was decided, taken back or ran out."""
    return lambda name: raised_by(check_waits, change, timezone.now())


@guard(Staff)
def guard_account(actor: Actor, staff: Staff) -> Hindrance:
    """An administrator's account is not changed by one alone, and is closed at once by few."""

    def hinders(name: str) -> Refused | None:
        return why_not_alone(actor, name, staff)

    return hinders


def why_not_alone(actor: Actor, act: str, staff: Staff) -> Refused | None:
    """Return why one alone does not do this to an account; None for what one may do."""
    is_close = act == AdministratorAct.DISABLE
    # The own account is refused by a rule of its own.
    if actor.kind == "system" or actor.staff_id == staff.pk or not (is_close or act in BY_TWO):
        return None
    if not has_power(staff):
        return None
    if is_confirmed(actor, act, staff):
        return None
    return why_not_at_once(actor, staff) if is_close else needs_second()


def why_not_at_once(actor: Actor, staff: Staff) -> Refused | None:
    """Return why an administrator does not close another's account at once.

    Closing only takes power away, and an account in wrong hands cannot wait for a second person.
    But nobody is left as the only administrator by one alone, and nobody throws out several in a
    row: whoever is left sees it and can answer.
    """
    if not deciders(without={actor.staff_id, staff.pk}):
        return Refused(LAST_TWO, LAST_TWO_LEFT, 403)
    span = terms().between_closings
    closed = AdministratorChange.objects.filter(
        state=AdministratorChangeState.AT_ONCE,
        asked_by=actor.staff_id,
        asked_at__gt=timezone.now() - span,
    )
    if closed.exists():
        words = CLOSED_ONE % {"hours": whole_hours(span)}
        return Refused(words, "closed_another_lately", 403)
    return None
