"""The filters of the list of accesses. GET only."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.privacy.choices import AccessKind

ANY = ("", _("Any"))


def day_field(label: Any) -> forms.DateField:
    """Return the field of a day."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AccessFilters(forms.Form):
    """From which day, until which day, and what was done; days of the reader's mission."""

    since = day_field(_("From (day)"))
    until = day_field(_("Until (day)"))
    kind = forms.ChoiceField(
        choices=[ANY, *AccessKind.choices], label=_("What was done"), required=False
    )

    def __init__(self, data: Any, clock: ZoneInfo) -> None:
        super().__init__(data=data)
        self.clock = clock
        self.full_clean()

    def window(self) -> tuple[datetime | None, datetime | None]:
        """Return the first instant and the first one after the window, each if there is one."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        return (
            self.begin_of(since) if since else None,
            self.begin_of(until + timedelta(days=1)) if until else None,
        )

    def begin_of(self, day: date) -> datetime:
        """Return the real time at which a day of the work begins."""
        return present.real(datetime.combine(day, time(), self.clock))
