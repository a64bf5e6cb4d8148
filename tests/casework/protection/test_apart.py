"""Two people kept apart: for who seats and houses them; nobody else learns that there is a pair."""

from datetime import date

import pytest

from cases.casework.operations import record_stay
from cases.casework.protection.operations import end_keep_apart, keep_apart
from cases.citizens.models import KeepApart
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import AuditEntry
from tests.factories import PlaceFactory, PostingFactory, headquarters, officer
from tests.refusals import refusal_of, refused_at
from tests.register import a_case, a_citizen, fresh
from tests.statements import selected_value
from tests.web.session import logged_in
from tests.world_protection import LONG_AGO, OPENED, a_pair

pytestmark = pytest.mark.django_db


def page_of(actor, address):
    return logged_in(actor).get(address)


def at_shelter(actor, case):
    place = PlaceFactory(code="invented-shelter", name="Invented shelter", kind="shelter")
    record_stay(
        actor,
        fresh(case),
        kind="at",
        place=place,
        when=When(day=date(2025, 10, 25)),
        source="mission",
    )


def test_the_pair_is_one_row_whoever_is_named_first(mine):
    one, other = a_citizen(mine), a_citizen(mine)

    made = a_pair(mine, one=other, other=one)

    assert (made.citizen_id, made.other_id) == (one.pk, other.pk)
    assert refusal_of(a_pair, mine, one=one, other=other).code == "apart_already"


def test_refuses_to_keep_somebody_apart_from_herself(mine):
    one = a_citizen(mine)

    refusal = refusal_of(a_pair, mine, one=one, other=one)

    assert (refusal.status, refusal.problems[0].field) == (422, "other")


def test_another_reason_is_said_in_words(mine):
    assert refused_at(a_pair, mine, reason="other") == ("words_needed", "words")


def test_it_is_ended_and_stays(mine):
    made = a_pair(mine)

    end_keep_apart(mine, made, reason="Made up.")

    assert not KeepApart.objects.visible_to(mine).standing().exists()
    assert fresh(made).end_reason == "Made up."


@pytest.mark.parametrize("role", ["headquarters_officer", "headquarters_lead", "api_client"])
def test_who_neither_seats_nor_houses_sees_no_pair_through_either_wall(mine, role):
    a_pair(mine)
    place = {} if role == "api_client" else {"mission__headquarters": True}
    with eyes(PostingFactory(role=role, **place).actor()) as reader:
        found = selected_value("select count(*) from cases_keepapart")
        assert found == 0
        assert not KeepApart.objects.visible_to(reader).exists()
        assert not AuditEntry.objects.filter(operation="keep_apart").exists() or reader.sees(
            "audit"
        )


def test_another_mission_sees_no_pair_of_which_it_sees_one(mine):
    a_pair(mine)

    with eyes(officer(yangon=True)) as reader:
        assert not KeepApart.objects.visible_to(reader).exists()


def test_the_answer_to_who_may_not_know_is_the_same_with_and_without_a_pair(mine):
    made = a_pair(mine)
    reader = headquarters()

    there = page_of(reader, f"/api/v1/kept-apart/{made.uuid}/")
    nowhere = page_of(reader, "/api/v1/kept-apart/00000000-0000-4000-8000-000000000000/")

    assert there.status_code == nowhere.status_code
    assert there.json()["code"] == nowhere.json()["code"]


def test_two_at_one_place_are_warned_about_on_the_page_of_who_may_know(mine):
    one, other = a_case(mine, reported=OPENED), a_case(mine, reported=OPENED)
    for case in (one, other):
        at_shelter(mine, case)
    keep_apart(
        mine, one.citizen, other=other.citizen, reason="recruitment", since=LONG_AGO, words="Said."
    )

    shown = page_of(mine, f"/cases/{one.reference}/").content.decode()
    hidden = page_of(headquarters(), f"/cases/{one.reference}/").content.decode()

    assert "is at the same place, and the two are to be kept apart" in shown
    assert "kept apart" not in hidden
    assert "Keep apart" not in hidden


def test_the_history_of_a_case_says_nothing_of_it_to_others(mine):
    one = a_case(mine, reported=OPENED)
    a_pair(mine, one=one.citizen)

    shown = page_of(mine, f"/cases/{one.reference}/history/").content.decode()
    hidden = page_of(headquarters(), f"/cases/{one.reference}/history/").content.decode()

    assert "Keep apart from somebody" in shown
    assert "part from somebody" not in hidden
