"""The filters of the work list and of the board; shared as an address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.casework.blocking import ANYTHING, NONE, Due, Side
from cases.casework.choices import BlockerKind, Stage
from cases.casework.lacking import Lack
from cases.core.actor import Actor
from cases.core.conditions import CONDITIONS
from cases.core.roles import FILE
from cases.core.selects import NamedRowField, QuickSelect, spoken
from cases.core.text import labelled
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.overview.offers import Offers, offers
from cases.overview.queries import DEADLINE, Filters
from cases.places.choices import Country
from cases.procedures.choices import Body

ANY = ("", _("Any"))
STATES = (("open", _("Open")), ("closed", _("Closed")), ("all", _("All")))
OFFICERS = (ANY, ("mine", _("Mine")), ("nobody", _("Nobody’s")))
AGES = (ANY, ("minor", _("Under 18, or perhaps")))
HELD = (ANY, ("yes", _("On hold")), ("no", _("Not on hold")))
BLOCKERS = (
    ANY,
    (ANYTHING, _("Anything at all")),
    *BlockerKind.choices,
    (NONE, _("Not looked at yet")),
)
BODIES = (ANY, *Side.choices, *Body.choices, (NONE, _("Nobody is named")))
OF_THE_FILE = (
    *("officer", "blocker", "body", "due", "due_of", "order"),
    *("procedure", "condition", "authority", "playbook", "returned", "lacks"),
)
"""What only those ask by who read what is written on a case; a reception point does not."""
RETURNED = (ANY, ("yes", _("In another case")))
ORDERS = (("", _("Longest in stage first")), (DEADLINE, _("Most urgent first")))


class QuickChoice(forms.ChoiceField):
    """A choice with many options."""

    widget = QuickSelect


class RowField(QuickChoice):
    """A row named by its code outside, or `none` of them; cleans to the row itself."""

    def offer(self, rows: Iterable[Any], none: Any = "") -> None:
        """Set what may be chosen."""
        self.rows = {row.public_reference: row for row in rows}
        named = [(code, str(row)) for code, row in self.rows.items()]
        self.choices = [ANY, *named, *([(NONE, none)] if none else [])]

    def clean(self, value: Any) -> Any:
        """Return the row, `none` or the empty text."""
        code = super().clean(value)
        return self.rows.get(code, code)


class BoardFilters(forms.Form):
    """Which incident, for headquarters also which mission. GET only."""

    incident = NamedRowField(
        queryset=Incident.objects.none(),
        to_field_name="code",
        names=("title", "title_vi", "title_fr"),
        label=_("Incident"),
        empty_label=_("Any"),
        required=False,
    )
    mission = NamedRowField(
        queryset=Mission.objects.none(),
        to_field_name="code",
        names=("name", "name_vi", "name_fr"),
        label=_("Mission"),
        empty_label=_("Any"),
        required=False,
    )

    def __init__(self, actor: Actor, data: Any) -> None:
        super().__init__(data=data)
        incident, mission = self.fields["incident"], self.fields["mission"]
        assert isinstance(incident, forms.ModelChoiceField)
        assert isinstance(mission, forms.ModelChoiceField)
        incident.queryset = Incident.objects.visible_to(actor)
        mission.queryset = Mission.objects.visible_to(actor)
        if not actor.is_headquarters:
            del self.fields["mission"]

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen, by name; what is faulty is left out."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class WorklistFilters(BoardFilters):
    """GET only; what cannot be read is refused at its field."""

    state = QuickChoice(choices=spoken(STATES), label=_("Cases"), required=False)
    blocker = QuickChoice(choices=spoken(BLOCKERS), label=_("What blocks"), required=False)
    body = QuickChoice(choices=spoken(BODIES), label=_("Who must act"), required=False)
    due = QuickChoice(choices=spoken([ANY, *Due.choices]), label=_("Deadline"), required=False)
    due_of = QuickChoice(
        choices=spoken([ANY, *Body.choices]),
        label=_("Who has to keep the deadline"),
        required=False,
    )
    order = QuickChoice(choices=spoken(ORDERS), label=_("Order"), required=False)
    stage = QuickChoice(choices=spoken([ANY, *Stage.choices]), label=_("Stage"), required=False)
    officer = QuickChoice(choices=spoken(OFFICERS), label=_("Officer"), required=False)
    held = QuickChoice(choices=spoken(HELD), label=_("On hold"), required=False)
    country = QuickChoice(
        choices=spoken([ANY, *Country.choices]), label=_("Last known country"), required=False
    )
    age = QuickChoice(choices=spoken(AGES), label=_("Age"), required=False)
    procedure = RowField(label=_("Procedure that blocks"), required=False)
    condition = QuickChoice(label=_("Condition that blocks"), required=False)
    authority = RowField(label=_("Authority that was asked"), required=False)
    playbook = RowField(label=_("Playbook"), required=False)
    returned = QuickChoice(choices=spoken(RETURNED), label=_("Came home before"), required=False)
    lacks = QuickChoice(
        choices=spoken([ANY, *Lack.choices]), label=_("Not on record"), required=False
    )

    field_order = (
        *("state", "stage", "officer", "blocker", "body", "due", "due_of", "order"),
        *("incident", "mission", "country", "age", "held"),
        *("procedure", "condition", "authority", "playbook", "returned", "lacks"),
    )

    def __init__(self, actor: Actor, data: Any, offered: Offers | None = None) -> None:
        super().__init__(actor, {"state": "open", **{name: data[name] for name in data}})
        if not actor.sees(FILE):
            for name in OF_THE_FILE:
                del self.fields[name]
        self.offers = offered or offers(actor)
        self.offer_rows()

    def offer_rows(self) -> None:
        """Offer the rows of reference data and the conditions there are."""
        none = {"procedure": _("None is named"), "authority": _("Nobody by name")}
        for name, rows in self.offers.rows.items():
            field = self.fields.get(name)
            if isinstance(field, RowField):
                field.offer(rows, none.get(name, ""))
            elif isinstance(field, NamedRowField):
                field.choices = [ANY, *((row.public_reference, row.label) for row in rows)]
        condition = self.fields.get("condition")
        if isinstance(condition, forms.ChoiceField):
            condition.choices = [ANY, *((row.name, row.missing) for row in CONDITIONS.values())]

    def filters(self) -> Filters:
        """Return what was asked for; what is faulty is left out."""
        return Filters(**self.chosen())

    def codes(self) -> dict[str, str]:
        """Return what was asked for by the codes that stand in an address, defaults left out."""
        self.full_clean()
        asked = {name: str(self.data.get(name, "")) for name in self.fields}
        return {
            name: code
            for name, code in asked.items()
            if code and name in self.cleaned_data and (name, code) != ("state", "open")
        }

    def words(self) -> list[str]:
        """Return what the list is narrowed to, and its order, in words."""
        self.full_clean()
        order = self.cleaned_data.get("order", "")
        said = [chip["label"] for chip in self.chips()]
        return [*said, str(dict(ORDERS)[order])] if order else said

    def faulty(self) -> list[str]:
        """Return the labels of the filters whose value there is not (any more)."""
        return [str(self.fields[name].label) for name in self.errors if name in self.fields]

    def chips(self) -> list[dict[str, str]]:
        """Return the filters that are set, as label and field name."""
        found = []
        for name, value in self.cleaned_data.items():
            if not value or name == "order" or (name == "state" and value == "open"):
                continue
            field = self.fields[name]
            shown = str(value)
            if isinstance(field, forms.ChoiceField) and isinstance(value, str):
                shown = str(dict(field.choices)[value])  # type: ignore[arg-type] # plain pairs
            found.append({"name": name, "label": labelled(field.label, shown)})
        return found
