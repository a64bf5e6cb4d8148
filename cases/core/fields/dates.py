"""Days, partial dates and moments."""

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.facts import When
from cases.core.fields.base import Field
from cases.core.partial import PartialDate

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME_OF_DAY = re.compile(r"[0-9]{1,2}:[0-9]{2}\b.*")
DAY_OR_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200
BAD_DAY = _("This is not a day. Write it as year-month-day, such as 2025-10-22.")
FAR_DAY = _("Give a day from 1 January 1900 to 31 December 2200.")
BAD_TIME = _("This is not a time of day. Write hours and minutes, such as 14:30.")
TIME_ALONE = _("A time needs its day. Write the day, and the time beside it where it is known.")
BAD_MOMENT = _(
    "This is not a moment. Write a day (2025-10-22), a month (2025-10), a time with its zone "
    "(2025-10-22T14:30+07:00), or two of these with a slash between."
)
BACKWARDS = _("The first moment of the interval lies after the second.")
BAD_PARTIAL = _(
    "This is not a date. Give a year (1998), a month and year (1998-04) or a day (1998-04-12)."
)
BAD_BOXES = _("Write day, month and year in digits. The year alone is enough.")
NO_SUCH_DATE = _("There is no such date. Check day, month and year; the year alone is enough.")


def read_day(text: str) -> date:
    """Return the day written as year-month-day; ValidationError otherwise."""
    if not DAY.fullmatch(text):
        raise ValidationError(BAD_DAY, code="bad_day")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValidationError(BAD_DAY, code="bad_day") from None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValidationError(FAR_DAY, code="bad_day")
    return day


class Day(Field, forms.CharField):
    """A calendar day."""

    empty = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "date"}))
        super().__init__(empty_value=None, **kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        return read_day(str(value).strip())

    def shown(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class TimeOfDay(Field, forms.CharField):
    """A time of day in hours and minutes, without a zone: office hours and the like."""

    empty = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "time"}))
        super().__init__(empty_value=None, **kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{CLOCK.pattern}$", "examples": ["08:00"]}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        text = str(value).strip()
        if not CLOCK.fullmatch(text):
            raise ValidationError(BAD_TIME, code="bad_time")
        return time.fromisoformat(text)

    def shown(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class PartialDateWidget(forms.MultiWidget):
    """Day, month and year; the first ones may stay empty."""

    use_fieldset = True

    def __init__(self) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "day": forms.TextInput(attrs={**digits, "maxlength": 2}),
                "month": forms.TextInput(attrs={**digits, "maxlength": 2}),
                "year": forms.TextInput(attrs={**digits, "maxlength": 4}),
            }
        )

    def decompress(self, value: Any) -> list[str]:
        parts = [*reversed(str(value).split("-"))] if value else []
        return [*[""] * (3 - len(parts)), *parts]


class Partial(Field, forms.Field):
    """A date known to the year, the month or the day."""

    empty = None
    widget = PartialDateWidget

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}

    def to_python(self, value: Any) -> Any:
        sentence = BAD_PARTIAL
        if isinstance(value, list):
            sentence = NO_SUCH_DATE
            value = self.from_parts([str(part or "").strip() for part in value])
        if value in self.empty_values:
            return None
        try:
            partial = PartialDate.parse(str(value))
        except ValueError:
            raise ValidationError(sentence, code="bad_partial_date") from None
        if not EARLIEST_YEAR <= partial.first.year <= LATEST_YEAR:
            raise ValidationError(sentence, code="bad_partial_date")
        return partial

    def from_parts(self, parts: list[str]) -> str:
        """Return the partial date of what stands in the three boxes."""
        day, month, year = parts
        if not any(parts):
            return ""
        if not all(part.isascii() and part.isdigit() for part in parts if part):
            raise ValidationError(BAD_BOXES, code="bad_partial_date")
        if not year or (day and not month):
            raise ValidationError(BAD_BOXES, code="bad_partial_date")
        return "-".join([year, *[part.zfill(2) for part in (month, day) if part]])

    def shown(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        typed = data if isinstance(data, list) else PartialDateWidget().decompress(data)
        return PartialDateWidget().decompress(initial) != [str(part or "") for part in typed]


class WhenWidget(forms.MultiWidget):
    """A day and, where it is known, a time of day."""

    use_fieldset = True

    def __init__(self) -> None:
        super().__init__(
            {
                "day": forms.TextInput(attrs={"type": "date"}),
                "time": forms.TextInput(attrs={"type": "time"}),
            }
        )

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, When):
            if value.last_day is not None:
                return [value.last_day.isoformat(), ""]
            if value.latest is not None:
                return [value.latest.date().isoformat(), f"{value.latest:%H:%M}"]
        return ["", ""]


