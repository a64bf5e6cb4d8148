"""The filters of the list of claims; shared as an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.selects import NamedRowField
from cases.missions.models import Mission
from cases.money.claims.choices import ClaimedFrom, ClaimState
from cases.money.claims.queries import Asked

ANY = ("", _("Any"))


class ClaimFilters(forms.Form):
    """State, payer, for headquarters also which mission. GET only."""

    state = forms.ChoiceField(choices=(ANY, *ClaimState.choices), label=_("State"), required=False)
    payer = forms.ChoiceField(
        choices=(ANY, *ClaimedFrom.choices), label=_("Who is asked"), required=False
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
        super().__init__(given.copy())
        fields: dict[str, Any] = self.fields
        if actor.is_headquarters:
            fields["mission"].queryset = Mission.objects.visible_to(actor).order_by("code")
        else:
            del self.fields["mission"]

    def asked(self) -> Asked:
        """Return what is asked for; a value that there is not (any more) narrows nothing."""
        self.full_clean()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return Asked(**said, by=list(said))
