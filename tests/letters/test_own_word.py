"""No letter says or does the opposite of what the person themselves has said."""

import pytest

from cases.citizens.operations import add_relative
from cases.core import present
from cases.letters.facts import facts_of
from cases.letters.operations import issue_letter
from tests.casework.linking import link
from tests.letters.written import a_letter, a_ready_case, read
from tests.refusals import refusal_of
from tests.register import fresh
from tests.world_talking import logged, said

pytestmark = pytest.mark.django_db
BY_WISH = "theo nguyện vọng của chính người đó"
VITAL = {"talked_with": "relative", "outcome": "reached", "words": "Told.", "ground": "vital"}


def with_father(actor, may_be_informed="yes"):
    """Return a case and the father of its person."""
    case = a_ready_case(actor)
    father = add_relative(
        actor,
        fresh(case.citizen),
        full_name="Nguyễn Văn Cha",
        relation="father",
        may_be_informed=may_be_informed,
    )
    return case, father


def found(actor, case, letter, accepted=(), **more):
    """Return the contradictions with which a letter is refused."""
    refusal = refusal_of(issue_letter, actor, fresh(case), letter=letter, accepted=accepted, **more)
    assert refusal.code == "letter_contradicts"
    return [(row["code"], row["may_be_accepted"]) for row in refusal.extra["contradictions"]]


def test_no_notice_goes_to_a_family_that_is_not_to_be_told(actor):
    case, _father = with_father(actor)
    said(actor, fresh(case), "inform_family", "no")

    accepted = ["family_not_to_be_told", "family_not_asked_about"]
    refused = found(actor, case, "family-notice", accepted)

    assert refused == [("family_not_to_be_told", False)]


@pytest.mark.parametrize("of_him", ["yes", "no", "unknown"])
def test_a_vital_interest_on_record_lets_this_relative_be_told_and_no_wish_is_claimed(
    actor, of_him
):
    case, father = with_father(actor, of_him)
    said(actor, fresh(case), "inform_family", "no")
    logged(actor, fresh(case), relative=father, ground_words="A blood group.", **VITAL)

    letter = a_letter(actor, case, "family-notice")

    assert "Nguyễn Văn Cha" in read(letter)
    assert BY_WISH not in read(letter)


def test_by_their_own_wish_is_said_only_where_they_were_asked(actor):
    case, _father = with_father(actor)

    named = found(actor, case, "family-notice")
    unasked = a_letter(actor, case, "family-notice", accepted=["family_not_asked_about"])
    said(actor, fresh(case), "inform_family", "yes")
    asked = a_letter(actor, case, "family-notice")

    assert named == [("family_not_asked_about", True)]
    assert BY_WISH not in read(unasked)
    assert BY_WISH in read(asked)


def test_the_latest_word_counts_whichever_record_of_the_person_it_is_on(
    actor, django_assert_num_queries
):
    case, other = a_ready_case(actor), a_ready_case(actor)
    link(actor, case.citizen, other.citizen)
    said(actor, fresh(other), "inform_family", "no")

    with django_assert_num_queries(1):
        facts = facts_of(actor, [case], present.now())[case.pk]

    assert facts.word("inform_family") == "no"
