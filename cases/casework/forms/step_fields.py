"""Fields of the forms about steps: which step, and what came out of it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Step
from cases.casework.operations.differing import FIELD_OF, on_record
from cases.citizens.choices import NationalityStatus
from cases.core.actor import Actor
from cases.core.fields import Choice, Field, Ref
from cases.core.forms import OperationForm
from cases.procedures.choices import Taking
from cases.procedures.models import PlaybookStep, Procedure
from cases.procedures.result_schema import ResultField
from cases.procedures.results import fields_of, form_field, read_result
from cases.templatetags.moments import stored_words

PREFIX = "result_"
IF_DEAD = gettext_lazy("If the person has died")


def steps_of(actor: Actor, case: Any) -> Any:
    """Return the steps of a case; for many cases at once the steps that playbooks have."""
    if case is None:
        return PlaybookStep.objects.select_related("procedure").order_by("code").distinct("code")
    steps = Step.objects.visible_to(actor).filter(case=case).select_related("procedure")
    return steps.exclude(status=StepStatus.DROPPED).order_by("number")


def steps_to_waive(actor: Actor, case: Any) -> Any:
    """Return the same, each with whether the actor has worked on it."""
    steps = steps_of(actor, case)
    return steps if case is None else steps.with_own_work(actor)


class StepRef(Ref):
    """A step of the case, by its code; the select box offers those in one of `offered`.

    Steps that are marked as the own work are not offered; what is sent all the same is refused.
    """

    def __init__(self, *, offered: Iterable[str], among: Any = steps_of, **kwargs: Any) -> None:
        self.offered = frozenset(offered)
        super().__init__(among=among, by="code", **kwargs)
        self.choosable = self.in_offered_state

    def in_offered_state(self, actor: Actor, case: Any) -> Any:
        """Return the steps of a case that are in a state in which they are offered."""
        return steps_of(actor, case).filter(status__in=self.offered)

    def _options(self) -> list[tuple[str, str]]:
        assert self.rows is not None
        fit = [row for row in self.rows if getattr(row, "status", "") in {"", *self.offered}]
        rows = [row for row in fit if not getattr(row, "is_own_work", False)]
        options = [(row.code, self.label_of(row)) for row in rows]
        return [("", _("— choose —")), *options]

    def to_python(self, value: Any) -> Any:
        assert self.rows is not None
        found = next((row for row in self.rows if row.code == value), None)
        return found or super().to_python(value)

    def label_of(self, row: Any) -> str:
        return str(row.procedure)


def picked_step(form: OperationForm) -> Any:
    """Return the step that the input of a form, else the address, names; None for none."""
    source = form.body if form.body is not None else form.data if form.is_bound else form.initial
    code = source.get("step") if hasattr(source, "get") else None
    field = form.fields["step"]
    assert isinstance(field, StepRef)
    assert field.rows is not None
    if not isinstance(code, str) or not code:
        return None
    return next((row for row in field.rows if row.code == code), None)


class Result(Field):
    """What came out of a step: an object by the schema of its procedure.

    In JSON one object; on the web the form has an input of its own for each value.
    """

    expected = "object"
    empty = None
    widget = forms.HiddenInput

    def schema(self) -> dict[str, Any]:
        return {"type": "object"}

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise self.wrong_type()
        return value

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, dict) else None


class WithResult(OperationForm):
    """A form that asks, besides, for the result of the step that was picked.

    `asks_result` says for which input a result is due; without one the values are not read.
    `is_always_due`: it is due whatever is said, so that what it needs is needed in the form too.
    On the web the step that was picked says what its procedure asks for.
    """

    is_always_due: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inputs: list[str] = []
        self.drop_undecided()
        if self.body is None and self.procedure is not None:
            self.add_inputs(self.procedure)
            self.fields["step"].help_text = self.procedure.explanation_words

    @cached_property
    def procedure(self) -> Procedure | None:
        """The procedure of the step that the input, else the address, names."""
        step = picked_step(self)
        return step.procedure if step else None

    def add_inputs(self, procedure: Procedure) -> None:
        """Put one input for each value of the result where the result stands."""
        self.inputs = [PREFIX + row.name for row in fields_of(procedure)]
        names = list(self.fields)
        place = names.index("result")
        # The object itself is hidden on the web, and last, so that the inputs stand evenly.
        order = [*names[:place], *self.inputs, *names[place + 1 :], "result"]
        choices = [choice for row in fields_of(procedure) for choice in row.choices]
        decides = any(choice.nationality for choice in choices) and self.may_decide()
        for row in fields_of(procedure):
            field = form_field(row)
            field.required = row.required and self.is_always_due
            field.narrow(self.actor, self.target)
            words = deciding_words(row, self.target, decides=decides)
            field.help_text = words or record_words(row, self.target)
            self.fields[PREFIX + row.name] = field
        self.order_fields(order)

    def drop_undecided(self) -> None:
        """Ask only for what the step may say of the person; of many people at once for nothing."""
        asked = set(FIELD_OF) if self.body is not None else set()
        if self.body is None and self.procedure is not None:
            asked = {row.about for row in fields_of(self.procedure)}
        for about, name in FIELD_OF.items():
            if self.target is None or about not in asked:
                self.fields.pop(name, None)

    def asks_result(self) -> bool:
        """Return whether a result is due."""
        return True

    def may_decide(self) -> bool:
        """Return whether what is said may decide the nationality of the person."""
        return True

    def clean(self) -> dict[str, Any]:
        """Read the result by its schema; each fault at the value it is about."""
        super().clean()
        if self.procedure is None or not self.asks_result():
            self.cleaned_data["result"] = None
            return self.cleaned_data
        values = self.cleaned_data.get("result") or {}
        if self.body is None:
            values = {
                name.removeprefix(PREFIX): self.cleaned_data[name]
                for name in self.inputs
                if self.cleaned_data.get(name) not in (None, "")
            }
        faulty = {*self.errors, *self.early}
        stored, problems = read_result(self.procedure, values)
        for problem in problems:
            fault = ValidationError(str(problem.message), code=problem.code)
            name = PREFIX + problem.field.split(".")[1]
            if self.body is not None:
                self.early[problem.field] = fault
            elif name not in faulty and name in self.fields:
                self.add_error(name, fault)
        self.cleaned_data["result"] = stored
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments; the values of the result as one."""
        said = super().arguments()
        return {name: value for name, value in said.items() if name not in self.inputs}


