"""The filters of the work list; shared as an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Stage
from cases.core.actor import Actor
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.overview.queries import Filters
from cases.places.choices import Country

ANY = ("", _("Any"))
STATES = (("open", _("Open")), ("closed", _("Closed")), ("all", _("All")))
OFFICERS = (ANY, ("mine", _("Mine")), ("nobody", _("Nobody’s")))
HELD = (ANY, ("yes", _("On hold")), ("no", _("Not on hold")))


class WorklistFilters(forms.Form):
    """GET only; what cannot be read is refused at its field."""

    state = forms.ChoiceField(choices=STATES, label=_("Cases"), required=False)
    stage = forms.ChoiceField(choices=[ANY, *Stage.choices], label=_("Stage"), required=False)
    officer = forms.ChoiceField(choices=OFFICERS, label=_("Officer"), required=False)
    held = forms.ChoiceField(choices=HELD, label=_("On hold"), required=False)
    country = forms.ChoiceField(
        choices=[ANY, *Country.choices], label=_("Last known country"), required=False
    )
    incident = forms.ModelChoiceField(
        queryset=Incident.objects.none(),
        to_field_name="code",
        label=_("Incident"),
        empty_label=_("Any"),
        required=False,
    )
    mission = forms.ModelChoiceField(
        queryset=Mission.objects.none(),
        to_field_name="code",
        label=_("Mission"),
        empty_label=_("Any"),
        required=False,
    )

    def __init__(self, actor: Actor, data: Any) -> None:
        super().__init__(data={"state": "open", **{name: data[name] for name in data}})
        incident, mission = self.fields["incident"], self.fields["mission"]
        assert isinstance(incident, forms.ModelChoiceField)
        assert isinstance(mission, forms.ModelChoiceField)
        incident.queryset = Incident.objects.visible_to(actor)
        mission.queryset = Mission.objects.visible_to(actor)
        if not actor.is_headquarters:
            del self.fields["mission"]

    def filters(self) -> Filters:
        """Return what was asked for; what is faulty is left out."""
        self.full_clean()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return Filters(**said)

    def chips(self) -> list[dict[str, str]]:
        """Return the filters that are set, as label and field name."""
        found = []
        for name, value in self.cleaned_data.items():
            if not value or (name == "state" and value == "open"):
                continue
            field = self.fields[name]
            shown = str(value)
            if isinstance(field, forms.ChoiceField) and not isinstance(
                field, forms.ModelChoiceField
            ):
                shown = str(dict(field.choices)[value])  # type: ignore[arg-type] # plain pairs
            found.append({"name": name, "label": f"{field.label}: {shown}"})
        return found
