"""A pile as a whole: as a table for spreadsheets, and on paper."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.cells import plain_cell
from cases.intake.reconciliation.models import Reconciliation
from cases.intake.reconciliation.pages.detail import (
    GONE,
    WHAT_IT_IS,
    counts_of,
    entries_page,
    gone_page,
    label_of,
    shown,
)

AT_ONCE: Final = 500
MOST_EXPORTED: Final = 10_000
MOST_PRINTED: Final = 1_000
MARK: Final = "\ufeff"
"""Tells spreadsheets that the letters are UTF-8."""
Line = dict[str, Any]


def lines_of_pile(
    actor: Actor, compared: Reconciliation, show: str, most: int
) -> Iterator[tuple[Line, int]]:
    """Yield what a pile says, in the order of the list, each with the id of its entry or row."""
    after, yielded = 0, 0
    while yielded < most:
        room = min(AT_ONCE, most - yielded)
        if show == GONE:
            lines, ids, following = gone_page(actor, compared, after, most=room)
        else:
            lines, ids, following = entries_page(actor, compared, show, after, 0, most=room)
        yield from zip(lines, ids, strict=True)
        yielded += len(lines)
        after = following
        if not following:
            return


def is_more(counts: dict[str, int], show: str, most: int) -> bool:
    """Return whether a pile holds more than is taken along."""
    return counts[show] > most


def print_context(
    actor: Actor, compared: Reconciliation, asked: str
) -> tuple[dict[str, Any], list[int]]:
    """Return what stands on paper of a pile, and the ids of the entries shown."""
    counts = counts_of(actor, compared)
    show = shown(asked, counts)
    found = list(lines_of_pile(actor, compared, show, MOST_PRINTED))
    context = {
        "compared": compared,
        "title": compared.received.sender,
        "show": show,
        "show_label": label_of(show),
        "what_it_is": WHAT_IT_IS[show],
        "lines": [line | {"acts": []} for line, _id in found],
        "count": counts[show],
        "most": MOST_PRINTED if is_more(counts, show, MOST_PRINTED) else 0,
        "back_url": f"{compared.get_absolute_url()}?pile={show}",
    }
    return context, [pk for _line, pk in found]


def sheet_of(actor: Actor, compared: Reconciliation, asked: str) -> tuple[str, list[int], str]:
    """Return the text of the sheet of a pile, the ids of its entries, and which pile it is.

    A sheet that does not hold all of them says so in its last line.
    """
    counts = counts_of(actor, compared)
    show = shown(asked, counts)
    stream = io.StringIO(newline="")
    sheet = csv.writer(stream)
    sheet.writerow(plain_cell(name) for name in head())
    ids: list[int] = []
    for line, pk in lines_of_pile(actor, compared, show, MOST_EXPORTED):
        sheet.writerow(plain_cell(cell) for cell in cells_of(line))
        ids.append(pk)
    if is_more(counts, show, MOST_EXPORTED):
        words = _("These are only the first %(most)s of %(count)s.")
        sheet.writerow([plain_cell(words % {"most": MOST_EXPORTED, "count": counts[show]})])
    return MARK + stream.getvalue(), ids, show


def head() -> list[str]:
    """Return the names of the columns: of the list, of ours, and of both."""
    return [
        _("Sheet"),
        _("Row"),
        _("The list says: name"),
        _("The list says: more"),
        _("We have: name"),
        _("We have: more"),
        _("Cases"),
        _("Perhaps"),
        _("How it is known"),
        _("Differs in"),
        _("Changed since the version before"),
        _("What was done"),
        _("Because"),
    ]


def cells_of(line: Line) -> list[Any]:
    """Return the cells of one line."""
    row, person = line["row"] or {}, line["person"] or {}
    perhaps = line.get("perhaps") or {}
    cases = (person or perhaps).get("cases", ())
    why = [reason["sentence"] for reason in line.get("reasons", ())]
    return [
        row.get("sheet", ""),
        row.get("number", ""),
        row.get("name", ""),
        " · ".join(map(str, row.get("facts", ()))),
        person.get("name", ""),
        " · ".join(map(str, person.get("facts", ()))),
        ", ".join(case["reference"] for case in cases),
        perhaps.get("name", ""),
        ": ".join(filter(None, [line.get("match", ""), " · ".join(why)])),
        "; ".join(map(difference, line.get("differences", ()))),
        ", ".join(line.get("changes", ())),
        ", ".join(line.get("done", ())),
        line.get("because", ""),
    ]


def difference(one: dict[str, str]) -> str:
    """Return one difference in words: what, theirs, ours."""
    sides = f"{one['theirs'] or '—'} ≠ {one['ours'] or '—'}"
    return f"{one['label']}: {sides}" if one["theirs"] or one["ours"] else one["label"]