def deciding_fields(third: Any = IF_DEAD) -> tuple[Choice, ...]:
    """Return what is decided where an answer says of the person otherwise than the record."""
    help_text = gettext_lazy("Only needed where the answer differs from the record.")
    labels = (
        gettext_lazy("If the name differs"),
        gettext_lazy("If the birth date differs"),
        third,
    )
    fields = [Choice(Taking, label=label, help_text=help_text, required=False) for label in labels]
    return tuple(fields)


def record_words(row: ResultField, case: Case | None) -> str:
    """Return what stands on record of the person beside what the answer says of it."""
    if not row.about or case is None:
        return ""
    now = stored_words(on_record(case, row.about))
    return _("On record now: %(now)s.") % {"now": now or _("Not known")}


def deciding_words(row: ResultField, case: Case | None, *, decides: bool = True) -> str:
    """Return what stands on record of the nationality and what each choice makes of it.

    Whose answer does not decide it says what they believe (`nationality.py`).
    """
    choices = [choice for choice in row.choices if choice.nationality]
    if not choices:
        return ""
    said = [f"{one.words}: {NationalityStatus(one.nationality).label}" for one in choices]
    new = _("The answer decides the nationality (%(said)s).") % {"said": "; ".join(said)}
    if not decides:
        new = _("This answer does not decide the nationality: it is not of a body of Viet Nam.")
    if case is None:
        return new
    now = case.citizen.get_nationality_status_display()
    return new + " " + _("On record now: %(now)s.") % {"now": now}
