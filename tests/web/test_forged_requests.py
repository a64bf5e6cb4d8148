"""What no page of ours sends: it is refused with a sentence, never a fault of the server."""

import pytest
from django.test import Client

from cases.core.context import eyes
from tests.factories import headquarters, officer
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

BAD_KEYS = ["\x00", "a\x00b", "k" * 81, "a b", "ă"]


@pytest.fixture
def mine():
    """A case and the browser of its officer."""
    with eyes(officer()) as actor:
        case = a_case(actor)
    return case, log_in(Client(raise_request_exception=False), actor)


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_malformed_key_is_refused_on_a_page(mine, key):
    case, client = mine

    for address in (f"/cases/{case.reference}/advance/", "/tokens/"):
        assert client.post(address, {"_key": key, "label": "x"}).status_code == 422


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_malformed_key_is_refused_in_a_bulk_action(mine, key):
    case, client = mine
    sent = {"action": "advance_case", "_selected_action": [case.pk], "_do": "1", "_key": key}

    assert client.post("/admin/cases/case/", sent).status_code == 422


def test_a_page_of_a_person_that_leads_back_to_no_case_is_not_found(mine):
    case, client = mine

    address = f"/citizens/{case.citizen.uuid}/add-name/"

    assert client.get(address, {"case": "\x00"}).status_code == 404


def test_an_act_on_a_kind_of_record_without_acts_is_not_found():
    actor = headquarters()
    client = log_in(Client(raise_request_exception=False), actor)

    address = f"/admin/cases/posting/{actor.posting_id}/act/end/"

    assert client.get(address).status_code == 404
