"""The filters of the list of accounts; shared as an address."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.accounts.lockout import locked_names
from cases.citizens.names import sort_key
from cases.citizens.names.folding import folded
from cases.core.actor import Actor
from cases.core.selects import NamedRowField, spoken
from cases.missions.choices import Role, StaffKind
from cases.missions.models import Mission, Posting, Staff

ANY: Final = ("", _("Any"))
PAGE: Final = 100
"""So many accounts stand on one page."""


class AccountState(models.TextChoices):
    """How an account stands."""

    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waits for its holder")
    LOCKED = "locked", _("Locked after wrong guesses")
    NO_ROLE = "no_role", _("Open, without a role today")
    CLOSED = "closed", _("Closed")
    SERVICE = "service", _("Of another system")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to."""

    words: str = ""
    mission: Mission | None = None
    role: str = ""
    state: str = ""
    by: list[str] = field(default_factory=list)


class StaffFilters(forms.Form):
    """Words of a name, mission, role and state. GET only."""

    q = forms.CharField(label=_("Name or user name"), max_length=160, required=False)
    mission = NamedRowField(
        queryset=Mission.objects.none(),
        to_field_name="code",
        names=("name", "name_vi", "name_fr"),
        label=_("Mission"),
        empty_label=_("All missions"),
        required=False,
    )
    role = forms.ChoiceField(choices=spoken((ANY, *Role.choices)), label=_("Role"), required=False)
    state = forms.ChoiceField(
        choices=spoken((ANY, *AccountState.choices)), label=_("Account"), required=False
    )

    def __init__(self, actor: Actor, given: Any) -> None:
        super().__init__(given.copy())
        if sees_all_accounts(actor):
            posts = Mission.objects.visible_to(actor).order_by("code")
            self.fields["mission"].queryset = posts  # type: ignore[attr-defined] # a field of rows
        else:
            del self.fields["mission"]

    def asked(self) -> Asked:
        """Return what is asked for; a value that there is not (any more) narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        return Asked(
            words=said.get("q") or "",
            mission=said.get("mission"),
            role=said.get("role") or "",
            state=said.get("state") or "",
            by=[name for name in self.fields if said.get(name)],
        )


def sees_all_accounts(actor: Actor) -> bool:
    """Return whether accounts of every mission are in sight; else no other mission is named."""
    return actor.is_headquarters or actor.role == Role.ADMINISTRATOR


def found(actor: Actor, asked: Asked, today: date) -> list[int]:
    """Return the accounts that fit, sorted like people: Vietnamese names, given name first.

    Names are compared without marks, capitals and order: "anh ta" finds "Tạ Minh Ánh".
    """
    rows = Staff.objects.visible_to(actor).filter(narrowed(actor, asked, today))
    said = folded(asked.words).split()
    named = [
        (pk, username, name)
        for pk, username, name in rows.values_list("pk", "username", "full_name").distinct()
        if all(part in f"{folded(name)} {username.casefold()}" for part in said)
    ]
    named.sort(key=lambda row: (sort_key(row[2]), row[1]))
    return [pk for pk, _username, _name in named]


def narrowed(actor: Actor, asked: Asked, today: date) -> Q:
    """Return the condition of mission, role and state."""
    condition = of_state(actor, asked.state, today)
    if asked.mission is not None or asked.role:
        held = in_force_or_to_come(actor, today)
        held = held.filter(mission=asked.mission) if asked.mission is not None else held
        held = held.filter(role=asked.role) if asked.role else held
        condition &= Q(pk__in=held.values("staff_id"))
    return condition


def of_state(actor: Actor, state: str, today: date) -> Q:
    """Return the condition of a state of an account."""
    is_person = Q(kind=StaffKind.PERSON)
    is_begun = ~Q(**{"password__startswith": UNUSABLE_PASSWORD_PREFIX})
    conditions = {
        AccountState.OPEN: is_person & Q(is_active=True) & is_begun,
        AccountState.WAITING: is_person & Q(is_active=True) & ~is_begun,
        AccountState.CLOSED: Q(is_active=False),
        AccountState.SERVICE: Q(kind=StaffKind.SERVICE),
    }
    if state == AccountState.LOCKED:
        return is_person & Q(username__in=locked_names(timezone.now()))
    if state == AccountState.NO_ROLE:
        held = Posting.objects.visible_to(actor).filter(starts_on__lte=today)
        has_role = held.exclude(ends_on__lt=today).values("staff_id")
        return is_person & Q(is_active=True) & ~Q(pk__in=has_role)
    return conditions[AccountState(state)] if state else Q()


def in_force_or_to_come(actor: Actor, today: date) -> Any:
    """Return the postings that are not over, as far as the actor sees them."""
    return Posting.objects.visible_to(actor).exclude(ends_on__lt=today)
