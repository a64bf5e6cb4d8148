"""Reading snapshots, the cases behind them, and what our figures count."""

import re
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from cases.casework.models import Case
from cases.core.api import HouseView, RowsView, RowView, key_of
from cases.core.described import QUERY, path_parameters
from cases.core.disclosure import disclose_rows
from cases.core.errors import Problem, Sentence, invalid
from cases.core.listing import flag_filter
from cases.core.openapi import Described, HouseSchema
from cases.core.progress import WorkState, progress
from cases.core.registry import RESOURCES
from cases.core.roles import FIGURES, PEOPLE
from cases.core.shapes import UUID
from cases.publishing.definitions import definitions
from cases.publishing.difference import changes, moved
from cases.publishing.forms.snapshots import UUID as PATTERN
from cases.publishing.models import Snapshot, SnapshotCase, SnapshotValue
from cases.publishing.serializers import object_of
from cases.publishing.serializers_snapshots import (
    DEFINITION,
    DIFFERENCE,
    SNAPSHOT,
    SNAPSHOT_CASE,
    SNAPSHOT_WITH_VALUES,
    definition_out,
    difference_out,
    values_out,
)

NOT_ONE: Sentence = _("Name the other snapshot by its id.")


class SnapshotList(RowsView):
    """Snapshots of figures of an incident, withdrawn ones too; oldest first."""

    sees = FIGURES
    model = Snapshot
    shape = SNAPSHOT
    order = ("taken_at", "uuid")
    filters = (
        flag_filter("withdrawn", Q(withdrawn_at__isnull=False), "Whether it was withdrawn."),
    )

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the snapshots of one incident."""
        incident = RESOURCES["incidents"].find(self.actor, key_of(where))
        return super().rows().filter(incident=incident)


class SnapshotDetail(RowView):
    """One snapshot with its values, as far as the caller may read them."""

    sees = FIGURES
    resource = "snapshots"
    shape = SNAPSHOT_WITH_VALUES

    def more(self, row: Any) -> dict[str, Any]:
        """Return the values, and every operation the caller has a right to."""
        values = list(SnapshotValue.objects.visible_to(self.actor).filter(snapshot=row))
        is_frozen = row.frozen_at is not None
        return {
            "values": values_out(row, values),
            "progress": progress(WorkState.DONE if is_frozen else WorkState.RUNNING),
            **super().more(row),
        }


class SnapshotCaseList(RowsView):
    """The cases behind a snapshot that are in sight, with the numbers in which each counts."""

    sees = PEOPLE
    model = SnapshotCase
    shape = SNAPSHOT_CASE
    order = ("case_id",)
    disclosed = ("case.listed", "list_snapshot_cases")

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the rows of one snapshot."""
        snapshot = RESOURCES["snapshots"].find(self.actor, key_of(where))
        return super().rows().filter(snapshot=snapshot)


class SnapshotDifference(HouseView):
    """What differs between a snapshot and a later one of the incident, person by person."""

    sees = PEOPLE
    takes = ("later",)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        later = OpenApiParameter(
            "later", UUID, QUERY, required=True, description="The other snapshot."
        )
        return Described(
            name="snapshot_difference",
            summary=str(self.__doc__),
            answer=schema.component("SnapshotDifference", DIFFERENCE),
            parameters=(*path_parameters(schema.path), later),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return the numbers that differ, and who in the caller's sight counts otherwise."""
        earlier = RESOURCES["snapshots"].find(self.actor, key_of(where))
        asked = request.query_params.get("later", "")
        if not re.fullmatch(PATTERN, asked):
            raise invalid([Problem("later", "not_a_uuid", NOT_ONE)])
        later = RESOURCES["snapshots"].find(self.actor, asked)
        people = moved(self.actor, earlier, later)
        ids = sorted({row.case_id for row in people})
        named = dict(
            Case.objects.visible_to(self.actor).filter(pk__among=ids).values_list("pk", "reference")
        )
        disclose_rows("case.listed", "list_snapshot_cases", Case, list(named), by=["later"])
        return Response(difference_out(changes(self.actor, earlier, later), people, named))


class DefinitionList(HouseView):
    """What our figures count: every version, in the order of the file."""

    sees = FIGURES

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        listed = object_of({"results": {"type": "array", "items": DEFINITION}})
        return Described(
            name="figure_definitions",
            summary=str(self.__doc__),
            answer=schema.component("FigureDefinitions", listed),
            parameters=(),
        )

    def get(self, request: Request) -> Response:
        """Return all versions."""
        return Response({"results": [definition_out(row) for row in definitions()]})
