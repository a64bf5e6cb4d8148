"""From a file to people and cases: nothing before it is confirmed, each row exactly once."""

import unicodedata
from datetime import date
from unittest.mock import patch

import pytest

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.lists import writing
from cases.intake.lists.choices import ListState, RowState
from cases.intake.lists.models import ListRow
from cases.intake.lists.operations import confirm_list
from tests.factories import headquarters, officer
from tests.intake.lists.files import (
    HEADINGS,
    PEOPLE,
    checked,
    fresh_list,
    open_document,
    received,
    rows_of,
    states_of,
    table,
)
from tests.jobs import later, run_jobs
from tests.refusals import refusal_of
from tests.register import fresh

pytestmark = pytest.mark.django_db


def confirmed(actor, row):
    with eyes(actor):
        confirm_list(actor, fresh(row))
    run_jobs()
    return fresh_list(actor, row)


def test_keeps_every_cell_and_registers_nobody(actor):
    row = received(actor)

    rows = rows_of(actor, row)

    assert row.state == ListState.RECEIVED
    assert [one.number for one in rows] == [1, 2, 3, 4]
    assert rows[0].cells == HEADINGS
    assert rows[1].cells == ["1", "Zqlist Văn An", "25/04/1999", "Nam", "C7000001", "ốm"]
    assert len(row.file_digest) == 64
    with eyes(actor):
        assert not Citizen.objects.exists()


def test_rows_are_ready_after_the_columns_were_said_and_still_nobody_is_registered(actor):
    row = checked(actor)

    assert row.state == ListState.CHECKED
    assert states_of(actor, row) == ["left_out", "ready", "ready", "ready"]
    with eyes(actor):
        assert not Citizen.objects.exists()


def test_confirming_registers_each_row_with_what_it_says(actor):
    row = confirmed(actor, checked(actor))

    first = rows_of(actor, row)[1]
    with eyes(actor):
        case = Case.objects.get(pk=first.case_id)
        citizen = case.citizen
        document = citizen.documents.get()

        assert row.state == ListState.CHECKED
        assert first.state == RowState.WRITTEN
        assert first.settled_by_id == actor.staff_id
        assert (citizen.full_name, str(citizen.birth), citizen.sex) == (
            "Zqlist Văn An",
            "1999-04-25",
            "m",
        )
        assert (document.kind, document.number, document.status) == (
            "passport",
            "C7000001",
            "unknown",
        )
        assert (case.report_source, case.summary) == ("list", "Ghi chú: ốm")
        assert Case.objects.count() == 3


def test_a_worker_that_is_killed_loses_its_chunk_and_writes_no_row_twice(actor):
    row = checked(actor)
    with eyes(actor):
        confirm_list(actor, fresh(row))
    wrote = writing.write_rows

    def killed(*args):
        wrote(*args)
        raise SystemExit

    with patch.object(writing, "write_rows", killed), pytest.raises(SystemExit):
        run_jobs()
    with eyes(actor):
        before = Case.objects.count()
    run_jobs(later(minutes=5))

    with eyes(actor):
        assert before == 0
        assert Case.objects.count() == 3
    assert states_of(actor, row)[1:] == ["written"] * 3


def test_of_two_officers_who_confirm_at_once_one_is_told_so(actor):
    row = checked(actor)
    colleague = officer()
    with eyes(actor):
        seen = fresh(row)
        confirm_list(actor, fresh(row))

    with eyes(colleague), pytest.raises(Refused) as refusal:
        confirm_list(colleague, seen)
    run_jobs()

    assert refusal.value.status == 409
    with eyes(actor):
        assert Case.objects.count() == 3


def test_a_second_confirmation_finds_nothing_ready(actor):
    row = confirmed(actor, checked(actor))

    with eyes(actor):
        assert refusal_of(confirm_list, actor, fresh(row)).code == "nothing_ready"


def test_what_is_refused_while_writing_goes_back_to_the_officer_and_holds_up_nobody(actor):
    row = checked(actor)
    with eyes(actor):
        one = row.rows.get(number=2)
        ListRow.objects.filter(pk=one.pk).update(values=one.values | {"full_name": ""})

    row = confirmed(actor, row)

    refused = rows_of(actor, row)[1]
    assert states_of(actor, row)[1:] == ["needs_fixing", "written", "written"]
    assert refused.problems[-1]["code"] == "refused"
    with eyes(actor):
        assert Citizen.objects.count() == 2


def test_the_same_file_is_not_received_twice(actor):
    content = table()
    received(actor, content)

    refusal = refusal_of(received, actor, content)

    assert (refusal.status, refusal.code) == (409, "same_file")
    assert "24 Oct 2025" in str(refusal)


def test_rows_twice_in_the_file_wait_and_name_each_other(actor):
    row = checked(actor, table([*PEOPLE, [4, "ZQLIST VAN AN", "25/4/1999", "", "", ""]]))

    first, *_others, last = rows_of(actor, row)[1:]

    assert (first.state, last.state) == (RowState.TWICE, RowState.TWICE)
    assert last.problems[-1]["params"] == {"row": 2, "key": str(first.uuid)}
    assert (first.twins, last.twins) == ([str(last.uuid)], [str(first.uuid)])


def test_who_is_registered_already_waits_for_a_decision(actor):
    confirmed(actor, checked(actor))
    again = table([[1, "Zqlist Van An", "25/04/1999", "m", "C7000001", ""], *PEOPLE[1:]])

    row = checked(actor, again)

    assert states_of(actor, row)[1] == RowState.LIKELY_DOUBLE


def test_headquarters_takes_in_lists_too():
    actor = headquarters()

    row = confirmed(actor, checked(actor))

    assert states_of(actor, row)[1:] == ["written"] * 3


def test_headings_are_known_whatever_form_their_letters_have(actor):
    decomposed = [unicodedata.normalize("NFD", heading) for heading in HEADINGS]
    row = rows_of(actor, checked(actor, table(PEOPLE, decomposed)))[1]

    assert row.values["full_name"] == "Zqlist Văn An"
    assert row.state == RowState.READY


def test_an_open_document_is_taken_in_like_any_workbook(actor):
    rows = [HEADINGS, [1, "Zqlist Văn An", date(1999, 4, 25), "Nam", "C7000001", "ốm"]]

    (_heading, person) = rows_of(actor, checked(actor, open_document(rows)))

    assert (person.state, person.number) == (RowState.READY, 2)
    assert person.values["full_name"] == "Zqlist Văn An"
    assert person.values["birth"] == "1999-04-25"
    assert person.values["document_number"] == "C7000001"
