"""The people of a large incident are joined as sets, for eyes that see all, and only there."""

import pytest
from django.db import connection

from cases.core.context import eyes
from cases.publishing.figures import as_sets
from tests.factories import head, headquarters
from tests.register import a_case

pytestmark = pytest.mark.django_db


def nested():
    with connection.cursor() as cursor:
        cursor.execute("show enable_nestloop")
        return cursor.fetchone()[0]


def test_only_many_people_and_only_for_headquarters(monkeypatch):
    owner, ministry = head(), headquarters()
    with eyes(owner):
        incident = a_case(owner).incident_id
    found = []
    for actor, many in ((ministry, 0), (ministry, 1), (owner, 0)):
        monkeypatch.setattr(as_sets, "MANY", many)
        with eyes(actor):
            with as_sets.as_sets(incident):
                found.append(nested())
            assert nested() == "on"

    assert found == ["off", "on", "on"]
