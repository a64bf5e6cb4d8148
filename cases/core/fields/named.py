"""References to rows of which there are too many to choose from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from cases.core.actor import Actor
from cases.core.fields.base import Field
from cases.core.fields.references import UNKNOWN, Among
from cases.core.fields.rows import NAME_LENGTH, refuse_doubles


class Named(Field, forms.Field):
    """Rows among those `among(actor, target)` yields, each named by its column `by`.

    They are listed nowhere. What the actor may not see and what does not exist are answered alike.
    """

    expected = "array"
    empty: Any = ()
    widget = forms.MultipleHiddenInput

    def __init__(self, *, among: Among, by: str, most: int, **kwargs: Any) -> None:
        self.among = among
        self.by = by
        self.most = most
        self.rows: models.QuerySet[Any] | None = None
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        item = {"type": "string", "maxLength": NAME_LENGTH}
        return {"type": "array", "items": item, "maxItems": self.most, "uniqueItems": True}

    def read(self, value: Any) -> Any:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong_type()
        return value

    def narrow(self, actor: Actor, target: Any) -> None:
        self.rows = self.among(actor, target)

    def to_python(self, value: Any) -> list[Any]:
        if value in self.empty_values:
            return []
        if not isinstance(value, list | tuple) or len(value) > self.most:
            raise self.wrong_type()
        names = [str(name) for name in value if name != ""]
        refuse_doubles(names)
        return [self.row_of(name) for name in names]

    def row_of(self, name: str) -> Any:
        """Return the row under a name; ValidationError when none is in sight."""
        assert self.rows is not None
        try:
            return self.rows.get(**{self.by: name})
        except (models.ObjectDoesNotExist, ValueError, ValidationError):
            raise ValidationError(UNKNOWN, code="unknown", params={"value": name[:60]}) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(value) for value in initial or []] != [str(value) for value in data or []]
