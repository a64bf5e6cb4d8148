"""Opening a case and moving it through its stages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import (
    HoldReason,
    ReportSource,
)
from cases.casework.forms.desk import officer_field
from cases.casework.models import Case
from cases.casework.operations import (
    advance_case,
    hold_case,
    open_case,
    record_hold,
    resume_case,
    void_case,
)
from cases.core.fields import Choice, Moment, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.incidents.models import Incident
from cases.procedures.models import Playbook

resource("cases", Case, key="reference", pattern=r"[A-Z]{3}-[0-9]{4}-[0-9]{5,}")

CAME_IN_HELP = _(
    "As far as known. Leave it empty if nobody can say. A case that begins before its incident is "
    "among the entries to check."
)
WHEN_HELP = _("The day, and the time of day if it is known, in the time of your mission.")
DIED_THEN = _(
    "The day, and the time of day if it is known, in the time of your mission. With the outcome "
    "“Died” it is when the person died."
)


def note_field() -> Text:
    """A remark that goes with the act."""
    return Text(label=_("Remarks"), max_length=2000, multiline=True, required=False)


def reason_field(label: Any = None) -> Text:
    """Why this is done; kept with the act."""
    return Text(label=label or _("Why"), max_length=1000, multiline=True)


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
        help_text=CAME_IN_HELP,
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


@declares(hold_case, at="cases/hold")
class HoldCase(OperationForm):
    """The stage stays; the case waits."""

    title = _("Put on hold")
    what_happens = _("The case keeps its stage and cannot be advanced until it is resumed.")
    done = _("The case is on hold.")
    example = {"reason": "awaiting_host", "note": "Court date not known."}

    reason = Choice(HoldReason, label=_("Why it waits"))
    note = note_field()


@declares(record_hold, at="cases/record-hold")
class RecordHold(OperationForm):
    """Late news of a hold that is over."""

    title = _("Record a hold that is over")
    what_happens = _(
        "Use this when nobody put the case on hold at the time. What came later stays in order."
    )
    done = _("The hold is recorded, from its beginning to its end.")
    example = {
        "reason": "awaiting_host",
        "held_from": "2025-10-22",
        "held_until": "2025-10-23",
        "note": "Court date not known.",
    }

    reason = Choice(HoldReason, label=_("Why it waited"))
    held_from = Moment(label=_("On hold from"), help_text=WHEN_HELP)
    held_until = Moment(label=_("Until"), help_text=WHEN_HELP)
    note = note_field()


@declares(resume_case, at="cases/resume")
class ResumeCase(OperationForm):
    """Off hold."""

    title = _("Resume")
    what_happens = _("The case goes on at the stage it had.")
    done = _("The case goes on.")
    example = {"note": "Court decided."}

    note = note_field()


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
