"""A person is one: what stands on their other records and cases is looked at with a letter."""

from datetime import date

import pytest

from cases.casework.operations import close_case
from cases.citizens.models import Citizen
from cases.citizens.operations import add_identity_document, add_relative, mark_relative
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.partial import PartialDate
from cases.letters.choices import Accepted
from cases.letters.facts import facts_of
from cases.letters.operations import issue_letters, send_letter
from cases.letters.relatives import may_be_told
from cases.letters.writing import draft_of
from tests.casework.linking import VIENTIANE, link
from tests.factories import IncidentFactory, headquarters, officer
from tests.files.kept import a_photo
from tests.letters.test_own_word import found, with_father
from tests.letters.written import NAME, a_letter, a_ready_case, at_a_place
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in
from tests.world_talking import said

pytestmark = pytest.mark.django_db


def a_double(actor):
    """Return another record of the person of a ready case."""
    return a_citizen(actor, full_name=NAME, sex="f", birth=PartialDate(date(1998, 4, 12), "day"))


def died_on_another(actor, case, *, is_linked=True):
    """Let the person of a case be dead by another case of theirs, in another incident."""
    person = a_double(actor) if is_linked else case.citizen
    other = a_case(actor, fresh(person), incident=IncidentFactory(code="2025-11-fire"))
    close_case(actor, fresh(other), outcome="died", note="Heard of it.")
    if is_linked:
        link(actor, person, case.citizen)
    return fresh(other)


@pytest.mark.parametrize("is_linked", [True, False])
def test_nothing_is_written_or_sent_that_speaks_of_somebody_dead_as_living(actor, is_linked):
    case, _father = with_father(actor)
    said(actor, fresh(case), "inform_family", "yes")
    case = at_a_place(actor, fresh(case))
    before = [a_letter(actor, case, kind) for kind in ("note-verbale", "family-notice")]

    other = died_on_another(actor, case, is_linked=is_linked)

    for kind, code in (("note-verbale", "died_elsewhere"), ("family-notice", "notice_of_death")):
        refusal = refusal_of(a_letter, actor, case, kind)
        assert refusal.code == refusal_of(draft_of, actor, fresh(case), kind).code == code
    assert other.reference in refusal_of(a_letter, actor, case, "note-verbale").message
    sending = [refusal_of(send_letter, actor, fresh(row), file=a_photo()).code for row in before]
    assert sending == ["died_elsewhere", "notice_of_death"]
    went = When(before[0].issued_at, before[0].issued_at)
    assert send_letter(actor, fresh(before[0]), file=a_photo(), when=went).sent_at


def test_a_summary_says_it_beforehand_and_may_be_written(actor):
    case = a_ready_case(actor)
    died_on_another(actor, case)

    assert found(actor, case, "case-summary") == [("died_elsewhere", True)]
    assert a_letter(actor, case, "case-summary", accepted=["died_elsewhere"]).number


def test_a_record_out_of_sight_is_not_told_but_that_somebody_has_to_ask():
    bangkok = officer()
    with eyes(bangkok):
        case = at_a_place(bangkok, a_ready_case(bangkok))
    vientiane = officer(**VIENTIANE)
    with eyes(vientiane):
        other = a_case(
            vientiane, a_double(vientiane), incident=IncidentFactory(code="2025-11-fire")
        )
        close_case(vientiane, fresh(other), outcome="died", note="Heard of it.")
    with eyes(headquarters()) as lead:
        link(lead, other.citizen, case.citizen)
    with eyes(bangkok):
        refusal = refusal_of(a_letter, bangkok, case, "note-verbale")

        (row,) = refusal.extra["contradictions"]
        assert (row["code"], row["may_be_accepted"]) == ("record_out_of_sight", True)
        assert row["remedy"].startswith("Ask headquarters")
        assert other.reference not in str(refusal.extra)
        assert a_letter(bangkok, case, "note-verbale", accepted=["record_out_of_sight"]).number


def test_a_third_record_out_of_sight_is_noticed_beside_two_in_sight():
    bangkok = officer()
    with eyes(bangkok):
        case, double = a_ready_case(bangkok), a_double(bangkok)
    vientiane = officer(**VIENTIANE)
    with eyes(vientiane):
        other = a_double(vientiane)
    with eyes(headquarters()) as lead:
        link(lead, double, case.citizen)
        link(lead, other, case.citizen)
    with eyes(bangkok):
        known = facts_of(bangkok, [fresh(case)], present.now())[case.pk].elsewhere

        assert [row.pk for row in known.records] == [double.pk]
        assert known.is_out_of_sight


def test_who_was_found_to_be_no_national_on_another_record_is_none(actor):
    case, person = at_a_place(actor, a_ready_case(actor)), a_double(actor)
    link(actor, person, case.citizen)
    Citizen.objects.filter(pk=person.pk).update(nationality_status="not_national")

    refusal = refusal_of(a_letter, actor, case, "note-verbale")

    (row,) = refusal.extra["contradictions"]
    assert (row["code"], row["may_be_accepted"]) == ("not_a_national", False)
    assert str(person.uuid) in row["url"]


def test_a_relative_who_is_unsafe_or_refused_on_another_record_is_told_nothing(actor):
    case, father = with_father(actor)
    said(actor, fresh(case), "inform_family", "yes")
    person = a_double(actor)
    again = add_relative(actor, person, full_name=father.full_name.upper(), relation="father")
    mark_relative(actor, fresh(person), relative=again, is_unsafe=True, why="Beaten.")
    link(actor, person, case.citizen)

    assert found(actor, case, "family-notice") == [("relative_unsafe", False)]


def test_papers_of_another_record_contradict_too(actor):
    case, person = a_ready_case(actor), a_double(actor)
    add_identity_document(actor, fresh(case.citizen), kind="passport", status="lost", number="C11")
    for kind, number in (("passport", "C22"), ("personal_number", "001098000001")):
        add_identity_document(actor, fresh(person), kind=kind, status="with_holder", number=number)
    add_identity_document(
        actor,
        fresh(case.citizen),
        kind="personal_number",
        status="with_holder",
        number="001198000002",
    )
    link(actor, person, case.citizen)

    draft, _printed = draft_of(actor, fresh(case), "tk03")

    told = {row.code: row for row in draft.contradictions}
    for code in ("two_personal_numbers", "passport_at_hand"):
        assert str(person.uuid) in told[code].url
        assert told[code].sentence.endswith("stands on another record of the person.")


def test_both_cases_of_one_person_have_all_that_is_on_record(actor):
    case, _father = with_father(actor)
    other = a_case(actor, fresh(case.citizen), incident=IncidentFactory(code="2025-11-fire"))

    known = facts_of(actor, [fresh(case), fresh(other)], present.now())
    batch = issue_letters(
        actor, cases=[fresh(case), fresh(other)], letter="family-notice", accepted=Accepted.values
    )

    assert [len(may_be_told(row)) for row in known.values()] == [1, 1]
    assert batch.count == 2


def test_the_page_of_a_case_offers_no_letter_about_somebody_who_died(client, chief):
    with eyes(chief):
        case = a_ready_case(chief)
        died_on_another(chief, case)

    page = log_in(client, chief).get(case.get_absolute_url()).text

    assert NAME in page
    assert "issue-letter/?letter=note-verbale" not in page
    assert "issue-letter/?letter=case-summary" in page
