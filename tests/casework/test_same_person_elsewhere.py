"""Two records of one person that disagree on where the person is: said before they are linked."""

from datetime import date

import pytest
from django.urls import reverse

from cases.casework.operations import confirm_same_person, link_same_person, record_stay
from cases.casework.same.preview import what_follows
from cases.core.context import eyes
from cases.core.facts import When
from tests.api.calls import caller
from tests.casework.linking import WHY, a_file
from tests.factories import PlaceFactory, headquarters, officer
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
EARLIER, LATER = When(day=date(2025, 10, 22)), When(day=date(2025, 10, 25))


def stayed(actor, case, country, when, place=None):
    record_stay(
        actor, fresh(case), kind="at", country=country, place=place, when=when, source="mission"
    )


def follows(actor, one, other):
    people = fresh(one.citizen), fresh(other.citizen)
    return [str(words) for words in what_follows(actor, *people, "opening", "")]


def test_both_places_are_said_and_which_will_hold(desk, two):
    one, other = two
    stayed(desk, one, "TH", LATER)
    stayed(desk, other, "MM", EARLIER)

    told = follows(desk, one, other)

    place = told.index("The two records disagree on where the person is:")
    assert told[place + 1 : place + 4] == [
        f"{one.reference}: Thailand, since 25 Oct 2025.",
        f"{other.reference}: Myanmar, since 22 Oct 2025.",
        "Of the two the later word holds, on both records: Thailand.",
    ]


@pytest.mark.parametrize("silent", [False, True])
def test_nothing_is_said_where_the_two_agree_or_one_says_nothing(desk, two, silent):
    one, other = two
    stayed(desk, one, "TH", LATER, PlaceFactory(country="TH"))
    if not silent:
        stayed(desk, other, "TH", EARLIER)

    assert "The two records disagree on where the person is:" not in follows(desk, one, other)


def test_the_confirmation_says_it_and_the_other_mission_reads_it_on_its_page(client):
    here, there = officer(), officer(yangon=True)
    with eyes(here):
        one = a_file(here)
        stayed(here, one, "TH", LATER)
    with eyes(there):
        other = a_file(there)
        stayed(there, other, "MM", EARLIER)
    with eyes(headquarters()) as proposer:
        made = link_same_person(
            proposer, fresh(one.citizen), into=fresh(other.citizen), because=WHY
        )
    chief = headquarters()
    asked = caller(chief).get(f"/api/v1/same-person-links/{made.uuid}/confirm/").json()
    with eyes(chief):
        confirm_same_person(chief, fresh(made))

    text = log_in(client, there).get(other.get_absolute_url()).text

    assert f"{other.reference}: Myanmar, since 22 Oct 2025." in asked["consequences"]
    words = "tells where they are: Thailand. What you see here says: Myanmar."
    assert words in text
    assert words in client.get(reverse("entries_to_review")).text
    assert words not in log_in(client, chief).get(reverse("entries_to_review")).text
    assert words not in log_in(client, here).get(reverse("entries_to_review")).text
