"""Phone numbers: what can be dialled is taken, the rest refused at its field."""

import pytest

from cases.citizens.numbers import check_phone
from cases.citizens.operations import add_contact_point, add_relative
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.factories import officer
from tests.refusals import refusal_of
from tests.register import a_citizen

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "number",
    [
        "",
        "+84 000 000 0152",
        "(024) 0000-0000",
        "02.40.00.00",
        "091/234/567",
        "+84 24 0000 0000 ext 12",
        "024 0000 0000 x7",
        "024 0000 0000 máy lẻ 12",
    ],
)
def test_takes_what_can_be_dialled(number):
    check_phone(number, "phone")


@pytest.mark.parametrize(
    "number",
    [
        "abc",
        "12345",
        "+ () - ./",
        "0912 345 678 or her sister",
        "123 ext 456",
        "ext 123456",
        "٠٩١٢٣٤٥٦٧٨",
        "0912 345 678 ext",
    ],
)
def test_refuses_the_rest(number):
    refusal = refusal_of(check_phone, number, "phone")

    assert refusal.status == 422
    assert "at least 6 digits" in str(refusal)


def test_is_asked_of_phones_and_relatives_alone():
    with eyes(officer()) as actor:
        citizen = a_citizen(actor)
        add_contact_point(actor, citizen, kind="zalo", value="mai.an")
        contact = refusal_of(add_contact_point, actor, citizen, kind="phone", value="mai.an")
        with pytest.raises(Refused) as relative:
            add_relative(actor, citizen, full_name="Lê An", relation="sibling", phone="abc")

    assert contact.problems[0].field == "value"
    assert relative.value.problems[0].field == "phone"
