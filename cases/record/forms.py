"""The filters of the record. GET only; an address holds codes, user names and days, no more."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.accounts.pages.staff import order_of
from cases.core.actor import Actor
from cases.core.models import AuditEntry
from cases.core.registry import resource
from cases.core.selects import QuickSelect
from cases.missions.models import Mission, Staff
from cases.privacy.forms import AccessFilters, day_field
from cases.record.choices import EntryKind, EntryOutcome
from cases.record.numbers import NUMBER, WORD, number_of
from cases.record.pages.words import operation_choices
from cases.record.queries import of_kind

ANY = ("", _("Any"))
SYSTEM = "-"
"""In place of a user name, which begins with a letter."""

resource("record", AuditEntry, key="id", pattern=f"{NUMBER}|{WORD}", read=number_of)


class RecordFilters(AccessFilters):
    """When, who, from which mission, what, and how it ended; days of the reader's zone."""

    since = day_field(_("From (day)"))
    until = day_field(_("Until (day)"))
    who = forms.ChoiceField(label=_("Who"), required=False, widget=QuickSelect)
    mission = forms.ChoiceField(label=_("Mission"), required=False, widget=QuickSelect)
    kind = forms.ChoiceField(
        choices=[ANY, *EntryKind.choices], label=_("Kind"), required=False, widget=QuickSelect
    )
    operation = forms.ChoiceField(label=_("What was done"), required=False, widget=QuickSelect)
    outcome = forms.ChoiceField(
        choices=[ANY, *EntryOutcome.choices],
        label=_("How it ended"),
        required=False,
        widget=QuickSelect,
    )
    number = forms.RegexField(
        rf"^({NUMBER}|{WORD})\Z", label=_("Number of the entry"), required=False, max_length=32
    )

    field_order = ("since", "until", "who", "mission", "kind", "operation", "outcome", "number")

    def __init__(self, actor: Actor, data: Any) -> None:
        self.actor = actor
        self.missions = {row.code: row for row in Mission.objects.visible_to(actor)}
        self.staff = {row.username: row for row in by_name(actor)}
        self.offered: dict[str, list[Any]] = {
            "who": [
                (SYSTEM, _("The system")),
                *((name, f"{row.full_name} ({name})") for name, row in self.staff.items()),
            ],
            "mission": [(code, row.label) for code, row in self.missions.items()],
            "operation": operation_choices(),
        }
        super().__init__(data, actor.clock)

    def full_clean(self) -> None:
        """Offer what this reader sees before looking at what was chosen."""
        for name, choices in self.offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [ANY, *choices]
        super().full_clean()

    def narrowed(self, entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """Return the entries that were asked for; what is faulty is left out."""
        since, until = self.window()
        chosen = self.cleaned_data
        exact: dict[str, Any] = {
            "at__gte": since,
            "at__lt": until,
            "operation": chosen.get("operation"),
            "outcome": chosen.get("outcome"),
        }
        if chosen.get("number"):
            found = number_of(self.actor, chosen["number"])
            entries = entries.filter(pk=found) if found is not None else entries.none()
        if chosen.get("mission"):
            exact["mission_id"] = self.missions[chosen["mission"]].pk
        if chosen.get("who") == SYSTEM:
            exact |= {"staff_id__isnull": True, "kind": "system"}
        elif chosen.get("who"):
            exact["staff_id"] = self.staff[chosen["who"]].pk
        entries = entries.filter(**{name: value for name, value in exact.items() if value})
        return entries.filter(of_kind(chosen["kind"])) if chosen.get("kind") else entries

    def chosen(self) -> list[str]:
        """Return by which filters the record was narrowed; never their values."""
        return [name for name, value in self.cleaned_data.items() if value]


def by_name(actor: Actor) -> list[Staff]:
    """Return the staff that the actor sees, in the order of Vietnamese names."""
    rows = Staff.objects.visible_to(actor)
    return sorted(rows, key=order_of)
