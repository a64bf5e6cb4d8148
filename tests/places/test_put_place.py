"""Putting a place into the reference data."""

from decimal import Decimal

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry, RowVersion
from cases.places.forms import PutPlace
from cases.places.models import Place
from cases.places.operations import put_place
from tests.factories import PlaceFactory, headquarters, officer
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db

VALUES = {"name": "A ford", "kind": "ford", "country": "TH"}


def test_enters_a_new_place():
    with eyes(headquarters()) as actor:
        put_place(
            actor,
            code="ford",
            **VALUES,
            latitude=Decimal("16.626"),
            longitude=Decimal("98.564"),
            accuracy_m=2000,
            opposite=PlaceFactory(code="compound", country="MM"),
        )

    place = Place.objects.get(code="ford")
    assert (place.latitude, place.accuracy_m) == (Decimal("16.62600"), 2000)
    assert place.opposite.code == "compound"


def test_corrects_the_place_with_the_same_code():
    with eyes(headquarters()) as actor:
        put_place(actor, code="ford", **VALUES)
        put_place(actor, code="ford", **(VALUES | {"name": "A shallow ford"}))

        assert Place.objects.get().name == "A shallow ford"
        assert RowVersion.objects.get(table_name="cases_place").old == {"name": "A ford"}


def test_the_same_again_writes_nothing():
    with eyes(headquarters()) as actor:
        put_place(actor, code="ford", **VALUES, latitude=Decimal("16.6"), longitude=1, accuracy_m=5)
        put_place(actor, code="ford", **VALUES, latitude=Decimal("16.6"), longitude=1, accuracy_m=5)

        assert not RowVersion.objects.filter(table_name="cases_place").exists()


def test_what_is_left_out_is_emptied():
    with eyes(headquarters()) as actor:
        put_place(actor, code="ford", **VALUES, note="Shallow in spring.")
        put_place(actor, code="ford", **VALUES)

    assert Place.objects.get().note == ""


def test_is_audited_under_its_code():
    with eyes(headquarters()) as actor:
        put_place(actor, code="ford", **VALUES)

        entry = AuditEntry.objects.get(event="place.recorded")
        assert entry.subjects[0]["reference"] == "ford"


def test_refuses_a_position_without_its_accuracy_at_the_field():
    with eyes(headquarters()) as actor, pytest.raises(Refused) as refusal:
        put_place(actor, code="ford", **VALUES, latitude=Decimal("16.6"), longitude=Decimal("98.5"))

    assert refusal.value.problems[0].field == "latitude"
    assert str(refusal.value) == "A position needs latitude, longitude and accuracy."


def test_refuses_an_opposite_in_the_same_country():
    with eyes(headquarters()) as actor, pytest.raises(Refused) as refusal:
        put_place(actor, code="ford", **VALUES, opposite=PlaceFactory(code="bank", country="TH"))

    assert refusal.value.code == "opposite_across_border"


def test_refuses_an_unknown_kind_at_the_field():
    with eyes(headquarters()) as actor, pytest.raises(Refused) as refusal:
        put_place(actor, code="ford", name="A fort", kind="fort", country="TH")

    assert [problem.field for problem in refusal.value.problems] == ["kind", ""]


def test_refuses_a_case_officer():
    with eyes(officer()) as actor:
        assert refusal_of(put_place, actor, code="ford", **VALUES).status == 403


@pytest.mark.parametrize("code", ["Mae Ku", "mae--ku", "-mae", "mae_ku", "mae-ku\n", "bãi-sông"])
def test_a_code_has_small_letters_digits_and_single_hyphens(code):
    form = PutPlace(headquarters(), json={"code": code, **VALUES})

    expected = [] if code == "mae-ku\n" else [("code", "malformed_code")]
    assert [(fault.field, fault.code) for fault in form.problems()] == expected


@pytest.mark.parametrize("value", ["16.6", True, 91, 1.234567, float("nan"), float("inf")])
def test_a_latitude_is_a_number_of_degrees(value):
    form = PutPlace(headquarters(), json={"code": "ford", **VALUES, "latitude": value})

    assert [fault.field for fault in form.problems()] == ["latitude"]


def test_naming_a_known_code_shows_what_is_stored():
    PlaceFactory(code="ford", name="A ford", note="Shallow in spring.")

    form = PutPlace(headquarters(), initial={"code": "ford"})

    assert (form.initial["name"], form.initial["note"]) == ("A ford", "Shallow in spring.")
