"""Columns of many rows written by one statement say what the objects say."""

import pytest
from django.db import DataError, transaction

from cases.core.actor import SYSTEM
from cases.core.at_once import write_columns
from cases.core.context import eyes
from cases.intake.lists.models import ListRow
from cases.missions.models import Mission
from tests.factories import MissionFactory, officer
from tests.intake.lists.files import checked, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    actor = officer()
    found = rows_of(actor, checked(actor))
    with eyes(actor):
        yield found


def test_writes_words_numbers_nothing_and_json(rows, django_assert_num_queries):
    for at, row in enumerate(rows):
        row.reason, row.values, row.problems = f"Lý do {at} 'x'", {"full_name": "Lò Thị Ấ"}, []
        row.settled_by_id, row.version = None, 40 + at

    with django_assert_num_queries(1):
        write_columns(rows, ["reason", "values", "problems", "settled_by", "version"])

    for at, row in enumerate(
        ListRow.objects.filter(pk__in=[one.pk for one in rows]).order_by("pk")
    ):
        assert (row.reason, row.values, row.problems) == (
            f"Lý do {at} 'x'",
            {"full_name": "Lò Thị Ấ"},
            [],
        )
        assert (row.settled_by_id, row.version) == (None, 40 + at)


def test_words_that_are_too_long_are_refused_and_not_cut(rows):
    rows[0].reason = "x" * 301

    with pytest.raises(DataError), transaction.atomic():
        write_columns(rows, ["reason"])


def test_writes_nothing_of_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        write_columns([], ["reason"])


def test_arrays_are_written_too():
    with eyes(SYSTEM):
        missions = [MissionFactory(code="BKK"), MissionFactory(code="RGN")]
        for mission in missions:
            mission.weekend = [5, 6]

        write_columns(missions, ["weekend"])

        kept = Mission.objects.filter(pk__in=[one.pk for one in missions])
        assert [one.weekend for one in kept] == [[5, 6], [5, 6]]
