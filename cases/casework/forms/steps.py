"""Work on the steps of a case."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import StepStatus, Verdict
from cases.casework.forms.stages import WHEN_HELP, note_field, reason_field
from cases.casework.forms.step_fields import (
    Result,
    StepRef,
    WithResult,
    deciding_fields,
    picked_step,
    steps_to_waive,
)
from cases.casework.models import Case, Inquiry, Step
from cases.casework.operations import (
    ask_step,
    complete_step,
    record_answer,
    redate_step,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.casework.operations.step_dates import OnRecord, dates_on_record
from cases.casework.operations.step_rows import days_said
from cases.casework.progress.moments import HOME
from cases.casework.verdicts import judged, turned
from cases.core.actor import Actor
from cases.core.beforehand import found_beforehand
from cases.core.fields import Choice, Day, Moment, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.missions.models import Authority
from cases.procedures.choices import OF_VIETNAM, Body
from cases.templatetags.moments import day_words, days_words

TO_DO = (StepStatus.OPEN, StepStatus.ASKED)
SETTLED = (StepStatus.DONE, StepStatus.REFUSED, StepStatus.WAIVED)
DATED = (StepStatus.OPEN, StepStatus.ASKED, StepStatus.DONE, StepStatus.REFUSED)
DATES = ("asked", "settled", "replied_on")
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


def verdicts_beforehand(form: OperationForm, *needed: str) -> list[str] | None:
    """Return which limits would be judged otherwise by what was picked.

    None where it would be refused, and where none of what is `needed` was said.
    """
    initial = dict(form.initial)
    said = form if form.is_bound else type(form)(form.actor, form.target, json=initial)
    if said.problems() or (needed and not any(said.cleaned_data[name] for name in needed)):
        return None

    def act() -> list[str]:
        case = Case.objects.visible_to(form.actor).get(pk=form.target.pk)
        before = judged(form.actor, case)
        form.operation(form.actor, case, **said.arguments())
        return [str(turn) for turn in turned(before, judged(form.actor, case))]

    return found_beforehand(act)


class SettleStep(WithResult):
    """What settles a step: of one that was taken up again it says what is judged otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step = picked_step(self) if self.target is not None and self.body is None else None
        self.taken_up_at = step.taken_up_at if isinstance(step, Step) else None
        self.has_preview = self.taken_up_at is not None

    def consequences(self) -> list[Any]:
        """Say what an earlier day does, and which limits are judged otherwise by what was said."""
        if self.taken_up_at is None:
            return []
        words = gettext(
            "It was taken up again on %(day)s. Where it was done before that, what was judged by "
            "it is judged anew; the former verdict stays on record."
        )
        day = day_words(self.taken_up_at.astimezone(ZoneInfo(self.target.mission.zone)).date())
        turns = verdicts_beforehand(self)
        nothing = [gettext("No limit is judged otherwise by this.")] if turns == [] else []
        return [words % {"day": day}, *(turns or nothing)]


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
class RecordAnswer(SettleStep):
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

    def may_decide(self) -> bool:
        """Only a body of Viet Nam decides by its answer who is a national."""
        step = picked_step(self)
        if not isinstance(step, Step):
            return True
        asked = Inquiry.objects.visible_to(self.actor).unanswered().filter(step=step)
        return not asked.exclude(body__in=OF_VIETNAM).exists()


@declares(complete_step, at="cases/complete-step")
class CompleteStep(SettleStep):
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


class QuestionRef(Ref):
    """A question, named by who was asked and when."""

    def narrow(self, actor: Actor, target: Any) -> None:
        super().narrow(actor, target)
        self.zone = target.mission.zone if target is not None else actor.zone

    def label_of(self, row: Any) -> str:
        """Return what tells it from the others: its dates stand in the choice itself."""
        asked = days_words(row.asked_from, row.asked_at, self.zone, HOME)
        if row.answered_at is None:
            return gettext("%(who)s, %(asked)s: no answer yet") % {"who": row, "asked": asked}
        said = {
            "who": row,
            "asked": asked,
            "answered": days_words(row.answered_from, row.answered_at, self.zone, HOME),
        }
        words = gettext("%(who)s, %(asked)s: answered %(answered)s") % said
        if row.replied_on is None:
            return words
        letter = gettext("letter of %(day)s") % {"day": day_words(row.replied_on)}
        return f"{words}, {letter}"


