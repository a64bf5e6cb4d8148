"""The filters of a list of reports; shared as an address, the words that were typed never."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.selects import NamedRowField
from cases.missions.models import Mission
from cases.reports.choices import ReportChannel, ReportStatus
from cases.reports.forms.taking import missions_for
from cases.reports.queries import ALL, MINE, RETURNED, TO_DO, Asked

STATES = (
    (TO_DO, _("To be worked on")),
    (ReportStatus.UNOPENED.value, ReportStatus.UNOPENED.label),
    (MINE, _("I am working on")),
    (ReportStatus.LINKED.value, ReportStatus.LINKED.label),
    (ReportStatus.CLOSED.value, ReportStatus.CLOSED.label),
    (ReportStatus.JOINED.value, ReportStatus.JOINED.label),
    (RETURNED, _("Given back to headquarters")),
    (ALL, _("All")),
)


class ReportFilters(forms.Form):
    """How far, by which way, for headquarters also which mission. GET only."""

    state = forms.ChoiceField(choices=STATES, label=_("State"), required=False)
    channel = forms.ChoiceField(
        choices=(("", _("Any")), *ReportChannel.choices), label=_("By which way"), required=False
    )
    mission = NamedRowField(
        queryset=Mission.objects.none(),
        to_field_name="code",
        names=("name", "name_vi", "name_fr"),
        label=_("With the mission"),
        empty_label=_("At headquarters"),
        required=False,
    )

    def __init__(self, actor: Actor, given: Any) -> None:
        data = given.copy()
        data.setdefault("state", TO_DO)
        super().__init__(data)
        if actor.is_headquarters:
            self.fields["mission"].queryset = missions_for(actor, None)  # type: ignore[attr-defined] # a field of rows
        else:
            del self.fields["mission"]

    def asked(self, words: str) -> Asked:
        """Return what is asked for; a value that there is not (any more) narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        by = [name for name in ("state", "channel", "mission") if said.get(name)]
        return Asked(
            state=said.get("state") or TO_DO,
            channel=said.get("channel") or "",
            mission=said.get("mission"),
            words=words,
            by=[*by, *(["words"] if words else [])],
        )
