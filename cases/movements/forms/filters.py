"""The filters of the list of movements; shared as an address, codes only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.selects import NamedRowField
from cases.incidents.models import Incident
from cases.movements.choices import OPEN, MovementState
from cases.movements.models import MovementQuerySet

NOT_OVER = "open"


class MovementFilters(forms.Form):
    """How far it is, and in which incident. GET only."""

    state = forms.ChoiceField(
        choices=(("", _("All")), (NOT_OVER, _("Not over")), *MovementState.choices),
        label=_("State"),
        required=False,
    )
    incident = NamedRowField(
        queryset=Incident.objects.none(),
        to_field_name="code",
        names=("title", "title_vi"),
        label=_("Incident"),
        empty_label=_("All incidents"),
        required=False,
    )

    def __init__(self, actor: Actor, given: Any) -> None:
        super().__init__(given.copy())
        fields: dict[str, Any] = self.fields
        fields["incident"].queryset = Incident.objects.visible_to(actor).order_by("code")

    def narrowed(self, rows: MovementQuerySet) -> MovementQuerySet:
        """Return the movements asked for; a value that there is not narrows nothing."""
        self.full_clean()
        state, incident = self.cleaned_data.get("state"), self.cleaned_data.get("incident")
        if state == NOT_OVER:
            rows = rows.filter(state__in=OPEN)
        elif state:
            rows = rows.filter(state=state)
        return rows.filter(incident=incident) if incident else rows
