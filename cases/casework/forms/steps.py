"""Work on the steps of a case."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import StepStatus, Verdict
from cases.casework.forms.stages import WHEN_HELP, note_field, reason_field
from cases.casework.forms.step_fields import (
    Result,
    StepRef,
    WithResult,
    deciding_fields,
    steps_to_waive,
)
from cases.casework.operations import (
    ask_step,
    complete_step,
    record_answer,
    redate_step,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.core.fields import Choice, Day, Moment, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.missions.models import Authority
from cases.procedures.choices import Body

TO_DO = (StepStatus.OPEN, StepStatus.ASKED)
SETTLED = (StepStatus.DONE, StepStatus.REFUSED, StepStatus.WAIVED)
DATED = (StepStatus.OPEN, StepStatus.ASKED, StepStatus.DONE, StepStatus.REFUSED)
NOT_DONE = (StepStatus.WAITING, StepStatus.OPEN, StepStatus.ASKED, StepStatus.REFUSED)


def when_field(label: Any) -> Moment:
    """When it happened, now unless said."""
    return Moment(label=label, help_text=WHEN_HELP, required=False)


def letter_field(help_text: Any = "") -> Day:
    """Of which day the letter of a body is."""
    return Day(label=_("Date of their letter"), help_text=help_text, required=False)


def reference_field(label: Any) -> Text:
    """The number of the paper."""
    return Text(label=label, max_length=80, required=False)


@declares(ask_step, at="cases/ask-step")
class AskStep(OperationForm):
    """From then on the other body has the ball."""

    title = _("Ask another body")
    what_happens = _("From then on it is their turn: our clocks stand still until they answer.")
    done = _("It is noted who was asked.")
    example = {
        "step": "identity-verification",
        "asked_of": "vn-mps-immigration",
        "reference": "VB02-117",
    }
    needed_in_bulk = {"asked_of": _("Say who was asked.")}

    step = StepRef(offered=[StepStatus.OPEN], label=_("Step"))
    asked_of = Ref(
        by="code",
        among=lambda actor, target: Authority.objects.visible_to(actor),
        label=_("Who was asked"),
        required=False,
    )
    whom = Choice(
        Body,
        label=_("If it is none of these bodies"),
        help_text=_("The family or the person, for example."),
        required=False,
    )
    when = when_field(_("When we asked"))
    reference = reference_field(_("Number of our letter"))
    question = Text(label=_("What we asked"), max_length=2000, multiline=True, required=False)


@declares(record_answer, at="cases/record-answer")
class RecordAnswer(WithResult):
    """The step is done or refused by it, or it is our turn again."""

    title = _("Record the answer")
    what_happens = _("The waiting ends. What the answer means for the step is said with it.")
    done = _("The answer is recorded.")
    example = {
        "step": "identity-verification",
        "verdict": "ours",
        "when": "2025-10-22",
        "answer": "They ask for a second photo.",
    }

    step = StepRef(offered=[StepStatus.ASKED], label=_("Step"))
    verdict = Choice(Verdict, label=_("What the answer means"))
    when = when_field(_("When the answer came"))
    replied_on = letter_field()
    reference = reference_field(_("Number of their letter"))
    result = Result(label=_("What came out of it"), required=False)
    name_differs, birth_differs, death_differs = deciding_fields()
    answer = Text(
        label=_("What they answered"),
        help_text=_("Needed when it was refused: on what grounds."),
        max_length=2000,
        multiline=True,
        required=False,
    )

    def asks_result(self) -> bool:
        """Only an answer that settles the step has a result."""
        return self.cleaned_data.get("verdict") == Verdict.DONE


@declares(complete_step, at="cases/complete-step")
class CompleteStep(WithResult):
    """With what came out of it."""

    is_always_due = True
    title = _("Mark as done")
    what_happens = _("What waited for this step can begin.")
    done = _("The step is done.")
    example = {"step": "intake", "note": "Spoke to her at the shelter."}

    step = StepRef(offered=TO_DO, label=_("Step"))
    when = when_field(_("When it was done"))
    result = Result(label=_("What came out of it"), required=False)
    name_differs, birth_differs, death_differs = deciding_fields()
    reference = reference_field(_("Number of the paper"))
    note = note_field()


@declares(refuse_step, at="cases/refuse-step")
class RefuseStep(OperationForm):
    """With its grounds."""

    title = _("Record a refusal")
    what_happens = _("The step blocks the case until it is reopened or waived.")
    done = _("The refusal is recorded.")
    example = {"step": "intake", "grounds": "The prison let nobody in."}

    step = StepRef(offered=TO_DO, label=_("Step"))
    grounds = reason_field(_("On what grounds"))
    when = when_field(_("When it was refused"))


@declares(waive_step, at="cases/waive-step")
class WaiveStep(OperationForm):
    """A head of mission decides."""

    title = _("Waive")
    what_happens = _("The case goes on without this step. Who decided and why stays on record.")
    done = _("The step is waived.")
    example = {"step": "intake", "reason": "The host state put her on a plane already."}

    step = StepRef(offered=NOT_DONE, among=steps_to_waive, label=_("Step"))
    reason = reason_field()


@declares(reopen_step, at="cases/reopen-step")
class ReopenStep(OperationForm):
    """What was recorded stays on record."""

    title = _("Take up again")
    what_happens = _(
        "The step is to be done again; its former results stay on record. What its answer decided "
        "of the person is taken back, with the stage if one act recorded both. A stage that was "
        "reached by an act of its own stays: correct it in the course of the case if it was wrong."
    )
    done = _("The step is open again.")
    example = {"step": "intake", "reason": "The passport was issued in a wrong name."}

    step = StepRef(offered=SETTLED, label=_("Step"))
    reason = reason_field()


@declares(redate_step, at="cases/redate-step")
class RedateStep(OperationForm):
    """What was recorded with it stays."""

    title = _("Correct its dates")
    what_happens = _(
        "Clocks that start or stop by the day are counted and judged anew; the former day stays on "
        "record. A stage that the case reached by it is corrected in the course of the case."
    )
    done = _("The dates are corrected.")
    example = {"step": "identity-verification", "asked": "2025-10-22"}

    step = StepRef(offered=DATED, label=_("Step"))
    asked = Moment(
        label=_("When we asked"),
        help_text=_("Leave empty what is right."),
        required=False,
    )
    settled = Moment(
        label=_("When it was answered, done or refused"),
        help_text=_("Leave empty what is right."),
        required=False,
    )
    replied_on = letter_field(_("Leave empty what is right."))
