"""The two moments of a figures page: what was so when, and as known when."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.errors import Problem, invalid
from cases.core.facts import When
from cases.core.fields import Moment
from cases.publishing.figures.behind import OF_CASES, OF_PERSONS
from cases.publishing.figures.moments import end_of_minute

LONGEST_KEY = 60


class MomentsForm(forms.Form):
    """GET only; both may be left empty and then mean now."""

    as_of = Moment(label=_("As of"), required=False)
    known_at = Moment(label=_("As known at"), required=False)

    def __init__(self, data: Any, zone: str) -> None:
        super().__init__(data=data)
        self.zone = zone
        for field in self.fields.values():
            if isinstance(field, Moment):
                field.zone = zone

    def clean(self) -> dict[str, Any]:
        """Refuse moments that have not begun yet; the rest of today means now."""
        now = present.now()
        for name in MomentsForm.base_fields:
            value = self.cleaned_data.get(name)
            if not isinstance(value, When):
                continue
            if value.last_day is not None:
                is_ahead = value.last_day > now.astimezone(ZoneInfo(self.zone)).date()
            else:
                is_ahead = value.latest is not None and value.latest > now
            if is_ahead:
                self.add_error(name, _("This lies in the future. Choose a moment until now."))
        return self.cleaned_data

    def moment(self, name: str) -> date | datetime | None:
        """Return a moment as figures take it: a bare day, an instant, or None.

        A time of day is typed to the minute and means the end of that minute.
        """
        value = self.cleaned_data.get(name)
        if not isinstance(value, When):
            return None
        return value.last_day or (end_of_minute(value.latest) if value.latest else None)


class FigureForm(MomentsForm):
    """GET only; names one figure: which dimension, which key of it, at which moments."""

    by = forms.ChoiceField(choices=[(name, name) for name in (*OF_PERSONS, *OF_CASES)])
    key = forms.CharField(max_length=LONGEST_KEY, required=False)
    after = forms.CharField(max_length=20, required=False)

    def refuse_faults(self) -> None:
        """Raise 422 that names each faulty part; an address is not typed, so no form is shown."""
        faults = [
            Problem(name, error.code or "invalid", error.messages[0])
            for name, errors in self.errors.as_data().items()
            for error in errors
        ]
        if faults:
            raise invalid(faults)
