"""What the acts on movements take, declared once for web, API and admin."""

from cases.movements import policies, staying
from cases.movements.band import movement_entries
from cases.movements.forms.ground import (
    AddEscort,
    AnswerHostNote,
    ArriveLeg,
    DepartLeg,
    EndEscort,
    RecordHostNote,
    TurnBack,
)
from cases.movements.forms.planning import (
    AddLeg,
    CancelMovement,
    CopyMovement,
    CorrectLeg,
    CorrectMovement,
    DropLeg,
    PlanMovement,
)
from cases.movements.forms.seats import (
    FreezeManifest,
    MoveUp,
    OverrideCheck,
    ProposeSeats,
    PutOnWaitingList,
    SeatPassengers,
    TakeOff,
    WriteTicket,
)

__all__ = [
    "AddEscort",
    "AddLeg",
    "AnswerHostNote",
    "ArriveLeg",
    "CancelMovement",
    "CopyMovement",
    "CorrectLeg",
    "CorrectMovement",
    "DepartLeg",
    "DropLeg",
    "EndEscort",
    "FreezeManifest",
    "MoveUp",
    "OverrideCheck",
    "PlanMovement",
    "ProposeSeats",
    "PutOnWaitingList",
    "RecordHostNote",
    "SeatPassengers",
    "TakeOff",
    "TurnBack",
    "WriteTicket",
    "movement_entries",
    "policies",
    "staying",
]
