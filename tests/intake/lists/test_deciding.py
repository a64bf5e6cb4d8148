"""What officers decide of rows: mend, park, leave out, the same person, a different one."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError, transaction

from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.lists.choices import RowState
from cases.intake.lists.layout import SheetLayout
from cases.intake.lists.models import ListRow, SenderMapping
from cases.intake.lists.operations import (
    attach_list_row,
    confirm_list,
    correct_list_row,
    leave_out_list_row,
    map_list,
    park_list_row,
    take_up_list_row,
    withdraw_list,
)
from cases.intake.lists.queries import layouts_of
from cases.missions.models import Posting
from tests.factories import officer
from tests.intake.lists.files import (
    PEOPLE,
    checked,
    fresh_list,
    received,
    rows_of,
    states_of,
    table,
)
from tests.jobs import run_jobs
from tests.register import a_citizen, fresh

pytestmark = pytest.mark.django_db


def row_in(actor, content):
    """The first row of people of a list."""
    return rows_of(actor, checked(actor, content))[1]


def test_a_mended_row_is_ready_and_its_cell_stays_as_it_came(actor):
    row = row_in(actor, table([[1, "Zqlist Văn An", "31/02/1999", "", "", ""]]))
    assert row.state == RowState.NEEDS_FIXING

    with eyes(actor):
        correct_list_row(actor, fresh(row), changes={"birth": "28/02/1999"})
        row = fresh(row)

    assert (row.state, row.values["birth"]) == (RowState.READY, "1999-02-28")
    assert row.cells[2] == "31/02/1999"
    assert row.corrected == {"birth": "28/02/1999"}


def test_a_row_that_a_colleague_mended_meanwhile_is_not_overwritten(actor):
    row = row_in(actor, table([[1, "Zqlist Văn An", "31/02/1999", "", "", ""]]))
    with eyes(actor):
        seen = fresh(row)
        correct_list_row(actor, fresh(row), changes={"birth": "28/02/1999"})

    with eyes(actor), pytest.raises(Refused) as refusal:
        correct_list_row(actor, seen, changes={"birth": "1998"})

    assert refusal.value.code == "stale_version"


def test_parked_and_left_out_rows_hold_up_nobody_and_stay_so_when_columns_are_said_anew(actor):
    received_list = checked(actor)
    rows = rows_of(actor, received_list)
    with eyes(actor):
        park_list_row(actor, fresh(rows[1]), reason="Asked Mae Sot.")
        leave_out_list_row(actor, fresh(rows[2]))
        map_list(actor, fresh(received_list), columns=layouts_of(received_list), nationality="ours")
    run_jobs()
    with eyes(actor):
        confirm_list(actor, fresh(received_list))
    run_jobs()

    assert states_of(actor, received_list) == ["left_out", "parked", "left_out", "written"]


def test_a_row_taken_up_again_is_looked_at_again(actor):
    row = row_in(actor, table())
    with eyes(actor):
        park_list_row(actor, fresh(row))
        take_up_list_row(actor, fresh(row))

        assert fresh(row).state == RowState.READY


def test_a_twin_that_somebody_takes_up_is_a_person_of_her_own(actor):
    content = table([*PEOPLE, [4, "Zqlist Văn An", "25/04/1999", "", "", ""]])
    twin = rows_of(actor, checked(actor, content))[-1]
    assert twin.state == RowState.TWICE

    with eyes(actor):
        take_up_list_row(actor, fresh(twin))

        assert fresh(twin).state == RowState.READY


def test_the_same_person_without_a_case_in_the_incident_gets_one(actor):
    row = row_in(actor, table())
    with eyes(actor):
        person = a_citizen(actor, full_name="Zqlist Văn An")
        attach_list_row(actor, fresh(row), citizen=person)
        row = fresh(row)

        assert row.case.citizen_id == person.pk
        assert row.case.report_source == "list"
        assert not person.names.exists()


def test_a_row_is_not_put_on_somebody_out_of_sight(actor):
    row = row_in(actor, table())
    with eyes(officer(yangon=True)) as other:
        stranger = a_citizen(other)

    with eyes(actor), pytest.raises(DatabaseError), transaction.atomic():
        ListRow.objects.filter(pk=row.pk).update(citizen_id=stranger.pk)


def test_dates_that_can_be_read_in_two_ways_are_asked_for_once(actor):
    content = table([[1, "Zqlist Văn An", "4/5/1999", "", "", ""]])
    row = received(actor, content)

    with eyes(actor), pytest.raises(Refused) as refusal:
        map_list(actor, fresh(row), columns=layouts_of(row), nationality="ours")

    assert refusal.value.code == "day_order_needed"
    assert "4/5/1999" in str(refusal.value.message)
    with eyes(actor):
        map_list(
            actor, fresh(row), columns=layouts_of(row), day_order="month_first", nationality="ours"
        )
    run_jobs()
    assert rows_of(actor, row)[1].values["birth"] == "1999-04-05"


def test_columns_are_remembered_for_the_sender_and_for_nobody_else(actor):
    content = table([["X1", "Zqlist Văn An", "1999"]], ["Mã", "Zqcột", "Năm sinh"])
    row = received(actor, content, sender="Trại B7")
    with eyes(actor):
        columns = {0: "document_number", 1: "full_name", 2: "birth"}
        map_list(actor, fresh(row), columns=[SheetLayout(1, 2, columns)], nationality="ours")
        assert SenderMapping.objects.count() == 1

    again = received(actor, content, sender="trại  b7", file=None, pasted="Mã\tZqcột\nA1\tB C")
    other = received(actor, sender="Trại B8", file=None, pasted="Mã\tZqcột\nA1\tB D")

    assert layouts_of(again)[0].columns == {0: "document_number", 1: "full_name"}
    assert "document_number" not in {
        name for layout in layouts_of(other) for name in layout.columns.values()
    }


def test_a_withdrawn_list_is_emptied_and_may_come_in_again(actor):
    row = checked(actor)

    with eyes(actor):
        withdraw_list(actor, fresh(row), reason="Sent by mistake.")

    assert {str(one.cells) for one in rows_of(actor, row)} == {"[]"}
    assert {str(one.values) for one in rows_of(actor, row)} == {"{}"}
    assert received(actor).pk != row.pk


def test_a_total_that_is_not_the_number_of_people_is_told(actor):
    row = checked(actor, table([*PEOPLE, ["Tổng cộng", "70 người", "", "", "", ""]]))

    assert row.notes == [
        {"code": "total_differs", "params": {"said": 70, "sheet": "Sheet", "counted": 3}}
    ]


def test_the_writing_stops_when_the_posting_is_over(actor):
    row = checked(actor)
    with eyes(actor):
        confirm_list(actor, fresh(row))
    Posting.objects.filter(pk=actor.posting_id).update(ends_on=Posting.objects.get(
        pk=actor.posting_id).starts_on + timedelta(days=1))  # fmt: skip
    run_jobs()
    colleague = officer()

    row = fresh_list(colleague, row)

    assert row.state == "checked"
    assert row.notes[-1]["code"] == "posting_ended"
    with eyes(colleague):
        assert not Citizen.objects.exists()


def test_work_begun_before_the_columns_were_said_anew_ends_by_itself(actor):
    row = received(actor)
    with eyes(actor):
        map_list(actor, fresh(row), columns=layouts_of(row), nationality="ours")
        map_list(actor, fresh(row), columns=layouts_of(row), nationality="ours")
    with patch("cases.intake.lists.jobs.AT_ONCE", 1):
        run_jobs()

    assert states_of(actor, row)[1:] == ["ready"] * 3
