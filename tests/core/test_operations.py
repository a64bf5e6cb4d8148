"""What is the same for every declared operation: denies, hides, audits, refuses what is stale."""

from datetime import UTC, datetime

import pytest

from cases.core import roles
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import replay
from cases.core.models import AuditEntry
from cases.missions.queries import system_at
from tests.factories import MissionFactory, officer
from tests.world import REFERENCE, SEEN_BY_ALL, entitled, every_operation, fresh, ready

pytestmark = pytest.mark.django_db

OPERATIONS = every_operation()
ON_RECORDS = [row for row in OPERATIONS if row.operation.target == "one"]
COMPARING = [row for row in ON_RECORDS if not row.operation.appends]


def run(declared, actor, target, json):
    form = declared.form(actor, target, json=json)
    assert form.problems() == []
    seen = () if declared.is_creation else (target,)
    return declared.operation(actor, *seen, **form.arguments())


def entries(operation):
    return AuditEntry.objects.filter(operation=operation).order_by("id")


def name(declared):
    return declared.name


@pytest.mark.parametrize("declared", OPERATIONS, ids=name)
def test_works_and_is_on_record(declared):
    actor = entitled(declared)
    target, json = ready(declared, actor)

    with eyes(actor):
        run(declared, actor, target, json)

    # An administrator sees no entry: the record is the auditors'.
    with eyes(SYSTEM):
        entry = entries(declared.name).last()
        assert (entry.event, entry.outcome, entry.staff_id) == (
            declared.operation.audit,
            "done",
            actor.staff_id,
        )


@pytest.mark.parametrize("declared", OPERATIONS, ids=name)
def test_denies_a_role_without_the_right_and_puts_it_on_record(declared, monkeypatch):
    actor = entitled(declared)
    if actor.kind == "system":
        pytest.skip("only the system does this so far")
    target, json = ready(declared, actor)
    monkeypatch.setattr("cases.core.actor.operations_of", lambda role: frozenset())

    with eyes(actor):
        with pytest.raises(Refused) as refusal:
            run(declared, actor, target, json)

        assert refusal.value.status == 403
    with eyes(SYSTEM):
        entry = entries(declared.name).last()
        assert (entry.outcome, entry.code) == ("refused", "not_allowed")


@pytest.mark.parametrize("declared", ON_RECORDS, ids=name)
def test_hides_what_another_mission_has(declared):
    if declared.resource in REFERENCE | SEEN_BY_ALL | {"tokens"}:
        pytest.skip("reference data is the same for every mission")
    owner = entitled(declared)
    target, json = ready(declared, owner)
    with eyes(owner):
        arguments = declared.form(owner, target, json=json)
        assert arguments.problems() == []
    stranger = officer(yangon=True)

    with eyes(stranger):
        with pytest.raises(Refused) as refusal:
            declared.operation(stranger, target, **arguments.arguments())

        assert refusal.value.status == 404


@pytest.mark.parametrize("declared", COMPARING, ids=name)
def test_refuses_what_was_changed_meanwhile(declared):
    actor = entitled(declared)
    target, json = ready(declared, actor)
    if not hasattr(target, "version"):
        pytest.skip("reference data has no version")

    with eyes(actor):
        form = declared.form(actor, target, json=json)
        assert form.problems() == []
        target.version -= 1
        with pytest.raises(Refused) as refusal:
            declared.operation(actor, target, **form.arguments())

        assert (refusal.value.status, refusal.value.code) == (409, "stale_version")
        assert fresh(target).version == target.version + 1


def test_the_audit_entry_names_fields_but_no_values():
    actor = officer()
    declared = next(row for row in OPERATIONS if row.name == "register_citizen")
    _target, json = ready(declared, actor)

    with eyes(actor):
        run(declared, actor, None, json)

        entry = entries("register_citizen").last()
        assert "full_name" in entry.fields
        assert json["full_name"] not in str(entry.subjects) + str(entry.fields)


def test_roles_name_only_permissions_that_operations_have():
    known = {row.operation.may for row in OPERATIONS}
    named = {right for rights in roles.role_table().values() for right in rights}

    assert named - known - roles.READING == set()


def test_a_replayed_entry_keeps_the_real_clock_too():
    moment = datetime(2025, 10, 22, 12, tzinfo=UTC)
    system = system_at(MissionFactory())
    declared = next(row for row in OPERATIONS if row.name == "register_citizen")
    with eyes(system), replay(moment):
        run(declared, system, None, {"full_name": "Nguyễn Thử"})

        entry = entries("register_citizen").last()
        assert entry.replayed_at == moment
        assert entry.at > moment
