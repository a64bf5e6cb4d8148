"""What several acts of protection refuse: days that have not come, groups that a role lacks."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, broken_rule, wrong_state
from cases.procedures.choices import RestrictedGroup

IN_FUTURE: Sentence = _("This day has not come yet.")
BACKWARDS: Sentence = _("The last day lies before the first.")
ENDED_ALREADY: Sentence = _("This has ended already.")
GROUP_NEEDED: Sentence = _("Your role does not read what would be written here.")


def today_of(actor: Actor) -> date:
    """Return the day at the mission of the actor."""
    return present.now().astimezone(actor.clock).date()


def check_past(actor: Actor, day: date, field: str) -> None:
    """Raise 422 for a day that has not come yet where the mission is."""
    if day > today_of(actor):
        raise broken_rule(IN_FUTURE, "in_future", field)


def check_order(first: date, last: date | None, field: str) -> None:
    """Raise 422 unless the last day, where there is one, comes after the first."""
    if last is not None and last < first:
        raise broken_rule(BACKWARDS, "days_backwards", field)


def check_group(actor: Actor, group: str) -> None:
    """Raise 403 unless the role reads the group: what it does not read it does not write."""
    if not actor.sees(RestrictedGroup(group)):
        raise Refused(GROUP_NEEDED, "group_needed", 403)


def refuse_ended(ended_at: object) -> None:
    """Raise 409 where something has ended already."""
    if ended_at is not None:
        raise wrong_state(ENDED_ALREADY, "ended_already")
