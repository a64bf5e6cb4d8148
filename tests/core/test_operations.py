"""The same for every operation: acts once, is on record, denies, hides, refuses what is stale."""

from dataclasses import replace

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.delivery import Request, deliver
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from tests.factories import officer
from tests.prepared import of_each
from tests.world import REFERENCE, SEEN_BY_ALL, every_operation, fresh, key_of
from tests.world_actors import entitled

pytestmark = pytest.mark.django_db
WHOEVER = entitled
"""Roles stay as they are: whoever may do it does it."""

OPERATIONS = every_operation()
ON_RECORDS = [row for row in OPERATIONS if row.operation.target == "one"]
HIDDEN = [row for row in ON_RECORDS if row.resource not in REFERENCE | SEEN_BY_ALL | {"tokens"}]
COMPARING = [row for row in ON_RECORDS if not row.operation.appends]


def run(declared, actor, target, json):
    form = declared.form(actor, target, json=json)
    assert form.problems() == []
    seen = () if declared.is_creation else (target,)
    return declared.operation(actor, *seen, **form.arguments())


def wish(declared, prepared):
    """Return the example as every surface asks for it, with a key."""
    target = "" if declared.is_creation else key_of(declared, prepared.target)
    return Request(declared, target, key="k-1", json=prepared.body)


def entries(operation):
    return AuditEntry.objects.filter(operation=operation).order_by("id")


@of_each(OPERATIONS)
def test_works_once_with_its_example_and_is_on_record(declared, prepared):
    """The system acts without a key: it sends nothing twice."""
    actor = prepared.actor

    with eyes(actor):
        if actor.staff_id is None:
            run(declared, actor, prepared.target, prepared.body)
        else:
            first = deliver(actor, wish(declared, prepared))
            again = deliver(actor, wish(declared, prepared))
            assert again == replace(first, replayed=True)

    # An administrator sees no entry: the record is the auditors'.
    with eyes(SYSTEM):
        (entry,) = entries(declared.name).filter(staff_id=actor.staff_id, outcome="done")
        assert entry.event == declared.operation.audit


@of_each(OPERATIONS)
def test_denies_a_role_without_the_right_and_puts_it_on_record(declared, prepared, monkeypatch):
    actor, target, json = prepared.actor, prepared.target, prepared.body
    if actor.kind == "system":
        pytest.skip("only the system does this so far")
    monkeypatch.setattr("cases.core.actor.operations_of", lambda role: frozenset())

    with eyes(actor):
        with pytest.raises(Refused) as refusal:
            run(declared, actor, target, json)

        assert refusal.value.status == 403
    with eyes(SYSTEM):
        entry = entries(declared.name).last()
        assert (entry.outcome, entry.code) == ("refused", "not_allowed")


@of_each(HIDDEN)
def test_hides_what_another_mission_has(declared, prepared):
    owner, target, json = prepared.actor, prepared.target, prepared.body
    with eyes(owner):
        arguments = declared.form(owner, target, json=json)
        assert arguments.problems() == []
    stranger = officer(yangon=True)

    with eyes(stranger):
        with pytest.raises(Refused) as refusal:
            declared.operation(stranger, target, **arguments.arguments())

        assert refusal.value.status == 404


@of_each(COMPARING)
def test_refuses_what_was_changed_meanwhile(declared, prepared):
    actor, target, json = prepared.actor, prepared.target, prepared.body
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
