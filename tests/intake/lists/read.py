"""What is read of the rows of a table, by a layout that is guessed."""

from datetime import date

from cases.intake.lists.known import Gazetteer
from cases.intake.lists.layout import guess
from cases.intake.lists.reading.tables import Line
from cases.intake.lists.rows import Ground, kind_of_line, read_row
from cases.places.models import Place, Province

TODAY = date(2025, 10, 24)
HA_NOI = Province(pk=3, code="N01", name="Hà Nội")
NGHE_AN = Province(pk=1, code="N40", name="Nghệ An")
OLD = Province(pk=2, code="O35", name="Hà Nam", generation="old")
SHELTER = Place(pk=1, code="mae-sot-shelter", name="Mae Sot shelter")
KNOWN = Gazetteer(
    {"ha noi": HA_NOI, "nghe an": NGHE_AN, "nghean": NGHE_AN, "ha nam": OLD},
    {"mae sot shelter": SHELTER},
)


def people(lines, **ground):
    """Return what is read of the rows that are people, by a guessed layout."""
    numbered = [Line(number, tuple(cells)) for number, cells in enumerate(lines, start=1)]
    numbered = [line for line in numbered if any(line.cells)]
    layout = guess(1, numbered, TODAY)
    asked = Ground([layout], TODAY, KNOWN, **ground)
    found, is_below = [], False
    for line in numbered:
        kind = kind_of_line(line, layout, is_below)
        is_below = is_below or kind == "total"
        if not kind:
            found.append(read_row(1, line.number, line.cells, {}, asked))
    return found


def codes(read):
    """Return the codes of the problems of a row."""
    return [problem["code"] for problem in read.problems]


def one(headings, cells, **ground):
    """Return what is read of one row."""
    (read,) = people([headings, cells], **ground)
    return read
