"""Forms that the code of a passport or card fills in, where nothing else was said."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.citizens.codes import LONGEST_CODE, read_code
from cases.citizens.mrz import Reading, Says, fits, says
from cases.citizens.mrz.faults import ERROR
from cases.citizens.numbers import number_key
from cases.core.actor import Actor
from cases.core.forms import OperationForm

NAMES = frozenset({"full_name", "holder_name", "document_holder_name"})
REPAIR = "repair"
"""The code of a proposal how a misread code may be mended."""


class FilledByCode(OperationForm):
    """A form with a field `mrz`; what was said besides is never written over.

    `told_by_code`: required fields that need not be said where the code tells them.
    """

    reading: Reading | None = None
    told_by_code: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        actor: Actor,
        target: Any = None,
        *,
        data: Any = None,
        json: dict[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        text = ((data if json is None else json) or {}).get("mrz")
        if isinstance(text, str) and text.strip() and len(text) <= LONGEST_CODE:
            self.reading = read_code(actor, text)
            if json is not None:
                told = self.told(json).items()
                json = json | {name: value for name, value in told if not json.get(name)}
            else:
                data = self.filled(data)
        super().__init__(actor, target, data=data, json=json, initial=initial)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the schema of the input, in which what the code tells may be left out."""
        schema = super().json_schema()
        for name in cls.told_by_code:
            schema["required"].remove(name)
            shown = schema["properties"][name]
            said = (shown.get("description", ""), _("It may be left out where the code tells it."))
            shown["description"] = " ".join(filter(None, said))
        return schema

    def code_tells(self, told: Says, said: Mapping[str, Any]) -> dict[str, str]:
        """Return field -> value of what the code says, as JSON has it."""
        raise NotImplementedError

    def told(self, said: Mapping[str, Any]) -> dict[str, str]:
        """Return what the code says of the fields of this form."""
        assert self.reading is not None
        found = self.code_tells(says(self.reading), said)
        return {name: value for name, value in found.items() if value}

    def filled(self, data: Any) -> Any:
        """Return what a browser sent with the empty fields filled in."""
        full = data.copy()
        for name, value in self.told(data).items():
            parts = as_sent(name, self.base_fields[name], value)
            if not any(full.get(part, "").strip() for part in parts):
                for part, text in parts.items():
                    full[part] = text
        return full

    def clean(self) -> dict[str, Any]:
        """Refuse a code in doubt, and what contradicts it."""
        super().clean()
        if "mrz" not in self.errors:
            self.refuse_doubted()
        return self.cleaned_data

    def refuse_doubted(self) -> None:
        """Put the faults of the code on it, else one on each field that says something else."""
        if self.reading is None:
            return
        for sentence, code in code_faults(self.reading):
            self.add_error("mrz", ValidationError(sentence, code=code))
        if "mrz" in self.errors:
            return
        for name, value in self.told(self.cleaned_data).items():
            said = self.cleaned_data.get(name)
            if said and name not in self.errors and differs(name, str(said), value, self.reading):
                sentence = _("The code says “%(value)s”. Correct this, or leave the code out.")
                fault = ValidationError(sentence % {"value": value}, code="differs_from_code")
                self.add_error(name, fault)


def as_sent(name: str, field: forms.Field, value: str) -> dict[str, str]:
    """Return a value under the names under which a browser sends it: a date has three."""
    widget = field.widget
    if isinstance(widget, forms.MultiWidget):
        endings: list[str] = widget.widgets_names  # type: ignore[attr-defined] # Django has it
        parts: list[str] = widget.decompress(value) or []
        return {name + end: part for end, part in zip(endings, parts, strict=True)}
    return {name: value}


def differs(name: str, said: str, told: str, reading: Reading | None) -> bool:
    """Return whether what was said contradicts the code; a name with marks does not."""
    if name in NAMES and reading is not None and reading.printed is not None:
        return not fits(said, reading.printed)
    if name.endswith("number"):
        return number_key(said) != number_key(told)
    return said != told


def code_faults(reading: Reading) -> list[tuple[str, str]]:
    """Return the sentences and codes of what hinders a code from being taken as it is."""
    if reading.is_visa and reading.is_sound:
        return [(_("This is the code of a visa. Read that of the passport itself."), "is_visa")]
    wrong = [(row.sentence, row.code) for row in reading.faults if row.severity == ERROR]
    return wrong + [(row.sentence, REPAIR) for row in reading.repairs if wrong]
