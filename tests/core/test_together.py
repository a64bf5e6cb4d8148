"""Rows of several tables in one query: what JSON says in words is made what it was."""

from datetime import datetime

import pytest

from cases.casework.models import Transition
from cases.core.context import eyes
from cases.core.together import Part, together
from tests.factories import officer
from tests.register import a_case

pytestmark = pytest.mark.django_db


def test_columns_of_a_related_row_have_their_types():
    with eyes(officer()) as desk:
        case = a_case(desk)
        wanted = ("reference", "opened_at", "voided_at", "version")
        part = Part(Transition.objects.visible_to(desk), {"case": wanted})
        ((row,),) = together(part)

    assert isinstance(row.case.opened_at, datetime)
    assert row.case.opened_at == case.opened_at
    assert row.case.voided_at is None
    assert (row.case.reference, row.case.version) == (case.reference, case.version)
