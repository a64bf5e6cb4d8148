"""A file of many rows takes no more memory than one of few."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.core import store
from cases.core.context import eyes
from cases.exports.filling import write_rows
from cases.exports.kinds import KINDS
from cases.exports.kinds.kind import AT_ONCE
from cases.incidents.models import Incident, ReportedFigure
from tests.factories import IncidentFactory, officer
from tests.memory import growth
from tests.world_exports import started

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store", "made_world")]
FEW, MANY = 2 * AT_ONCE + 1_000, 4 * (2 * AT_ONCE + 1_000)
"""Rows; of few there are two whole parts already, one read while the other is written."""
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
WIDE = "𐰀"
"""A letter of old Turkic: Python keeps each letter of a text that has one in four bytes."""
MOST = 20_000_000
"""Bytes; the rows that are more hold more than twice of that.

A process that has run other tests for long grows by 6 MB more or less for the same work.
"""


def make_world():
    for count in (FEW, MANY):
        figures(count)


def figures(count):
    """Let so many be told of an incident that is called after the number."""
    incident = IncidentFactory(code=f"2025-10-of-{count}")
    ReportedFigure.objects.bulk_create(
        (
            ReportedFigure(
                incident=incident,
                metric="crossed",
                nationality="VN",
                value=number,
                qualifier="exact",
                as_of=BEGAN + timedelta(minutes=number),
                as_of_precision="time",
                zone="Asia/Bangkok",
                source_name="A gazette",
                source_url=f"https://gazette.example/{number}/" + "x" * 550 + WIDE,
                scope=f"{number} " + "Invented words that take room in every row. " * 8 + WIDE,
            )
            for number in range(count)
        ),
        batch_size=1_000,
    )


def write(actor, form, count):
    """Write the figures of one of the incidents; return by how much the process grew."""
    incident = Incident.objects.get(code=f"2025-10-of-{count}")
    export = started(actor, kind="figures", format=form, incident=incident)
    return growth(lambda: written(actor, export, count))


def written(actor, export, count):
    with store.keep_long() as file:
        ids = write_rows(actor, export, file)
    assert len(ids) == count


@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx"])
def test_four_times_the_rows_take_no_more_memory(form, monkeypatch):
    monkeypatch.setattr("cases.exports.filling.grew", lambda export, rows: False)
    with eyes(officer()) as desk:
        write(desk, form, FEW)
        few = write(desk, form, FEW)

        many = write(desk, form, MANY)

    assert many < few + MOST


def test_rows_that_are_held_would_be_seen():
    with eyes(officer()) as desk:
        rows = KINDS["figures"].rows(desk).filter(incident__code=f"2025-10-of-{MANY}").values_list()

        assert growth(lambda: list(rows)) > 2 * MOST
