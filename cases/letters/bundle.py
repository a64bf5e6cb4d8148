"""One file to print of letters that were issued together: a list in front, then each letter.

Where they go to one body, the list is the letter by which they go: it names the body. A body at
home alone says who somebody is: it is asked to answer in the table, whose headings the reading of a
reply knows (`seeds/answers.toml`).
"""

import io
from typing import Any, Final

import pypdf
from django.utils.translation import override

from cases.citizens.names.marks import spellings
from cases.core.actor import Actor
from cases.core.errors import not_for_role
from cases.letters.choices import Addressed
from cases.letters.composing import addressee_of, copies_of, named
from cases.letters.days import head_day
from cases.letters.kinds import kinds
from cases.letters.models import LetterBatch, LetterContent
from cases.letters.press import fonts, pressed
from cases.missions.models import Mission

SUBJECT: Final = "đề nghị trả lời về %(n)d người"
"""What a letter with a table asks, below its number; it is written in Vietnamese alone."""


def bundle_of(actor: Actor, batch: LetterBatch) -> tuple[bytes, list[int]]:
    """Return the file and which letters are in it: those of which the actor reads what they say.

    The letters are put together as they were issued, behind the list, as PDF/A-2u like each of
    them. Only each alone is tagged for reading aloud. The list has a number of its own and went
    out naming everybody: whoever does not see all of them gets their letters without it.
    """
    rows = LetterContent.objects.visible_to(actor).filter(letter__batch=batch)
    contents = list(rows.select_related("letter").order_by("letter__serial"))
    if not contents:
        raise not_for_role()
    is_whole = len(contents) == batch.count
    front = [cover(actor, batch, contents)] if is_whole else []
    first, *others = [*front, *(bytes(row.pdf) for row in contents)]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(first))
    for pdf in others:
        writer.append(io.BytesIO(pdf), import_outline=False)
    for page in writer.pages:
        page.pop("/StructParents", None)
    for tags in ("/StructTreeRoot", "/MarkInfo"):
        writer.root_object.pop(tags, None)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue(), [row.letter_id for row in contents]


def cover(actor: Actor, batch: LetterBatch, contents: list[LetterContent]) -> bytes:
    """Print the list in front: names and births as the letters themselves say them."""
    kind, language = kinds()[batch.kind], batch.language
    body = batch.authority
    mission = Mission.objects.visible_to(actor).get(pk=batch.mission_id)
    asks = body is not None and kind.to == Addressed.HOME
    with override(language):
        data = {
            "language": language,
            "draft": False,
            "title": kind.printed[language],
            "type_name": "" if asks else kind.printed[language],
            "subject": SUBJECT % {"n": len(contents)} if asks else "",
            "number": batch.number,
            "date": head_day(batch.dated_on, language, mission.city, buddhist=False),
            "date_thai": "",
            "mission": {**named(mission), "contact": ""},
            "addressee": addressee_of(body, language),
            "asks": asks,
            "copies": copies_of(body is not None),
            "fonts": fonts(),
            "footer": batch.number or str(batch.uuid),
            "timestamp": int(batch.issued_at.timestamp()),
            **dict.fromkeys(("remark", "replaces", "withheld", "left_out"), ""),
            **{"missing": [], "v": {}, "labels": {}},
            "rows": [row_of(row) for row in contents],
        }
    (printed,) = pressed([("cover", data)])
    return printed.pdf


def row_of(content: LetterContent) -> dict[str, Any]:
    """Return the row of one letter, from what it says."""
    said = content.values.get("v", {})
    return {
        "number": content.letter.number,
        "name": said.get("name", ""),
        "lacks_marks": bool(spellings(said.get("name", ""))),
        "birth": said.get("birth", ""),
        "reference": said.get("reference", ""),
        "pages": content.letter.pages,
    }
