"""Exports of many rows: somebody else decides, and the file is taken after a proof."""

import pytest
from django.db import IntegrityError, transaction

from cases.core import present
from cases.core.context import eyes
from cases.exports.models import Export
from cases.exports.operations import approve_export, refuse_export, start_export
from cases.exports.policies import allow_file
from cases.notices.models import Notice
from tests.exports.written import people, written
from tests.factories import head, officer, proved
from tests.jobs import run_jobs
from tests.refusals import refused_with
from tests.register import fresh
from tests.world_exports import approved, fresh_as, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


def test_above_the_threshold_somebody_else_decides_and_is_told():
    desk, chief = officer(), proved(head())
    people(desk, "An")
    with eyes(desk):
        export = waiting(desk)
    run_jobs()
    assert fresh_as(desk, export).state == "waiting"

    with eyes(chief):
        assert Notice.objects.filter(kind="export_waits", audience="head").count() == 1
        refused_with("number_differs", approve_export, chief, fresh(export), rows=2)
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
        refused_with("export_your_own", approve_export, chief, fresh(export), rows=1)
        refused_with("export_your_own", refuse_export, chief, fresh(export), reason="No.")
    with pytest.raises(IntegrityError), transaction.atomic(), eyes(chief):
        Export.objects.filter(pk=export.pk).update(
            decided_by=chief.staff_id, decided_at=present.now()
        )


def test_the_database_writes_no_large_one_that_nobody_decided_on():
    with eyes(officer()) as desk:
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
        refused_with("export_refused", start_export, desk, fresh(export))


def test_a_large_file_is_taken_after_a_proof_and_by_whoever_asked_alone():
    desk, chief = officer(), proved(head())
    people(desk, "An")
    export = approved(desk, chief)
    run_jobs()
    export = fresh_as(desk, export)

    refused_with("export_of_another", allow_file, chief, export)
    refused_with("proof_needed", allow_file, desk, export)
    allow_file(proved(desk), export)


def test_a_small_file_is_taken_without_one():
    desk = officer()
    allow_file(desk, written(desk))
