"""Reading letters, their files, drafts and batches."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from django.db.models import Q
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from cases.casework.models import Case
from cases.casework.queries import find_case
from cases.citizens.models import Relative
from cases.core.actor import Actor
from cases.core.api import HouseView, RowsView, RowView
from cases.core.api_acts import OperationView
from cases.core.delivery import Answer
from cases.core.described import shape_ref
from cases.core.disclosure import disclose
from cases.core.errors import not_for_role
from cases.core.listing import Page, choice_filter, flag_filter, row_filter
from cases.core.offered import actions_on
from cases.core.openapi import Described, HouseSchema
from cases.core.orders import Order
from cases.core.registry import RESOURCES
from cases.core.roles import FILE
from cases.core.shapes import FLAG, TEXT, WHOLE, Schema, closed_object, require_all
from cases.files.api import AttachFileView
from cases.letters.choices import LetterCode
from cases.letters.leaving_out import LeftOut, left_out_of, why_words
from cases.letters.models import Letter, LetterBatch
from cases.letters.models.batch import NUMBERED
from cases.letters.models.letter import NOT_ANSWERED, NOT_SENT, STANDS
from cases.letters.operations import send_letter
from cases.letters.operations.doubting import told
from cases.letters.operations.meanwhile import Against, against
from cases.letters.policies import letters_left, not_sent_with_others, refusal_of
from cases.letters.queries import (
    ORDER,
    content_of,
    contents_of,
    letters_in,
    relatives_by_uuid,
    relatives_told,
)
from cases.letters.serializers import (
    BATCH,
    BATCH_ROW,
    LETTER,
    LETTER_FILE,
    LETTER_ROW,
    NOT_SENT_WITH_IT,
    WHY_LEFT_OUT,
    as_base64,
)
from cases.letters.values import Missing
from cases.letters.writing import Writable, draft_of, writable
from cases.missions.models import Mission

QUERY: Final = OpenApiParameter.QUERY


def object_with(**properties: Schema) -> Schema:
    """Return the schema of an object with just these, all of them required."""
    return require_all(closed_object() | {"properties": properties})


MISSING: Final = {"type": "array", "items": object_with(value=TEXT, label=TEXT, url=TEXT)}
CONTRADICTIONS: Final = {
    "type": "array",
    "items": object_with(code=TEXT, message=TEXT, remedy=TEXT, url=TEXT, may_be_accepted=FLAG),
    "description": "What contradicts in the letter, what to do about it, and on which page.",
}
OR_TEXT: Final = {"type": ["string", "null"]}
ONE: Final = object_with(
    letter=TEXT,
    title=TEXT,
    step=OR_TEXT,
    is_possible=FLAG,
    why_not={"anyOf": [object_with(code=TEXT, message=TEXT), {"type": "null"}]},
    missing=MISSING,
    contradictions=CONTRADICTIONS,
    unconfirmed={
        "type": "array",
        "items": TEXT,
        "description": "What of its layout nobody has read; the letter says nothing of it.",
    },
)
WRITABLE: Final = object_with(letters={"type": "array", "items": ONE})
DRAFT: Final = object_with(
    text=TEXT,
    missing=MISSING,
    contradictions=CONTRADICTIONS,
    content=TEXT | {"format": "byte"},
)


class LetterList(RowsView):
    """The register of letters by day and number: of the caller's mission; headquarters: all."""

    sees = FILE
    model = Letter
    shape = LETTER_ROW
    order = ORDER
    orders: ClassVar[Mapping[str, Order]] = {
        "issued": Order(ORDER, "issued", help="issued: as dated, numbers follow each other."),
    }
    reads = "of_mission"
    disclosed = ("letter.listed", "list_letters")
    filters = (
        choice_filter("kind", "kind", LetterCode, "Kind of letter."),
        flag_filter(
            "waiting",
            STANDS & NOT_ANSWERED & ~NOT_SENT & Q(awaits_reply=True),
            "Whether it was sent and a reply is waited for.",
        ),
        flag_filter("sent", ~NOT_SENT, "Whether it was sent."),
        flag_filter("withdrawn", Q(withdrawn_at__isnull=False), "Whether it was withdrawn."),
        row_filter("mission", "mission", Mission, "code", "Code of the mission that wrote it."),
        row_filter("case", "case", Case, "reference", "Number of the case."),
    )
    needs = ("uuid",)

    def page(self, *said: Any) -> Page:
        """Return a page, with to whom of the family notices went."""
        page = super().page(*said)
        self.relatives = relatives_by_uuid(self.actor, page.ids)
        return page

    def told(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a letter with whom of the family it goes to."""
        return {**row, "relative": relative_json(self.relatives.get(str(row["uuid"])))}


class LetterDetail(RowView):
    """One letter: its line of the register, what it says, what the caller may do on it."""

    sees = FILE
    resource = "letters"
    shape = LETTER
    disclosed = ("letter.shown", "show_letter")

    def more(self, row: Any) -> dict[str, Any]:
        """Return the text for who reads it, and every operation the caller has a right to."""
        content, told = content_of(self.actor, row), relatives_told(self.actor, [row])
        return {
            "accepted": content.values.get("accepted", []) if content is not None else None,
            "sent_accepted": row.sent_accepted if content is not None else None,
            "text": content.text if content is not None else None,
            "relative": relative_json(told.get(row.pk)),
            "against_sending": against_json(self.actor, [row]),
            "actions": actions_on(self.actor, self.resource, str(row.uuid), row),
        }


class LetterFile(HouseView):
    """The file of a letter, as it was issued; who got it is on record."""

    sees = FILE

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        return Described(
            name="letter_file",
            summary=str(self.__doc__),
            answer=shape_ref(schema, LETTER_FILE),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return the file with its digest."""
        letter = RESOURCES["letters"].find(self.actor, where["uuid"])
        found = LETTER_FILE.rows(contents_of(self.actor, letter))
        if not found:
            raise not_for_role()
        disclose("letter.downloaded", "download_letter", letter)
        return Response(LETTER_FILE.answer(found[0]))


class LettersOfCase(HouseView):
    """The letters that can be written about a case now, what each lacks, and why others cannot."""

    sees = FILE

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        return Described(
            name="letters_of_case",
            summary=str(self.__doc__),
            answer=schema.component("WritableLetters", WRITABLE),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return every kind of letter; that the case was looked at is on record."""
        case = find_case(self.actor, where["reference"])
        disclose("case.shown", "show_case", case)
        return Response({"letters": [as_json(row) for row in writable(self.actor, case)]})


class LetterDraft(HouseView):
    """A draft of a letter, marked as one: nothing is stored, but that it was looked at."""

    sees = FILE
    takes = ("letter",)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        return Described(
            name="letter_draft",
            summary=str(self.__doc__),
            answer=schema.component("LetterDraft", DRAFT),
            parameters=(
                OpenApiParameter(
                    "letter",
                    {"type": "string"},
                    QUERY,
                    required=True,
                    description="The kind of letter, by its code.",
                ),
            ),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return the text, what is missing and the file of a draft."""
        case = find_case(self.actor, where["reference"])
        draft, printed = draft_of(self.actor, case, request.query_params.get("letter", ""))
        disclose("letter.previewed", "show_letter_draft", case)
        return Response(
            {
                "text": printed.text,
                "missing": [missing_json(row) for row in draft.missing],
                "contradictions": [told(row) for row in draft.contradictions],
                "content": as_base64(printed.pdf),
            }
        )


class LetterBatches(RowsView):
    """Letters that were issued together, oldest first; with `numbered`, the lists of the register.

    Where one body is to answer all, their list is a letter to it, with a number among those of
    letters.
    """

    sees = FILE
    model = LetterBatch
    shape = BATCH_ROW
    order = ("issued_at", "uuid")
    filters = (
        choice_filter("kind", "kind", LetterCode, "Kind of letter."),
        flag_filter("numbered", NUMBERED, "Whether its list is a letter of the register."),
    )


class LetterBatchDetail(RowView):
    """Letters that were issued together."""

    sees = FILE
    resource = "letter-batches"
    shape = BATCH
    disclosed = ("letter_batch.shown", "show_letter_batch")

    def more(self, row: Any) -> dict[str, Any]:
        """Return the letters that are in sight, what came of them, and what may be done."""
        letters = list(letters_in(self.actor, row))
        copies = [one.signed_copy for one in letters if one.is_sent_with_others and one.signed_copy]
        return {
            "letters": [str(letter.uuid) for letter in letters],
            "signed_copy": str(copies[0].uuid) if copies else None,
            "not_sent_with_it": left_json(self.actor, letters),
            "against_sending": against_json(self.actor, letters_left(self.actor, letters)),
            **left_out_json(left_out_of(self.actor, row)),
            **super().more(row),
        }


class IssueLettersView(OperationView):
    """Issuing letters about many: why cases were left out is told, once."""

    answers_besides: ClassVar[dict[str, Schema]] = {"why_left_out": WHY_LEFT_OUT}

    def more(self, answer: Answer) -> dict[str, Any]:
        """Return a sentence for each case that was left out."""
        return {"why_left_out": list(answer.left_out)}


class SendLettersView(AttachFileView):
    """Sending letters together: which of them the copy sent, and why not the others."""

    answers_besides: ClassVar[dict[str, Schema]] = {
        "sent": WHOLE | {"description": "How many letters have the copy."},
        "not_sent_with_it": NOT_SENT_WITH_IT,
    }

    def more(self, answer: Answer) -> dict[str, Any]:
        """Return what came of the letters, as they are now."""
        batch = RESOURCES["letter-batches"].find(self.actor, answer.reference)
        letters = list(letters_in(self.actor, batch))
        return {
            "sent": sum(letter.is_sent_with_others for letter in letters),
            "not_sent_with_it": left_json(self.actor, letters),
        }


def against_json(actor: Actor, letters: Sequence[Letter]) -> list[dict[str, Any]] | None:
    """Return what stands against sending letters now; None for who does not send any."""
    if not actor.may(send_letter.may):
        return None
    to_send = [row for row in letters if refusal_of(row, "send_letter") is None]
    return [
        {"letter": str(one.letter.uuid), **said}
        for one in against(actor, to_send)
        for said in (*refusals_told(one), *map(told, one.contradictions))
    ]


def refusals_told(one: Against) -> Iterator[dict[str, Any]]:
    """Yield how the case of a letter ended, as a contradiction is told; nothing mends it."""
    if one.refusal is not None:
        yield {
            "code": one.refusal.code,
            "message": str(one.refusal.message),
            "remedy": None,
            "url": one.letter.case.get_absolute_url(),
            "may_be_accepted": False,
        }


def left_json(actor: Actor, letters: Sequence[Letter]) -> list[dict[str, Any]]:
    """Return the letters that one copy of all did not send, each with why."""
    return [
        {
            "letter": str(letter.uuid),
            "number": letter.number,
            "code": refusal.code,
            "message": str(refusal.message),
        }
        for letter, refusal in not_sent_with_others(actor, letters)
    ]


def left_out_json(left_out: LeftOut) -> dict[str, Any]:
    """Return the cases that were left out of a batch, each with why, and how many others were."""
    return {
        "cases_left_out": [
            {"case": row.case.reference, "codes": row.codes, "message": why_words(row.codes)}
            for row in left_out.rows
        ],
        "others_left_out": left_out.others,
    }


def as_json(row: Writable) -> dict[str, Any]:
    """Return one kind of letter for a case."""
    return {
        "letter": row.kind.code,
        "title": row.kind.title,
        "step": row.step_code or None,
        "is_possible": row.is_possible,
        "why_not": {"code": row.code, "message": str(row.why_not)} if row.code else None,
        "missing": [missing_json(one) for one in row.missing],
        "contradictions": [told(one) for one in row.contradictions],
        "unconfirmed": row.kind.unconfirmed(),
    }


def relative_json(row: Relative | None) -> dict[str, str] | None:
    """Return to whom of the family a notice goes."""
    if row is None:
        return None
    return {"uuid": str(row.uuid), "full_name": row.full_name, "relation": row.relation}


def missing_json(row: Missing) -> dict[str, Any]:
    """Return a value that is missing, and on which page it is entered."""
    return {"value": row.code, "label": str(row.label), "url": row.url}
