"""What officers decide of rows that look like somebody who is on record already."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases.casework.models import Case
from cases.citizens.models import NotTheSame
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.lists.choices import RowState
from cases.intake.lists.operations import (
    attach_list_row,
    confirm_list,
    correct_list_row,
    leave_out_list_row,
    tell_list_row_apart,
    withdraw_list,
)
from tests.factories import officer
from tests.intake.lists.files import checked, rows_of, table
from tests.jobs import run_jobs
from tests.refusals import refusal_of
from tests.register import fresh

pytestmark = pytest.mark.django_db


def make_world():
    """An officer, somebody on record with a case in the incident, and a row that looks like her."""
    actor = officer()
    first = checked(actor)
    with eyes(actor):
        confirm_list(actor, fresh(first))
    run_jobs()
    again = table([[1, "ZQLIST VAN AN", "25/04/1999", "m", "C7000001", ""]])
    return actor, rows_of(actor, first)[1], rows_of(actor, checked(actor, again))[1]


@pytest.fixture
def actor(world):
    return world[0]


@pytest.fixture
def before(world):
    return world[1]


@pytest.fixture
def row(world):
    return world[2]


def test_the_same_person_gets_no_second_case_and_the_spelling_of_the_list(actor, before, row):
    with eyes(actor):
        attach_list_row(actor, fresh(row), citizen=before.citizen)
        row = fresh(row)

        assert (row.state, row.case_id) == (RowState.SAME_PERSON, before.case_id)
        assert Case.objects.count() == 3
        assert before.citizen.names.get().value == "ZQLIST VAN AN"
        assert before.citizen.names.get().kind == "list"


def test_a_different_person_is_remembered_once_she_is_registered(actor, before, row):
    with eyes(actor):
        tell_list_row_apart(actor, fresh(row), others=[before.citizen], because="Another mother.")
        row = fresh(row)
        assert row.state == RowState.READY
        confirm_list(actor, fresh(row.received))
    run_jobs()

    with eyes(actor):
        row = fresh(row)
        pair = NotTheSame.objects.get()
        assert row.state == RowState.WRITTEN
        assert {pair.citizen_id, pair.other_id} == {before.citizen_id, row.citizen_id}
        assert pair.reason == "Another mother."


def test_a_settled_row_is_neither_mended_nor_put_on_somebody_else(actor, before):
    with eyes(actor):
        for act, said in (
            (correct_list_row, {"changes": {"birth": "1990"}}),
            (attach_list_row, {"citizen": before.citizen}),
            (leave_out_list_row, {}),
        ):
            assert refusal_of(act, actor, fresh(before), **said).code == "row_settled"


@pytest.mark.parametrize(
    "edit",
    [
        "cells = '[\"other\"]'",
        "state = 'ready', case_id = null, citizen_id = null, settled_at = null",
    ],
)
def test_the_database_itself_keeps_the_evidence(actor, before, edit):
    statement = f"update cases_listrow set {edit} where id = %s"
    with eyes(actor), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement, [before.pk])


def test_a_list_from_which_somebody_was_registered_is_not_withdrawn(actor, before):
    with eyes(actor), pytest.raises(Refused) as refusal:
        withdraw_list(actor, fresh(before.received), reason="No.")

    assert refusal.value.code == "list_used"
