"""Former values are kept for every change, by the database."""

import pytest

from cases.casework.operations import advance_case
from cases.citizens.models import Citizen
from cases.citizens.operations import correct_citizen
from cases.core.context import eyes
from cases.core.models import RowVersion
from tests.factories import officer
from tests.register import a_case, a_citizen, fresh
from tests.statements import executed

pytestmark = pytest.mark.django_db


def versions(row):
    return RowVersion.objects.filter(table_name=row._meta.db_table, row_id=row.pk).order_by("id")


def test_a_correction_keeps_only_what_changed():
    with eyes(officer()) as actor:
        person = a_citizen(actor, sex="m")

        correct_citizen(actor, person, changes={"sex": "f"})

        kept = versions(person).get()
        assert kept.old == {"sex": "m"}
        assert (kept.operation, kept.staff_id) == ("correct_citizen", actor.staff_id)


def test_the_moment_is_that_of_the_operation():
    with eyes(officer()) as actor:
        case = a_case(actor)

        advance_case(actor, case)

        kept = versions(case).filter(old__has_key="stage").get()
        assert kept.recorded_at == case.transitions.get(kind="advance").recorded_at


def test_bulk_updates_and_raw_sql_are_kept_too():
    with eyes(officer()) as actor:
        person = a_citizen(actor, note="before")

        Citizen.objects.filter(pk=person.pk).update(note="bulk")
        executed("update cases_citizen set note = 'raw' where id = %s", [person.pk])

        assert [kept.old for kept in versions(person)] == [{"note": "before"}, {"note": "bulk"}]


def test_what_does_not_change_leaves_nothing():
    with eyes(officer()) as actor:
        person = a_citizen(actor, note="same")

        correct_citizen(actor, fresh(person), changes={"note": "same"})

        assert not versions(person).exists()
