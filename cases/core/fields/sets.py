"""Several values of a closed set."""

from typing import Any

from django import forms
from django.db.models import IntegerChoices, TextChoices

from cases.core.fields.base import Field


class Several(Field, forms.TypedMultipleChoiceField):
    """Any number of values of a closed set of numbers, each once; ticks on the web."""

    expected = "array"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, numbers: type[IntegerChoices], **kwargs: Any) -> None:
        self.numbers = numbers
        super().__init__(choices=numbers.choices, coerce=int, empty_value=[], **kwargs)

    def schema(self) -> dict[str, Any]:
        labels = {str(value): str(label) for value, label in self.numbers.choices}
        item = {"type": "integer", "enum": list(self.numbers.values), "x-enum-labels": labels}
        return {"type": "array", "items": item, "uniqueItems": True, "maxItems": len(labels)}

    def read(self, value: Any) -> Any:
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            raise self.wrong_type()
        return value

    def clean(self, value: Any) -> Any:
        return sorted(set(super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return {str(value) for value in initial or []} != {str(value) for value in data or []}


class Codes(Field, forms.MultipleChoiceField):
    """Any number of codes of a closed set, each once; ticks on the web."""

    expected = "array"
    empty: Any = ()
    widget = forms.CheckboxSelectMultiple

    def __init__(self, kinds: type[TextChoices], **kwargs: Any) -> None:
        self.codes = kinds
        super().__init__(choices=kinds.choices, **kwargs)

    def schema(self) -> dict[str, Any]:
        offered: Any = self.choices
        labels = {str(value): str(label) for value, label in offered}
        item = {"type": "string", "enum": list(labels), "x-enum-labels": labels}
        return {"type": "array", "items": item, "uniqueItems": True, "maxItems": len(labels)}

    def read(self, value: Any) -> Any:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong_type()
        return value

    def clean(self, value: Any) -> Any:
        named = super().clean(value)
        return [code for code in self.codes.values if code in named]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])
