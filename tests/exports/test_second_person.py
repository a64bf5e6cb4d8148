"""Exports of many rows: somebody else decides, and the file is taken after a proof."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction

from cases.core import present, store
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.exports.models import Export
from cases.exports.operations import (
    approve_export,
    refuse_export,
    start_export,
)
from cases.exports.policies import allow_file
from cases.notices.models import Notice
from tests.factories import head, officer, proved
from tests.jobs import run_jobs
from tests.register import a_case, a_citizen, fresh
from tests.world_exports import approved, fresh_as, started, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_store(settings, tmp_path):
    settings.STORED_FILES = str(tmp_path)


def written(actor, **more):
    """Return an export whose file is there."""
    with eyes(actor):
        export = started(actor, **more)
    run_jobs()
    with eyes(actor):
        return fresh(export)


def bytes_of(export):
    return b"".join(store.read_long(export.stored))


def table(export):
    text = bytes_of(export).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def refused(code, act, *arguments, **more):
    with pytest.raises(Refused) as caught:
        act(*arguments, **more)
    assert caught.value.code == code


def people(actor, *names):
    with eyes(actor):
        return [a_case(actor, a_citizen(actor, full_name=name)) for name in names]


def test_above_the_threshold_somebody_else_decides_and_is_told():
    desk, chief = officer(), proved(head())
    people(desk, "An")
    with eyes(desk):
        export = waiting(desk)
    run_jobs()
    assert fresh_as(desk, export).state == "waiting"

    with eyes(chief):
        assert Notice.objects.filter(kind="export_waits", audience="head").count() == 1
        refused("number_differs", approve_export, chief, fresh(export), rows=2)
        approve_export(chief, fresh(export), rows=1)
    run_jobs()

    assert fresh_as(desk, export).state == "ready"
    with eyes(desk):
        told = Notice.objects.filter(staff=desk.staff_id).values_list("kind", flat=True)
        assert set(told) >= {"export_approved", "export_ready"}


def test_nobody_decides_on_her_own():
    chief = proved(head())
    people(chief, "An")
    with eyes(chief):
        export = waiting(chief)
        refused("export_your_own", approve_export, chief, fresh(export), rows=1)
        refused("export_your_own", refuse_export, chief, fresh(export), reason="No.")
    with pytest.raises(IntegrityError), transaction.atomic(), eyes(chief):
        Export.objects.filter(pk=export.pk).update(
            decided_by=chief.staff_id, decided_at=present.now()
        )


def test_the_database_writes_no_large_one_that_nobody_decided_on():
    desk = officer()
    with eyes(desk):
        export = waiting(desk)
    with pytest.raises(IntegrityError), transaction.atomic(), eyes(desk):
        Export.objects.filter(pk=export.pk).update(state="writing")


def test_a_refused_one_is_never_written():
    desk, chief = officer(), proved(head())
    with eyes(desk):
        export = waiting(desk)
    with eyes(chief):
        refuse_export(chief, fresh(export), reason="Last week’s list is enough.")
    run_jobs()

    assert fresh_as(desk, export).state == "refused"
    with eyes(desk):
        refused("export_refused", start_export, desk, fresh(export))


def test_a_large_file_is_taken_after_a_proof_and_by_whoever_asked_alone():
    desk, chief = officer(), proved(head())
    people(desk, "An")
    export = approved(desk, chief)
    run_jobs()
    export = fresh_as(desk, export)

    refused("export_of_another", allow_file, chief, export)
    refused("proof_needed", allow_file, desk, export)
    allow_file(proved(desk), export)


def test_a_small_file_is_taken_without_one():
    desk = officer()
    allow_file(desk, written(desk))
