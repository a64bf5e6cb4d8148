"""What issuing, withdrawing and answering a directive takes, and planning."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.fields import Choice, Day, Ref, Refs, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.incidents.choices import ReachedState
from cases.incidents.models import (
    CODE,
    Directive,
    Incident,
    MissionPlan,
)
from cases.incidents.operations import (
    acknowledge_directive,
    issue_directive,
    put_plan,
    report_progress,
    withdraw_directive,
)
from cases.missions.choices import MissionKind
from cases.missions.models import Mission

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

resource("directives", Directive, key="code", pattern=CODE)
resource("plans", MissionPlan, key="uuid", pattern=UUID)


def incident_field() -> Ref:
    """An incident, by code."""
    return Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor),
        label=_("Incident"),
    )


def addressable(actor: Actor, target: Any) -> Any:
    """Return the missions a directive may go to: all but headquarters, embassies first."""
    there = Mission.objects.visible_to(actor).in_force(present.today(actor.zone))
    missions = there.exclude(kind=MissionKind.HEADQUARTERS)
    rank = Case(
        When(kind=MissionKind.EMBASSY, then=0), When(kind=MissionKind.CONSULATE, then=1), default=2
    )
    return missions.order_by(rank, "country", "code")


class TitledDirective(OperationForm):
    """Holds the fields before `title` apart, since every form has a title of its own."""

    code = Text(
        label=_("Code"),
        help_text=_("The day of issue and a word or two, such as 2025-11-06-bring-home."),
        max_length=60,
        validators=[
            RegexValidator(
                rf"^{CODE}\Z",
                _("Begin with the year, then small letters, digits and single hyphens."),
                "malformed_code",
            )
        ],
    )
    incident = incident_field()
    missions = Refs(
        by="code",
        among=addressable,
        label=_("Missions that are to do it"),
        help_text=_("Each of them sees the directive, and only its own answers."),
    )
    title: ClassVar[Any] = Text(label=_("Title"), max_length=200)


@declares(issue_directive, at="directives/issue")
class IssueDirective(TitledDirective):
    """It is withdrawn or replaced by another one, never edited."""

    title = _("Issue a directive")
    what_happens = _("Each mission named is told and has to acknowledge the directive.")
    done = _("The directive was issued.")
    example = {
        "code": "2025-11-06-invented",
        "incident": "2025-10-myawaddy",
        "missions": ["BKK"],
        "title": "Invented directive",
        "text": "Say how many people may travel this week.",
        "issued_on": "2025-11-06",
        "due_on": "2025-11-20",
    }

    text = Text(
        label=_("What is to be done"),
        help_text=_(
            "In words that every reader understands; pages in Vietnamese show those below."
        ),
        max_length=8000,
        multiline=True,
    )
    title_vi = Text(label=_("The title, in Vietnamese"), max_length=200, required=False)
    text_vi = Text(
        label=_("What is to be done, in Vietnamese"),
        max_length=8000,
        multiline=True,
        required=False,
    )
    issued_on = Day(label=_("Day of issue"))
    due_on = Day(
        label=_("Due on"), help_text=_("Leave it empty where no day is set."), required=False
    )
    paper = Text(
        label=_("Number of the paper"),
        help_text=_("Of the ministry’s dispatch or telegram; never its secret content."),
        max_length=120,
        required=False,
    )
    source = Text(label=_("Source, with its date"), max_length=300, required=False)


@declares(withdraw_directive, at="directives/withdraw")
class WithdrawDirective(OperationForm):
    """What missions reported on it stays readable."""

    title = _("Withdraw the directive")
    what_happens = _("Nobody can answer it any more. It stays readable, and each mission is told.")
    done = _("The directive was withdrawn.")
    example = {"reason": "Replaced by another directive."}
    bulk = False

    reason = Text(label=_("Why"), max_length=1000, multiline=True)


@declares(acknowledge_directive, at="directives/acknowledge")
class AcknowledgeDirective(OperationForm):
    """Headquarters sees who has and who has not."""

    title = _("Acknowledge the directive")
    what_happens = _("You say that your mission has read it and will do it.")
    done = _("The directive was acknowledged.")
    example = {"note": "Two officers leave for Mae Sot tomorrow."}

    note = Text(label=_("Remarks"), max_length=4000, multiline=True, required=False)


@declares(report_progress, at="directives/report")
class ReportProgress(OperationForm):
    """Each report stays; the newest says how far the mission is."""

    title = _("Report on the directive")
    what_happens = _("Headquarters reads your report beside those of the other missions.")
    done = _("Your report was recorded.")
    example = {"state": "in_progress", "text": "Forty of seventy people were interviewed."}
    bulk = False

    state = Choice(ReachedState, label=_("How far are you?"))
    text = Text(
        label=_("What was done"),
        help_text=_("Numbers and case numbers; no names of citizens."),
        max_length=8000,
        multiline=True,
    )


@declares(put_plan, at="plans/put")
class PutPlan(OperationForm):
    """The former plan stays readable."""

    title = _("Enter the plan of the mission")
    what_happens = _("It stands in place of your mission’s former plan; headquarters reads it too.")
    done = _("The plan was recorded.")
    example = {
        "incident": "2025-10-myawaddy",
        "text": "Interview everyone held at Mae Sot by Friday.",
        "review_on": "2030-01-31",
    }

    incident = incident_field()
    text = Text(
        label=_("What the mission will do"),
        help_text=_("Numbers and case numbers; no names of citizens."),
        max_length=8000,
        multiline=True,
    )
    review_on = Day(
        label=_("Looked at again on"),
        help_text=_("From the day after, the plan is shown as overdue."),
    )
