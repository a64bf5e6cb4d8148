"""References to other rows, by the code staff know them by."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.fields.base import Field
from cases.core.fields.inner import shown_value

Among = Callable[[Actor, Any], "models.QuerySet[Any]"]
NO_LONGER = _("No longer in force")
UNKNOWN = _("There is no “%(value)s” to choose here.")


class Ref(Field, forms.ChoiceField):
    """A row among those `among(actor, target)` yields, named by its column `by`.

    What the actor may not see and what does not exist are answered alike. An act that needs one is
    not possible on a record without any (`core/choosing.py`), unless they are `always` there. Where
    there are too many of them to choose from, they are not `listed`.
    """

    empty = None

    def __init__(
        self, *, among: Among, by: str, always: bool = False, listed: bool = True, **kwargs: Any
    ) -> None:
        self.among = among
        self.listed = listed
        self.choosable = None if always else among
        self.by = by
        self.rows: models.QuerySet[Any] | None = None
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": 80}

    def narrow(self, actor: Actor, target: Any) -> None:
        self.rows = self.among(actor, target)
        self.today = present.today(actor.zone)
        self.choices = self._options

    def _options(self) -> list[Any]:
        """Return the choices of the select box, read when it is drawn.

        What is over stands last and by itself: something late may still have to name it.
        """
        assert self.rows is not None
        rows = list(self.rows)
        over = [row for row in rows if self.is_over(row)]
        options = self.grouped([row for row in rows if row not in over] if over else rows)
        if over:
            options.append((NO_LONGER, [self.option_of(row) for row in over]))
        return [("", self.unchosen), *options]

    def grouped(self, rows: list[Any]) -> list[Any]:
        """Return the options of what is in force."""
        return [self.option_of(row) for row in rows]

    def option_of(self, row: Any) -> tuple[str, str]:
        """Return the code of a row and what the select box prints."""
        return str(getattr(row, self.by)), self.label_of(row)

    def is_over(self, row: Any) -> bool:
        """Return whether the row is in force until a day, and that day is past."""
        over = getattr(row, "is_over", None)
        return over is not None and bool(over(self.today))

    @property
    def unchosen(self) -> Any:
        """Return what stands there before a choice; what may stay open is not asked for."""
        return _("— choose —") if self.required else _("— not said —")

    def label_of(self, row: Any) -> str:
        """Return what the select box prints."""
        return getattr(row, "choice_label", None) or str(row)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, models.Model):
            return value
        assert self.rows is not None
        try:
            return self.rows.get(**{self.by: value})
        except (models.ObjectDoesNotExist, ValueError, ValidationError):
            raise ValidationError(
                UNKNOWN, code="unknown", params={"value": shown_value(value)}
            ) from None

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def shown(self, value: Any) -> Any:
        return getattr(value, self.by) if isinstance(value, models.Model) else value
