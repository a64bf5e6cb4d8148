"""Who may be a child still is treated as one: a birth is often known by its year alone."""

from datetime import date
from types import SimpleNamespace

import pytest

from cases.casework.conditions import is_minor
from cases.citizens.models import Citizen

TODAY = date(2025, 11, 24)


@pytest.mark.parametrize(
    ("born", "precision", "is_one"),
    [
        (date(2007, 11, 24), "day", False),
        (date(2007, 11, 25), "day", True),
        (date(2007, 10, 1), "month", False),
        (date(2007, 11, 1), "month", True),
        (date(2006, 1, 1), "year", False),
        (date(2007, 1, 1), "year", True),
        (date(2008, 1, 1), "year", True),
        (None, "none", False),
    ],
)
def test_a_birth_known_by_its_year_or_month_may_be_that_of_a_child(born, precision, is_one):
    case = SimpleNamespace(citizen=Citizen(birth_on=born, birth_precision=precision))

    assert is_minor(case, TODAY) is is_one
