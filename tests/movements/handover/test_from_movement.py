"""From a movement to the handover and to one bill of everybody who has a seat."""

import re

import pytest

from cases.core.context import eyes
from cases.movements.handover.coming import cases_to_name
from cases.movements.handover.operations import prepare_handover
from tests.factories import PlaceFactory
from tests.register import fresh
from tests.web.session import log_in
from tests.world_movements import on_frozen
from tests.world_reception import at_gate

pytestmark = pytest.mark.django_db


def test_nobody_is_named_of_a_movement_that_is_out_of_sight(bangkok):
    with eyes(bangkok):
        assert cases_to_name(bangkok, "BKK-M-2025-9999") == []
        assert cases_to_name(bangkok, "x" * 80) == []


def test_everybody_with_a_seat_comes_into_the_list(client, bangkok):
    with eyes(bangkok):
        movement, _more = on_frozen(bangkok)
        number = movement.number
        reference = movement.passengers.all()[0].case.reference
    movement_page = log_in(client, bangkok).get(movement.get_absolute_url())
    page = client.get("/handovers/prepare/", {"movement": number})

    assert f"/handovers/prepare/?movement={number}" in movement_page.text
    assert page.status_code == 200
    assert f'value="{reference}"' in page.text
    assert f'value="{number}" selected' in page.text


def test_the_page_of_the_movement_and_the_list_of_movements_lead_to_handovers(client, bangkok):
    with eyes(bangkok):
        movement, _more = on_frozen(bangkok)
        case = movement.passengers.get().case
        place = PlaceFactory(code="mae-sot-gate", name="Mae Sot gate")
        handover = prepare_handover(
            bangkok, cases=[case], kind="from_host", place=place, movement=fresh(movement)
        )
    page = log_in(client, bangkok).get(movement.get_absolute_url())
    listed = client.get("/movements/")

    assert handover.get_absolute_url() in page.text
    assert "Mae Sot gate" in page.text
    assert '<a href="/handovers/">Handovers</a>' in listed.text
    assert 'href="/movements/" aria-current="true"' in client.get("/handovers/").text


def test_at_the_gate_handovers_stand_in_the_menu_once(client):
    gate = at_gate()
    page = log_in(client, gate).get("/handovers/")

    assert len(re.findall(r'href="/handovers/" aria-current="page">', page.text)) == 1
