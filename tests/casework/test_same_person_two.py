"""Where it is not clear, one proposes a link and another one confirms it."""

import pytest

from cases.casework.operations import (
    accept_transfer,
    advance_case,
    close_case,
    confirm_same_person,
    link_same_person,
    offer_transfer,
    reject_same_person,
    unlink_same_person,
)
from cases.citizens.models import NotTheSame, SamePerson
from cases.citizens.operations import declare_different
from cases.core.context import eyes
from cases.core.registry import DECLARED
from cases.notices.models import Notice
from cases.retention.operations.holds import place_legal_hold
from tests.casework.linking import VIENTIANE, a_file, link, with_passport
from tests.factories import MissionFactory, head, headquarters, officer
from tests.refusals import refusal_of
from tests.register import a_citizen, fresh
from tests.retention.file import asked_for, lead
from tests.statements import executed

pytestmark = pytest.mark.django_db


def test_a_name_alone_is_proposed_and_stands_once_the_head_confirms_it(desk, namesakes):
    made = link(desk, *namesakes)

    assert (made.status, made.needs, made.recorded_at) == ("proposed", "another", None)
    assert fresh(namesakes[0]).head_id is None
    with eyes(head()) as chief:
        assert Notice.objects.filter(kind="same_person_proposed").count() == 1
        confirmed = confirm_same_person(chief, fresh(made))
    assert confirmed.status == "standing"
    assert confirmed.recorded_by_id == chief.staff_id
    assert fresh(namesakes[0]).head_id == namesakes[1].pk


def test_nobody_confirms_what_they_proposed():
    with eyes(head()) as chief:
        made = link(chief, *[a_citizen(chief, full_name="Lê Thị Thử") for _one in range(2)])

        found = refusal_of(confirm_same_person, chief, fresh(made))

    assert (found.code, found.status) == ("same_person_by_another", 403)


def test_an_officer_confirms_nothing(desk, namesakes):
    made = link(desk, *namesakes)
    with eyes(officer()) as colleague:
        found = refusal_of(confirm_same_person, colleague, fresh(made))

    assert found.code == "not_allowed"


def test_open_cases_that_stand_differently_need_another_one(desk, two):
    one, other = two
    advance_case(desk, fresh(one))

    made = link(desk, one.citizen, other.citizen)

    assert made.status == "proposed"
    assert "conflict" in made.reasons


def test_a_closed_double_is_no_conflict_with_an_open_case(desk, two):
    one, other = two
    close_case(desk, fresh(one), outcome="declined")

    assert link(desk, one.citizen, other.citizen).status == "standing"


def test_rejecting_remembers_that_they_are_two_people_and_linking_needs_another_one_then(desk):
    people = [with_passport(desk) for _one in range(2)]
    declare_different(desk, people[0], other=people[1], reason="Twins.")
    made = link(desk, *people)
    assert (made.status, "told_apart" in made.reasons) == ("proposed", True)

    with eyes(head()) as chief:
        reject_same_person(chief, fresh(made), reason="Twins; the mother says so.")
        assert Notice.objects.filter(kind="same_person_rejected").count() == 1

    assert NotTheSame.objects.count() == 1
    assert fresh(made).status == "rejected"
    assert refusal_of(unlink_same_person, desk, fresh(made), reason="-").code == "not_linked"


def test_a_rejected_pair_is_told_apart(desk, namesakes):
    made = link(desk, *namesakes)

    with eyes(head()) as chief:
        reject_same_person(chief, fresh(made), reason="Cousins.")
        again = refusal_of(confirm_same_person, chief, fresh(made))

    pair = NotTheSame.objects.get()
    assert {pair.citizen_id, pair.other_id} == {row.pk for row in namesakes}
    assert again.code == "answered_already"


def test_what_is_proposed_is_not_proposed_twice(desk, namesakes):
    link(desk, *namesakes)

    found = refusal_of(
        link_same_person, desk, fresh(namesakes[0]), into=fresh(namesakes[1]), because="Again."
    )

    assert (found.code, found.status) == ("proposed_already", 409)


def test_what_concerns_another_mission_headquarters_alone_confirms(desk):
    """Both in sight here, but the case that would close has been taken over by Vientiane."""
    centre, one, other = headquarters(), a_file(desk), a_file(desk)
    offer = offer_transfer(desk, fresh(one), mission=MissionFactory(**VIENTIANE), summary="-")
    with eyes(officer(**VIENTIANE)) as there:
        accept_transfer(there, fresh(offer))

    made = link(desk, one.citizen, other.citizen)

    assert (made.status, made.needs) == ("proposed", "headquarters")
    with eyes(head()) as chief:
        assert refusal_of(confirm_same_person, chief, fresh(made)).code == "only_headquarters"
    with eyes(centre):
        assert Notice.objects.filter(kind="same_person_proposed").count() == 1
        assert confirm_same_person(centre, fresh(made)).status == "standing"
        assert fresh(one).outcome == "duplicate"
    assert refusal_of(unlink_same_person, desk, fresh(made), reason="-").code == "only_headquarters"


def test_who_does_not_see_both_finds_neither_the_link_nor_the_other_record(desk):
    with eyes(officer(yangon=True)) as stranger:
        theirs = with_passport(stranger)
    mine = with_passport(desk)
    form = DECLARED["link_same_person"].form

    bound = form(desk, mine, json={"into": str(theirs.uuid), "because": "-"})
    made_up = form(
        desk, mine, json={"into": "00000000-0000-4000-8000-000000000000", "because": "-"}
    )

    assert [row.code for row in bound.problems()] == ["unknown"]
    assert [str(row.message) for row in bound.problems()] == [
        str(row.message) for row in made_up.problems()
    ]
    with eyes(headquarters()) as centre:
        link(centre, theirs, mine)
        assert SamePerson.objects.count() == 1
    for actor in (desk, stranger):
        with eyes(actor):
            assert SamePerson.objects.count() == 0


def test_the_number_of_a_case_names_the_record_too(desk, two):
    one, other = two

    bound = DECLARED["link_same_person"].form(
        desk, one.citizen, json={"into": other.reference, "because": "-"}
    )

    assert bound.problems() == []
    assert bound.arguments()["into"] == other.citizen


def test_a_legal_hold_hinders_no_link(desk, two):
    one, other = two
    with eyes(head()) as chief:
        place_legal_hold(chief, fresh(one.citizen), reason="Proceedings.")

    assert link(desk, one.citizen, other.citizen).status == "standing"


def test_whoever_was_anonymised_is_linked_with_nobody(desk):
    people = [with_passport(desk) for _one in range(2)]
    asked_for(people[0])
    with eyes(lead()):
        executed("select anonymise_citizen(%s)", [people[0].pk])

    assert refusal_of(link, desk, *people).code == "anonymised"
    assert refusal_of(link, desk, *reversed(people)).code == "anonymised"