@declares(redate_step, at="cases/redate-step")
class RedateStep(OperationForm):
    """What was recorded with it stays."""

    title = _("Correct its dates")
    what_happens = _(
        "Fill in only the dates that are wrong. The deadlines that depend on them are checked "
        "again, and the former dates stay on record."
    )
    done = _("The dates are corrected.")
    example = {"step": "identity-verification", "asked": "2025-10-22"}
    has_preview = True
    bulk = False

    step = StepRef(offered=DATED, label=_("Step"))
    asked = Moment(label=_("When we asked"), required=False)
    settled = Moment(label=_("When it was answered, done or refused"), required=False)
    replied_on = letter_field()
    question = QuestionRef(
        by="uuid",
        among=lambda actor, case: Inquiry.objects.visible_to(actor).filter(case=case),
        label=_("Which question"),
        help_text=_("The last one, unless you say which."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["step", "question"])
        if self.body is None:
            self.narrow_questions()
        said = self.dates
        if said is None:
            return
        zone, asked, answered = self.target.mission.zone, said.asked, said.answered
        known = {
            "asked": days_words(asked.asked_from, asked.asked_at, zone) if asked else "",
            "settled": days_words(said.settled.first, said.settled.last, zone)
            if said.settled
            else "",
            "replied_on": day_words(answered.replied_on)
            if answered and answered.replied_on
            else "",
        }
        for name, words in known.items():
            self.fields[name].help_text = gettext("On record now: %(now)s.") % {
                "now": words or gettext("nothing")
            }

    def narrow_questions(self) -> None:
        """Ask which question is meant only where several were put about the step."""
        field, step = self.fields["question"], picked_step(self)
        assert isinstance(field, QuestionRef)
        assert field.rows is not None
        field.rows = field.rows.filter(step=step.pk) if isinstance(step, Step) else None
        if field.rows is None or field.rows.count() < 2:
            del self.fields["question"]

    @cached_property
    def dates(self) -> OnRecord | None:
        """The dates of the step, and question, that was picked on the page of one case."""
        if self.body is not None or self.target is None:
            return None
        step, field = picked_step(self), self.fields.get("question")
        if not isinstance(step, Step):
            return None
        named = (self.data if self.is_bound else self.initial).get("question")
        rows = field.rows if isinstance(field, QuestionRef) else None
        found = [row for row in rows or () if str(row.uuid) == named]
        return dates_on_record(self.target, step, found[0] if found else None)

    def consequences(self) -> list[Any]:
        """Say which limits are judged otherwise, and which stage moves with the answer."""
        if self.dates is None:
            return []
        return [*self.verdicts(), *self.result_words(self.dates), self.stage_words(self.dates)]

    def result_words(self, dates: OnRecord) -> list[str]:
        """Return what becomes of the day in the result, which is that of the step."""
        if dates.named is None:
            return []
        label, day = dates.named
        form = self
        if not self.is_bound:
            form = type(self)(self.actor, self.target, json=dict(self.initial))
        settled = None if form.problems() else form.cleaned_data.get("settled")
        words: Any = gettext(
            "“%(label)s” of the result, on record as %(day)s, is the day of the step. If you "
            "correct when it was done, the result has the same day."
        )
        said = {"label": label, "day": day_words(day)}
        first, last = days_said(settled, self.target.mission.zone) if settled else (day, None)
        if first == last:
            words = gettext("“%(label)s” of the result: %(day)s → %(right)s.")
            said["right"] = day_words(first)
        return [words % said]

    def verdicts(self) -> list[str]:
        """Return which limits would be judged otherwise by what was picked."""
        turns = verdicts_beforehand(self, *DATES)
        if turns == []:
            return [gettext("No limit is judged otherwise by these dates.")]
        return turns or []

    def stage_words(self, dates: OnRecord) -> str:
        """Return which stage moves with the answer."""
        stage = dates.stage
        if stage is None:
            return gettext("No stage of the case moves with these dates.")
        zone = self.target.mission.zone
        words = gettext(
            "The stage “%(stage)s” of %(day)s was recorded in one act with this answer. If you "
            "correct when it was answered, the stage moves to the same day."
        )
        day = days_words(stage.occurred_from, stage.occurred_at, zone)
        return words % {"stage": stage.get_to_stage_display(), "day": day}
