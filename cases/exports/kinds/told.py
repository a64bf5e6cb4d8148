"""What was told in public: the tables of published briefings, word for word."""

from collections.abc import Iterator
from typing import Any, Final

from django.utils import translation

from cases.briefings.choices import BriefingKind, SheetLanguage
from cases.briefings.models import BriefingSheet
from cases.core.actor import Actor
from cases.core.shapes import MOMENT, Shape, as_of, column
from cases.exports.kinds.kind import Asks

TOLD_IN_PUBLIC: Final = Shape(
    "PublishedFigure",
    (
        column("number", "number"),
        column("kind", "kind", BriefingKind),
        column("language", "language", SheetLanguage),
        column("subtitle", "subtitle"),
        as_of("as_of", "zone"),
        column("zone", "zone"),
        column("published_at", "published_at", MOMENT),
        column("withdrawn_at", "withdrawn_at", MOMENT, null=True),
        column("replaced_by", "replaced_by", null=True),
        column("table", "table"),
        column("line", "line"),
        column("column", "column"),
        column("told", "told"),
    ),
)
SHEET: Final = TOLD_IN_PUBLIC.sources[:9]


def told(actor: Actor, asks: Asks) -> Iterator[tuple[Any, ...]]:
    """Yield what the tables of published briefings say, word for word, a line for each cell."""
    sheets = BriefingSheet.objects.published_for(actor).filter(language=asks["language"])
    found = sheets.order_by("published_at", "uuid").values_list(*SHEET, "pk", "content")
    for *sheet, key, content in found.iterator(chunk_size=50):
        drawn = [picture["table"] for picture in content.get("pictures", ())]
        for table in (*drawn, *content["tables"]):
            for first, *cells in table["rows"]:
                for name, cell in zip(table["columns"][1:], cells, strict=True):
                    yield (*sheet, table["title"], first, name, cell, key)


def in_language(actor: Actor, asks: Asks) -> Asks:
    """Put down the language of whoever asks: each sheet is there in all of them."""
    language = (translation.get_language() or "")[:2]
    known = language in SheetLanguage.values
    return {**asks, "language": language if known else SheetLanguage.EN.value}
