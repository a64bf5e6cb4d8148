"""The forms of the operations on lists."""

from cases.intake.lists import origins as origins  # where a case came from, for its page
from cases.intake.lists.forms.answers import AcceptAnswers, ReceiveAnswers
from cases.intake.lists.forms.lists import (
    ConfirmList,
    ExportList,
    MapList,
    ReceiveList,
    WithdrawList,
)
from cases.intake.lists.forms.rows import (
    AttachListRow,
    CorrectListRow,
    LeaveOutListRow,
    MatchListRow,
    ParkListRow,
    RecordAnotherPerson,
    TakeUpListRow,
    TellListRowApart,
)

__all__ = [
    "AcceptAnswers",
    "AttachListRow",
    "ConfirmList",
    "CorrectListRow",
    "ExportList",
    "LeaveOutListRow",
    "MapList",
    "MatchListRow",
    "ParkListRow",
    "ReceiveAnswers",
    "ReceiveList",
    "RecordAnotherPerson",
    "TakeUpListRow",
    "TellListRowApart",
    "WithdrawList",
]
