"""A closed case whose person is elsewhere: said first on its page, and on the list of entries."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.casework.operations import close_case, record_crossing
from cases.core.context import eyes
from cases.core.facts import When
from tests.factories import IncidentFactory, head
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
HOME = {"country": "VN", "when": When(day=date(2025, 10, 24)), "source": "relative"}
SAYS = "the person is known to be in: Thailand"


def test_the_page_and_the_list_say_it_with_the_acts_that_mend_it(client):
    with eyes(head()) as actor:
        case = a_case(actor, reported=When(day=date(2025, 10, 20)))
        close_case(actor, fresh(case), outcome="own_means", **HOME)
        way = {"from_country": "VN", "to_country": "TH", "source": "mission"}
        record_crossing(actor, fresh(case), when=When.at(timezone.now()), **way)
    log_in(client, actor)

    page = client.get(reverse("case_detail", args=[case.reference])).text
    listed = client.get(reverse("entries_to_review")).text

    assert SAYS in page
    assert f"/cases/{case.reference}/correct-transition/?transition=" in page
    assert f"/cases/{case.reference}/reopen/" in page
    assert SAYS in listed
    assert case.reference in listed


@pytest.mark.parametrize(("days", "is_listed"), [(1, True), (0, False)])
def test_a_case_opened_before_its_incident_began_is_an_entry_to_check(client, days, is_listed):
    with eyes(head()) as actor:
        incident = IncidentFactory()
        day = incident.started_on - timedelta(days=days)
        case = a_case(actor, incident=incident, reported=When(day=day))
    log_in(client, actor)

    page = client.get(reverse("case_detail", args=[case.reference])).text
    listed = client.get(reverse("entries_to_review")).text
    form = client.get(reverse("case_new")).text

    assert ("The case was opened before the incident began" in page) == is_listed
    assert ("The case was opened before the incident began" in listed) == is_listed
    assert "A case that begins before its incident is among the entries to check." in form
