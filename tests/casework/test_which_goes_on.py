"""Of an open and a closed case of one person, the one that goes on is chosen."""

from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest

from cases.casework.operations import (
    close_case,
    confirm_same_person,
    record_stay,
    unlink_same_person,
)
from cases.casework.same.preview import compared, what_follows
from cases.casework.sharing import REPORTED_FACTS
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.guards import hindrance
from tests.api.calls import JSON, caller
from tests.casework.linking import ledgers_hold, link, standing
from tests.factories import head
from tests.refusals import refusal_of
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
HOME = {
    "outcome": "own_means",
    "country": "VN",
    "when": When(day=date(2025, 10, 22)),
    "source": "relative",
}


@pytest.fixture
def one(two):
    """The case of the double."""
    return two[0]


@pytest.fixture
def other(two):
    """The case of the record that stands for the person."""
    return two[1]


def follows(desk, one, other, goes_on="", dated="opening"):
    people = fresh(one.citizen), fresh(other.citizen)
    return [str(sentence) for sentence in what_follows(desk, *people, dated, goes_on)]


def test_an_open_case_does_not_end_as_the_duplicate_of_a_closed_one_unasked(desk, one, other):
    close_case(desk, fresh(other), outcome="declined")

    found = refusal_of(link, desk, one.citizen, other.citizen)

    assert (found.code, found.status) == ("goes_on_unsaid", 422)
    said = follows(desk, one, other)
    assert (
        f"Case {one.reference} is open and {other.reference} is closed. Say which goes on." in said
    )
    assert not any("would end" in sentence or "proposed" in sentence for sentence in said)
    assert "An open case would end as the duplicate of a closed one." in follows(
        desk, one, other, "closed"
    )


def test_the_open_one_goes_on_and_comes_apart_again(desk, one, other):
    close_case(desk, fresh(other), outcome="declined")
    before = standing(other)

    made = link(desk, one.citizen, other.citizen, goes_on="open")

    assert made.status == "standing"
    assert fresh(one).stage == "reported"
    assert standing(other) == [("open", "reported", ""), ("close", "closed", "duplicate")]
    assert ledgers_hold()
    unlink_same_person(desk, fresh(made), reason="Two men.")
    assert fresh(one).stage == "reported"
    assert standing(other) == before
    assert ledgers_hold()


def test_that_the_closed_one_goes_on_is_confirmed_by_another(desk, one, other):
    close_case(desk, fresh(other), outcome="declined")

    made = link(desk, one.citizen, other.citizen, goes_on="closed")

    assert (made.status, made.needs) == ("proposed", "another")
    assert "by_closed" in made.reasons
    with eyes(head()) as chief:
        assert confirm_same_person(chief, fresh(made)).status == "standing"
    assert fresh(one).outcome == "duplicate"
    assert fresh(other).outcome == "declined"
    assert ledgers_hold()


@pytest.mark.parametrize("goes_on", ["open", "closed"])
@pytest.mark.parametrize("is_turned", [False, True])
def test_the_chosen_one_goes_on_whichever_record_stands(desk, one, other, goes_on, is_turned):
    close_case(desk, fresh(other), **HOME)
    double, into = (other, one) if is_turned else (one, other)
    going_on, ending = (one, other) if goes_on == "open" else (other, one)

    told = " ".join(follows(desk, double, into, goes_on))
    made = link(desk, double.citizen, into.citizen, goes_on=goes_on)
    if goes_on == "closed":
        with eyes(head()) as chief:
            confirm_same_person(chief, fresh(made))

    assert f"duplicate of {going_on.reference}" in told
    assert (fresh(ending).outcome, fresh(going_on).outcome) == (
        "duplicate",
        "own_means" if goes_on == "closed" else "",
    )
    assert ledgers_hold()


def test_who_confirms_says_it_where_a_case_was_closed_since_the_proposal(desk, namesakes):
    one, other = (a_case(desk, fresh(person)) for person in namesakes)
    made = link(desk, *namesakes)
    close_case(desk, fresh(other), outcome="declined")

    with eyes(head()) as chief:
        found = refusal_of(confirm_same_person, chief, fresh(made))
        confirm_same_person(chief, fresh(made), goes_on="open")

    assert found.code == "goes_on_unsaid"
    assert fresh(made).goes_on == "open"
    assert (fresh(one).stage, fresh(other).outcome) == ("reported", "duplicate")


