"""What the operations on cases take, declared once for web, API and admin."""

from cases.casework import conditions, days_moved, locks, named_in, office_moved, sharing
from cases.casework.forms.basis import SetLegalBasis, WithdrawConsent
from cases.casework.forms.closing import CloseCase, RecordFact, ReopenCase
from cases.casework.forms.corrections import (
    CorrectCrossing,
    CorrectStay,
    CorrectTransition,
    VoidCrossing,
    VoidStay,
    VoidTransition,
)
from cases.casework.forms.desk import AssignCase
from cases.casework.forms.moves import (
    AcceptTransfer,
    EndShare,
    ExtendShare,
    OfferTransfer,
    RejectTransfer,
    ReturnTransfer,
    ShareCase,
    WithdrawTransfer,
)
from cases.casework.forms.notes import AddNote, WithdrawNote, WithdrawSealedNote
from cases.casework.forms.playbook import MoveToPlaybook, PlanJourney
from cases.casework.forms.reception import (
    HandOverPerson,
    ReceivePerson,
    SetReceptionPoint,
    WithdrawArrival,
)
from cases.casework.forms.same_person import (
    ConfirmSamePerson,
    LinkSamePerson,
    RejectSamePerson,
    UnlinkSamePerson,
    WithdrawSamePerson,
)
from cases.casework.forms.stages import (
    AdvanceCase,
    HoldCase,
    OpenCase,
    ResumeCase,
    VoidCase,
)
from cases.casework.forms.steps import (
    AskStep,
    CompleteStep,
    RecordAnswer,
    RefuseStep,
    ReopenStep,
    WaiveStep,
)
from cases.casework.forms.talking import (
    LogContact,
    RecordStatement,
    VoidContact,
    VoidStatement,
)
from cases.casework.forms.unsealing import OpenSealed, ReviewUnsealing
from cases.casework.forms.way import RecordCrossing, RecordStay

__all__ = [
    "AcceptTransfer",
    "AddNote",
    "AdvanceCase",
    "AskStep",
    "AssignCase",
    "CloseCase",
    "CompleteStep",
    "ConfirmSamePerson",
    "CorrectCrossing",
    "CorrectStay",
    "CorrectTransition",
    "EndShare",
    "ExtendShare",
    "HandOverPerson",
    "HoldCase",
    "LinkSamePerson",
    "LogContact",
    "MoveToPlaybook",
    "OfferTransfer",
    "OpenCase",
    "OpenSealed",
    "PlanJourney",
    "ReceivePerson",
    "RecordAnswer",
    "RecordCrossing",
    "RecordFact",
    "RecordStatement",
    "RecordStay",
    "RefuseStep",
    "RejectSamePerson",
    "RejectTransfer",
    "ReopenCase",
    "ReopenStep",
    "ResumeCase",
    "ReturnTransfer",
    "ReviewUnsealing",
    "SetLegalBasis",
    "SetReceptionPoint",
    "ShareCase",
    "UnlinkSamePerson",
    "VoidCase",
    "VoidContact",
    "VoidCrossing",
    "VoidStatement",
    "VoidStay",
    "VoidTransition",
    "WaiveStep",
    "WithdrawArrival",
    "WithdrawConsent",
    "WithdrawNote",
    "WithdrawSamePerson",
    "WithdrawSealedNote",
    "WithdrawTransfer",
    "conditions",
    "days_moved",
    "locks",
    "named_in",
    "office_moved",
    "sharing",
]
