"""Models of head counts."""

from cases.movements.musters.models.mark import MusterMark
from cases.movements.musters.models.muster import Muster
from cases.movements.musters.models.stranger import MusterStranger

__all__ = ["Muster", "MusterMark", "MusterStranger"]
