"""The filters of the list of handovers; shared as an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.movements.handover.choices import HandoverKind, HandoverState
from cases.movements.handover.queries import Asked

ANY = ("", _("Any"))


class HandoverFilters(forms.Form):
    """State and kind. GET only."""

    state = forms.ChoiceField(
        choices=(ANY, *HandoverState.choices), label=_("State"), required=False
    )
    kind = forms.ChoiceField(
        choices=(ANY, *HandoverKind.choices), label=_("Between which hands"), required=False
    )

    def __init__(self, given: Any) -> None:
        super().__init__(given.copy())

    def asked(self) -> Asked:
        """Return what is asked for; a value that there is not (any more) narrows nothing."""
        self.full_clean()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return Asked(**said, by=list(said))
