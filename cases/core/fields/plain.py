"""Text, numbers, yes or no, and choices from a closed set."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence
from cases.core.fields.base import Field
from cases.core.fields.inner import shown_value
from cases.core.text import clean_text

TIMES_UNCLEANED: Final = 4
MOST_UNCLEANED: Final = 10_000


class Text(Field, forms.CharField):
    """NFC text of at most `max_length` characters; several lines when `multiline`."""

    def __init__(self, *, max_length: int, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        if multiline:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(max_length=max_length, **kwargs)

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string", "maxLength": self.max_length}
        if self.required:
            schema["minLength"] = 1
        return schema

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return ""
        if not isinstance(value, str):
            raise self.wrong_type()
        if len(value) > MOST_UNCLEANED + TIMES_UNCLEANED * (self.max_length or 0):
            # Far too long however much of it is left out: cleaning would only take time.
            return value
        try:
            return clean_text(value, multiline=self.multiline)
        except ValueError:
            raise ValidationError(
                _("This text holds characters that cannot be stored."), code="unstorable"
            ) from None


class Number(Field, forms.IntegerField):
    """A whole number."""

    expected = "integer"
    empty = None

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "integer"}
        if self.min_value is not None:
            schema["minimum"] = self.min_value
        if self.max_value is not None:
            schema["maximum"] = self.max_value
        return schema

    def read(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong_type()
        return value


class Decimal(Field, forms.DecimalField):
    """A number with a fixed count of digits behind the point."""

    expected = "number"
    empty = None

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "number"}
        if self.min_value is not None:
            schema["minimum"] = self.min_value
        if self.max_value is not None:
            schema["maximum"] = self.max_value
        return schema

    def read(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong_type()
        return str(value)


class Secret(Field, forms.CharField):
    """A password: never shown again, and taken letter by letter as it was typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.PasswordInput(attrs={"autocomplete": "new-password"}))
        super().__init__(max_length=128, strip=False, **kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "password", "minLength": 1, "maxLength": 128}


class YesNo(Field, forms.BooleanField):
    """True or false; unticked is false."""

    expected = "boolean"
    empty = False

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def read(self, value: Any) -> Any:
        if not isinstance(value, bool):
            raise self.wrong_type()
        return value


class Chosen(Field, forms.ChoiceField):
    """One value of those that there are; of a long one the beginning is said again."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not one of the choices."),
    }

    def validate(self, value: Any) -> None:
        super().validate(value if self.valid_value(value) else shown_value(value))


class Choice(Chosen):
    """One value of a closed set."""

    def __init__(self, kinds: type[TextChoices], *, blank: Sentence = "", **kwargs: Any) -> None:
        self.kinds = kinds
        usual = _("— choose —") if kwargs.get("required", True) else _("— not said —")
        choices: list[tuple[str, Any]] = [("", blank or usual), *kinds.choices]
        super().__init__(choices=choices, **kwargs)

    def schema(self) -> dict[str, Any]:
        labels = {value: str(label) for value, label in self.kinds.choices}
        return {"type": "string", "enum": list(labels), "x-enum-labels": labels}
