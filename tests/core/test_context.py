"""Whose eyes a transaction uses: they come back, also after a fault."""

import pytest
from django.db import IntegrityError

from cases.core.context import eyes, read_context
from tests.factories import MissionFactory, head

pytestmark = pytest.mark.django_db


def test_a_fault_of_the_database_comes_through_and_the_former_eyes_come_back():
    actor, other = head(), head(yangon=True)
    with eyes(actor):
        before = read_context()
        with pytest.raises(IntegrityError, match="mission_code_form"), eyes(other):
            MissionFactory(code="abc")

        assert read_context() == before
