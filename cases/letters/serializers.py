"""What letters look like outside."""

import base64
from datetime import datetime
from typing import Any

from cases.casework.choices import Ending
from cases.casework.progress.moments import iso_of_body
from cases.citizens.choices import Relation
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import (
    ADDRESS,
    AS_KNOWN,
    DAY,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Schema,
    Shape,
    as_known_between,
    closed_object,
    column,
    nullable,
    require_all,
)
from cases.letters.choices import Accepted, LetterCode, LetterLanguage
from cases.procedures.choices import RestrictedGroup


def came_iso(
    first: datetime | None, last: datetime | None, verdict: str | None, zone: str
) -> str | None:
    """Return when an answer came; None where none did, or the question was taken back."""
    return None if verdict == Ending.TAKEN_BACK else iso_of_body(first, last, zone)


RELATIVE: Schema = require_all(
    closed_object()
    | {
        "properties": {
            "uuid": UUID,
            "full_name": TEXT,
            "relation": TEXT | {"enum": Relation.values},
        },
        "description": "To whom of the family a notice goes.",
    }
)
LETTER_ROW = Shape(
    "LetterRow",
    (
        column("uuid", kind=UUID),
        column("number", help="As printed: serial, year, mission and kind."),
        column("mission", "mission__code", help="The mission that wrote it."),
        column("case", "case__reference"),
        column("kind", kind=LetterCode),
        column("language", kind=LetterLanguage),
        column("addressee", "authority__code", null=True, help="The body to which it went."),
        column("step", "step__code", null=True, help="The step of the case it belongs to."),
        column("group", "restricted", RestrictedGroup, null=True, help="Who reads what it says."),
        column("dated_on", kind=DAY),
        column("issued_at", kind=MOMENT),
        as_known_between(
            *("sent_at", "sent_from", "mission__zone"),
            null=True,
            help="Null until the signed copy is attached.",
        ),
        column("awaits_reply", kind=FLAG),
        as_known_between(
            *("replied_at", "replied_from", "mission__zone"),
            null=True,
            help="Of a letter that asked no step.",
        ),
        Column(
            "answered_at",
            (
                *("inquiry__answered_from", "inquiry__answered_at"),
                *("inquiry__verdict", "mission__zone"),
            ),
            AS_KNOWN,
            make=came_iso,
            null=True,
            help="The answer on its step.",
        ),
        column("replaced_at", kind=MOMENT, null=True),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("letters", str(uuid))),
    ),
    also=(("relative", nullable(RELATIVE)),),
)
AGAINST: Schema = {
    "type": "array",
    "items": require_all(
        closed_object()
        | {
            "properties": {
                "letter": UUID,
                "code": TEXT,
                "message": TEXT,
                "remedy": nullable(TEXT),
                "url": TEXT,
                "may_be_accepted": FLAG,
            }
        }
    ),
    "description": "What has come up since and stands against sending now: how the case ended, and "
    "where what is printed is not what is on record. Null for who does not send letters.",
}
ACCEPTED: Schema = {"type": "array", "items": {"type": "string", "enum": Accepted.values}}
LETTER = LETTER_ROW.with_more(
    "Letter",
    (
        column("issued_by", "issued_by__username", null=True),
        column("sent_by", "sent_by__username", null=True),
        column("sent_recorded_at", kind=MOMENT, null=True),
        column("signed_copy", "signed_copy__uuid", UUID, null=True, help="Its attachment."),
        column("pages", kind=WHOLE),
        column("digest", help="SHA-256 of the file, in hexadecimal digits."),
        column("replaces", "replaces__uuid", UUID, null=True),
        column("batch", "batch__uuid", UUID, null=True),
        column("reply_reference", null=True),
        column("reply_note", null=True),
        column("answer_reference", "inquiry__answer_reference", null=True),
        column("withdraw_reason", null=True),
    ),
    also=(
        OFFERED,
        ("against_sending", nullable(AGAINST)),
        (
            "accepted",
            nullable(ACCEPTED)
            | {"description": "What `issued_by` looked at when it was issued; null as `text`."},
        ),
        (
            "sent_accepted",
            nullable(ACCEPTED)
            | {"description": "What `sent_by` looked at when it was sent; null as `text`."},
        ),
        (
            "text",
            {
                "type": ["string", "null"],
                "description": "What it says; null for a role that does not read its group.",
            },
        ),
    ),
)


def as_base64(content: Any) -> str:
    """Return bytes as text."""
    return base64.b64encode(bytes(content)).decode("ascii")


LETTER_FILE = Shape(
    "LetterFile",
    (
        column("number", "letter__number"),
        column("digest", "letter__digest", help="SHA-256 of the content."),
        Column("content", ("pdf",), TEXT | {"format": "byte"}, make=as_base64, help="PDF, base64."),
    ),
)
BATCH_ROW = Shape(
    "LetterBatchRow",
    (
        column("uuid", kind=UUID),
        column(
            "number", null=True, help="Of the letter in front, where one body is to answer all."
        ),
        column("mission", "mission__code"),
        column("kind", kind=LetterCode),
        column("language", kind=LetterLanguage),
        column("addressee", "authority__code", null=True, help="Whom it is to, of a number."),
        column("dated_on", kind=DAY),
        column("count", kind=WHOLE, help="How many letters."),
        column("left_out", kind=WHOLE, help="Cases left out: they can have no such letter."),
        column("issued_at", kind=MOMENT),
        column("issued_by", "issued_by__username", null=True),
        column("version", kind=WHOLE),
        Column(
            "url", ("uuid",), ADDRESS, make=lambda uuid: address_of("letter-batches", str(uuid))
        ),
    ),
)
WHY_LEFT_OUT: Schema = {
    "type": "array",
    "items": TEXT,
    "description": "A sentence for each case that was left out; empty where the call is repeated.",
}
NOT_SENT_WITH_IT: Schema = {
    "type": "array",
    "items": require_all(
        closed_object()
        | {"properties": {"letter": UUID, "number": TEXT, "code": TEXT, "message": TEXT}}
    ),
    "description": "Letters that the signed copy of all did not send, each with why.",
}
CASES_LEFT_OUT: Schema = {
    "type": "array",
    "items": require_all(
        closed_object()
        | {
            "properties": {
                "case": TEXT,
                "codes": {"type": "array", "items": TEXT},
                "message": TEXT,
            }
        }
    ),
    "description": "Cases in sight that were left out, each with the codes of the rules: a "
    "refusal, the values that were missing, or what contradicted.",
}
BATCH = BATCH_ROW.with_more(
    "LetterBatch",
    also=(
        (
            "letters",
            {"type": "array", "items": UUID, "description": "Those in sight, by number."},
        ),
        (
            "signed_copy",
            nullable(UUID) | {"description": "The attachment, of the first letter that has it."},
        ),
        ("not_sent_with_it", NOT_SENT_WITH_IT),
        ("against_sending", nullable(AGAINST)),
        ("cases_left_out", CASES_LEFT_OUT),
        (
            "others_left_out",
            WHOLE
            | {
                "description": "Cases left out that are not in sight, were forgotten, or were left "
                "out before the rules were kept."
            },
        ),
        OFFERED,
    ),
)
