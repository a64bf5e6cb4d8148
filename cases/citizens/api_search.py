"""Searching people: the words come in a body, since an address is kept on the way."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from rest_framework.response import Response

from cases.citizens.models import Citizen
from cases.citizens.search.people import Match, search, terms
from cases.citizens.search.ranking import SENTENCES
from cases.citizens.serializers import CITIZEN_ROW
from cases.core import present
from cases.core.api_asking import AskingView
from cases.core.described import shape_ref
from cases.core.described_headers import ASKED_ONCE
from cases.core.disclosure import disclose_rows
from cases.core.errors import Problem, invalid
from cases.core.fields.inner import unknown_names
from cases.core.links import linked
from cases.core.openapi import Described, HouseSchema
from cases.core.searched import LONGEST, searchable
from cases.core.shapes import FLAG, TEXT, WHOLE, Schema, closed_object

MOST: Final = 20
FEWEST_LETTERS: Final = 2
ASKED: Final[Schema] = closed_object() | {
    "properties": {
        "words": TEXT
        | {
            "minLength": FEWEST_LETTERS,
            "maxLength": LONGEST,
            "description": "Name, birth, province, document, phone, relative, in any order.",
        }
    },
    "required": ["words"],
}


class CitizenSearch(AskingView):
    """People whom the words mean, the likeliest first, each with the reasons; at most 20."""

    question = "citizens_search"

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        reason = closed_object() | {
            "properties": {"code": TEXT | {"enum": sorted(SENTENCES)}, "sentence": TEXT},
            "required": ["code", "sentence"],
        }
        found = closed_object() | {
            "properties": {
                "citizen": shape_ref(schema, linked(CITIZEN_ROW, Citizen, is_row=True)),
                "reasons": {"type": "array", "items": reason},
            },
            "required": ["citizen", "reasons"],
        }
        answer = closed_object() | {
            "properties": {
                "results": {"type": "array", "items": found},
                "is_more": FLAG,
                "count": WHOLE,
                "is_probably_nobody": FLAG
                | {"description": "Even who fits best fits less than half of the words."},
            },
            "required": ["results", "is_more", "count", "is_probably_nobody"],
        }
        return Described(
            name=self.question,
            summary=str(self.__doc__),
            body=schema.component("CitizenSearch", ASKED),
            example={"words": "nguyen van hung 1998 nghe an"},
            is_body_required=True,
            parameters=ASKED_ONCE,
            answer=schema.component("CitizensFound", answer),
        )

    def answer(self, body: dict[str, Any]) -> Response:
        """Return whom the words mean."""
        words = words_of(body)
        today = present.now().astimezone(self.actor.clock).date()
        likely = search(self.actor, words, today)
        shown = likely[:MOST]
        ids = [match.citizen["pk"] for match in shown]
        disclose_rows(
            "citizen.found", "list_found", Citizen, ids, by=["search"], terms=terms(words)
        )
        return Response(
            {
                "results": self.results(shown),
                "is_more": len(likely) > MOST,
                "count": len(likely),
                "is_probably_nobody": bool(likely) and likely[0].is_little,
            }
        )

    def results(self, shown: Sequence[Match]) -> list[dict[str, object]]:
        """Return what the answer says of each person."""
        people = Citizen.objects.visible_to(self.actor).filter(
            pk__in=[match.citizen["pk"] for match in shown]
        )
        people = people.with_other_names(self.actor)
        shape = linked(CITIZEN_ROW, Citizen, is_row=True)
        rows = {row[-1]: shape.answer(row[:-1]) for row in shape.rows(people, "pk")}
        return [
            {
                "citizen": rows[match.citizen["pk"]],
                "reasons": [
                    {"code": code, "sentence": str(SENTENCES[code])} for code in match.fit.reasons
                ],
            }
            for match in shown
        ]


def words_of(body: dict[str, object]) -> str:
    """Return the words of the body; 422 for anything else in it."""
    if unknown := unknown_names(body, ["words"]):
        raise invalid(unknown)
    typed = body.get("words")
    if isinstance(typed, str) and len(typed) > LONGEST:
        raise invalid([Problem("words", "too_long", _("Type at most 160 letters."))])
    words = searchable(typed) if isinstance(typed, str) else ""
    if len(words) < FEWEST_LETTERS:
        raise invalid([Problem("words", "too_short", _("Type at least two letters."))])
    return words
