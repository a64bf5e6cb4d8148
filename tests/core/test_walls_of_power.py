"""The second wall of what changes who may what, or how work is done: raw, past every queryset."""

import pytest
from django.db import connection

from cases.core.context import eyes
from tests.factories import StaffFactory, administrator, head, headquarters
from tests.world_administrators import a_change
from tests.world_configuration import leader, proposed

pytestmark = pytest.mark.django_db


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


def seen(table, actor):
    with eyes(actor):
        return count(table)


def test_loads_are_seen_at_headquarters_and_by_who_sees_nobody_but_at_no_mission():
    proposed(leader())

    readers = [headquarters(), administrator(), head()]
    assert [seen("cases_configurationload", reader) for reader in readers] == [1, 1, 0]
    assert count("cases_configurationload") == 0


def test_changes_to_administrators_are_seen_by_no_connection_without_eyes():
    asker = administrator()
    with eyes(asker):
        a_change(asker.staff_id, StaffFactory())

    assert seen("cases_administratorchange", administrator()) == 1
    assert count("cases_administratorchange") == 0
