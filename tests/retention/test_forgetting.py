"""What forgetting somebody leaves as it was: ledgers, figures, everybody else."""

import pytest
from django.db import transaction
from django.utils import timezone

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import AuditEntry
from cases.publishing.figures import figures_of
from tests.register import a_case, a_citizen, fresh
from tests.retention.file import MARK, verified
from tests.retention.told import a_told_case, anonymised, everything

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(chief):
    return a_told_case(chief)


def test_both_ledgers_hold(case):
    before = verified()
    anonymised(case)

    assert "Both ledgers hold." in before
    assert "Both ledgers hold." in verified()


def test_a_figure_of_any_moment_is_what_it_was(case):
    def counted():
        with eyes(SYSTEM), transaction.atomic():
            known = case.recorded_at
            return [
                figures_of(SYSTEM, case.incident, When.at(timezone.now()), at)
                for at in (None, known)
            ]

    before = [(row.tables, row.cases, row.persons) for row in counted()]
    anonymised(case)

    assert [(row.tables, row.cases, row.persons) for row in counted()] == before


def test_what_others_have_is_left_alone(case, chief):
    with eyes(chief):
        sister = a_citizen(chief, full_name=f"Nguyễn {MARK} Em", note=MARK)
        hers = a_case(chief, sister, summary=MARK)
    anonymised(case)

    assert everything() == {"cases_citizen": 1, "cases_case": 1}
    with eyes(chief):
        assert fresh(sister).full_name == f"Nguyễn {MARK} Em"
        assert fresh(hers).summary == MARK
        assert AuditEntry.objects.filter(citizen_id=sister.pk).exists()
