"""Whose eyes the second wall looks through, and that they are closed again."""

import pytest

from cases.core.context import apply_context, eyes
from tests.factories import officer
from tests.register import a_case
from tests.statements import selected_value

pytestmark = pytest.mark.django_db


def cases_in_sight():
    return selected_value("select count(*) from cases_case")


def test_eyes_are_closed_again_after_the_block():
    with eyes(officer()) as actor:
        a_case(actor)

    assert cases_in_sight() == 0


def test_nested_eyes_come_back():
    actor, stranger = officer(), officer(yangon=True)
    with eyes(actor):
        a_case(actor)
        with eyes(stranger):
            assert cases_in_sight() == 0
        assert cases_in_sight() == 1
        apply_context(None)
        assert cases_in_sight() == 0
