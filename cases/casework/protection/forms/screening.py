"""Assessments and decisions about exploitation."""

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.casework.protection.choices import Appeal, DecidingBody, DecisionResult
from cases.casework.protection.forms.answers import Answers, WithAnswers
from cases.casework.protection.models import Assessment, ProtectionDecision
from cases.casework.protection.operations import (
    note_appeal,
    record_assessment,
    record_decision,
    withdraw_decision,
)
from cases.core.fields import Choice, Day, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource

resource("assessments", Assessment, key="uuid", pattern=UUID)
resource("protection-decisions", ProtectionDecision, key="uuid", pattern=UUID)


@declares(record_assessment, at="cases/assess")
class RecordAssessment(WithAnswers):
    """What was asked and answered; each time a new version."""

    title = _("Record an assessment")
    what_happens = _(
        "The answers are kept as they were given, beside earlier ones. They show indications: "
        "whether somebody was exploited is decided by the body that may decide it."
    )
    done = _("The assessment is recorded.")
    example = {
        "assessed_on": "2025-11-20",
        "place": "Shelter in Mae Sot",
        "assessor": "Invented officer",
        "answers": {
            "act": {"answer": "yes", "words": "An agency brought him across the river."},
            "means": {"answer": "not_asked"},
            "purpose": {"answer": "yes", "words": "He had to type to strangers all day."},
        },
    }
    bulk = False
    follows = "spoken"

    assessed_on = Day(label=_("Day of the interview"))
    place = Text(label=_("Where"), max_length=160)
    assessor = Text(label=_("Who asked"), max_length=160)
    interpreter = Text(label=_("Interpreter"), max_length=160, required=False)
    spoken = Text(label=_("In which language"), max_length=60, required=False)
    answers = Answers(label=_("Answers"))
    words = Text(
        label=_("What else the person told"),
        help_text=_("What was said, in the words of the person; no judgement."),
        max_length=8000,
        multiline=True,
        required=False,
    )


@declares(record_decision, at="cases/record-decision")
class RecordDecision(OperationForm):
    """Who decided what, when, on which ground."""

    title = _("Record a decision")
    what_happens = _(
        "It stands with the body that decided, its day and its ground. Decisions of the host state "
        "and at home stand beside each other."
    )
    done = _("The decision is recorded.")
    example = {
        "decided_by": "thai-mdt",
        "result": "under_way",
        "decided_on": "2025-11-20",
        "law": "Invented act, s. 33",
        "document_number": "MDT 1/2025",
    }
    bulk = False

    decided_by = Choice(DecidingBody, label=_("Which body decided"))
    body_words = Text(
        label=_("Its name"),
        help_text=_("As it stands on the document; needed for a body that is not in the list."),
        max_length=160,
        required=False,
    )
    result = Choice(DecisionResult, label=_("What it decided"))
    decided_on = Day(label=_("Day of the decision"))
    law = Text(label=_("On which ground"), help_text=_("Law and article."), max_length=200)
    document_number = Text(label=_("Number of the document"), max_length=80, required=False)
    words = Text(label=_("Remarks"), max_length=4000, multiline=True, required=False)


@declares(note_appeal, at="protection-decisions/note-appeal")
class NoteAppeal(OperationForm):
    """Whether a decision is being reviewed."""

    title = _("Note an appeal")
    done = _("The appeal is noted.")
    example = {"appeal": "filed", "appeal_on": "2025-11-25"}
    bulk = False

    appeal = Choice(Appeal, label=_("How far it is"))
    appeal_on = Day(
        label=_("Day"),
        help_text=_("Filed or decided on; as long as it is only possible, the last day for it."),
        required=False,
    )
    words = Text(label=_("Remarks"), max_length=2000, multiline=True, required=False)


@declares(withdraw_decision, at="protection-decisions/withdraw")
class WithdrawDecision(OperationForm):
    """For one that was entered wrongly, or that its body took back."""

    title = _("Withdraw the record of a decision")
    what_happens = _("It stays, marked as withdrawn with the reason.")
    done = _("The decision is withdrawn.")
    example = {"reason": "It was about another person."}
    bulk = False

    reason = Text(label=_("Why"), max_length=1000, multiline=True)
