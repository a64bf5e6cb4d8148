"""References to other rows, by the code staff know them by."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.fields.base import Field

Among = Callable[[Actor, Any], "models.QuerySet[Any]"]
UNKNOWN = _("There is no “%(value)s” to choose here.")


class Ref(Field, forms.ChoiceField):
    """A row among those `among(actor, target)` yields, named by its column `by`.

    What the actor may not see and what does not exist are answered alike.
    """

    empty = None

    def __init__(self, *, among: Among, by: str, **kwargs: Any) -> None:
        self.among = among
        self.by = by
        self.rows: models.QuerySet[Any] | None = None
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": 80}

    def narrow(self, actor: Actor, target: Any) -> None:
        self.rows = self.among(actor, target)
        self.choices = self._options

    def _options(self) -> list[tuple[str, str]]:
        """Return the choices of the select box, read when it is drawn."""
        assert self.rows is not None
        options = [(str(getattr(row, self.by)), self.label_of(row)) for row in self.rows]
        return [("", self.unchosen), *options]

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
                UNKNOWN, code="unknown", params={"value": str(value)[:60]}
            ) from None

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def shown(self, value: Any) -> Any:
        return getattr(value, self.by) if isinstance(value, models.Model) else value
