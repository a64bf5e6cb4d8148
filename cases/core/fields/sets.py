"""Several values of a closed set."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from cases.core.fields.base import Field
from cases.core.fields.inner import at, items_of, refuse, shown_value


class OfSet(Field, forms.MultipleChoiceField):
    """Values of a closed set, each once; ticks on the web. A fault names the place of a value."""

    expected = "array"
    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not one of the choices."),
    }

    def validate(self, value: Any) -> None:
        sentence = self.error_messages["invalid_choice"]
        refuse(
            [
                at(ValidationError(sentence, "invalid_choice", {"value": shown_value(item)}), place)
                for place, item in enumerate(value or ())
                if not self.valid_value(item)
            ]
        )
        super().validate(value)


class Several(OfSet, forms.TypedMultipleChoiceField):
    """Any number of values of a closed set of numbers."""

    def __init__(self, numbers: type[IntegerChoices], **kwargs: Any) -> None:
        self.numbers = numbers
        super().__init__(choices=numbers.choices, coerce=int, empty_value=[], **kwargs)

    def schema(self) -> dict[str, Any]:
        labels = {str(value): str(label) for value, label in self.numbers.choices}
        item = {"type": "integer", "enum": list(self.numbers.values), "x-enum-labels": labels}
        return {"type": "array", "items": item, "uniqueItems": True, "maxItems": len(labels)}

    def read(self, value: Any) -> Any:
        return items_of(value, int, len(self.numbers))

    def clean(self, value: Any) -> Any:
        return sorted(set(super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return {str(value) for value in initial or []} != {str(value) for value in data or []}


class Codes(OfSet):
    """Any number of codes of a closed set."""

    empty: Any = ()

    def __init__(self, kinds: type[TextChoices], **kwargs: Any) -> None:
        self.codes = kinds
        super().__init__(choices=kinds.choices, **kwargs)

    def schema(self) -> dict[str, Any]:
        offered: Any = self.choices
        labels = {str(value): str(label) for value, label in offered}
        item = {"type": "string", "enum": list(labels), "x-enum-labels": labels}
        return {"type": "array", "items": item, "uniqueItems": True, "maxItems": len(labels)}

    def read(self, value: Any) -> Any:
        return items_of(value, str, len(self.codes))

    def clean(self, value: Any) -> Any:
        named = super().clean(value)
        return [code for code in self.codes.values if code in named]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])
