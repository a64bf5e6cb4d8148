"""A sight that is renewed while ended ones are let go stays: two connections, real commits."""

from threading import Event

import pytest
from django.db import connection

from cases.casework.operations import end_share
from cases.citizens.models import CitizenSight
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.retention.reporting import make_report
from tests.casework.between import case_of, shared
from tests.core.test_parallel import at_once
from tests.factories import head
from tests.register import fresh
from tests.retention.test_report import approved
from tests.statements import executed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def until_somebody_waits():
    """Wait until another connection waits for a lock of ours; ten seconds at most."""
    pause = Event()
    for _again in range(200):
        with connection.cursor() as cursor:
            cursor.execute("select exists (select from pg_locks where not granted)")
            if cursor.fetchone()[0]:
                return
        pause.wait(0.05)
    raise AssertionError("Nobody waits.")


def test_who_sees_a_person_again_is_not_lost_with_who_saw_her():
    bangkok, yangon = head(), head(yangon=True)
    case = case_of(bangkok)
    share = shared(bangkok, yangon, case)
    with eyes(bangkok):
        end_share(bangkok, fresh(share))
    approved(make_report())
    is_renewed = Event()

    def renew():
        with eyes(bangkok):
            shared(bangkok, yangon, case)
            is_renewed.set()
            until_somebody_waits()

    def let_go():
        is_renewed.wait(20)
        with eyes(SYSTEM):
            executed("select delete_machine_rows('sights', now(), 100)")

    at_once(2, lambda number: (renew, let_go)[number]())

    with eyes(yangon):
        assert CitizenSight.objects.of(yangon).filter(citizen=case.citizen_id).exists()
