"""The filters of the register of money; shared as an address, codes and days only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, invalid
from cases.core.fields.dates import read_day
from cases.core.listing import seen_row
from cases.core.selects import NamedRowField
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.money.choices import CostState, Payer
from cases.money.rules import CostCategory
from cases.money.totals import Asked

ANY = ("", _("Any"))
NAMES = ("incident", "mission", "payer", "category", "state", "since", "until")
ALLOWED = _("This takes one of: %(allowed)s.")


class MoneyFilters(forms.Form):
    """Incident, payer, kind, state, period, for headquarters also which mission. GET only."""

    state = forms.ChoiceField(choices=(ANY, *CostState.choices), label=_("State"), required=False)
    payer = forms.ChoiceField(choices=(ANY, *Payer.choices), label=_("Who pays"), required=False)
    category = forms.ChoiceField(label=_("Kind of cost"), required=False)
    incident = NamedRowField(
        queryset=Incident.objects.none(),
        to_field_name="code",
        names=("title", "title_vi"),
        label=_("Incident"),
        empty_label=_("All incidents"),
        required=False,
    )
    mission = NamedRowField(
        queryset=Mission.objects.none(),
        to_field_name="code",
        names=("name", "name_vi"),
        label=_("Mission"),
        empty_label=_("All missions"),
        required=False,
    )
    since = forms.DateField(
        label=_("Spent from"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    until = forms.DateField(
        label=_("Spent until"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )

    def __init__(self, actor: Actor, given: Any) -> None:
        super().__init__(given.copy())
        fields: dict[str, Any] = self.fields
        fields["category"].choices = [ANY, *CostCategory.choices]
        fields["incident"].queryset = Incident.objects.visible_to(actor).order_by("code")
        if actor.is_headquarters:
            fields["mission"].queryset = Mission.objects.visible_to(actor).order_by("code")
        else:
            del self.fields["mission"]

    def asked(self) -> Asked:
        """Return what is asked for; a value that there is not (any more) narrows nothing."""
        self.full_clean()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return Asked(**said, by=[name for name in NAMES if name in said])


def asked_of_query(given: Mapping[str, str], actor: Actor) -> Asked:
    """Return what a caller of the API asks for; 422 naming what there is not."""
    said: dict[str, Any] = {}
    for name, value in given.items():
        said[name] = read_one(name, value, actor)
    return Asked(**said, by=list(said))


def read_one(name: str, value: str, actor: Actor) -> Any:
    """Return the value of one filter."""
    rows: dict[str, type[Incident] | type[Mission]] = {"incident": Incident, "mission": Mission}
    if name in rows:
        return seen_row(name, rows[name], "code", value, actor)
    if name in {"since", "until"}:
        return day_of(name, value)
    closed = {"payer": Payer, "category": CostCategory, "state": CostState}[name]
    if value not in closed.values:
        raise one_of(name, closed.values)
    return value


def day_of(name: str, value: str) -> date:
    """Return a day; 422 for what is none."""
    try:
        return read_day(value)
    except ValidationError as fault:
        raise invalid([Problem(name, "bad_day", fault.messages[0])]) from None


def one_of(name: str, allowed: Any) -> Refused:
    """Return the 422 of a value that is not one of a closed set."""
    words = {"allowed": ", ".join(allowed)}
    return invalid([Problem(name, "invalid_choice", ALLOWED % words)])
