"""References to several other rows at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.fields.base import Field
from cases.core.fields.inner import LONGEST_LIST, at, check_count, items_of, shown_value
from cases.core.fields.references import UNKNOWN, Among

NAME_LENGTH = 80


class Refs(Field, forms.MultipleChoiceField):
    """One or more rows among those `among(actor, target)` yields, each named by its column `by`.

    Ticks on the web, an array in JSON. Rows come out in the order in which they were named; what
    the actor may not see and what does not exist are answered alike.
    """

    expected = "array"
    empty: Any = ()
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, among: Among, by: str, always: bool = False, **kwargs: Any) -> None:
        self.among = among
        self.choosable = None if always else among
        self.by = by
        self.rows: models.QuerySet[Any] | None = None
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "array",
            "items": {"type": "string", "maxLength": NAME_LENGTH},
            "minItems": 1 if self.required else 0,
            "maxItems": LONGEST_LIST,
            "uniqueItems": True,
        }

    def read(self, value: Any) -> Any:
        return items_of(value, str)

    def narrow(self, actor: Actor, target: Any) -> None:
        self.rows = self.among(actor, target)
        self.choices = self._options

    def _options(self) -> list[tuple[str, str]]:
        """Return the ticks, read when they are drawn."""
        assert self.rows is not None
        return [(str(getattr(row, self.by)), self.label_of(row)) for row in self.rows]

    def label_of(self, row: Any) -> str:
        """Return what stands beside the tick."""
        return getattr(row, "choice_label", None) or str(row)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return []
        if not isinstance(value, list | tuple):
            raise self.wrong_type()
        names = [str(name) for name in value]
        check_count(names, LONGEST_LIST)
        refuse_doubles(names)
        known = self.known(names)
        return rows_named(names, known)

    def known(self, names: Sequence[str]) -> dict[str, Any]:
        """Return name -> row of those that are there to choose."""
        assert self.rows is not None
        storable = [name for name in names if name.isprintable() and len(name) <= NAME_LENGTH]
        try:
            rows = list(self.rows.filter(**{f"{self.by}__in": storable}))
        except (ValueError, ValidationError):
            return {}
        return {str(getattr(row, self.by)): row for row in rows}

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def shown(self, value: Any) -> Any:
        rows = value if isinstance(value, list | tuple) else [value]
        return [getattr(row, self.by) if isinstance(row, models.Model) else row for row in rows]


def refuse_doubles(names: Sequence[str]) -> None:
    """Raise ValidationError for the first name that is given twice."""
    known: set[str] = set()
    for place, name in enumerate(names):
        if name in known:
            said = {"value": shown_value(name)}
            twice = ValidationError(
                _("“%(value)s” is named twice."), code="named_twice", params=said
            )
            raise at(twice, place)
        known.add(name)


def rows_named(names: Sequence[str], known: Mapping[str, Any]) -> list[Any]:
    """Return the rows under these names; ValidationError at the first that is not known."""
    for place, name in enumerate(names):
        if name not in known:
            raise at(unknown_row(name), place)
    return [known[name] for name in names]


def unknown_row(name: str) -> ValidationError:
    """Return that there is no such row, or none that the actor may see."""
    return ValidationError(UNKNOWN, code="unknown", params={"value": shown_value(name)})