class Moment(Field, forms.Field):
    """When something happened: an instant, bare days, or an interval of instants.

    On the web a day with an optional time in the zone of the actor's mission; in JSON a string.
    `mostly_today`: the page begins with the day of today, for what is written down as it happens.
    """

    empty = None
    widget = WhenWidget
    zone = "UTC"

    def __init__(self, *, mostly_today: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mostly_today = mostly_today

    def schema(self) -> dict[str, Any]:
        return {
            "type": "string",
            "maxLength": 80,
            "examples": ["2025-10-22", "2025-10", "2025-10-22T14:30+07:00"],
        }

    def narrow(self, actor: Any, target: Any) -> None:
        self.zone = actor.zone
        if self.mostly_today:
            # Here and not when the field is made: a form has a copy of it, with its own zone.
            self.initial = When(day=present.today(self.zone))

    def to_python(self, value: Any) -> Any:
        if isinstance(value, When):
            return value
        if isinstance(value, list):
            return self.from_parts([str(part or "").strip() for part in value])
        if value in self.empty_values:
            return None
        return parse_when(str(value).strip())

    def shown(self, value: Any) -> Any:
        if isinstance(value, When) and value.latest is not None:
            zone = ZoneInfo(self.zone)
            return When.at(value.latest.astimezone(zone))
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        parts = data if isinstance(data, list) else [data or "", ""]
        return WhenWidget().decompress(initial) != [str(part or "") for part in parts]

    def from_parts(self, parts: list[str]) -> When | None:
        """Return the moment of a day and a time typed on the web."""
        day_text, time_text = parts[0], parts[1]
        if not day_text and not time_text:
            return None
        if not day_text:
            raise ValidationError(TIME_ALONE, code="time_without_day")
        day = read_day(day_text)
        if not time_text:
            return When(day=day)
        try:
            clock = time.fromisoformat(time_text)
        except ValueError:
            raise ValidationError(BAD_TIME, code="bad_time") from None
        return When.at(datetime.combine(day, clock.replace(tzinfo=None), ZoneInfo(self.zone)))


def parse_when(text: str) -> When:
    """Return the moment a JSON string says; ValidationError otherwise.

    As `cases.core.precision` tells it: a day, a month, an instant, or two with a slash between.
    """
    parts = text.split("/")
    if len(parts) > 2:
        raise ValidationError(BAD_MOMENT, code="bad_moment")
    if any(TIME_OF_DAY.fullmatch(part) for part in parts):
        raise ValidationError(TIME_ALONE, code="time_without_day")
    if all(DAY_OR_MONTH.fullmatch(part) for part in parts):
        return read_days(parts)
    try:
        instants = [datetime.fromisoformat(part) for part in parts]
    except ValueError:
        raise ValidationError(BAD_MOMENT, code="bad_moment") from None
    if any(item.tzinfo is None for item in instants):
        raise ValidationError(BAD_MOMENT, code="bad_moment")
    if any(not EARLIEST_YEAR <= item.year <= LATEST_YEAR for item in instants):
        raise ValidationError(BAD_MOMENT, code="bad_moment")
    if instants[0] > instants[-1]:
        raise ValidationError(BACKWARDS, code="bad_moment")
    # In UTC: PostgreSQL takes no zone that is sixteen hours or more away, Python takes up to 24.
    return When(earliest=instants[0].astimezone(UTC), latest=instants[-1].astimezone(UTC))


def read_days(parts: list[str]) -> When:
    """Return the moment that days or months say: one of them, or the first and the last."""
    first, last = (read_day(f"{part}-01"[:10]) for part in (parts[0], parts[-1]))
    until = PartialDate(last, "day" if DAY.fullmatch(parts[-1]) else "month").last
    if first > until:
        raise ValidationError(BACKWARDS, code="bad_moment")
    return When(day=first, until=until if until > first else None, begun=last)
