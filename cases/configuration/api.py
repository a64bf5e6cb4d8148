"""Reading how this installation is set up, comparing a set with it, reading loads."""

from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from cases.configuration.choices import END_BY_TIME, LoadState
from cases.configuration.forms import EXAMPLE, BringSet
from cases.configuration.models import READ, ConfigurationLoad
from cases.configuration.operations.bringing import comparison_of
from cases.configuration.policies import refusal_of_load
from cases.configuration.progress import progress_on
from cases.configuration.serializers import LOAD, LOAD_ROW
from cases.configuration.sets import MOST_SENT
from cases.configuration.showing import difference_schema, told_of, whole_object
from cases.configuration.standing import Standing, standing
from cases.core.actor import Actor
from cases.core.api import HouseView, RowsView, RowView
from cases.core.api_acts import OperationView
from cases.core.api_asking import AskingView
from cases.core.described_headers import ASKED_ONCE
from cases.core.errors import Problem, invalid
from cases.core.fields import Sent
from cases.core.fields.inner import unknown_names
from cases.core.listing import choice_filter
from cases.core.offered import actions_on
from cases.core.openapi import Described, HouseSchema
from cases.core.roles import REFERENCE
from cases.core.shapes import FLAG, TEXT, WHOLE, Schema, closed_object

DIGEST: Schema = TEXT | {"pattern": "^[0-9a-f]{64}$"}


def rows_of(more: dict[str, Schema]) -> Schema:
    """Return the schema of the lines of one part."""
    values = {
        "kind": TEXT | {"description": "Name of the kind, as in its files."},
        "count": WHOLE,
        "digest": DIGEST,
        **more,
    }
    item = {"type": "object", "properties": values, "required": list(values)}
    return {"type": "array", "items": item}


def answer_schema() -> Schema:
    """Return the schema of the answer."""
    own = FLAG | {"description": "Of this installation and not of the release."}
    values: dict[str, Schema] = {
        "digest": DIGEST | {"description": "Equal where two servers are set up alike."},
        "outdated": FLAG | {"description": "Files were loaded since this server started."},
        "entries": rows_of({}),
        "files": rows_of({"own": own}),
    }
    return {"type": "object", "properties": values, "required": list(values)}


class ForReaders(HouseView):
    """What those alone are answered who read how this installation is set up."""

    sees = REFERENCE

    @classmethod
    def is_for(cls, actor: Actor) -> bool:
        """Return whether the role reads the configuration."""
        return super().is_for(actor) and actor.may(READ)


class ConfigurationView(ForReaders):
    """How this installation is set up: each kind of entry and of file with its digest."""

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        return Described(
            name="configuration",
            summary=str(self.__doc__),
            answer=schema.component("Configuration", answer_schema()),
            parameters=(),
            refusals=(401, 403),
        )

    def get(self, request: Request) -> Response:
        """Return how it stands."""
        return Response(told(standing(self.actor)))


def told(found: Standing) -> dict[str, Any]:
    """Return the answer."""
    return {
        "digest": found.digest,
        "outdated": found.is_outdated,
        "entries": [
            {"kind": row.kind.table, "count": row.count, "digest": row.digest}
            for row in found.entries
        ],
        "files": [
            {
                "kind": row.kind.code,
                "count": row.count,
                "digest": row.digest,
                "own": row.is_own,
            }
            for row in found.files
        ],
    }


FILE: Final = BringSet.base_fields["file"]


class BringSetView(OperationView):
    """Bringing a set: its bytes in base64 are more than other calls carry."""

    most_bytes: ClassVar[int] = MOST_SENT


class CompareSet(AskingView, ForReaders):
    """Compare a set of files with what is set up here."""

    question = "compare_set"
    sees = REFERENCE

    most_bytes: ClassVar[int] = MOST_SENT

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        body = closed_object()
        body["properties"] = {"file": FILE.described()}  # type: ignore[attr-defined] # a Field
        body["required"] = ["file"]
        return Described(
            name=self.question,
            summary="Compare a set of files with what is set up here",
            description="What a load would change, entry by entry. Nothing is kept or changed.",
            answer=schema.component("ConfigurationComparison", comparison_schema()),
            body=schema.component("CompareSet", body),
            example={"file": {"name": "configuration.zip", "content": EXAMPLE}},
            is_body_required=True,
            parameters=ASKED_ONCE,
        )

    def answer(self, body: dict[str, Any]) -> Response:
        """Return what would change; 422 with every fault of the set at its file and line."""
        shown = comparison_of(self.actor, sent_file(body))
        return Response({"digest": shown.digest, "difference": told_of(shown)})


def sent_file(body: dict[str, Any]) -> Sent:
    """Return the file of a body; 422 for anything else."""
    problems = unknown_names(body, ["file"])
    try:
        file = FILE.clean(FILE.read(body["file"]) if body.get("file") else "")  # type: ignore[attr-defined] # a Field
    except ValidationError as fault:
        row = fault.error_list[0]
        problems.append(Problem("file", row.code or "invalid", row.messages[0]))
    if problems:
        raise invalid(problems)
    assert isinstance(file, Sent)
    return file


def comparison_schema() -> Schema:
    """Return the schema of what comparing answers."""
    digest = DIGEST | {"description": "Of the difference: equal as long as the same would change."}
    return whole_object(digest=digest, difference=difference_schema())


class ConfigurationLoads(RowsView, ForReaders):
    """Sets that were brought to be loaded, and what became of each; oldest first."""

    sees = REFERENCE
    model = ConfigurationLoad
    shape = LOAD_ROW
    order = ("brought_at", "uuid")
    filters = (choice_filter("state", "state", LoadState, "How far it has come."),)


class ConfigurationLoadDetail(RowView, ForReaders):
    """One load: what it changes, who brought it, who decided, how far it is."""

    sees = REFERENCE
    resource = "configuration-loads"
    shape = LOAD

    def more(self, row: Any) -> dict[str, Any]:
        """Return the whole difference, how far it is, and what may be done."""
        is_open = row.state in END_BY_TIME
        refusal = refusal_of_load(self.actor, row) if is_open else None
        key = row.public_reference
        return {
            "difference": row.difference,
            "can_be_loaded": is_open and refusal is None,
            "why_not": str(refusal.message) if refusal is not None else None,
            "progress": progress_on(row),
            "actions": actions_on(self.actor, "configuration-loads", key, row),
        }