def test_what_is_shown_as_open_or_closed_is_so(desk, one, other):
    close_case(desk, fresh(one), outcome="declined")

    early = datetime(2025, 10, 21, 23, 30, tzinfo=UTC)
    Citizen.objects.filter(pk=one.citizen.pk).update(registered_at=early)
    lines = {line.label: line for line in compared(desk, fresh(one.citizen), fresh(other.citizen))}
    found = " ".join(follows(desk, one, other))

    assert lines["Cases"].one == f"{one.reference} · Closed · Declined help"
    assert lines["Registered"].one == "BKK, 22 Oct 2025"
    assert lines["Cases"].other == f"{other.reference} · Reported"
    assert f"Case {one.reference}, which is closed, is a duplicate of {other.reference}" in found
    assert "closes" not in found
    close_case(desk, fresh(other), outcome="declined")
    found = " ".join(follows(desk, one, other))
    assert f"Case {other.reference}, which goes on, is closed." in found
    assert "open" not in found.replace("opening", "").replace("Reopen", "")


def test_two_open_cases_need_no_choice(desk, one, other):
    assert link(desk, one.citizen, other.citizen).status == "standing"


def test_where_a_closing_said_that_the_person_is_stays_known_while_it_is_set_aside(
    desk, one, other
):
    close_case(desk, fresh(one), **HOME)

    made = link(desk, one.citizen, other.citizen)

    assert fresh(other.citizen).now_country == "VN"
    unlink_same_person(desk, fresh(made), reason="Two men.")
    assert fresh(one.citizen).now_country == "VN"
    assert fresh(other.citizen).now_country == ""


def test_that_nobody_knows_where_they_are_follows_from_a_closing_that_stands(desk, one, other):
    record_stay(
        desk, fresh(one), kind="at", country="TH", when=When(day=date(2025, 10, 21)), source="press"
    )
    close_case(desk, fresh(one), outcome="lost_contact")
    assert fresh(one.citizen).now_country == ""

    made = link(desk, one.citizen, other.citizen)

    assert fresh(other.citizen).now_country == "TH"
    unlink_same_person(desk, fresh(made), reason="Two men.")
    assert fresh(one.citizen).now_country == ""


def test_what_is_told_of_a_double_is_recorded_on_the_case_that_goes_on(client, desk, one, other):
    link(desk, one.citizen, other.citizen)
    said = {"stage": "contacted", "when": "2025-10-20", "source": "relative", "reason": "Called."}
    many = {"targets": [{"reference": one.reference, "version": None}], "input": said}
    version = fresh(one).version

    refusals = [hindrance(desk, fresh(one))(name) for name in sorted(REPORTED_FACTS)]
    by_api = caller(desk).post(
        f"/api/v1/cases/{one.reference}/record-fact/", said, JSON, headers={"If-Match": "*"}
    )
    in_bulk = caller(desk).post("/api/v1/bulk/cases/record-fact/", many, JSON)
    shown = log_in(client, desk).get(f"/cases/{one.reference}/record-fact/")
    sent = client.post(f"/cases/{one.reference}/record-fact/", said | {"_version": version})
    again = client.post(f"/cases/{one.reference}/record-fact/", said | {"_preview": "1"})
    with eyes(desk), patch("cases.casework.sharing.case_going_on", return_value=None):
        unseen = hindrance(desk, fresh(one))("record_fact")

    assert {row.code for row in refusals} == {"duplicate_goes_on"}
    assert all(other.reference in str(row) for row in refusals)
    assert (by_api.status_code, by_api.json()["code"]) == (409, "duplicate_goes_on")
    assert "duplicate_goes_on" in in_bulk.text
    assert (shown.status_code, sent.status_code) == (200, 409)
    assert again.status_code == 200
    for page in (shown, sent, again):
        assert f'href="/cases/{other.reference}/record-fact/"' in page.text
    assert other.reference not in str(unseen)
    with eyes(desk):
        assert hindrance(desk, fresh(other))("record_fact") is None


def test_the_page_of_a_double_asks_once_which_case_goes_on(
    client, desk, one, other, django_assert_max_num_queries
):
    link(desk, one.citizen, other.citizen)
    url = one.get_absolute_url()
    log_in(client, desk).get(url)

    with django_assert_max_num_queries(26 + 2):  # two for the savepoint of the test
        page = client.get(url).text

    assert other.reference in page
