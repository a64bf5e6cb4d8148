"""No export begins while somebody is being forgotten: its file would be found by nobody."""

import pytest
from django.db import connection, transaction

from cases.core.context import eyes
from cases.exports.forgetting import drop_files_about
from cases.exports.jobs import FORGETTING
from cases.exports.operations import start_export
from tests.factories import head, officer
from tests.register import a_case, fresh
from tests.world_exports import an_export

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TRY = "select pg_try_advisory_lock{}(%s, %s)"


def is_free(kind):
    """Whether a second connection gets the lock now."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(TRY.format(kind), FORGETTING)
            return cursor.fetchone()[0]
    finally:
        other.close()


def test_who_forgets_waits_for_exports_that_begin_and_they_not_for_each_other():
    with eyes(officer()) as desk:
        a_case(desk)
        export = an_export(desk)

    with transaction.atomic(), eyes(desk):
        start_export(desk, fresh(export))
        assert not is_free("")
        assert is_free("_shared")

    assert is_free("")


def test_no_export_begins_while_somebody_is_forgotten():
    with eyes(head()) as chief:
        case = a_case(chief)

    with transaction.atomic():
        drop_files_about(case.citizen_id)
        assert not is_free("_shared")

    assert is_free("_shared")
