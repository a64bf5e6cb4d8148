"""From a movement to the handover and to one bill of everybody who has a seat."""

import pytest

from cases.core.context import eyes
from cases.movements.handover.coming import cases_to_name
from tests.factories import officer
from tests.web.session import log_in
from tests.world_movements import on_frozen

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return officer()


def test_nobody_is_named_of_a_movement_that_is_out_of_sight(desk):
    with eyes(desk):
        assert cases_to_name(desk, "BKK-M-2025-9999") == []
        assert cases_to_name(desk, "x" * 80) == []


def test_everybody_with_a_seat_comes_into_the_list(client, desk):
    with eyes(desk):
        movement, _more = on_frozen(desk)
        number = movement.number
        reference = movement.passengers.all()[0].case.reference
    log_in(client, desk)

    movement_page = client.get(movement.get_absolute_url())
    page = client.get("/handovers/prepare/", {"movement": number})

    assert f"/handovers/prepare/?movement={number}" in movement_page.text
    assert page.status_code == 200
    assert f'value="{reference}"' in page.text
    assert f'value="{number}" selected' in page.text
