"""What the operations of retention take, declared once for web, API and admin."""

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice, Number, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.retention.choices import Ground
from cases.retention.models import RetentionRun
from cases.retention.operations.approving import approve_retention
from cases.retention.operations.asking import ask_retention_report
from cases.retention.operations.holds import lift_legal_hold, place_legal_hold
from cases.retention.operations.person import (
    anonymise_citizen,
    ask_anonymisation,
    decline_anonymisation,
)

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("retention-runs", RetentionRun, key="uuid", pattern=UUID)


@declares(place_legal_hold, at="citizens/place-legal-hold")
class PlaceLegalHold(OperationForm):
    """For proceedings, a claim or an inquiry."""

    title = _("Place a legal hold")
    what_happens = _("Nothing on the person and her cases is forgotten until the hold is lifted.")
    done = _("The legal hold stands.")
    bulk = False
    example = {"reason": "Claim before a court at home, paper 112/2025."}

    reason = Text(
        label=_("Why everything must be kept"),
        help_text=_("The number of the paper is best."),
        max_length=500,
        multiline=True,
    )


@declares(lift_legal_hold, at="citizens/lift-legal-hold")
class LiftLegalHold(OperationForm):
    """When the proceedings are over."""

    title = _("Lift the legal hold")
    what_happens = _("From now on the rules of retention count again.")
    done = _("The legal hold is lifted.")
    bulk = False
    example = {"reason": "The proceedings are over."}

    reason = Text(label=_("Why"), max_length=500, multiline=True)


@declares(ask_anonymisation, at="citizens/ask-anonymisation")
class AskAnonymisation(OperationForm):
    """One asks, another confirms."""

    title = _("Ask that the person be anonymised")
    what_happens = _(
        "Nothing is forgotten yet. The head of the department at headquarters decides."
    )
    done = _("It is asked that the person be anonymised.")
    bulk = False
    example = {"ground": "wish"}

    ground = Choice(Ground, label=_("Why"))


@declares(decline_anonymisation, at="citizens/decline-anonymisation")
class DeclineAnonymisation(OperationForm):
    """It may be asked for again."""

    title = _("Decline to anonymise the person")
    what_happens = _("Nothing is forgotten.")
    done = _("The person is not anonymised.")
    bulk = False


@declares(anonymise_citizen, at="citizens/anonymise")
class AnonymiseCitizen(OperationForm):
    """The end of what is known of a person."""

    title = _("Anonymise the person")
    what_happens = _(
        "Name, papers, contacts, relatives, notes, answers and all former values are erased, on "
        "every case of the person. Case numbers, days, places and outcomes stay, so that no figure "
        "changes. This cannot be undone."
    )
    done = _("The person is anonymised.")
    bulk = False
    example = {"reference": "BKK-2025-00001"}

    reference = Text(
        label=_("Number of a case of the person"),
        help_text=_("Type it in full. For a person without a case: the identifier of the record."),
        max_length=40,
    )


@declares(ask_retention_report, at="retention-runs/ask")
class AskRetentionReport(OperationForm):
    """It changes nothing: somebody approves it, or nobody does."""

    title = _("Make a report")
    what_happens = _(
        "Everybody on record is looked at by the rules of retention, in the background. Nothing is "
        "forgotten by it."
    )
    done = _("The report is being made.")
    starts_work = True


@declares(approve_retention, at="retention-runs/approve")
class ApproveRetention(OperationForm):
    """A report decides nothing until somebody answers for it."""

    title = _("Approve the report")
    what_happens = _(
        "Everybody who is due in the report is anonymised in the background, for good, and old "
        "rows of the machine are deleted. Whoever is held back is left out."
    )
    done = _("The report is approved and will be carried out.")
    bulk = False
    starts_work = True
    example = {"people": 0}

    people = Number(
        label=_("Number of people who are due"),
        help_text=_("Type the number that the report gives."),
        min_value=0,
    )
