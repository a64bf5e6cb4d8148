"""What the operations on exports take, declared once for web, API and admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import BlockerKind, Stage
from cases.citizens.forms.person import UUID
from cases.core.actor import Actor
from cases.core.fields import Choice, Number, Ref, Text, YesNo
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.exports.choices import Age, ExportFormat, ExportKind, Held, Officer, TakingPurpose
from cases.exports.models import Export
from cases.exports.operations import (
    approve_export,
    ask_export,
    refuse_export,
    start_export,
    withdraw_export,
)
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.places.choices import Country
from cases.procedures.choices import Body

resource("exports", Export, key="uuid", pattern=UUID)


def missions_for(actor: Actor, target: Any) -> Any:
    """Return the missions by which headquarters narrows; for others there is but their own."""
    missions = Mission.objects.visible_to(actor)
    return missions if actor.is_headquarters else missions.none()


@declares(ask_export, at="exports/ask")
class AskExport(OperationForm):
    """Which rows, in which form, what for."""

    title = _("Ask for an export")
    what_happens = _(
        "The rows are counted first and nothing is written yet. Who asked, what for and which rows "
        "were taken along stays on record."
    )
    done = _("The rows are counted. Look at the number before you go on.")
    example = {
        "kind": "cases",
        "format": "csv",
        "purpose": "reporting",
        "words": "Weekly report to the Consular Department",
        "stage": "reported",
    }

    kind = Choice(ExportKind, label=_("What stands in the file"))
    format = Choice(ExportFormat, label=_("Form of the file"))
    purpose = Choice(TakingPurpose, label=_("What it is for"))
    words = Text(
        label=_("For whom, and why"),
        help_text=_("In words of your own, without the name or number of a person."),
        max_length=200,
    )
    incident = Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor),
        label=_("Incident"),
        required=False,
    )
    mission = Ref(
        by="code",
        among=missions_for,
        label=_("Mission"),
        help_text=_("Only for headquarters, and for cases."),
        required=False,
    )
    stage = Choice(Stage, label=_("Stage"), help_text=_("For cases."), required=False)
    only_open = YesNo(label=_("Only open cases"), help_text=_("For cases."), required=False)
    held = Choice(Held, label=_("On hold"), help_text=_("For cases."), required=False)
    assigned = Choice(Officer, label=_("Officer"), help_text=_("For cases."), required=False)
    country = Choice(
        Country,
        label=_("Where the person is now"),
        help_text=_("For cases and people."),
        required=False,
    )
    age = Choice(Age, label=_("Age"), help_text=_("For cases."), required=False)
    blocker = Choice(BlockerKind, label=_("What blocks"), help_text=_("For cases."), required=False)
    must_act = Choice(Body, label=_("Who must act"), help_text=_("For cases."), required=False)
    voided = YesNo(
        label=_("With entries that were voided"),
        help_text=_("For crossings and stays."),
        required=False,
    )


@declares(start_export, at="exports/start")
class StartExport(OperationForm):
    """Go on with the number that was counted."""

    title = _("Go on with this number")
    what_happens = _(
        "The file is written in the background. Above the number that the rules set, a second "
        "person decides first."
    )
    done = _("It goes on. You are told when the file is ready.")
    bulk = False


@declares(approve_export, at="exports/approve")
class ApproveExport(OperationForm):
    """Somebody else answers for it too."""

    title = _("Approve the export")
    what_happens = _("The file is written, and whoever asked takes it.")
    done = _("The export is approved.")
    bulk = False
    refuses = (422,)
    example = {"rows": 1}

    rows = Number(
        label=_("Number of rows"),
        help_text=_("Type the number that was counted."),
        min_value=0,
        max_value=2_000_000_000,
    )


@declares(refuse_export, at="exports/refuse")
class RefuseExport(OperationForm):
    """Nothing is written."""

    title = _("Refuse the export")
    what_happens = _("Nothing is written. Whoever asked is told.")
    done = _("The export is refused.")
    bulk = False
    example = {"reason": "The list of last week is enough."}

    reason = Text(
        label=_("Why"),
        help_text=_("In words of your own, without the name or number of a person."),
        max_length=200,
    )


@declares(withdraw_export, at="exports/withdraw")
class WithdrawExport(OperationForm):
    """Taken back; a file that is there goes."""

    title = _("Withdraw the export")
    what_happens = _("Nothing more is written, and a file that is there already is let go.")
    done = _("The export is withdrawn.")
    bulk = False
