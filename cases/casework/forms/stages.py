"""Opening a case and moving it through its stages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import (
    BY_LINK,
    ClosingOutcome,
    HoldReason,
    Outcome,
    ReportSource,
    Stage,
)
from cases.casework.forms.desk import officer_field
from cases.casework.models import Case
from cases.casework.operations import (
    advance_case,
    close_case,
    hold_case,
    open_case,
    record_fact,
    reopen_case,
    resume_case,
    void_case,
)
from cases.casework.stays_open import in_groups, what_stays_open
from cases.core.facts import Source
from cases.core.fields import Choice, Moment, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.incidents.models import Incident
from cases.procedures.models import Playbook

resource("cases", Case, key="reference", pattern=r"[A-Z]{3}-[0-9]{4}-[0-9]{5,}")

WHEN_HELP = _("The day, and the time of day if it is known, in the time of your mission.")


def note_field() -> Text:
    """A remark that goes with the act."""
    return Text(label=_("Remarks"), max_length=2000, multiline=True, required=False)


def reason_field(label: Any = None) -> Text:
    """Why this is done; kept with the act."""
    return Text(label=label or _("Why"), max_length=1000, multiline=True)


class OutcomeChoice(Choice):
    """How a case ended, of what somebody may say; a duplicate closes by a link alone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ClosingOutcome, label=_("Outcome"), **kwargs)

    def validate(self, value: Any) -> None:
        if value == Outcome.DUPLICATE:
            raise ValidationError(BY_LINK, code="duplicate_by_link")
        super().validate(value)


@declares(open_case, at="citizens/open-case")
class OpenCase(OperationForm):
    """One person has one case in an incident."""

    title = _("Open a case")
    what_happens = _("The case gets its number and begins in the stage reported.")
    done = _("The case is open.")
    example = {
        "incident": "2025-10-myawaddy",
        "report_source": "relative",
        "reported": "2025-10-22",
    }

    incident = Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor).filter(is_open=True),
        label=_("Incident"),
    )
    report_source = Choice(ReportSource, label=_("How we came to know"))
    reported = Moment(label=_("When we were told"), help_text=WHEN_HELP, required=False)
    came_in = Moment(
        label=_("When the person came into the incident"),
        help_text=_("As far as known. Leave it empty if nobody can say."),
        required=False,
    )
    summary = Text(label=_("Summary"), max_length=2000, multiline=True, required=False)
    officer = officer_field()
    playbook = Ref(
        by="reference",
        among=lambda actor, target: Playbook.objects.current(),
        label=_("Playbook"),
        help_text=_("Leave it empty to take the one that fits where the person is."),
        required=False,
    )


@declares(advance_case, at="cases/advance")
class AdvanceCase(OperationForm):
    """One stage on, now."""

    title = _("Advance to the next stage")
    what_happens = _(
        "The case moves one stage on, as of now, if nothing is missing that its playbook asks for."
    )
    done = _("The case moved one stage on.")
    example = {"note": "Spoke to her at the shelter."}

    note = note_field()


@declares(record_fact, at="cases/record-fact")
class RecordFact(OperationForm):
    """Facts are recorded whatever is open, late ones too."""

    title = _("Record a fact")
    what_happens = _(
        "Use this for what has happened already, without our act or earlier than now. "
        "What came later stays in order behind it."
    )
    done = _("The fact is recorded.")
    example = {
        "stage": "contacted",
        "when": "2025-10-22",
        "source": "mission",
        "reason": "Met at the shelter, entered a day late.",
    }

    stage = Choice(Stage, label=_("Stage reached"))
    outcome = OutcomeChoice(help_text=_("Only when the stage is closed."), required=False)
    when = Moment(label=_("When it happened"), help_text=WHEN_HELP)
    source = Choice(Source, label=_("Who says so"))
    source_detail = Text(label=_("More on the source"), max_length=300, required=False)
    reason = reason_field(_("What happened"))


@declares(hold_case, at="cases/hold")
class HoldCase(OperationForm):
    """The stage stays; the case waits."""

    title = _("Put on hold")
    what_happens = _("The case keeps its stage and cannot be advanced until it is resumed.")
    done = _("The case is on hold.")
    example = {"reason": "awaiting_host", "note": "Court date not known."}

    reason = Choice(HoldReason, label=_("Why it waits"))
    note = note_field()


@declares(resume_case, at="cases/resume")
class ResumeCase(OperationForm):
    """Off hold."""

    title = _("Resume")
    what_happens = _("The case goes on at the stage it had.")
    done = _("The case goes on.")
    example = {"note": "Court decided."}

    note = note_field()


@declares(close_case, at="cases/close")
class CloseCase(OperationForm):
    """With an outcome."""

    title = _("Close the case")
    what_happens = _("The case leaves the list of open cases. It can be reopened.")
    done = _("The case is closed.")
    example = {"outcome": "own_means", "note": "Flew home on her own ticket."}
    template = "casework/close_case.html"

    outcome = OutcomeChoice()
    note = note_field()

    @cached_property
    def stays_open(self) -> list[dict[str, Any]]:
        """What stays open of the case; nothing where many are closed at once."""
        if self.target is None or self.target.stage == Stage.CLOSED:
            return []
        return in_groups(what_stays_open(self.actor, self.target))

    @property
    def same_person_url(self) -> str:
        """Where the record is linked with the other one of the person; empty for who may not."""
        if self.target is None or not self.actor.may("citizen.link_same"):
            return ""
        page = reverse("citizen_operation", args=[self.target.citizen.uuid, "link-same-person"])
        return f"{page}?case={self.target.reference}"


@declares(reopen_case, at="cases/reopen")
class ReopenCase(OperationForm):
    """Back to the stage before closing, unless another is named."""

    title = _("Reopen the case")
    what_happens = _("The case goes back to the stage it had before it was closed.")
    done = _("The case is open again.")
    example = {"reason": "She was found at the second shelter."}

    reason = reason_field()
    stage = Choice(Stage, label=_("Reopen at another stage"), required=False)


@declares(void_case, at="cases/void")
class VoidCase(OperationForm):
    """For a case that never was one."""

    title = _("Void the case")
    what_happens = _(
        "Only for a case opened by mistake. It leaves every count; the record of it stays."
    )
    done = _("The case is void.")
    example = {"reason": "Entered twice by mistake."}

    reason = reason_field()
