"""Which tables the report to a person shows, in which order; and those that hold nothing for her.

A test walks all models: each one that leads to a person or a case stands here, or below with the
reason why it does not.
"""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from cases.casework.follow_up.models import WelfareCheck, WelfareFinding
from cases.casework.groups.models import GroupMember
from cases.casework.models import (
    Case,
    CaseBasis,
    Clock,
    ContactEntry,
    Inquiry,
    Note,
    Reminder,
    SealedNote,
    SealedPart,
    Share,
    Statement,
    Step,
    StepResult,
    Transfer,
    Transition,
)
from cases.casework.protection.models import (
    Assessment,
    FitnessFinding,
    ProtectionDecision,
    TravelFitness,
    Vulnerability,
)
from cases.casework.recounts.models import RecountedClock
from cases.citizens.models import (
    Citizen,
    CitizenSight,
    ContactPoint,
    IdentityDocument,
    Name,
    Relative,
    SafeContact,
    SamePerson,
)
from cases.core.errors import Sentence
from cases.crossings.models import Crossing, Stay
from cases.files.models import AttachedFile, Attachment
from cases.intake.lists.models import ListRow
from cases.intake.reconciliation.models import PileEntry
from cases.letters.models import Letter
from cases.money.claims.models import ClaimLine, ClaimPayment
from cases.money.models import CostLine, Deposit, Repayment, Undertaking
from cases.movements.costs.models import LegCost
from cases.movements.handover.models import HandoverHealth, HandoverLine
from cases.movements.models import ManifestLine, Passenger, SeatChange, SeatOverride
from cases.movements.musters.models import MusterMark, MusterStranger
from cases.privacy.models import PersonReport, RightsRequest
from cases.reports.models import ReportLink


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the report: its key in the data, its title, and by what its rows are hers.

    `is_short`: a row is printed as one line, since there are many of them; `also`: what is read
    with a row although the report leaves the column out.
    """

    key: str
    title: Sentence
    model: Any
    by: Literal["id", "citizen", "case"]
    is_short: bool = False
    also: tuple[str, ...] = ()


SECTIONS = (
    Section("person", _("The person"), Citizen, "id"),
    Section("names", _("Other names"), Name, "citizen"),
    Section("contact_points", _("How to reach"), ContactPoint, "citizen"),
    Section("safe_contact", _("Rules of safe contact"), SafeContact, "citizen"),
    Section("documents", _("Documents"), IdentityDocument, "citizen"),
    Section("relatives", _("Relatives"), Relative, "citizen"),
    Section("crossings", _("Borders crossed"), Crossing, "citizen"),
    Section("stays", _("Places and in whose hands"), Stay, "citizen"),
    Section("same_person", _("Records of the same person"), SamePerson, "citizen"),
    Section("cases", _("Cases"), Case, "citizen"),
    Section("legal_bases", _("Legal bases of the processing"), CaseBasis, "case"),
    Section("stages", _("Course of the cases"), Transition, "case", is_short=True),
    Section("steps", _("Steps"), Step, "case", is_short=True),
    Section("inquiries", _("What was asked of others"), Inquiry, "case", is_short=True),
    Section("results", _("Results of steps"), StepResult, "case"),
    Section("sealed", _("Restricted parts"), SealedPart, "case"),
    Section("vulnerabilities", _("What makes the way harder"), Vulnerability, "case"),
    Section("assessments", _("What the person was asked"), Assessment, "case"),
    Section("decisions", _("Decisions on protection"), ProtectionDecision, "case"),
    Section("fitness", _("Fitness to travel"), TravelFitness, "case"),
    Section("fitness_findings", _("What was found before travelling"), FitnessFinding, "case"),
    Section("travel_groups", _("In travel groups"), GroupMember, "case"),
    Section("seats", _("Places on movements"), Passenger, "case"),
    Section("seat_changes", _("What was done with the seat"), SeatChange, "case", is_short=True),
    Section("seat_overrides", _("Checks that were decided away"), SeatOverride, "case"),
    Section("frozen_lists", _("In frozen lists"), ManifestLine, "case"),
    Section("welfare_checks", _("Asked after the return"), WelfareCheck, "case"),
    Section("welfare_findings", _("What was found after the return"), WelfareFinding, "case"),
    Section("deadlines", _("Deadlines"), Clock, "case", is_short=True),
    Section(
        *("recounts", _("Deadlines judged anew"), RecountedClock, "case"),
        is_short=True,
        also=("clock__limit",),
    ),
    Section(
        *("reminders", _("Reminders"), Reminder, "case"), is_short=True, also=("clock__limit",)
    ),
    Section("notes", _("Notes"), Note, "case"),
    Section("sealed_notes", _("Restricted notes"), SealedNote, "case"),
    Section("statements", _("What the person said"), Statement, "case"),
    Section("contact_log", _("Contact log"), ContactEntry, "case"),
    Section("attachments", _("Files"), Attachment, "case", is_short=True),
    Section(
        "attached_files", _("What the files are called"), AttachedFile, "case", also=("attachment",)
    ),
    Section("received_reports", _("Reports received about the person"), ReportLink, "case"),
    Section("letters", _("Letters about the person"), Letter, "case"),
    Section("costs", _("What was spent"), CostLine, "case"),
    Section("deposits", _("Deposits"), Deposit, "case"),
    Section("undertakings", _("Undertakings to repay"), Undertaking, "case"),
    Section("repayments", _("Repayments"), Repayment, "case"),
    Section("claimed", _("Costs asked back of payers"), ClaimLine, "case", is_short=True),
    Section("claim_payments", _("What payers paid back"), ClaimPayment, "case"),
    Section("leg_costs", _("On which legs it was spent"), LegCost, "case", is_short=True),
    Section("muster_marks", _("Seen at head counts"), MusterMark, "case"),
    Section("without_case", _("Taken down before there was a case"), MusterStranger, "case"),
    Section("handovers", _("Handovers"), HandoverLine, "case"),
    Section("handover_health", _("Health at a handover"), HandoverHealth, "case"),
    Section("transfers", _("Offers to other missions"), Transfer, "case"),
    Section("shares", _("Shared with other missions"), Share, "case"),
    Section(
        "in_sight_of", _("Missions that see the person"), CitizenSight, "citizen", is_short=True
    ),
    Section("list_rows", _("Rows of lists that were received"), ListRow, "citizen"),
    Section("pile_entries", _("Comparisons with lists"), PileEntry, "citizen", is_short=True),
    Section("requests", _("Requests about the data"), RightsRequest, "citizen"),
    Section("reports", _("Reports like this one"), PersonReport, "citizen", is_short=True),
)

ELSEWHERE: dict[str, str] = {
    "AuditEntry": "accesses and acts are summed up by mission, role and day, see `accesses.py`",
    "RowVersion": "former values are a part of their own, see `former.py`",
}
NOTHING_OF_HERS: dict[str, str] = {
    "Draft": "what an officer has begun to type of somebody else, and not sent",
    "KeepApart": "from whom she is kept apart: it tells as much of that other person",
    "NotTheSame": "that she is not somebody else: the words tell as much of that other person",
    "LetterContent": "words in which relatives stand beside her; each letter is named",
    "LetterLeftOut": "by which rule no letter was written: follows from what the report shows",
    "EarlierReturn": "that she came home before: follows from her cases, which stand in the report",
    "SnapshotCase": "in which numbers her case counts, which the report shows itself",
    "PossibleDouble": "which other record the machine took for hers, until somebody looks",
    "Anonymisation": "that somebody asked to forget her: what is forgotten leaves no report",
    "LegalHold": "why she may not be forgotten yet: proceedings of others, which are withheld",
    "RetentionItem": "when her data are due by a rule of retention, and no word about her",
    "Unsealing": "who opened a restricted part and why: each look stands among the accesses",
    "AuditLink": "hashes of entries, from which nothing can be read",
    "SearchKeys": "digests of what the report shows, by which she is found",
    "Notice": "tells staff that something happened to a case: its kind and number, no more",
    "OutboxMail": "the mail that points to such a notice",
}
"""Tables that lead to a person or a case and are not shown row by row, reviewed by hand."""
