"""References to rows of which there are too many to choose from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from cases.core.actor import Actor
from cases.core.fields.base import Field
from cases.core.fields.inner import at, check_count, items_of
from cases.core.fields.references import Among
from cases.core.fields.rows import NAME_LENGTH, refuse_doubles, unknown_row


class Named(Field, forms.Field):
    """Rows among those `among(actor, target)` yields, each named by its column `by`.

    They are listed nowhere. What the actor may not see and what does not exist are answered alike.
    """

    expected = "array"
    empty: Any = ()
    widget = forms.MultipleHiddenInput

    def __init__(
        self, *, among: Among, by: str, most: int, always: bool = False, **kwargs: Any
    ) -> None:
        self.among = among
        self.choosable = None if always else among
        self.by = by
        self.most = most
        self.rows: models.QuerySet[Any] | None = None
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        item = {"type": "string", "maxLength": NAME_LENGTH}
        return {"type": "array", "items": item, "maxItems": self.most, "uniqueItems": True}

    def read(self, value: Any) -> Any:
        return items_of(value, str, self.most)

    def narrow(self, actor: Actor, target: Any) -> None:
        self.rows = self.among(actor, target)

    def to_python(self, value: Any) -> list[Any]:
        if value in self.empty_values:
            return []
        if not isinstance(value, list | tuple):
            raise self.wrong_type()
        check_count(value, self.most)
        names = [str(name) for name in value if name != ""]
        refuse_doubles(names)
        return [self.row_of(name, place) for place, name in enumerate(names)]

    def row_of(self, name: str, place: int) -> Any:
        """Return the row under a name; ValidationError when none is in sight."""
        assert self.rows is not None
        try:
            return self.rows.get(**{self.by: name})
        except (models.ObjectDoesNotExist, ValueError, ValidationError):
            raise at(unknown_row(name), place) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(value) for value in initial or []] != [str(value) for value in data or []]
