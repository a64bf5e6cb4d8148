"""What taking down, confirming and settling a request about personal data takes."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseBasis
from cases.citizens.forms.person import UUID
from cases.core.actor import Actor
from cases.core.fields import Choice, Day, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.privacy.choices import Asker, RightsChannel, RightsKind, RightsOutcome
from cases.privacy.models import PersonReport, RightsRequest
from cases.privacy.operations import (
    answer_rights_request,
    confirm_rights_request,
    extend_rights_request,
    record_rights_request,
    refuse_rights_request,
    withdraw_rights_request,
)

resource("rights-requests", RightsRequest, key="uuid", pattern=UUID)
IN_BRIEF = 2000


def reports_on(actor: Actor, target: Any) -> Any:
    """Return the reports on the person that the reader sees, the newest first."""
    rows = PersonReport.objects.visible_to(actor).filter(citizen_id=target.citizen_id)
    return rows.select_related("mission").order_by("-recorded_at", "-pk")


def withdrawn_bases(actor: Actor, target: Any) -> Any:
    """Return the consents of the person that were withdrawn, as far as the reader sees them."""
    rows = CaseBasis.objects.visible_to(actor).filter(case__citizen_id=target.citizen_id)
    found = rows.filter(withdrawn_at__isnull=False).select_related("case", "legal_basis")
    return found.order_by("-withdrawn_at", "-pk")


class BasisOfCase(Ref):
    """A legal basis with the number of its case."""

    def label_of(self, row: Any) -> str:
        return f"{row.case.reference} · {row.legal_basis.label}"


class ReportOfDay(Ref):
    """A report, with the day on which it was asked for."""

    def label_of(self, row: Any) -> str:
        asked_on = row.recorded_at.astimezone(ZoneInfo(row.mission.zone))
        return f"{date_format(asked_on)} · {row.get_reason_display()}"


@declares(record_rights_request, at="citizens/record-rights-request")
class RecordRightsRequest(OperationForm):
    """As it was said, on the day it came in."""

    title = _("Record a request about her data")
    what_happens = _(
        "Your mission answers within two working days: it does what is asked, refuses it with a "
        "ground, or confirms it and says how it goes on. The day it came in does not count."
    )
    done = _("The request is on record.")
    example = {
        "kind": "copy",
        "asked_by": "relative",
        "asker_name": "Invented Sister",
        "mandate": "Written authority of 18 November, number 12",
        "channel": "email",
        "received_on": "2025-11-20",
        "words": "She wants to read what is written about her.",
    }
    bulk = False
    makes_another = True

    kind = Choice(RightsKind, label=_("What is asked"))
    received_on = Day(
        label=_("Came in on"), help_text=_("The day it reached us, in the time of the mission.")
    )
    channel = Choice(RightsChannel, label=_("By which way"))
    words = Text(
        label=_("What was asked, in brief"),
        help_text=_("In the words used; of a letter its number."),
        max_length=IN_BRIEF,
        multiline=True,
    )
    asked_by = Choice(Asker, label=_("Who asks"))
    asker_name = Text(
        label=_("Name of who acts for her"),
        help_text=_("Only where the person does not ask herself."),
        max_length=200,
        required=False,
    )
    mandate = Text(
        label=_("What lets them act for her"),
        help_text=_("A written authority with its day and number, or parent of a child."),
        max_length=1000,
        multiline=True,
        required=False,
    )


@declares(confirm_rights_request, at="rights-requests/confirm")
class ConfirmRightsRequest(OperationForm):
    """Within two working days, where it cannot be answered at once."""

    title = _("Confirm the request")
    what_happens = _(
        "You have told whoever asked that the request came in and how it goes on. From now on the "
        "term for doing it runs, counted from the day it came in."
    )
    done = _("The confirmation is noted.")
    example = {"confirmed_on": "2025-11-21"}
    bulk = False

    confirmed_on = Day(label=_("Confirmed on"))


@declares(answer_rights_request, at="rights-requests/answer")
class AnswerRightsRequest(OperationForm):
    """After it was done, and whoever asked was told."""

    title = _("Answer the request")
    what_happens = _(
        "You say what was done and when whoever asked was told. The request is settled with it and "
        "is not opened again: what is asked anew is a new request."
    )
    done = _("The answer is on record.")
    example = {
        "outcome": "told",
        "settled_on": "2025-11-21",
        "answer": "Told by telephone what is kept and for what purpose.",
    }
    bulk = False

    outcome = Choice(RightsOutcome, label=_("What was done"))
    settled_on = Day(label=_("Answered on"))
    report = ReportOfDay(
        by="uuid",
        among=reports_on,
        label=_("Which report"),
        help_text=_("Only where the report to the person was handed over."),
        required=False,
    )
    basis = BasisOfCase(
        by="uuid",
        among=withdrawn_bases,
        label=_("Which consent"),
        help_text=_("Only where consent was withdrawn: note it on the case first."),
        required=False,
    )
    answer = Text(label=_("What was answered"), max_length=IN_BRIEF, multiline=True, required=False)


@declares(extend_rights_request, at="rights-requests/extend")
class ExtendRightsRequest(OperationForm):
    """Once, where the law allows it for this kind."""

    title = _("Take more time")
    what_happens = _(
        "You have told whoever asked that it takes longer, and why. The term is made longer once."
    )
    done = _("The longer term is noted.")
    example = {"reason": "Two missions hold data on her.", "extended_on": "2025-11-21"}
    bulk = False

    reason = Text(label=_("Why it takes longer"), max_length=IN_BRIEF, multiline=True)
    extended_on = Day(label=_("Told on"))


@declares(refuse_rights_request, at="rights-requests/refuse")
class RefuseRightsRequest(OperationForm):
    """With a reason, and the law it rests on."""

    title = _("Refuse the request")
    what_happens = _(
        "Whoever asked gets the reason and the legal ground in writing. The report to the person "
        "shows both."
    )
    done = _("The refusal is on record.")
    example = {
        "answer": "Another person would be named.",
        "refusal_ground": "Law 91/2025/QH15, article to be named by the ministry",
        "settled_on": "2025-11-21",
    }
    bulk = False

    answer = Text(label=_("Reason given"), max_length=IN_BRIEF, multiline=True)
    refusal_ground = Text(
        label=_("Legal ground"),
        help_text=_("Law and article that allow to refuse it."),
        max_length=500,
    )
    settled_on = Day(label=_("Refused on"))


@declares(withdraw_rights_request, at="rights-requests/withdraw")
class WithdrawRightsRequest(OperationForm):
    """By whoever asked, not by us."""

    title = _("The request was withdrawn")
    what_happens = _("Whoever asked wants it no longer. The request stays on record.")
    done = _("The withdrawal is noted.")
    example = {"settled_on": "2025-11-21"}
    bulk = False

    settled_on = Day(label=_("Withdrawn on"))
    answer = Text(label=_("What was said"), max_length=IN_BRIEF, multiline=True, required=False)
