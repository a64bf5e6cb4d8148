"""The walls are compared word by word with what this release made, not by their names alone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.module_loading import import_string

from cases.core import catalogue
from tests.database import owner_cursor

pytestmark = pytest.mark.django_db

WAYS = {
    "a policy that lets everybody read": (
        "alter policy select_rows on cases_note using (true)",
        "The policies of cases_note are not as this release has them.",
    ),
    "a policy that lets everybody write": (
        "alter policy insert_rows on cases_note with check (true)",
        "The policies of cases_note are not as this release has them.",
    ),
    "a policy for another role": (
        "alter policy owner_all on cases_note to public",
        "The policies of cases_note are not as this release has them.",
    ),
    "a policy for another command": (
        "drop policy select_rows on cases_note; "
        "create policy select_rows on cases_note using (true)",
        "The policies of cases_note are not as this release has them.",
    ),
    "a wall that is not forced": (
        "alter table cases_note no force row level security",
        "The policies of cases_note are not as this release has them.",
    ),
    "a wall that is off": (
        "alter table cases_note disable row level security",
        "The policies of cases_note are not as this release has them.",
    ),
    "one right more": (
        "grant delete on cases_note to public",
        "The rights of cases_note are not as this release has them.",
    ),
    "a right on one column more": (
        "grant update (reference) on cases_case to public",
        "The rights of cases_case are not as this release has them.",
    ),
    "a trigger that is off": (
        "alter table cases_case disable trigger keep_version",
        "The triggers of cases_case are not as this release has them.",
    ),
    "a function that says yes": (
        "create or replace function app_sees_all() returns boolean language sql stable "
        "as 'select true'",
        "The function app_sees_all() is not as this release has it.",
    ),
    "a window past the wall": (
        "create view every_case as select * from cases_case; grant select on every_case to public",
        "The application may use every_case, which this release does not know.",
    ),
    "a window in another schema": (
        "create schema aside; create view aside.every_case as select * from cases_case; "
        "grant usage on schema aside to public; grant select on aside.every_case to public",
        "The application may use aside.every_case, which this release does not know.",
    ),
    "a rule beside a table": (
        "create rule twice as on insert to cases_note do also notify noted",
        "The policies of cases_note are not as this release has them.",
    ),
    "a table that is gone": (
        "alter table cases_note rename to cases_note_away",
        "The table cases_note is not there.",
    ),
}


@pytest.fixture
def owner(monkeypatch):
    """Let the owner change the database, look at it in their transaction, and take it back."""
    with owner_cursor() as cursor:

        def rows_of(query):
            cursor.execute(catalogue.ROLES + query, catalogue.roles())
            return cursor.fetchall()

        monkeypatch.setattr(catalogue, "rows_of", rows_of)
        yield cursor
        cursor.connection.rollback()


def test_the_database_of_the_suite_is_that_of_the_release():
    """Where this fails after a new migration: `manage.py walls --write` on a new database."""
    assert list(catalogue.differences()) == []


@pytest.mark.parametrize("way", WAYS)
def test_each_change_is_found_and_names_its_place(way, owner):
    statement, said = WAYS[way]

    owner.execute(statement)

    assert said in list(catalogue.differences())


def test_what_is_read_again_from_a_copy_is_the_same(owner):
    """Where this fails after a new migration, let that one end with what 0081 does."""
    owner.execute(import_string("cases.migrations.0081_as_read_again.READ_AGAIN"))

    assert list(catalogue.differences()) == []


def test_an_empty_database_says_what_to_do(monkeypatch):
    monkeypatch.setattr(catalogue, "tables", dict)

    assert list(catalogue.differences()) == [
        "The database has no tables of this release yet: run manage.py migrate."
    ]


def test_the_command_names_what_differs(monkeypatch):
    monkeypatch.setattr(catalogue, "functions", dict)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("walls", stdout=out)

    assert "The function app_sees_all() is not there." in out.getvalue()


def test_the_command_says_that_all_is_well():
    out = StringIO()

    call_command("walls", stdout=out)

    assert "those of this release" in out.getvalue()
