"""Form fields of results and playbooks: a sum of money, yes or no or not said, texts in TOML."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from cases.core.fields import Field
from cases.core.fields.inner import at, items_of, lacking, object_of, refuse
from cases.core.fields.plain import Chosen
from cases.core.lines import line_of_error, read_toml
from cases.core.text import clean_text
from cases.procedures.choices import About, Currency, ResultKind
from cases.procedures.result_schema import DECIDES, KEYS
from cases.procedures.toml import tables_as_toml

AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
BAD_AMOUNT = _("Write the amount in digits, with a point before the cents, such as 1500 or 70.50.")
BAD_CURRENCY = _("Choose the currency of the amount.")
PARTS = {"amount": str, "currency": str}
BLANK = _("— not said —")
LABELS = {name: {"type": "string"} for name in ("label", "label_vi", "label_fr")}


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in one currency."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        digits = 0 if self.amount == self.amount.to_integral_value() else 2
        return f"{number_format(self.amount, digits, force_grouping=True)} {self.currency}"


class MoneyWidget(forms.MultiWidget):
    """The amount and its currency, in two inputs: `<name>_amount`, `<name>_currency`."""

    use_fieldset = True

    def __init__(self) -> None:
        digits = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 15}
        choices = [("", BLANK), *Currency.choices]
        super().__init__(
            {"amount": forms.TextInput(attrs=digits), "currency": forms.Select(choices=choices)}
        )

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, Sum):
            return [str(value.amount), value.currency]
        if isinstance(value, dict):
            return [str(value.get("amount", "")), str(value.get("currency", ""))]
        return ["", ""]


class Money(Field, forms.Field):
    """A sum of money: two inputs on the web, `{"amount": "1500.00", "currency": "THB"}` in JSON."""

    expected = "object with amount and currency"
    empty = None
    widget = MoneyWidget

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "additionalProperties": False,
            "required": ["amount", "currency"],
            "properties": {
                "amount": {"type": "string", "pattern": f"^{AMOUNT.pattern}$"},
                "currency": {"type": "string", "enum": list(Currency.values)},
            },
        }

    def read(self, value: Any) -> Any:
        parts = object_of(value, PARTS, PARTS)
        return [parts["amount"], parts["currency"]]

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Sum):
            return value
        parts = [str(part or "").strip() for part in value or []]
        if not parts or not parts[0]:
            return None
        amount, currency = parts
        faults = []
        if not AMOUNT.fullmatch(amount):
            faults.append(at(ValidationError(BAD_AMOUNT, code="bad_amount"), "amount"))
        if currency not in Currency.values:
            faults.append(at(ValidationError(BAD_CURRENCY, code="bad_currency"), "currency"))
        refuse(faults)
        return Sum(Decimal(amount).quantize(Decimal("0.01")), currency)

    def has_changed(self, initial: Any, data: Any) -> bool:
        typed = data if isinstance(data, list) else MoneyWidget().decompress(data)
        return MoneyWidget().decompress(initial) != [str(part or "") for part in typed]


class Option(Chosen):
    """One of the choices that a procedure lists: pairs of value and label."""

    def __init__(self, options: list[tuple[str, Any]], **kwargs: Any) -> None:
        self.options = options
        blank = _("— choose —") if kwargs.get("required", True) else BLANK
        super().__init__(choices=[("", blank), *options], **kwargs)

    def schema(self) -> dict[str, Any]:
        labels = {value: str(label) for value, label in self.options}
        return {"type": "string", "enum": list(labels), "x-enum-labels": labels}


class Answer(Option):
    """Yes, no, or not said; true or false in JSON."""

    expected = "boolean"
    empty = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([("yes", _("Yes")), ("no", _("No"))], **kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def read(self, value: Any) -> Any:
        if not isinstance(value, bool):
            raise self.wrong_type()
        return "yes" if value else "no"

    def clean(self, value: Any) -> Any:
        said = "yes" if value is True else "no" if value is False else value
        return {"yes": True, "no": False}.get(super().clean(said))

    def shown(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


class TomlText(Field, forms.CharField):
    """A text in TOML; its lines are kept as they are, so that faults can name them."""

    def __init__(self, *, rows: int, max_length: int, **kwargs: Any) -> None:
        attrs = {"rows": rows, "spellcheck": "false", "autocapitalize": "off", "class": "is-code"}
        kwargs.setdefault("widget", forms.Textarea(attrs=attrs))
        super().__init__(max_length=max_length, strip=False, **kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.max_length}

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value))
        if not text.strip():
            return ""
        try:
            cleaned = clean_text(text, multiline=True)
        except ValueError:
            raise ValidationError(
                _("This text holds characters that cannot be stored."), code="unstorable"
            ) from None
        above = text.replace("\r\n", "\n")
        above = above[: len(above) - len(above.lstrip())]
        return "\n" * above.count("\n") + cleaned + "\n"


class ResultFields(TomlText):
    """The schema of a result: a list of objects in JSON, tables `[[field]]` on the web."""

    expected = "list of objects with name, kind and label"
    empty: Any = []
    empty_values = [None, ""]

    def schema(self) -> dict[str, Any]:
        nationality = {"type": "string", "enum": list(DECIDES)}
        choice = {"value": {"type": "string"}, **LABELS, "nationality": nationality}
        return {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "kind", "label"],
                "properties": {
                    "name": {"type": "string"},
                    "kind": {"type": "string", "enum": list(ResultKind.values)},
                    **LABELS,
                    "required": {"type": "boolean"},
                    "choices": {"type": "array", "items": {"type": "object", "properties": choice}},
                    "max_length": {"type": "integer"},
                    "expires": {"type": "boolean"},
                    "past": {"type": "boolean"},
                    "answers": {"type": "boolean"},
                    "done": {"type": "boolean"},
                    "not_before": {"type": "string"},
                    "about": {"type": "string", "enum": list(About.values)},
                },
            },
        }

    def read(self, value: Any) -> Any:
        needed, rows = ("name", "kind", "label"), items_of(value, dict)
        refuse(
            [at(fault, n) for n, row in enumerate(rows) for fault in lacking(row, needed)],
        )
        return rows

    def clean(self, value: Any) -> Any:
        return value if isinstance(value, list) else super().clean(value)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            content = read_toml(text)
        except (ValueError, RecursionError) as fault:
            said = {"line": line_of_error(text, fault), "fault": str(fault)[:200]}
            raise ValidationError(
                _("Line %(line)s: This is not TOML. The program that reads it says: “%(fault)s”."),
                code="not_toml",
                params=said,
            ) from None
        if set(content) - {"field"} or not isinstance(content.get("field", []), list):
            raise ValidationError(
                _("Write each field as a table of its own, under [[field]]."), code="wrong_type"
            )
        return content.get("field", [])

    def validate(self, value: Any) -> None:
        """The list is checked by the operation, for every surface alike."""

    def run_validators(self, value: Any) -> None:
        """The list has no length in characters."""

    def shown(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        # PostgreSQL keeps the keys of an object in an order of its own.
        rows = [{key: row[key] for key in KEYS if key in row} for row in value]
        return tables_as_toml("field", rows)
