"""The second wall of what changes who may what, or how work is done: raw, past every queryset."""

import pytest
from django.db import IntegrityError, transaction

from cases.configuration.models import ConfigurationLoad
from cases.core.context import eyes
from cases.exports.models import Export
from tests.factories import StaffFactory, administrator, head, headquarters, officer, proved
from tests.statements import selected_value
from tests.world_administrators import a_change
from tests.world_configuration import leader, proposed
from tests.world_exports import waiting

pytestmark = pytest.mark.django_db


def count(table):
    return selected_value(f"select count(*) from {table}")


def seen(table, actor):
    with eyes(actor):
        return count(table)


def test_loads_are_seen_at_headquarters_and_by_who_sees_nobody_but_at_no_mission():
    proposed(leader())

    readers = [headquarters(), administrator(), head()]
    assert [seen("cases_configurationload", reader) for reader in readers] == [1, 1, 0]
    assert count("cases_configurationload") == 0


def test_changes_to_administrators_are_seen_by_no_connection_without_eyes():
    with eyes(administrator()) as asker:
        a_change(asker.staff_id, StaffFactory())

    assert seen("cases_administratorchange", administrator()) == 1
    assert count("cases_administratorchange") == 0


def writes(actor, rows, **values):
    with eyes(actor), transaction.atomic():
        return rows.update(**values)


def test_nobody_decides_on_a_load_in_another_ones_name():
    one, two, other = leader(), leader(), leader()
    load = ConfigurationLoad.objects.filter(pk=proposed(one).pk)
    forged = {"decided_by_id": other.staff_id, "decided_posting_id": other.posting_id}

    for values in (forged, forged | {"decided_by_id": two.staff_id}):
        with pytest.raises(IntegrityError, match="who decides is who acts"):
            writes(two, load, **values)

    own = {"decided_by_id": two.staff_id, "decided_posting_id": two.posting_id}
    assert writes(two, load, **own) == 1
    for actor in (two, other):
        taken_over = {"decided_by_id": other.staff_id, "decided_posting_id": other.posting_id}
        with pytest.raises(IntegrityError, match="who decides is who acts"):
            writes(actor, load, **taken_over)


def test_nor_on_an_export():
    desk, chief, other = officer(), proved(head()), head()
    with eyes(desk):
        export = Export.objects.filter(pk=waiting(desk).pk)

    with pytest.raises(IntegrityError, match="who decides is who acts"):
        writes(chief, export, decided_by_id=other.staff_id)

    assert writes(chief, export, decided_by_id=chief.staff_id) == 1
    with pytest.raises(IntegrityError, match="who decides is who acts"):
        writes(chief, export, decided_by_id=None)
