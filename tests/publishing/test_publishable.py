"""What of a snapshot may be told outside."""

import pytest

from cases.core.context import eyes
from cases.publishing.disclosure_control import EXACT, HIDDEN, ROUNDED
from cases.publishing.disclosure_control.ranges import range_of
from cases.publishing.publishable import publishable, tables_of
from tests.factories import headquarters
from tests.publishing.course import at, course, crossed, day, opened
from tests.world_figures import DAY, a_snapshot

pytestmark = pytest.mark.django_db


def told(snapshot, *before):
    with eyes(headquarters()):
        return publishable(snapshot, before)


def test_one_person_in_myanmar_is_not_told_by_any_number(settings):
    settings.SMALLEST_PUBLISHED = 3
    with course() as actor:
        for number in range(8):
            case = opened(actor, at(20), sex="mf"[number % 2])
            to = "MM" if number == 7 else "TH"
            crossed(actor, case, at(21), at(21), from_country="VN", to_country=to)
    snapshot = a_snapshot(known_at=DAY)

    shown = told(snapshot)

    hidden = {cell for cell, row in shown.items() if row.how == HIDDEN}
    assert shown["still-open"].shown == 8
    assert {"in-myanmar", "counted/country/MM"} <= hidden
    assert "in-thailand" in hidden, "eight less those in Thailand would tell of the other"
    with eyes(headquarters()):
        counts = {row.cell: row.count for row in snapshot.values.all()}
    tables = tables_of(snapshot.figures, counts)
    for cell in hidden:
        low, high = range_of(cell, hidden, tables)
        assert high is None or high - low >= 3


def test_a_total_close_to_what_was_told_before_is_rounded(settings):
    settings.SMALLEST_PUBLISHED = 3
    with course() as actor:
        cases = [opened(actor, at(20)) for _ in range(9)]
        for case in cases[:4]:
            crossed(actor, case, at(21), at(21))
    first = a_snapshot(known_at=DAY)
    before = told(first)
    with course() as actor:
        opened(actor, at(23))
    second = told(a_snapshot(as_of=day(24), known_at=day(24)), before)

    assert before["counted"].how == EXACT
    assert second["counted"].how == ROUNDED
    assert second["counted"].shown == 10
