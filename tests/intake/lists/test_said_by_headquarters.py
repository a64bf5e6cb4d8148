"""Headquarters says the columns of a list; how its senders write stays the mission's own."""

import pytest

from cases.core.context import eyes
from cases.intake.lists.models import SenderMapping
from cases.intake.lists.operations import map_list
from cases.intake.lists.queries import layouts_of
from tests.factories import officer
from tests.intake.lists.files import received
from tests.record.readers import lead
from tests.register import fresh

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "remembered"), [(officer, 1), (lead, 0)])
def test_only_the_mission_remembers_the_headings_of_its_senders(who, remembered):
    desk = officer()
    row = received(desk)
    with eyes(who()) as reader:
        map_list(reader, fresh(row), columns=layouts_of(row), nationality="ours")

    with eyes(desk):
        assert SenderMapping.objects.count() == remembered
