"""Forms of reference data: a row put in as a whole, compared with what is stored of it."""

from decimal import Decimal as Digits
from decimal import InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.conflict import text_of, words
from cases.core.errors import Sentence
from cases.core.fields import Day, Decimal, Number
from cases.core.forms import OperationForm
from cases.core.preconditions import NEW, version_of
from cases.core.text import labelled
from cases.places.uses import uses_of

VERSION = "version"
REASON = "reason"
"""Said of the act, and no value of the row."""
PUT_WHOLE: Sentence = gettext_lazy(
    "An entry with the same code is corrected, otherwise a new one is made."
)
"""What putting does where no version is compared, as where JSON says none."""
CODE_HELP: Sentence = gettext_lazy(
    "A code already in use corrects that entry; a new one makes a new entry."
)
MADE_NEW: Sentence = gettext_lazy(
    "A new entry is made. One that is there already is corrected from its own page."
)
CORRECTED: Sentence = gettext_lazy(
    "The entry is corrected. What it said before stays in its history."
)


class PutForm(OperationForm):
    """The form of a row that is put in as a whole; naming a known code shows what is stored.

    It says beforehand what would change, and who uses the row.
    """

    known_by = "code"
    corrects = gettext_lazy("Correct this entry")
    has_preview = True
    row: Any = None

    def find(self, picked: Any) -> Any:
        """Return the row that the picked code names, None where there is none."""
        code = picked.get(self.known_by)
        if not code or "\x00" in str(code):
            return None
        rows: Any = self.rows()
        return rows.filter(**{self.known_by: str(code)}).first()

    def rows(self) -> Any:
        """Return the rows that may be corrected."""
        assert self.model is not None, "a form of reference data names its table"
        manager: Any = self.model._default_manager
        return manager.visible_to(self.actor)

    def stored(self, picked: Any) -> dict[str, Any]:
        self.row = self.find(picked) if picked and self.body is None else None
        if self.row is None:
            return {}
        return {name: getattr(self.row, name) for name in self.base_fields if name != REASON}

    @property
    def heading(self) -> Sentence:
        return self.title if self.row is None else self.corrects

    def consequences(self) -> list[Sentence]:
        if self.errors.keys() - {NON_FIELD_ERRORS} or not (self.is_bound or self.initial):
            return []
        if self.row is None:
            is_there = self.is_bound and self.standing() is not None
            return [_("Nothing changes.") if is_there else _("A new entry would be made.")]
        changed = [line for name in self.fields if (line := self.change_of(name))]
        return [*changed, *uses_of(self.actor, self.row)] if changed else [_("Nothing changes.")]

    def change_of(self, name: str) -> str:
        """Return what a field says and what it would say, empty where that is the same."""
        if name == REASON:
            return ""
        field: Any = self.fields[name]
        typed, now = self[name].value(), field.shown(getattr(self.row, name))
        if is_same(field, typed, now):
            return ""
        before, after = (words(field, {name: text_of(value)}) for value in (now, typed))
        nothing = _("nothing")
        line = f"{before or nothing} → {after or nothing}"
        return labelled(capfirst(str(field.label)), line)


def is_same(field: Any, one: Any, other: Any) -> bool:
    """Return whether two values of an input say the same; digits may have noughts behind them."""
    if isinstance(field.widget, forms.CheckboxInput):
        return bool(one) == bool(other)
    one, other = text_of(one), text_of(other)
    if one == other or not isinstance(field, Decimal):
        return bool(one == other)
    try:
        return Digits(one) == Digits(other)
    except InvalidOperation:
        return False


def version_field() -> Number:
    """The version that was seen of what is put as a whole, for JSON to say."""
    return Number(
        label=gettext_lazy("Version that was seen"),
        help_text=gettext_lazy(
            "Another one now is refused, and 0 makes a new entry only. An entry that is there "
            "is corrected with it, or with If-Match."
        ),
        min_value=NEW,
        max_value=999_999_999,
        required=False,
    )


def carried_by(form: OperationForm) -> int | None:
    """Return the version that a page sent along; one that sent none has shown no entry."""
    return version_of(form.data.get("_version") or str(NEW)) if form.is_bound else None


def version_said(form: OperationForm) -> int | None:
    """Return the version that the body says was seen."""
    said: int | None = form.cleaned_data.get(VERSION)
    return said


def seen_by(form: OperationForm) -> int | None:
    """Return the version that was seen: a page carries it, a body says it, else `If-Match` does."""
    if form.body is None:
        return carried_by(form)
    said = version_said(form)
    return form.matched if said is None else said


class VersionedPutForm(PutForm):
    """The form of a row with a version: two who correct it at once do not overwrite each other.

    A page carries the version it showed, as every page does; JSON says it, or `If-Match` does.
    """

    refuses = (409,)
    is_versioned = True
    version = version_field()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.body is None:
            del self.fields[VERSION]
        for name in (self.known_by, *self.known_also):
            if self.is_correction:
                self.fields[name].widget.attrs["readonly"] = True
        if self.fields[self.known_by].help_text == CODE_HELP and self.body is None:
            help_text = _("It stays as it is.") if self.is_correction else _("Of the new entry.")
            self.fields[self.known_by].help_text = help_text

    @property
    def is_correction(self) -> bool:
        """Whether the page showed what stands; it does not where a new entry was typed."""
        return self.row is not None and carried_by(self) != NEW

    @property
    def heading(self) -> Sentence:
        return self.corrects if self.is_correction else self.title

    @property
    def promise(self) -> Sentence:
        if self.what_happens is not PUT_WHOLE:
            return self.what_happens
        return CORRECTED if self.is_correction else MADE_NEW

    @property
    def seen_version(self) -> Any:
        return self.row.version if self.is_correction else NEW

    def standing(self) -> Any:
        return self.find(self.cleaned_data)

    def said_version(self) -> int | None:
        return version_said(self)

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), VERSION: seen_by(self)}


def in_force_fields() -> tuple[Day, Day]:
    """Return the first and the last day of an entry."""
    return (
        Day(
            label=gettext_lazy("In force from"),
            help_text=gettext_lazy("Empty: without a first day."),
            required=False,
        ),
        Day(
            label=gettext_lazy("In force until"),
            help_text=gettext_lazy(
                "Its last day. After it nobody is offered it for anything new; "
                "what names it stays as it is. Empty: still."
            ),
            required=False,
        ),
    )
