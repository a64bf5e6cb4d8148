"""Forms of the lists."""

from cases.overview.forms.filters import BoardFilters, WorklistFilters
from cases.overview.forms.views import MoveView, RemoveView, RenameView, SaveView, ShareView

__all__ = [
    "BoardFilters",
    "MoveView",
    "RemoveView",
    "RenameView",
    "SaveView",
    "ShareView",
    "WorklistFilters",
]
