"""Putting a province into the reference data."""

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.places.models import Province
from cases.places.operations import put_province
from tests.factories import ProvinceFactory, headquarters

pytestmark = pytest.mark.django_db


def test_enters_a_former_province_with_its_successor():
    with eyes(headquarters()) as actor:
        new = put_province(actor, code="N08", name="Tuyên Quang", generation="new")
        put_province(actor, code="002", name="Hà Giang", generation="old", successor=new)

    assert Province.objects.get(code="002").successor.code == "N08"


@pytest.mark.parametrize(
    ("generation", "has_successor", "code"),
    [("old", False, "province_old_has_successor"), ("new", True, "province_old_has_successor")],
)
def test_refuses_a_successor_that_does_not_fit(generation, has_successor, code):
    actor = headquarters()
    successor = ProvinceFactory() if has_successor else None
    with eyes(actor), pytest.raises(Refused) as refusal:
        put_province(actor, code="002", name="A", generation=generation, successor=successor)

    assert (refusal.value.code, refusal.value.problems[0].field) == (code, "successor")


def test_refuses_a_former_province_as_successor():
    actor = headquarters()
    former = ProvinceFactory(code="040", generation="old", successor=ProvinceFactory())
    with eyes(actor), pytest.raises(Refused) as refusal:
        put_province(actor, code="002", name="A", generation="old", successor=former)

    assert refusal.value.code == "successor_is_new"
