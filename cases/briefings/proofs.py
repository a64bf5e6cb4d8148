"""Proofs of published briefings: what went out can be made again from what was frozen."""

import hashlib
from collections.abc import Iterator

from cases.briefings.choices import SheetLanguage
from cases.briefings.composing import digest_of
from cases.briefings.composing.sheets import as_text
from cases.briefings.models import Briefing, BriefingSheet
from cases.briefings.printing import printed, sheet_of
from cases.publishing.freezing import faults_of

FAULTS = {
    "values": "its values are not those that were frozen",
    "sheet": "a sheet is not what its text says",
    "file": "a file is not the one that was approved",
    "print": "a sheet printed again says something else",
    "snapshot": "its snapshot is not as it was frozen",
}


def faults_in(briefing: Briefing) -> set[str]:
    """Return what is wrong with a briefing and its sheets; with eyes that see all."""
    found = set()
    if digest_of(briefing.values) != briefing.digest:
        found.add("values")
    if {fault for fault in faults_of(briefing.snapshot) if fault != "ledgers"}:
        found.add("snapshot")
    sheets = list(BriefingSheet.objects.filter(briefing=briefing, edition=briefing.edition))
    for sheet in sheets:
        if as_text(sheet.content) != sheet.text:
            found.add("sheet")
        if hashlib.sha256(bytes(sheet.pdf)).hexdigest() != sheet.digest:
            found.add("file")
        (again,) = printed([sheet.content], sheet.approved_at, is_draft=False)
        if letters_of(again.text) != letters_of(sheet.pdf_text):
            found.add("print")
    return found


def letters_of(text: str) -> str:
    """Return a text without its spaces: where a line ends hangs on fonts, not on what is said."""
    return "".join(text.split())


def would_be_written_otherwise(briefing: Briefing) -> bool:
    """Return whether the words of the house have changed since it was approved: no fault."""
    kept = {
        row.language: row.content
        for row in BriefingSheet.objects.filter(briefing=briefing, edition=briefing.edition)
    }
    return any(
        code in kept and sheet_of(briefing, code) != kept[code] for code in SheetLanguage.values
    )


def all_faults() -> Iterator[tuple[str, set[str]]]:
    """Yield number and faults of every briefing that was approved; with eyes that see all."""
    rows = Briefing.objects.filter(edition__gte=1).select_related("snapshot__incident")
    for briefing in rows.order_by("pk").iterator(chunk_size=50):
        yield briefing.number, faults_in(briefing)
