"""What the acts on a report take."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.fields import Choice, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.reports.choices import CloseReason
from cases.reports.forms.taking import missions_for
from cases.reports.models import ReceivedReport, ReportLink
from cases.reports.operations import (
    close_report,
    join_report,
    link_report,
    open_report,
    pass_report,
    put_back_report,
    reopen_report,
    return_report,
    separate_report,
    take_report,
    unlink_report,
)

UNKNOWN_CASE = _("There is no such case in your sight.")
UNKNOWN_REPORT = _("There is no such report in your sight.")


@declares(open_report, at="received-reports/open")
class OpenReport(OperationForm):
    """From then on it is read, and no longer counted as unopened."""

    title = _("Open the report")
    what_happens = _("It goes on record that you have read it.")
    done = _("The report is open.")
    example = {}


@declares(take_report, at="received-reports/take")
class TakeReport(OperationForm):
    """Others see who works on it."""

    title = _("Work on this report")
    what_happens = _("Others see that you work on it.")
    done = _("You are working on this report.")
    example = {}
    bulk = False


@declares(put_back_report, at="received-reports/put-back")
class PutBackReport(OperationForm):
    """For whoever comes next."""

    title = _("Put the report back")
    what_happens = _("Nobody works on it any more; it stays among those to be worked on.")
    done = _("The report is put back.")
    example = {}
    bulk = False


@declares(link_report, at="received-reports/link")
class LinkReport(OperationForm):
    """To each case whose person it is about."""

    title = _("Link to a case")
    what_happens = _("The report then stands in the course of the case.")
    done = _("The report is linked to the case.")
    example = {"case": "BKK-2025-00042"}
    bulk = False

    case = Text(label=_("Number of the case"), max_length=24)

    def clean_case(self) -> Case:
        """Return the case under the number, as far as it is in sight."""
        number = self.cleaned_data["case"].upper()
        rows = Case.objects.visible_to(self.actor).select_related("citizen")
        found = rows.filter(reference=number).first() if number.isprintable() else None
        if found is None:
            raise ValidationError(UNKNOWN_CASE, code="unknown")
        return found


def links_of(actor: Actor, target: Any) -> Any:
    """Return the cases a report is linked to, as far as they are in sight."""
    rows = ReportLink.objects.visible_to(actor).standing().filter(report=target)
    return rows.select_related("case").order_by("pk")


@declares(unlink_report, at="received-reports/unlink")
class UnlinkReport(OperationForm):
    """The report is not about that person."""

    title = _("Take a link back")
    what_happens = _("The report is no longer linked to that case. That it was stays on record.")
    done = _("The link is taken back.")
    example = {"link": "0c9f7a52-6f0e-4f54-9d3b-6a5f3f0f4a11"}
    bulk = False

    link = Ref(by="uuid", among=links_of, label=_("Case"))


@declares(close_report, at="received-reports/close")
class CloseReport(OperationForm):
    """Without a case, with the reason."""

    title = _("Close the report")
    what_happens = _("It stays, and can be opened again. Nothing is deleted.")
    done = _("The report is closed.")
    example = {"reason": "nobody_named", "note": "Asked back twice, no answer."}

    reason = Choice(CloseReason, label=_("Why"))
    note = Text(label=_("In words"), max_length=1000, multiline=True, required=False)


@declares(reopen_report, at="received-reports/reopen")
class ReopenReport(OperationForm):
    """Among those to be worked on."""

    title = _("Open the closed report again")
    what_happens = _("It is among those to be worked on again.")
    done = _("The report is to be worked on again.")
    example = {}
    bulk = False


@declares(join_report, at="received-reports/join")
class JoinReport(OperationForm):
    """This one stays and points to the other."""

    title = _("Join to an earlier report")
    what_happens = _(
        "Both say the same. This one stays as it is and points to the other, on which the work "
        "goes on. It can be separated again."
    )
    done = _("The report is joined to the earlier one.")
    example = {"same_as": "0c9f7a52-6f0e-4f54-9d3b-6a5f3f0f4a11"}
    bulk = False

    same_as = Text(
        label=_("The other report"), help_text=_("Its identifier, from its page."), max_length=36
    )

    def clean_same_as(self) -> ReceivedReport:
        """Return the other report, as far as it is in sight."""
        rows = ReceivedReport.objects.visible_to(self.actor)
        try:
            return rows.get(uuid=self.cleaned_data["same_as"])
        except (ReceivedReport.DoesNotExist, ValidationError):
            raise ValidationError(UNKNOWN_REPORT, code="unknown") from None


@declares(separate_report, at="received-reports/separate")
class SeparateReport(OperationForm):
    """They do not say the same."""

    title = _("Separate from the earlier report")
    what_happens = _("This one is among those to be worked on again.")
    done = _("The report stands by itself again.")
    example = {}
    bulk = False


@declares(pass_report, at="received-reports/pass")
class PassReport(OperationForm):
    """To the mission where the person is."""

    title = _("Pass to a mission")
    what_happens = _("The mission is told. There nobody has opened it yet.")
    done = _("The report is passed on.")
    example = {"mission": "BKK"}

    mission = Ref(by="code", among=missions_for, always=True, label=_("Mission"))


@declares(return_report, at="received-reports/return")
class ReturnReport(OperationForm):
    """For headquarters, which passes it on."""

    title = _("Give back to headquarters")
    what_happens = _("Headquarters is told and passes it on. Your mission can still read it.")
    done = _("The report is given back.")
    example = {"reason": "The person is in another country."}

    reason = Text(label=_("Why"), max_length=1000, multiline=True)
