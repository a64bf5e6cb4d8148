"""Snapshots in the admin: read-only, withdrawing as a button."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_site import acting
from cases.core.roles import FIGURES
from cases.publishing.definitions import definitions
from cases.publishing.models import Snapshot, SnapshotCase, SnapshotValue
from cases.publishing.snapshot_pages.called import called, cells_called, dimension_words


class SnapshotAdmin(ShownAdmin):
    """Snapshots of figures."""

    sees = FIGURES
    resource = "snapshots"
    says = {"definitions": lambda row: "\n".join(figure.label for figure in row.figures)}
    list_display = ("__str__", "incident", "as_of", "known_at", "taken_at", "withdrawn_at")
    list_filter = ("is_whole",)
    list_select_related = ("incident",)
    exclude = ("version",)


class FigureFilter(ChosenFilter):
    """Which figure it is, by its name; of one that has several versions by that of the last."""

    title = _("figure")
    parameter_name = "figure"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Those that are defined, in the order of the file."""
        return list({row.code: row.label for row in definitions()}.items())


class SnapshotValueAdmin(ShownAdmin):
    """The numbers of snapshots."""

    taken_along = {"kind": "snapshots"}
    sees = FIGURES
    says = {
        "figure": lambda row: row.called,
        "dimension": lambda row: dimension_words(row.dimension),
        "key": lambda row: row.part,
    }
    list_display = ("snapshot", "figure", "dimension", "key", "count")
    list_filter = (FigureFilter,)
    list_select_related = ("snapshot",)

    def along(self, request: HttpRequest, rows: list[Any]) -> None:
        """Read what the figures and their parts are called."""
        called(acting(request), rows)

    def name_of(self, row: Any) -> str:
        return " · ".join(filter(None, [row.called, row.part])) + f": {row.count}"


class SnapshotCaseAdmin(ShownAdmin):
    """The cases behind them."""

    disclosed = ("case.shown", "show_snapshot_case")
    says = {"cells": lambda row: "\n".join(row.numbers())}
    list_display = ("snapshot", "case")
    list_select_related = ("snapshot", "case")

    def along(self, request: HttpRequest, rows: list[Any]) -> None:
        """Let each row say behind which numbers the case stands."""
        actor = acting(request)
        for row in rows:
            row.numbers = lambda row=row: cells_called(actor, row.snapshot, row.cells)


show(Snapshot, SnapshotAdmin)
show(SnapshotValue, SnapshotValueAdmin)
show(SnapshotCase, SnapshotCaseAdmin)
