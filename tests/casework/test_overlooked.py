"""Closings since which nothing is known, and what any record of the person tells otherwise."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.urls import reverse

from cases.casework.operations import (
    correct_crossing,
    correct_transition,
    record_crossing,
    record_fact,
    record_stay,
    reopen_case,
    void_crossing,
)
from cases.core.context import eyes
from cases.core.facts import When
from cases.overview.reviews import come_home
from tests.casework.linking import ledgers_hold, link, with_passport
from tests.factories import IncidentFactory, head, headquarters
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
OPENED, HOME_ON, DAY = (When(day=date(2025, 11, day)) for day in (1, 20, 27))
HOUR = When.at(datetime(2025, 11, 27, 1, 7, tzinfo=UTC))
CLOSING = {"stage": "closed", "source": "relative", "reason": "-"}
BESIDE = "Another record of the person"


def stayed(actor, case, country, when):
    said = {"kind": "at", "country": country, "source": "relative"}
    record_stay(actor, fresh(case), when=when, **said)


def crossed(actor, case, when, way="TH VN"):
    out_of, into = way.split()
    said = {"from_country": out_of, "to_country": into, "source": "relative"}
    return record_crossing(actor, fresh(case), when=when, **said)


def closed(actor, case, outcome, when=DAY):
    record_fact(actor, fresh(case), when=when, outcome=outcome, **CLOSING)


def said_again(actor, case):
    row = fresh(case).transitions.standing().filter(changes__has_key="outcome").latest("number")
    correct_transition(actor, fresh(case), transition=row, reason="It is right.", changes={})


def listed(actor, case):
    with eyes(actor):
        return case.pk in [row.case_id for row in come_home(actor)]


@pytest.mark.parametrize("outcome", ["lost_contact", "onward"])
@pytest.mark.parametrize("told", ["before", "after", "corrected", "linked"])
def test_a_return_on_another_record_of_the_person_is_told_to_who_closed(client, outcome, told):
    ours, theirs, lead = head(), head(yangon=True), headquarters()
    with eyes(ours):
        case = a_case(ours, with_passport(ours), reported=OPENED)
        stayed(ours, case, "TH", When(day=date(2025, 11, 2)))
    with eyes(theirs):
        other = a_case(
            theirs, with_passport(theirs), incident=IncidentFactory(code="b"), reported=OPENED
        )
        if told == "corrected":
            row = crossed(theirs, other, HOME_ON, "VN TH")
        elif told != "after":
            crossed(theirs, other, HOME_ON)
    if told != "linked":
        with eyes(lead):
            link(lead, other.citizen, case.citizen)
    with eyes(ours):
        closed(ours, case, outcome)
    with eyes(theirs):
        if told == "corrected":
            changes = {"from_country": "TH", "to_country": "VN"}
            correct_crossing(theirs, fresh(other), crossing=row, reason="-", changes=changes)
        if told == "after":
            crossed(theirs, other, HOME_ON)
    if told == "linked":
        with eyes(lead):
            link(lead, other.citizen, case.citizen)
    log_in(client, ours)

    page = client.get(reverse("case_detail", args=[case.reference])).text
    entries = client.get(reverse("entries_to_review")).text

    assert [BESIDE in page, BESIDE in entries] == [True, True]
    assert listed(lead, case)
    with eyes(ours):
        said_again(ours, case)
    assert not listed(ours, case)
    assert ledgers_hold()


@pytest.mark.parametrize(
    ("outcome", "way", "found"),
    [
        ("lost_contact", "TH VN", ("", True)),
        ("onward", "TH VN", ("", True)),
        ("own_means", "TH VN", ("VN", False)),
        ("own_means", "TH MM", ("", True)),
        ("onward", "TH MM", ("MM", False)),
        ("lost_contact", "TH MM", ("", True)),
        ("lost_contact", "TH", ("", True)),
        ("own_means", "TH", ("", True)),
        ("onward", "TH", ("", True)),
        ("declined", "TH", ("TH", False)),
    ],
)
@pytest.mark.parametrize("when", [HOUR, DAY])
def test_what_is_told_of_the_bare_day_of_a_closing_and_contradicts_it_is_an_entry_to_check(
    actor, outcome, way, found, when
):
    case = a_case(actor, reported=OPENED)
    stayed(actor, case, "TH", When(day=date(2025, 11, 2)))
    closed(actor, case, outcome, when)

    if " " in way:
        crossed(actor, case, DAY, way)
    else:
        stayed(actor, case, way, DAY)

    assert (fresh(case).citizen.now_country, listed(actor, case)) == found
    assert not fresh(case).outcome_in_doubt
    assert ledgers_hold()
    if found[1]:
        said_again(actor, case)
        assert not listed(actor, case)


def test_the_head_of_the_page_says_that_they_were_elsewhere_on_the_day(client, actor):
    case = a_case(actor, reported=OPENED)
    stayed(actor, case, "TH", When(day=date(2025, 11, 2)))
    closed(actor, case, "own_means")
    stayed(actor, case, "TH", DAY)
    log_in(client, actor)

    page = client.get(case.get_absolute_url())

    assert page.context["case"]["outcome_doubt"] == "elsewhere on the day of the closing"
    assert "Later it was told that they were elsewhere" in page.text


def test_what_was_known_of_the_bare_day_when_the_case_was_closed_is_no_entry_to_check(actor):
    case = a_case(actor, reported=OPENED)
    stayed(actor, case, "TH", DAY)
    closed(actor, case, "own_means")

    assert not listed(actor, case)


def kept(case):
    assert ledgers_hold()
    return fresh(case).overlooked


def test_what_is_told_is_kept_on_the_case_through_every_act(actor):
    case = a_case(actor, reported=OPENED)
    stayed(actor, case, "TH", When(day=date(2025, 11, 2)))
    closed(actor, case, "lost_contact")

    row = crossed(actor, case, HOME_ON)
    told = [kept(case)]
    void_crossing(actor, fresh(case), crossing=row, reason="-")
    told.append(kept(case))
    crossed(actor, case, HOME_ON)
    told.append(kept(case))
    said_again(actor, case)
    told.append(kept(case))
    crossed(actor, case, DAY)
    told.append(kept(case))
    reopen_case(actor, fresh(case), reason="-", whereabouts="wrong")
    told.append(kept(case))

    assert told == ["home", "", "home", "", "home", ""]


def test_where_an_opening_is_corrected_what_went_onward_left_is_kept_anew(actor):
    case = a_case(actor, reported=OPENED)
    crossed(actor, case, When(day=date(2025, 10, 25)), "TH KH")
    closed(actor, case, "onward")
    stayed(actor, case, "KH", DAY)
    before = kept(case)
    opening = fresh(case).transitions.standing().get(kind="open")

    changes = {"when": When(day=date(2025, 10, 20))}
    correct_transition(actor, fresh(case), transition=opening, reason="-", changes=changes)

    assert (before, kept(case)) == ("day", "")


def test_the_entries_to_check_read_along_an_index_of_what_is_told():
    with eyes(headquarters()) as lead, connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
        plan = come_home(lead).explain()

    assert "case_overlooked" in plan, plan
    assert "overlooked(" not in plan
