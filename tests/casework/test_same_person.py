"""Two records of one person: linked, counted once, and two people again when that is undone."""

from datetime import date

import pytest

from cases.casework.operations import (
    advance_case,
    link_same_person,
    unlink_same_person,
)
from cases.citizens.operations import add_identity_document
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.partial import PartialDate
from cases.publishing.proofs import PROOFS
from tests.factories import officer
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db

BORN = PartialDate(date(1998, 4, 3), "day")
HUNG = {"full_name": "Nguyễn Văn Hùng", "birth": BORN, "sex": "m"}
WHY = "The same passport."
OPENED = When(day=date(2025, 10, 20))


@pytest.fixture
def desk():
    """A case officer of one mission, with its eyes."""
    actor = officer()
    with eyes(actor):
        yield actor


def with_passport(actor, number="B1234567", **who):
    """A person with a passport: two of these are likely one."""
    person = a_citizen(actor, **(HUNG | who))
    add_identity_document(actor, person, kind="passport", status="lost", number=number)
    return fresh(person)


def two_cases(actor, **first):
    """Two records of one person with a case each, opened on one day."""
    return [a_case(actor, with_passport(actor), reported=OPENED) for _one in range(2)]


def link(actor, double, into, **more):
    return link_same_person(actor, fresh(double), into=fresh(into), because=WHY, **more)


def wrong(proofs=PROOFS):
    """What the proofs of the ledgers find."""
    from cases.publishing.verifying import prove  # noqa: PLC0415

    return prove


def test_the_case_of_the_double_closes_as_a_duplicate_from_its_opening(desk):
    one, other = two_cases(desk)
    advance_case(desk, fresh(one))
    advance_case(desk, fresh(other))

    made = link(desk, one.citizen, other.citizen)

    assert made.status == "standing"
    closed = fresh(one)
    assert (closed.stage, closed.outcome) == ("closed", "duplicate")
    assert closed.position_at == closed.opened_at
    assert fresh(other).stage == "contacted"
    double, stands = fresh(one.citizen), fresh(other.citizen)
    assert double.head_id == stands.head_id == stands.pk
    assert double.is_double
    assert not stands.is_double


def test_undoing_puts_the_case_back_where_it_stood(desk):
    one, other = two_cases(desk)
    advance_case(desk, fresh(one))
    advance_case(desk, fresh(other))
    made = link(desk, one.citizen, other.citizen)

    unlink_same_person(desk, fresh(made), reason="Two photographs.")

    back = fresh(one)
    assert (back.stage, back.outcome) == ("contacted", "")
    assert fresh(one.citizen).head_id is None
    assert fresh(other.citizen).head_id is None
    assert fresh(made).status == "undone"
