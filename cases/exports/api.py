"""Reading exports, and taking their files."""

from typing import Any

from django.http import StreamingHttpResponse
from rest_framework.request import Request

from cases.core.addresses import address_of
from cases.core.api import HouseView, RowsView, RowView, key_of
from cases.core.described import path_parameters, snake
from cases.core.listing import choice_filter
from cases.core.openapi import Described, HouseSchema, first_line
from cases.core.registry import RESOURCES
from cases.core.roles import PUBLISHED
from cases.exports.choices import ExportKind, ExportState
from cases.exports.models import Export
from cases.exports.policies import may_take
from cases.exports.serializers import EXPORT, EXPORT_ROW
from cases.exports.slices import second_of
from cases.exports.taking import file_of
from cases.exports.writing import MEDIA_TYPES


class Exports(RowsView):
    """Exports of the caller's mission, at headquarters of all, and one's own; oldest first."""

    sees = PUBLISHED
    model = Export
    shape = EXPORT_ROW
    order = ("asked_at", "uuid")
    filters = (
        choice_filter("kind", "kind", ExportKind, "What stands in the file."),
        choice_filter("state", "state", ExportState, "How far it has come."),
    )


class ExportDetail(RowView):
    """One export: what was asked for, how many rows, how far, where the file is."""

    sees = PUBLISHED
    resource = "exports"
    shape = EXPORT

    def more(self, row: Any) -> dict[str, Any]:
        """Return where the file is for this caller, and what may be done."""
        key = row.public_reference
        second = second_of(self.actor, row)
        is_there = may_take(self.actor, row)
        return {
            "file": row.name if is_there else None,
            "content_url": address_of("exports", key, "content") if is_there else None,
            "second_person": second.as_json() if second else None,
            **super().more(row),
        }


class ExportContent(HouseView):
    """The file of an export as it was written, for whoever asked for it.

    A file that a second person decided on is taken in a session that has just proved who it is;
    a token never has.
    """

    sees = PUBLISHED

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        return Described(
            name=snake(type(self).__name__),
            summary=first_line(type(self).__doc__),
            answer={"type": "string", "format": "binary"},
            media_types=tuple(media.partition(";")[0] for media in MEDIA_TYPES.values()),
            parameters=tuple(path_parameters(schema.path)),
            refusals=(401, 403, 404, 409),
        )

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Send the file whatever is asked for: it has one form, which its export tells."""
        return super().perform_content_negotiation(request, force=True)

    def get(self, request: Request, **where: str) -> StreamingHttpResponse:
        """Return the bytes, part by part; that they were taken is on record."""
        export = RESOURCES["exports"].find(self.actor, key_of(where))
        return file_of(self.actor, export)
