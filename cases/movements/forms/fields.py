"""Fields that the acts on movements share: times where they are, people, legs."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.fields import Field, Named, Ref, Text
from cases.core.fields.dates import EARLIEST_YEAR, LATEST_YEAR
from cases.core.fields.inner import check_count
from cases.core.fields.rows import NAME_LENGTH, refuse_doubles, rows_named
from cases.missions.choices import MissionKind
from cases.missions.models import Mission
from cases.movements.models import Leg
from cases.movements.queries import possible_cases, with_a_place
from cases.places.models import Place

BAD_TIME = _("This is not a moment. Write day and time, such as 2025-11-04 21:00.")
NEEDS_ZONE = _("Write the time with its zone, such as 2025-11-04T21:00+07:00.")
MOST_AT_ONCE = 300


class LocalTime(Field, forms.CharField):
    """A moment, typed as day and time of the clock at a place; in JSON with its zone.

    Comes out without a zone where none was typed: the form knows the place.
    """

    empty = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "datetime-local"}))
        super().__init__(empty_value=None, **kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time", "maxLength": 40}

    def read(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise self.wrong_type()
        moment = self.to_python(value)
        if moment is not None and moment.tzinfo is None:
            raise ValidationError(NEEDS_ZONE, code="needs_zone")
        return value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            moment = datetime.fromisoformat(str(value).strip())
        except ValueError:
            raise ValidationError(BAD_TIME, code="bad_moment") from None
        if "T" not in str(value) and " " not in str(value).strip():
            raise ValidationError(BAD_TIME, code="bad_moment")
        if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
            raise ValidationError(BAD_TIME, code="bad_moment")
        return moment if moment.tzinfo is None else moment.astimezone(UTC)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "")[:16] != str(data or "").strip().replace(" ", "T")[:16]


def at_place(moment: datetime | None, place: Place | None) -> datetime | None:
    """Return a typed moment in the zone of a place; one with a zone stays what it is."""
    if moment is None or moment.tzinfo is not None or place is None:
        return moment
    return moment.replace(tzinfo=ZoneInfo(place.zone))


def typed_at(moment: datetime | None, place: Place) -> str:
    """Return a moment as it is typed: day and time of the clock at a place."""
    if moment is None:
        return ""
    return f"{moment.astimezone(ZoneInfo(place.zone)):%Y-%m-%dT%H:%M}"


class Numbers(forms.Textarea):
    """Numbers of cases: a tick for each where the page has ticks, else one number a line."""

    def __init__(self) -> None:
        super().__init__({"rows": 4})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        said = data.getlist(name) if hasattr(data, "getlist") else data.get(name)
        if isinstance(said, str):
            said = [said]
        if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
            return said
        return [name for one in said for name in one.split()]

    def format_value(self, value: Any) -> str:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


class People(Named):
    """People by the numbers of their cases, read by one query however many are named."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Numbers())
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[Any]:
        if value in self.empty_values:
            return []
        if not isinstance(value, list | tuple):
            raise self.wrong_type()
        check_count(value, self.most)
        names = [str(name) for name in value if name != ""]
        refuse_doubles(names)
        known = self.known(names)
        return rows_named(names, known)

    def known(self, names: Sequence[str]) -> dict[str, Any]:
        """Return reference -> case of those in sight that may be named here."""
        assert self.rows is not None
        plain = [name for name in names if name.isprintable() and len(name) <= NAME_LENGTH]
        return {row.reference: row for row in self.rows.filter(reference__in=plain)}


def people_field(label: Any, *, aboard: bool = False, required: bool = True) -> People:
    """Who: people who could travel, or with `aboard` those with a seat or waiting for one."""
    return People(
        by="reference",
        among=with_a_place if aboard else possible_cases,
        most=MOST_AT_ONCE,
        label=label,
        help_text=_("Numbers of their cases, one a line."),
        required=required,
    )


class CaseRef(Ref):
    """One of the people on a movement, by name and number of the case."""

    def label_of(self, row: Any) -> str:
        return f"{name_shown(row.citizen.full_name)} · {row.reference}"


def case_field() -> CaseRef:
    """Somebody with a seat, or who waits for one."""
    return CaseRef(by="reference", among=with_a_place, label=_("Which person"))


def legs_to_choose(actor: Actor, movement: Any) -> Any:
    """Return the legs of a movement."""
    if movement is None:
        return Leg.objects.none()
    rows = Leg.objects.visible_to(actor).standing().filter(movement=movement)
    return rows.select_related("from_place", "to_place")


class LegRef(Ref):
    """A leg by its number."""

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1}

    expected = "integer"

    def read(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong_type()
        return str(value)

    def label_of(self, row: Any) -> str:
        return f"{row.number} · {row}"


def leg_field() -> LegRef:
    """Which leg."""
    return LegRef(by="number", among=legs_to_choose, label=_("Leg"))


def reception_field() -> Ref:
    """Where at home the people are received."""
    return Ref(
        by="code",
        among=lambda actor, target: Mission.objects.visible_to(actor).filter(
            kind=MissionKind.RECEPTION_POINT
        ),
        label=_("Reception point"),
        help_text=_("It sees the list and the people once the list is frozen."),
        required=False,
    )


def reason_field(*, required: bool = False, help_text: Any = "") -> Text:
    """Why: needed once the list is frozen."""
    return Text(
        label=_("Reason"),
        max_length=500,
        required=required,
        help_text=help_text
        or ("" if required else _("Needed once the list is frozen, or to overrule a check.")),
    )
