"""What is stated at a closing stands as it is stated; what contradicts it leads to the entry."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.casework.operations import (
    close_case,
    correct_stay,
    correct_transition,
    log_contact,
    record_crossing,
    record_fact,
    record_statement,
    record_stay,
    unlink_same_person,
    void_stay,
)
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.core.registry import DECLARED
from cases.crossings.models import Crossing, Stay
from cases.overview.reviews import contradicted
from cases.publishing.proofs import IN_DOUBT
from tests.api.calls import JSON, caller, on_many
from tests.casework.linking import link
from tests.factories import PlaceFactory
from tests.refusals import refusal_of, refused, refused_at
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

HOME_ON = When(day=date(2025, 10, 20))
SAID = {"when": HOME_ON, "source": "relative"}

LATER = {"when": When(day=date(2025, 10, 27)), "source": "relative"}
OWN_MEANS = {"outcome": "own_means", "country": "VN"}


@pytest.fixture
def case(actor):
    """A person of whom later entries than the statement tell that they are in Thailand."""
    return a_case(actor, reported=When(day=date(2025, 10, 1)))


def sheltered(actor, case, day):
    said = {"kind": "at", "country": "TH", "source": "host_authority"}
    record_stay(actor, fresh(case), when=When(day=day), **said)


def crossed(actor, case, way, day):
    out_of, into = way.split()
    said = {"from_country": out_of, "to_country": into, "source": "citizen"}
    record_crossing(actor, fresh(case), when=When(day=day), **said)


def listed(actor, case):
    """Whether the closing is an entry to check, as kept and as the proof finds it."""
    with connection.cursor() as cursor:
        cursor.execute(IN_DOUBT, {"low": 0, "high": 2**40})
        assert cursor.fetchall() == []
    assert fresh(case).outcome_in_doubt == (case.pk in [row.case_id for row in contradicted(actor)])
    return fresh(case).outcome_in_doubt


def unsaid():
    return Stay.objects.filter(kind="lost")


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (lambda *of: sheltered(*of, date(2025, 10, 25)), OWN_MEANS),
        (lambda *of: crossed(*of, "MM TH", date(2025, 10, 22)), OWN_MEANS),
        (
            lambda *of: crossed(*of, "MM TH", date(2025, 10, 22)),
            {"outcome": "onward", "country": "LA"},
        ),
    ],
)
@pytest.mark.parametrize("by", ["close", "fact"])
def test_what_later_entries_contradict_is_refused(actor, case, by, later, said):
    later(actor, case)

    if by == "fact":
        fact = {"stage": "closed", "when": When(day=date(2025, 10, 28)), "reason": "She wrote."}
        fact |= {"there_since": HOME_ON, "source": "relative"}
        found = refused_at(record_fact, actor, fresh(case), **fact, **said)
    else:
        found = refused_at(close_case, actor, fresh(case), **said, **SAID)

    assert found == ("ending_told_later", "there_since" if by == "fact" else "when")
    assert (fresh(case).stage, Crossing.objects.count() + Stay.objects.count()) == ("reported", 1)


def test_so_is_what_the_ledger_knew_already_where_they_came_again_since(actor, case):
    crossed(actor, case, "TH VN", date(2025, 10, 19))
    crossed(actor, case, "VN TH", date(2025, 10, 22))

    found = refusal_of(close_case, actor, fresh(case), outcome="own_means", country="VN", **SAID)

    assert found.code == "ending_told_later"
    assert str(found.message).endswith("(22 Oct 2025 · Viet Nam → Thailand)")


def test_a_closing_of_before_they_came_again_stands(actor, case):
    crossed(actor, case, "VN TH", date(2025, 10, 22))
    fact = {"stage": "closed", "when": When(day=date(2025, 10, 21)), "reason": "She wrote."}

    record_fact(actor, fresh(case), **fact, **OWN_MEANS, there_since=HOME_ON, source="relative")

    assert fresh(case.citizen).now_country == "TH"


def test_the_journey_that_is_on_record_is_not_written_twice(actor, case):
    sheltered(actor, case, date(2025, 10, 2))
    crossed(actor, case, "TH VN", date(2025, 10, 22))

    code = refused(close_case, actor, fresh(case), **OWN_MEANS, **SAID)
    by_day = {"source": "relative", "when": parse_when("2025-10-22T09:00:00+07:00")}
    close_case(actor, fresh(case), **OWN_MEANS, **by_day)

    assert code == (422, "ending_told_already")
    assert [row.to_country for row in Crossing.objects.standing()] == ["VN"]


@pytest.mark.parametrize("heard", ["stay", "talk", "statement"])
def test_contact_was_not_lost_before_somebody_heard_from_the_person(actor, case, heard):
    when, fact = When(day=date(2025, 10, 18)), {"source": "citizen", "kind": "at", "country": "TH"}
    if heard == "stay":
        record_stay(actor, fresh(case), when=when, **fact)
    elif heard == "talk":
        said = {"talked_with": "citizen", "outcome": "reached", "words": "Well."}
        log_contact(actor, fresh(case), channel="phone", when=when, **said)
    else:
        said = {"kind": "return", "answer": "yes", "words": "Home.", "channel": "phone"}
        record_statement(actor, fresh(case), language="vi", when=when, **said)

    early = {"when": When(day=date(2025, 10, 1)), "source": "relative"}
    found = refused_at(close_case, actor, fresh(case), outcome="lost_contact", **early)
    close_case(actor, fresh(case), outcome="lost_contact", when=when, source="relative")

    assert (found, fresh(case).outcome) == (("ending_heard_later", "when"), "lost_contact")


def test_what_a_host_authority_tells_later_is_no_word_of_the_person(actor, case):
    sheltered(actor, case, date(2025, 10, 25))

    close_case(actor, fresh(case), outcome="lost_contact", **SAID)

    assert fresh(case).outcome == "lost_contact"


@pytest.mark.parametrize("by", ["close", "fact", "correct"])
def test_nobody_is_anywhere_after_their_death(actor, case, by):
    died, there = When(day=date(2025, 10, 19)), {"country": "VN", "source": "host_authority"}

    if by == "close":
        said = {"died_at": died, "when": HOME_ON, **there}
        found = refused_at(close_case, actor, fresh(case), outcome="died", **said)
    elif by == "correct":
        close_case(actor, fresh(case), outcome="died", died_at=died)
        row = fresh(case).transitions.standing().get(kind="close")
        said = {"reason": "-", "changes": {"there_since": HOME_ON, **there}}
        found = refused_at(correct_transition, actor, fresh(case), transition=row, **said)
    else:
        said = {"stage": "closed", "reason": "Fell.", "when": died, "there_since": HOME_ON, **there}
        found = refused_at(record_fact, actor, fresh(case), outcome="died", **said)

    assert found == ("ending_after_death", "when" if by == "close" else "there_since")


@pytest.mark.parametrize("by", ["close", "fact"])
def test_nobody_tells_of_their_way_after_their_death(actor, case, by):
    crossed(actor, case, "TH VN", date(2025, 10, 20))
    died, source = When(day=date(2025, 10, 19)), {"source": "host_authority"}

    if by == "close":
        found = refused_at(close_case, actor, fresh(case), outcome="died", died_at=died, **source)
    else:
        said = {"stage": "closed", "outcome": "died", "reason": "Fell.", "when": died}
        found = refused_at(record_fact, actor, fresh(case), **said, **source)

    assert found == ("told_after_death", "died_at" if by == "close" else "when")


def test_nor_is_it_recorded_later(actor, case):
    close_case(actor, fresh(case), outcome="died", died_at=When(day=date(2025, 10, 19)))

    said = {"from_country": "TH", "to_country": "VN", "when": HOME_ON, "source": "citizen"}
    assert refused(record_crossing, actor, fresh(case), **said) == (422, "after_death")
    record_crossing(actor, fresh(case), **said | {"source": "mission"})


@pytest.mark.parametrize("by", ["web", "api", "bulk"])
def test_every_surface_refuses_it_before_anything_is_saved(client, actor, case, by):
    sheltered(actor, case, date(2025, 10, 25))
    seen, said = fresh(case), OWN_MEANS | {"source": "relative"}

    if by == "web":
        address = reverse("case_operation", args=[case.reference, "close"])
        typed = said | {"when_day": "2025-10-20", "_key": "a", "_version": seen.version}
        found = log_in(client, actor).post(address, typed).text
    elif by == "api":
        address = f"/api/v1/cases/{case.reference}/close/"
        sent = said | {"when": "2025-10-20"}
        found = caller(actor).post(address, sent, JSON, headers={"If-Match": "*"}).json()["title"]
    else:
        sent = said | {"when": "2025-10-20"}
        found = str(on_many(caller(actor), DECLARED["close_case"], [seen], sent))

    assert "they are elsewhere later" in found
    with eyes(actor):
        assert fresh(case).stage == "reported"


def test_it_stays_so_when_the_closing_is_dated_otherwise(actor, case):
    close_case(actor, fresh(case), outcome="own_means", country="VN", **SAID)
    sheltered(actor, case, date(2025, 10, 25))
    row = fresh(case).transitions.standing().get(kind="close")

    changes = {"when": When(day=date(2025, 10, 27))}
    correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)

    assert (listed(actor, case), unsaid().count()) == (True, 0)


def test_no_stay_in_viet_nam_is_kept_by_a_sentence_which_is_served_abroad(actor, case):
    close_case(actor, fresh(case), outcome="declined", country="VN", **SAID)
    row = fresh(case).transitions.standing().get(kind="close")

    changes = {"outcome": "serving_sentence"}
    correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)

    assert (fresh(case).citizen.now_country, listed(actor, case)) == ("", False)


@pytest.mark.parametrize("outcome", ["own_means", "onward"])
def test_what_follows_and_nobody_said_is_told_by_no_mission(actor, case, outcome):
    sheltered(actor, case, date(2025, 10, 25))

    close_case(actor, fresh(case), outcome=outcome)

    row = unsaid().get()
    assert (row.source, row.source_detail) == (
        "other",
        "Nobody said at the closing where the person is.",
    )


@pytest.mark.parametrize(
    ("outcome", "country", "code"),
    [
        ("onward", "TH", "ending_onward"),
        ("onward", "VN", "ending_abroad"),
        ("own_means", "TH", "ending_at_home"),
        ("serving_sentence", "VN", "ending_abroad"),
    ],
)
def test_nobody_is_after_an_outcome_where_it_cannot_be(actor, case, outcome, country, code):
    sheltered(actor, case, date(2025, 10, 25))

    said = {"outcome": outcome, "country": country, **SAID}
    assert refused(close_case, actor, fresh(case), **said) == (422, code)


def test_the_refusal_names_the_country_that_whoever_moved_on_has_left(actor, case):
    sheltered(actor, case, date(2025, 10, 25))

    found = refusal_of(close_case, actor, fresh(case), outcome="onward", country="TH", **SAID)

    assert str(found.message) == (
        "Whoever moved on is no longer where they were: Thailand. Choose another."
    )


def in_myawaddy(actor, case):
    camp = PlaceFactory(code="camp", country="MM")
    seen = When(day=date(2025, 10, 25))
    record_stay(actor, fresh(case), kind="at", place=camp, when=seen, source="relative")


def test_whoever_goes_onward_leaves_the_country_in_which_the_register_has_them(actor, case):
    in_myawaddy(actor, case)

    close_case(actor, fresh(case), outcome="onward")
    derived = (fresh(case.citizen).now_country, unsaid().count(), listed(actor, case))
    still = {"kind": "at", "country": "MM", "when": When.at(timezone.now())}
    record_stay(actor, fresh(case), **still, source="relative")

    assert (derived, listed(actor, case)) == (("", 1, False), True)


@pytest.mark.parametrize(("country", "code"), [("TH", ""), ("MM", "ending_onward")])
def test_from_a_third_country_one_goes_onward_to_the_host_too(actor, case, country, code):
    in_myawaddy(actor, case)
    said = {"outcome": "onward", "country": country, **LATER}

    if code:
        assert refused(close_case, actor, fresh(case), **said) == (422, code)
        return
    close_case(actor, fresh(case), **said)
    assert (fresh(case.citizen).now_country, listed(actor, case)) == ("TH", False)


def still_in(actor, case, country):
    said = {"kind": "at", "country": country, "source": "relative"}
    return record_stay(actor, fresh(case), when=When.at(timezone.now()), **said)


def test_what_a_closing_stated_is_no_country_left_once_it_is_corrected(actor, case):
    said = {"outcome": "onward", "place": PlaceFactory(code="capital", country="KH"), **LATER}
    sheltered(actor, case, date(2025, 10, 25))
    close_case(actor, fresh(case), **said)
    stay = Stay.objects.standing().get(country="KH")

    changes = {"place": PlaceFactory(code="port", country="KH")}
    correct_stay(actor, fresh(case), stay=stay, reason="-", changes=changes)
    still_in(actor, case, "KH")

    assert not listed(actor, case)


@pytest.mark.parametrize("is_linked", [False, True])
@pytest.mark.parametrize("by", ["void", "correct"])
@pytest.mark.usefixtures("taken_of_doubles")
def test_it_is_looked_at_anew_once_where_they_were_is_told_otherwise(actor, two, by, is_linked):
    case, double = two
    if is_linked:
        link(actor, double.citizen, case.citizen)
    told_on = double if is_linked else case
    seen = {"kind": "at", "country": "MM", "source": "relative"}
    stay = record_stay(actor, fresh(told_on), when=When(day=date(2025, 10, 25)), **seen)
    close_case(actor, fresh(case), outcome="onward")
    still_in(actor, case, "MM")
    before = listed(actor, case)

    if by == "void":
        void_stay(actor, fresh(told_on), stay=stay, reason="Somebody else.")
    else:
        changes = {"country": "KH"}
        correct_stay(actor, fresh(told_on), stay=stay, reason="-", changes=changes)

    assert (before, listed(actor, case)) == (True, False)


def test_so_it_is_once_the_record_that_told_it_is_anothers(actor, two):
    case, double = two
    sheltered(actor, case, date(2025, 10, 24))
    seen = {"kind": "at", "country": "MM", "source": "relative"}
    record_stay(actor, fresh(double), when=When(day=date(2025, 10, 25)), **seen)
    joined = link(actor, double.citizen, case.citizen)
    close_case(actor, fresh(case), outcome="onward")
    still_in(actor, case, "MM")
    before = listed(actor, case)

    unlink_same_person(actor, joined, reason="Two people.")

    assert (before, listed(actor, case)) == (True, False)


def test_a_month_comes_where_it_fits_in_the_database_too(actor, case):
    month = When(day=date(2025, 10, 1), until=date(2025, 10, 31))
    said = {"kind": "at", "country": "KH", "source": "relative"}
    record_stay(actor, fresh(case), when=month, **said)
    sheltered(actor, case, date(2025, 10, 20))
    close_case(actor, fresh(case), outcome="onward")

    still_in(actor, case, "KH")

    assert not listed(actor, case)


def test_whoever_crossed_during_the_case_went_onward_by_that(actor, case):
    sheltered(actor, case, date(2025, 10, 25))
    crossed(actor, case, "TH KH", date(2025, 10, 27))

    close_case(actor, fresh(case), outcome="onward")

    assert (fresh(case.citizen).now_country, listed(actor, case)) == ("KH", False)


def test_a_sentence_is_not_served_at_home(actor, case):
    sheltered(actor, case, date(2025, 10, 25))
    close_case(actor, fresh(case), outcome="serving_sentence")
    before = listed(actor, case)

    crossed(actor, case, "TH VN", date(2025, 10, 27))

    assert (before, listed(actor, case)) == (False, True)


def test_what_the_record_of_a_double_says_counts_against_a_sentence_too(actor, two):
    case, double = two
    close_case(actor, fresh(case), outcome="serving_sentence")
    crossed(actor, double, "TH VN", date(2025, 10, 27))
    close_case(actor, fresh(double), outcome="own_means")

    link(actor, double.citizen, case.citizen)

    assert listed(actor, case)
