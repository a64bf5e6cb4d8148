"""A closed case whose person is elsewhere: said first on its page, and on the list of entries."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.casework.operations import (
    close_case,
    correct_crossing,
    record_crossing,
    record_fact,
    record_stay,
)
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.registry import DECLARED
from tests.factories import IncidentFactory, head
from tests.register import a_case, fresh
from tests.web.posting import as_posted, as_shown
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


OPEN = "since the closing nobody knows where the person is"


@pytest.mark.parametrize(
    ("outcome", "mended", "is_listed"),
    [
        ("lost_contact", None, True),
        ("onward", None, True),
        ("own_means", None, False),
        ("declined", None, False),
        ("lost_contact", {}, False),
        ("onward", {"outcome": "own_means"}, False),
        ("lost_contact", {"when": "2025-10-26"}, False),
    ],
)
@pytest.mark.parametrize("told", ["crossing", "stay"])
def test_who_came_home_before_a_closing_that_leaves_it_open_is_an_entry_to_check(
    client, outcome, mended, is_listed, told
):
    with eyes(head()) as actor:
        case = a_case(actor, reported=When(day=date(2025, 10, 20)))
        seen = {"kind": "at", "country": "TH", "source": "mission"}
        record_stay(actor, fresh(case), when=When(day=date(2025, 10, 21)), **seen)
        close_case(actor, fresh(case), outcome=outcome)
        came_home(actor, case, told)
        copy_of_closing(actor, case)
    log_in(client, actor)
    page_url = reverse("case_operation", args=[case.reference, "correct-transition"])
    if mended is not None:
        with eyes(actor):
            row = fresh(case).transitions.standing().get(kind="close")
        shown = client.get(page_url, {"transition": str(row.uuid)})
        typed = as_shown(shown.context["form"]) | as_posted(DECLARED["correct_transition"], mended)
        typed |= {"transition": str(row.uuid), "reason": "He called.", "_key": "a"}
        answer = client.post(page_url, typed | {"_version": shown.context["version"]})
        assert answer.status_code == 302

    page = client.get(reverse("case_detail", args=[case.reference])).text
    listed = client.get(reverse("entries_to_review")).text

    assert [OPEN in text for text in (page, listed)] == [is_listed] * 2
    first = page.partition("</h1>")[2].partition("<h2")[0]
    assert ("came to Viet Nam before the closing" in first) == is_listed
    assert (f"{page_url}?transition=" in page) or not is_listed


def came_home(actor, case, told):
    """Let it be told that the person was at home on the 24th."""
    said = {"when": When(day=date(2025, 10, 24)), "source": "relative"}
    if told == "crossing":
        record_crossing(actor, fresh(case), from_country="TH", to_country="VN", **said)
    else:
        record_stay(actor, fresh(case), kind="at", country="VN", **said)


def copy_of_closing(actor, case):
    """Let late news copy the entry of the closing."""
    fact = {"stage": "contacted", "source": "mission", "reason": "Late."}
    record_fact(actor, fresh(case), when=When(day=date(2025, 10, 22)), **fact)


def test_what_was_known_when_the_case_was_closed_is_not_told_as_overlooked(client):
    with eyes(head()) as actor:
        case = a_case(actor, reported=When(day=date(2025, 10, 20)))
        came_home(actor, case, "crossing")
        close_case(actor, fresh(case), outcome="lost_contact")
        row = fresh(case).citizen.crossings.standing().get()
        said = {"reason": "-", "changes": {"note": "By bus."}}
        correct_crossing(actor, fresh(case), crossing=row, **said)
    log_in(client, actor)

    assert OPEN not in client.get(reverse("case_detail", args=[case.reference])).text


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
