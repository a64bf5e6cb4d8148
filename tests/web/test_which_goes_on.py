"""Linking two records in the browser's eyes, and what two heads say of an opening."""

import pytest
from django.urls import reverse

from cases.casework.operations import close_case, offer_opening
from cases.core.context import eyes
from tests.casework.between import case_of, mission_of
from tests.casework.linking import a_file
from tests.factories import head
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def test_the_page_of_a_link_asks_which_goes_on_and_says_what_is_open(client, bangkok):
    with eyes(bangkok):
        one, other = (a_file(bangkok) for _record in range(2))
        close_case(bangkok, fresh(other), outcome="declined")
        version = fresh(one.citizen).version
    address = reverse("citizen_operation", args=[one.citizen.uuid, "link-same-person"])
    log_in(client, bangkok)
    typed = {
        "into": other.reference, "because": "The same passport.",
        "_version": version, "_key": "k1", "_target": str(one.citizen.uuid),
    }  # fmt: skip

    shown = client.get(f"{address}?into={other.reference}").text
    refused = client.post(address, typed)
    done = client.post(address, typed | {"_key": "k2", "goes_on": "open"})

    asked = f"Case {one.reference} is open and {other.reference} is closed. Say which goes on."
    assert asked in shown
    assert 'name="goes_on"' in shown
    assert refused.status_code == 422
    assert "Say which of the two goes on." in refused.text
    assert done.status_code == 302
    with eyes(bangkok):
        assert (fresh(one).stage, fresh(other).outcome) == ("reported", "duplicate")


def test_an_opening_at_the_wrong_mission_is_a_heads_to_answer(client, bangkok, chief):
    there = head(yangon=True)
    case = case_of(there)
    with eyes(there):
        asked = offer_opening(
            there, fresh(case), mission=mission_of(chief), summary="Our hotline took it down."
        )
    address = f"/transfers/{asked.uuid}/"

    of_officer = log_in(client, bangkok).get(address).text
    of_head = log_in(client, chief).get(address).text

    assert "The case is the receiver’s from its opening." in of_officer
    assert f"{address}accept/" not in of_officer
    assert f"{address}accept/" in of_head
