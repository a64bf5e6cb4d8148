"""An embassy's own spreadsheet of its seventy people is in the system in a few steps."""

import pytest

from cases.casework.models import Case
from cases.core.context import eyes
from cases.intake.lists.operations import confirm_list, correct_list_row, join_list_rows
from cases.intake.lists.pages.rows import fields_of
from tests.factories import PlaceFactory, ProvinceFactory, officer
from tests.intake.lists.example import HOME, seventy
from tests.intake.lists.files import checked, fresh_list, rows_of
from tests.jobs import run_jobs
from tests.register import fresh

pytestmark = pytest.mark.django_db


def test_seventy_people_are_registered_with_two_decisions():
    for number, name in enumerate(HOME):
        ProvinceFactory(code=f"N{number:02}", name=name)
    PlaceFactory()
    actor = officer()

    received = checked(actor, seventy())
    rows = rows_of(actor, received)
    waiting = [row for row in rows if row.state in {"needs_fixing", "twice"}]
    with eyes(actor):
        (broken,) = [row for row in waiting if row.state == "needs_fixing"]
        correct_list_row(actor, fresh(broken), changes={"birth": "1999"})
        first, second = (row for row in waiting if row.state == "twice")
        join_list_rows(actor, fresh(second), other=fresh(first))
        confirm_list(actor, fresh(received))
    run_jobs()

    assert [row.state for row in waiting] == ["twice", "needs_fixing", "twice"]
    assert fresh_list(actor, received).notes == [{"code": "filled", "params": {"count": 2}}]
    with eyes(actor):
        assert Case.objects.count() == 70
        assert Case.objects.filter(citizen__origin_province__isnull=True).count() == 0
        assert Case.objects.filter(citizen__sex="f").count() == 20
        assert Case.objects.filter(citizen__relatives__isnull=False).count() == 23


def test_a_day_that_is_told_in_three_columns_is_mended_where_it_stands():
    actor = officer()
    received = checked(actor, seventy())

    with eyes(actor):
        (broken,) = [row for row in rows_of(actor, received) if row.state == "needs_fixing"]
        offered = {cell["name"]: cell["value"] for cell in fields_of(fresh(broken))}
        correct_list_row(actor, fresh(broken), changes={"birth_day": "28"})

        assert (offered["birth_day"], offered["birth_month"]) == ("31", "2")
        assert "birth_year" in offered
        assert fresh(broken).state == "ready"
        assert fresh(broken).values["birth"].endswith("-02-28")
