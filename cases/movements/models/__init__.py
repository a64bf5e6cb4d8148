"""Models of movements, by noun."""

from cases.movements.models.beside import Escort, HostNote
from cases.movements.models.manifest import ManifestLine, ManifestVersion
from cases.movements.models.movement import (
    Leg,
    Movement,
    MovementCounter,
    MovementQuerySet,
)
from cases.movements.models.passenger import Passenger, SeatChange, SeatOverride

__all__ = [
    "Escort",
    "HostNote",
    "Leg",
    "ManifestLine",
    "ManifestVersion",
    "Movement",
    "MovementCounter",
    "MovementQuerySet",
    "Passenger",
    "SeatChange",
    "SeatOverride",
]
