"""No letter says or does the opposite of what the person themselves has said."""

import pytest

from cases.citizens.operations import add_relative
from cases.core import present
from cases.letters.contradiction import Asked
from cases.letters.contradictions import contradictions_in
from cases.letters.facts import facts_of
from cases.letters.kinds import kinds
from cases.letters.limits import limit_words
from cases.letters.operations import issue_letter, issue_letters
from tests.casework.linking import link
from tests.letters.test_contradictions import facts, passport
from tests.letters.test_limits import with_limit
from tests.letters.written import a_letter, a_ready_case, at_a_place, read
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
        known = facts_of(actor, [case], present.now())[case.pk]

    assert known.word("inform_family") == "no"


REFUSED = [
    ("vb02", "share_data", {"shared_with": "home_authority"}, "sharing_refused"),
    ("note-verbale", "share_data", {"shared_with": "host_authority"}, "sharing_refused"),
    ("note-verbale", "consular_contact", {}, "consular_contact_refused"),
    ("consular-access", "consular_contact", {}, "consular_contact_refused"),
]


@pytest.mark.parametrize(("letter", "kind", "more", "code"), REFUSED)
def test_no_letter_goes_to_a_body_against_the_word_of_the_person(actor, letter, kind, more, code):
    case = at_a_place(actor, a_ready_case(actor))
    said(actor, fresh(case), kind, "no", **more)

    refused = found(actor, case, letter, [code])
    said(actor, fresh(case), kind, "yes", **more)

    assert refused == [(code, False)]
    assert a_letter(actor, case, letter)


def test_of_letters_for_many_the_case_whose_person_said_no_is_named(actor):
    cases = [a_ready_case(actor) for _number in range(2)]
    said(actor, fresh(cases[1]), "share_data", "no", shared_with="home_authority")

    refusal = refusal_of(issue_letters, actor, cases=[fresh(row) for row in cases], letter="vb02")

    (problem,) = refusal.problems
    assert problem.message.startswith(f"{cases[1].reference}: ")
    assert "not to be shared" in problem.message


@pytest.mark.parametrize("answer", ["no", "not_yet"])
def test_no_letter_says_that_somebody_wishes_to_return_who_does_not(actor, answer):
    case = a_ready_case(actor)
    said(actor, fresh(case), "return", answer)

    note = found(actor, case, "note-verbale")
    own = a_letter(actor, case, "note-verbale", remark="Please say where the person is held.")

    assert note == [("return_asked_for", True)]
    assert "without delay" not in read(own)


@pytest.mark.parametrize("answer", ["no", "not_yet"])
def test_tk03_is_not_written_for_who_does_not_wish_to_return(answer):
    known = facts(case={"return_wish": answer})

    (row,) = contradictions_in(Asked(known, kinds()["tk03"], "vi"))

    assert (row.code, row.stops) == ("return_not_wished", True)
    assert "VB02" in row.remedy
    assert row.url.endswith("/record-statement/?kind=return")


def test_the_limit_for_who_wishes_to_return_is_not_cited_for_who_does_not():
    known = with_limit(documents=[passport(status="lost")], case={"return_wish": "no"})

    (row,) = contradictions_in(Asked(known, kinds()["vb02"], "vi"))

    assert (row.code, row.stops) == ("limit_of_return", False)
    assert limit_words(kinds()["vb02"], known) == ""


def test_the_limit_for_who_wishes_to_return_is_no_matter_where_no_letter_would_name_it():
    known = with_limit(case={"return_wish": "no"})

    assert list(contradictions_in(Asked(known, kinds()["vb02"], "vi"))) == []


@pytest.mark.parametrize("words", ["dì Tư", "only the one I call Út", "seulement pas mon père"])
def test_words_that_name_no_relative_are_answered_by_one_thing_to_do_and_where(actor, words):
    case, father = with_father(actor)
    add_relative(
        actor,
        fresh(case.citizen),
        full_name="Trần Thị Mẹ",
        relation="mother",
        may_be_informed="yes",
    )
    said(actor, fresh(case), "inform_family", "only_some", about=words)

    refusal = refusal_of(issue_letter, actor, fresh(case), letter="family-notice")

    (row,) = refusal.extra["contradictions"]
    assert row["code"] == "relative_not_meant"
    assert words in row["message"]
    assert str(father) in row["message"]
    assert "Trần Thị Mẹ" in row["message"]
    assert row["remedy"].count(".") == 1
    assert row["url"] == f"/cases/{case.reference}/record-statement/?kind=inform_family"


def test_what_was_said_by_an_earlier_moment_leaves_the_case_as_it_is_now(actor):
    case = a_ready_case(actor)
    said(actor, fresh(case), "return", "no")
    before = present.now()
    said(actor, fresh(case), "return", "yes")

    known = facts_of(actor, [fresh(case)], present.now(), before)[case.pk]

    assert (known.return_wish, known.case.return_wish) == ("no", "yes")
