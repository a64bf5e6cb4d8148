"""The database runs the SQL that the feature shows, and freezes what is published."""

import re

import pytest
from django.db import IntegrityError, transaction

from cases.core.context import eyes
from cases.procedures.schema import FUNCTIONS, TRIGGERS
from tests.factories import headquarters
from tests.procedures.playbooks import CHAIN, draft, published
from tests.statements import executed, selected_value

pytestmark = pytest.mark.django_db

BODY = re.compile(r"create function (\w+)\(.*?\$\$(.*?)\$\$", re.DOTALL)


@pytest.mark.parametrize(
    ("name", "body"), [found for text in FUNCTIONS for found in BODY.findall(text)]
)
def test_every_function_is_the_one_in_the_database(name, body):
    stored = selected_value("select prosrc from pg_proc where proname = %s", [name])

    assert stored == body


@pytest.mark.parametrize(("table", "name"), TRIGGERS)
def test_every_trigger_is_there_and_on(table, name):
    assert (
        selected_value(
            "select tgenabled from pg_trigger where tgrelid = %s::regclass and tgname = %s",
            [table, name],
        )
        == "O"
    )


ATTACKS = (
    "update cases_playbook set content = 'x' where id = %s",
    "update cases_playbook set title = 'x' where id = %s",
    "update cases_playbook set title_vi = 'x' where id = %s",
    "update cases_playbook set title_fr = 'x' where id = %s",
    "update cases_playbook set countries = '{MM}' where id = %s",
    "update cases_playbook set incident_codes = '{x}' where id = %s",
    "update cases_playbook set code = 'x' where id = %s",
    "update cases_playbook set number = 99 where id = %s",
    "update cases_playbook set published_at = now() where id = %s",
    "update cases_playbook set status = 'draft', published_at = null where id = %s",
    "update cases_playbookstep set after = '{}' where playbook_id = %s",
    "update cases_playbookstep set body = 'family' where playbook_id = %s",
    "update cases_playbookgate set steps = '{}' where playbook_id = %s",
    "update cases_playbookgate set conditions = '{}' where playbook_id = %s",
    "insert into cases_playbookgate (playbook_id, stage, steps, conditions)"
    " values (%s, 'arrived', '{}', '{}')",
    "insert into cases_playbookstep"
    " (playbook_id, number, code, procedure_id, body, after, opens_at, only_if)"
    " select playbook_id, 99, 'late', procedure_id, body, after, opens_at, only_if"
    " from cases_playbookstep where playbook_id = %s limit 1",
)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("status", ["published", "retired"])
def test_the_database_refuses_any_change_of_a_frozen_version(attack, status):
    with eyes(headquarters()):
        playbook = published(CHAIN, status=status)

        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            run(attack, playbook)


@pytest.mark.parametrize("attack", ATTACKS[10:14])
def test_the_database_lets_no_part_move_between_versions(attack):
    with eyes(headquarters()):
        frozen = published(CHAIN)
        other = draft(CHAIN)
        table = attack.split()[1]

        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            run(f"update {table} set playbook_id = {other.pk} where playbook_id = %s", frozen)


@pytest.mark.parametrize("table", ["playbook", "playbookstep", "playbookgate"])
def test_the_database_refuses_to_delete_a_frozen_version(table):
    column = "id" if table == "playbook" else "playbook_id"
    with eyes(headquarters()):
        playbook = published(CHAIN)

        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            run(f"delete from cases_{table} where {column} = %s", playbook)


def test_a_draft_may_change():
    with eyes(headquarters()):
        playbook = draft(CHAIN)

        run("update cases_playbook set title = 'Another' where id = %s", playbook)

        playbook.refresh_from_db()
        assert playbook.title == "Another"


def run(statement, playbook):
    executed(statement, [playbook.pk])
