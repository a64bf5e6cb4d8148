"""Index of the models, by feature."""

from cases.accounts.models import OneTimeLink, StaffSession
from cases.briefings.models import Briefing, BriefingSheet
from cases.casework.follow_up.models import EarlierReturn, WelfareCheck, WelfareFinding
from cases.casework.groups.models import GroupMember, TravelGroup
from cases.casework.models import (
    Case,
    CaseBasis,
    Clock,
    ContactEntry,
    Inquiry,
    Note,
    Reminder,
    SealedNote,
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
from cases.casework.recounts.models import Recount, RecountedClock
from cases.citizens.models import (
    Citizen,
    CitizenSight,
    ContactPoint,
    IdentityDocument,
    KeepApart,
    Name,
    NotTheSame,
    PossibleDouble,
    Relative,
    SafeContact,
    SamePerson,
    SearchKeys,
)
from cases.configuration.models import ConfigurationLoad
from cases.core.jobs.models import QueuedJob
from cases.core.models import AuditEntry, AuditLink, Receipt, ReferenceCounter, RowVersion
from cases.crossings.models import Crossing, Stay
from cases.exchange.models import ApiToken
from cases.exports.models import Export
from cases.files.models import AttachedFile, Attachment
from cases.incidents.models import (
    Directive,
    DirectiveMission,
    DirectiveReport,
    Incident,
    MissionPlan,
    PositionLine,
    ReportedFigure,
)
from cases.intake.lists.models import ListRow, ReceivedList, SenderMapping
from cases.intake.models import Draft
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.letters.models import Letter, LetterBatch, LetterContent, LetterCounter
from cases.missions.models import (
    AdministratorChange,
    Authority,
    CountryDay,
    Mission,
    OfficeClosure,
    OfficeContact,
    Posting,
    Staff,
)
from cases.money.claims.models import Claim, ClaimLine, ClaimPayment
from cases.money.models import (
    CostLine,
    Deposit,
    ExchangeRate,
    Repayment,
    SharedCost,
    Undertaking,
)
from cases.movements.costs.models import LegCost
from cases.movements.handover.models import Handover, HandoverHealth, HandoverLine
from cases.movements.models import (
    Escort,
    HostNote,
    Leg,
    ManifestLine,
    ManifestVersion,
    Movement,
    MovementCounter,
    Passenger,
    SeatChange,
    SeatOverride,
)
from cases.movements.musters.models import Muster, MusterMark, MusterStranger
from cases.notices.models import Notice, OutboxMail
from cases.overview.models import SavedView
from cases.places.models import Place, Province
from cases.privacy.models import PersonReport, RightsRequest
from cases.procedures.models import (
    LegalBasis,
    Limit,
    Playbook,
    PlaybookGate,
    PlaybookStep,
    Procedure,
)
from cases.publishing.models import (
    FigureBalance,
    FigureClosing,
    Snapshot,
    SnapshotCase,
    SnapshotValue,
)
from cases.reports.models import ReceivedReport, ReportLink
from cases.retention.models import Anonymisation, LegalHold, RetentionItem, RetentionRun
from cases.seeding.models import SeedEntry

__all__ = [
    "AdministratorChange",
    "Anonymisation",
    "ApiToken",
    "Assessment",
    "AttachedFile",
    "Attachment",
    "AuditEntry",
    "AuditLink",
    "Authority",
    "Briefing",
    "BriefingSheet",
    "Case",
    "CaseBasis",
    "Citizen",
    "CitizenSight",
    "Claim",
    "ClaimLine",
    "ClaimPayment",
    "Clock",
    "ConfigurationLoad",
    "ContactEntry",
    "ContactPoint",
    "CostLine",
    "CountryDay",
    "Crossing",
    "Deposit",
    "Directive",
    "DirectiveMission",
    "DirectiveReport",
    "Draft",
    "EarlierReturn",
    "Escort",
    "ExchangeRate",
    "Export",
    "FigureBalance",
    "FigureClosing",
    "FitnessFinding",
    "GroupMember",
    "Handover",
    "HandoverHealth",
    "HandoverLine",
    "HostNote",
    "IdentityDocument",
    "Incident",
    "Inquiry",
    "KeepApart",
    "Leg",
    "LegCost",
    "LegalBasis",
    "LegalHold",
    "Letter",
    "LetterBatch",
    "LetterContent",
    "LetterCounter",
    "Limit",
    "ListRow",
    "ManifestLine",
    "ManifestVersion",
    "Mission",
    "MissionPlan",
    "Movement",
    "MovementCounter",
    "Muster",
    "MusterMark",
    "MusterStranger",
    "Name",
    "NotTheSame",
    "Note",
    "Notice",
    "OfficeClosure",
    "OfficeContact",
    "OneTimeLink",
    "OutboxMail",
    "Passenger",
    "PersonReport",
    "PileEntry",
    "Place",
    "Playbook",
    "PlaybookGate",
    "PlaybookStep",
    "PositionLine",
    "PossibleDouble",
    "Posting",
    "Procedure",
    "ProtectionDecision",
    "Province",
    "QueuedJob",
    "Receipt",
    "ReceivedList",
    "ReceivedReport",
    "Reconciliation",
    "Recount",
    "RecountedClock",
    "ReferenceCounter",
    "Relative",
    "Reminder",
    "Repayment",
    "ReportLink",
    "ReportedFigure",
    "RetentionItem",
    "RetentionRun",
    "RightsRequest",
    "RowVersion",
    "SafeContact",
    "SamePerson",
    "SavedView",
    "SealedNote",
    "SearchKeys",
    "SeatChange",
    "SeatOverride",
    "SeedEntry",
    "SenderMapping",
    "Share",
    "SharedCost",
    "Snapshot",
    "SnapshotCase",
    "SnapshotValue",
    "Staff",
    "StaffSession",
    "Statement",
    "Stay",
    "Step",
    "StepResult",
    "Transfer",
    "Transition",
    "TravelFitness",
    "TravelGroup",
    "Undertaking",
    "Vulnerability",
    "WelfareCheck",
    "WelfareFinding",
]
