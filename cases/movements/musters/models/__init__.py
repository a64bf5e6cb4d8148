"""Models of head counts."""

from cases.movements.musters.models.mark import MusterMark
from cases.movements.musters.models.muster import Muster

__all__ = ["Muster", "MusterMark"]
