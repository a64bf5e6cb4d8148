"""The base of all operation forms: bound to a web form or to JSON, one set of rules."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.forms.utils import ErrorList
from django.utils.functional import lazy

from cases.core.actor import Actor
from cases.core.errors import MOST_TOLD, Problem, Sentence, and_more
from cases.core.fields import Field
from cases.core.fields.inner import path_of, unknown_names
from cases.core.operations import Operation
from cases.core.revealed import Reveal


def sentence_of(fault: ValidationError) -> str:
    """Return what a fault says, in the words of the reader."""
    return fault.messages[0]


said_later = lazy(sentence_of, str)
"""Of thousands of faults few are told: what the others say is never made."""


def problem_of(name: str, fault: ValidationError) -> Problem:
    """Return a fault of a field as it is answered, within the field where it is inside of it."""
    return Problem(path_of(name, fault), fault.code or "invalid", said_later(fault))


class FirstErrors(ErrorList):
    """The faults of one field; a page prints the first of them and how many more there are."""

    def __iter__(self) -> Iterator[Any]:
        yield from (self[place] for place in range(min(len(self), MOST_TOLD)))
        if len(self) > MOST_TOLD:
            yield and_more(len(self) - MOST_TOLD)


class OperationForm(forms.Form):
    """Declares the input of one operation; `@declares` ties it to the operation.

    `sparse`: a correction; what is absent stays as it is, null clears it. The `fixed` fields of a
    sparse form are arguments of their own (which row, why), the others are its `changes`.
    `makes_another`: a record of the same kind comes out and is answered instead of the target.
    `starts_work`: it only begins work in the background; the record answered tells how far that is.
    `reveals`: takes what was just made and is shown this once (a link), see `core/revealed.py`.
    `done`: the sentence that confirms the act, a result and not an order. `has_preview`: it can say
    beforehand what would follow from what was picked (`consequences`). `refuses`: statuses that
    the rules of this act alone answer. `known_by`: of a row that is put in as a whole, the field
    that names it (`known_also`: and those beside it), in the table `model`; `corrects`: what the
    button on that row says. `is_versioned`: it makes an entry, or corrects the one that is there
    in the version that was seen (`standing`). `serves`: the keys of the records that one input is
    for, where it is for many. `needed_on_page`: what whoever types must choose, and a program may
    leave out.
    """

    do_not_call_in_templates: ClassVar[bool] = True
    operation: ClassVar[Operation[..., Any]]
    title: ClassVar[Sentence]
    what_happens: ClassVar[Sentence] = ""
    done: ClassVar[Sentence] = ""
    example: ClassVar[dict[str, Any]] = {}
    sparse: ClassVar[bool] = False
    fixed: ClassVar[tuple[str, ...]] = ()
    bulk: ClassVar[bool] = True
    makes_another: ClassVar[bool] = False
    starts_work: ClassVar[bool] = False
    needed_in_bulk: ClassVar[dict[str, Sentence]] = {}
    needed_on_page: ClassVar[tuple[str, ...]] = ()
    has_preview: bool = False
    template: ClassVar[str] = "core/operation_form.html"
    refuses: ClassVar[tuple[int, ...]] = ()
    reveals: ClassVar[Reveal | None] = None
    known_by: ClassVar[str] = ""
    known_also: ClassVar[tuple[str, ...]] = ()
    model: ClassVar[type[Model] | None] = None
    corrects: ClassVar[Sentence] = ""
    is_versioned: ClassVar[bool] = False

    error_css_class = "has-error"

    def __init__(
        self,
        actor: Actor,
        target: Any = None,
        *,
        data: Any = None,
        json: dict[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.actor = actor
        self.target = target
        self.early: dict[str, ValidationError] = {}
        self.unknown: list[Problem] = []
        self.said: dict[str, Any] | None = None
        self.body = json
        self.former: Model | None = None
        self.matched: int | None = None
        self.serves: Sequence[str] = ()
        picked = dict(initial or {})
        shown = {**self.stored(data or json or picked), **picked}
        super().__init__(
            data=data if json is None else json,
            initial=shown,
            use_required_attribute=False,
            error_class=FirstErrors,
            prefix=None,
        )
        for name in self.needed_on_page if json is None else ():
            self.fields[name].required = True
        for field in self.fields.values():
            assert isinstance(field, Field)
            field.narrow(actor, target)
        for name, value in self.initial.items():
            if name in self.fields:
                self.initial[name] = self.fields[name].shown(value)  # type: ignore[attr-defined] # a Field
        if json is not None:
            self.said = self.read_json(json)

    @property
    def heading(self) -> Sentence:
        """What stands above the form."""
        return self.title

    @property
    def promise(self) -> Sentence:
        """What a page says under its heading."""
        return self.what_happens

    @property
    def button(self) -> Sentence:
        """What stands on its button."""
        return self.heading

    @property
    def seen_version(self) -> Any:
        """The version of what the page shows, which it sends along."""
        return getattr(self.target, "version", "")

    def standing(self) -> Model | None:
        """Return the entry that an input without faults would correct, None where it is new."""
        return None

    def said_version(self) -> int | None:
        """Return the version that the body says was seen."""
        return None

    def stored(self, picked: Any) -> dict[str, Any]:
        """Return what a sparse form shows of the stored row that `picked` names."""
        return {}

    def read_json(self, body: dict[str, Any]) -> dict[str, Any]:
        """Check JSON names and types; keep faults for `problems`."""
        said: dict[str, Any] = {}
        self.unknown = unknown_names(body, self.fields)
        for name, value in body.items():
            if name in self.fields and value is not None:
                field = self.fields[name]
                assert isinstance(field, Field)
                try:
                    said[name] = field.read(value)
                except ValidationError as fault:
                    self.early[name] = fault
        return said

    def full_clean(self) -> None:
        super().full_clean()
        for name, fault in self.early.items():
            if name in self.fields:
                self.errors.pop(name, None)
                self.add_error(name, fault)

    def _clean_fields(self) -> None:
        if self.sparse:
            for name in set(self.fields) - self.given() - set(self.fixed):
                self.fields[name].required = False
        super()._clean_fields()  # type: ignore[misc] # Django's own hook

    def given(self) -> set[str]:
        """Return the names of the fields that were said at all."""
        if self.body is not None:
            return {name for name in self.body if name in self.fields}
        return set(self.changed_data) if self.sparse else set(self.fields)

    def consequences(self) -> list[Sentence]:
        """Return what would follow from what was picked so far, one sentence each."""
        return []

    def problems(self) -> list[Problem]:
        """Return every fault of the input, in the order of the fields."""
        found = [
            problem_of("" if name == NON_FIELD_ERRORS else name, fault)
            for name, faults in self.errors.as_data().items()
            for fault in faults
        ]
        others = {name: fault for name, fault in self.early.items() if name not in self.errors}
        early = [
            problem_of(name, row) for name, fault in others.items() for row in fault.error_list
        ]
        return [*found, *early, *self.unknown]

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the operation; a sparse form only those said."""
        assert not self.problems(), "only a form without faults has arguments"
        if self.sparse:
            given = self.given() - set(self.fixed)
            fixed = {name: self.cleaned_data[name] for name in self.fixed}
            changes = {name: self.cleaned_data[name] for name in self.cleaned_data if name in given}
            return {**fixed, "changes": changes}
        arguments: dict[str, Any] = {}
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            assert isinstance(field, Field)
            arguments[name] = field.empty if value is None else value
        return arguments

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of the input, the same for everyone."""
        fields: dict[str, Any] = cls.base_fields
        schema: dict[str, Any] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: field.described() for name, field in fields.items()},
        }
        required = [
            name
            for name, field in fields.items()
            if field.required and (not cls.sparse or name in cls.fixed)
        ]
        if required:
            schema["required"] = required
        return schema
