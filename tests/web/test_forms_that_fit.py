"""Pages of acts ask for what the act needs, and for nothing that it refuses."""

import pytest
from django.urls import reverse

from cases.casework.operations import close_case, offer_opening
from cases.core.context import eyes
from cases.missions.models import Mission
from tests.casework.linking import a_file
from tests.factories import head, officer
from tests.register import a_case, fresh
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db


def test_a_case_of_a_mission_from_its_opening_is_taken_over_without_a_moment():
    heads = head(), head(yangon=True)
    with eyes(heads[0]) as actor:
        case = a_case(actor)
        there = Mission.objects.get(pk=heads[1].mission_id)
        offer = offer_opening(actor, fresh(case), mission=there, summary="Met in Yangon.")

    address = reverse("transfer_operation", args=[offer.uuid, "accept"])
    text = logged_in(heads[1]).get(address).text

    assert ('name="when"' in text, "From now on" in text) == (False, False)
    assert "from the opening of the case" in text


def test_which_case_goes_on_is_needed_where_one_is_open_and_the_other_closed():
    actor = officer()
    with eyes(actor):
        open_one, closed = a_file(actor), a_file(actor)
    before = asked(actor, open_one, closed)
    with eyes(actor):
        close_case(actor, fresh(closed), outcome="declined")

    assert (before, asked(actor, open_one, closed)) == (True, False)


def asked(actor, case, other):
    """Whether the choice is marked as optional on the page that links both records."""
    page = reverse("citizen_operation", args=[case.citizen.uuid, "link-same-person"])
    text = logged_in(actor).get(f"{page}?into={other.reference}").text
    return "optional" in text.partition("Which case goes on")[2].partition("</legend>")[0][:200]
