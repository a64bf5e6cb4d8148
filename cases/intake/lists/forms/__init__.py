"""The forms of the operations on lists."""

from cases.intake.lists import origins as origins  # where a case came from, for its page
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
    ParkListRow,
    TakeUpListRow,
    TellListRowApart,
)

__all__ = [
    "AttachListRow",
    "ConfirmList",
    "CorrectListRow",
    "ExportList",
    "LeaveOutListRow",
    "MapList",
    "ParkListRow",
    "ReceiveList",
    "TakeUpListRow",
    "TellListRowApart",
    "WithdrawList",
]
