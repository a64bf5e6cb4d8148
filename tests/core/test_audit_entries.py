"""What an entry of the record holds, and which rights roles may name."""

from datetime import UTC, datetime

import pytest

from cases.core import roles
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.models import AuditEntry
from cases.missions.queries import system_at
from tests.core.test_operations import run
from tests.factories import MissionFactory, officer
from tests.world import DECLARED, every_operation, ready

pytestmark = pytest.mark.django_db

OPERATIONS = every_operation()
REGISTER = DECLARED["register_citizen"]


def entries():
    return AuditEntry.objects.filter(operation="register_citizen").order_by("id")


def test_the_audit_entry_names_fields_but_no_values():
    actor = officer()
    _target, json = ready(REGISTER, actor)

    with eyes(actor):
        run(REGISTER, actor, None, json)

        entry = entries().last()
        assert "full_name" in entry.fields
        assert json["full_name"] not in str(entry.subjects) + str(entry.fields)


def test_roles_name_only_permissions_that_operations_have():
    known = {row.operation.may for row in OPERATIONS}
    named = {right for rights in roles.role_table().values() for right in rights}

    assert named - known - roles.READING == set()


def test_a_replayed_entry_keeps_the_real_clock_too():
    moment = datetime(2025, 10, 22, 12, tzinfo=UTC)
    with eyes(system_at(MissionFactory())) as system, replay(moment):
        run(REGISTER, system, None, {"full_name": "Nguyễn Thử"})

        entry = entries().last()
        assert entry.replayed_at == moment
        assert entry.at > moment
