"""The filters of the register of letters; shared as an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.selects import NamedRowField
from cases.letters.choices import LetterCode, LetterState
from cases.letters.queries import LISTS, OVERDUE, Asked
from cases.missions.models import Mission

ANY = ("", _("Any"))
STATES = (
    ANY,
    (LetterState.WAITING.value, LetterState.WAITING.label),
    (OVERDUE, _("Reply overdue")),
    (LetterState.ISSUED.value, LetterState.ISSUED.label),
    (LetterState.SENT.value, _("Sent, needs no reply")),
    (LetterState.OWN.value, LetterState.OWN.label),
    (LetterState.ANSWERED.value, LetterState.ANSWERED.label),
    (LetterState.REPLACED.value, LetterState.REPLACED.label),
    (LetterState.WITHDRAWN.value, LetterState.WITHDRAWN.label),
    (LISTS, _("Lists in front of letters for many")),
)
DAYS = (ANY, ("2", _("2 days")), ("7", _("7 days")), ("15", _("15 days")), ("30", _("30 days")))


class LetterFilters(forms.Form):
    """State, kind, year, how long ago, for headquarters also which mission. GET only."""

    state = forms.ChoiceField(choices=STATES, label=_("State"), required=False)
    kind = forms.ChoiceField(choices=(ANY, *LetterCode.choices), label=_("Letter"), required=False)
    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2999,
        required=False,
        widget=forms.NumberInput,
    )
    days = forms.ChoiceField(choices=DAYS, label=_("Issued at least so long ago"), required=False)
    mission = NamedRowField(
        queryset=Mission.objects.none(),
        to_field_name="code",
        names=("name", "name_vi", "name_fr"),
        label=_("Mission"),
        empty_label=_("All missions"),
        required=False,
    )

    def __init__(self, actor: Actor, given: Any) -> None:
        super().__init__(given.copy())
        if actor.is_headquarters:
            posts = Mission.objects.visible_to(actor).order_by("code")
            self.fields["mission"].queryset = posts  # type: ignore[attr-defined] # a field of rows
        else:
            del self.fields["mission"]

    def asked(self) -> Asked:
        """Return what is asked for; a value that there is not (any more) narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        names = ("state", "kind", "year", "days", "mission")
        return Asked(
            state=said.get("state") or "",
            kind=said.get("kind") or "",
            year=said.get("year"),
            mission=said.get("mission"),
            days=int(said["days"]) if said.get("days") else None,
            by=[name for name in names if said.get(name)],
        )
