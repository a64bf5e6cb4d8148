"""The filters of the list of welfare checks; shared as an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.casework.follow_up.choices import Listed
from cases.casework.follow_up.queries import Asked
from cases.core.actor import Actor
from cases.core.selects import NamedRowField
from cases.incidents.models import Incident
from cases.missions.models import Mission


class CheckFilters(forms.Form):
    """State, incident, for headquarters also which mission makes the check. GET only."""

    state = forms.ChoiceField(choices=Listed.choices, label=_("State"), required=False)
    incident = NamedRowField(
        queryset=Incident.objects.none(),
        to_field_name="code",
        names=("title", "title_vi"),
        label=_("Incident"),
        empty_label=_("Any"),
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

    def __init__(self, actor: Actor, given: Any) -> None:
        super().__init__({"state": Listed.DUE.value, **{name: given[name] for name in given}})
        incidents = Incident.objects.visible_to(actor)
        self.fields["incident"].queryset = incidents  # type: ignore[attr-defined] # a field of rows
        if actor.is_headquarters:
            posts = Mission.objects.visible_to(actor).order_by("code")
            self.fields["mission"].queryset = posts  # type: ignore[attr-defined] # a field of rows
        else:
            del self.fields["mission"]

    def asked(self) -> Asked:
        """Return what is asked for; a value that there is not (any more) narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        return Asked(
            state=said.get("state") or Listed.DUE,
            incident=said.get("incident"),
            mission=said.get("mission"),
            by=[name for name in ("state", "incident", "mission") if said.get(name)],
        )
