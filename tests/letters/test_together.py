"""Letters issued together: one print with a list in front, or nothing at all."""

import ast
import io
from pathlib import Path

import pypdf
import pytest

from cases.casework.models import Step
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.letters import contradictions, nationality, own_word
from cases.letters.bundle import bundle_of
from cases.letters.choices import Accepted, Stops
from cases.letters.leaving_out import RULES, VALUES_LACKED, why_words
from cases.letters.models import Letter, LetterLeftOut
from cases.letters.operations import issue_letters
from cases.missions.models import Mission
from tests.api.calls import JSON, caller
from tests.casework.between import accepted
from tests.core.test_parallel import at_once
from tests.factories import PostingFactory, head, officer
from tests.letters.written import a_letter, a_ready_case, with_estimate
from tests.refusals import refusal_of
from tests.register import fresh
from tests.statements import selected_value
from tests.web.session import log_in
from tests.world_sealed import at_border


@pytest.mark.django_db
def test_each_case_gets_its_letter_and_number_and_one_file_begins_with_a_list():
    with eyes(head()) as actor:
        cases = [a_ready_case(actor) for _number in range(3)]

        batch = issue_letters(actor, cases=cases, letter="vb02")

        letters = list(Letter.objects.filter(batch=batch).order_by("serial"))
        content, ids = bundle_of(actor, batch)
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        first = pages[0].extract_text()
        assert [row.case for row in letters] == cases
        assert ids == [row.pk for row in letters]
        assert len(pages) == 1 + sum(row.pages for row in letters)
        assert all(row.number in first and row.case.reference in first for row in letters)
        asked = Step.objects.filter(case__in=cases, code="identity-verification")
        assert set(asked.values_list("status", flat=True)) == {"open"}
        assert AuditEntry.objects.filter(operation="issue_letter", outcome="done").count() == 3


@pytest.mark.django_db
def test_one_case_that_lacks_something_stops_all_and_is_named():
    with eyes(head()) as actor:
        cases = [a_ready_case(actor), a_ready_case(actor, sex="u")]

        refusal = refusal_of(issue_letters, actor, cases=cases, letter="vb02")

        assert refusal.code == "letters_incomplete"
        assert refusal.problems[0].message == f"{cases[1].reference}: Not recorded yet: Sex"
        assert not Letter.objects.exists()


@pytest.mark.django_db
def test_what_lacks_something_can_be_left_out_and_is_counted():
    with eyes(head()) as actor:
        cases = [a_ready_case(actor), a_ready_case(actor, sex="u")]

        batch = issue_letters(actor, cases=cases, letter="vb02", leave_out=True)

        assert (batch.count, batch.left_out) == (1, 1)
        assert Letter.objects.get().case == cases[0]


@pytest.mark.django_db
def test_a_batch_keeps_by_which_rules_each_case_was_left_out_and_copies_no_word():
    with eyes(head()) as actor:
        lacks, odd = a_ready_case(actor, sex="u"), a_ready_case(actor, full_name="NGUYEN VAN DUNG")
        asked = a_ready_case(actor)
        a_letter(actor, asked)
        cases = [fresh(row) for row in (a_ready_case(actor), lacks, odd, asked)]

        batch = issue_letters(actor, cases=cases, letter="vb02", leave_out=True)

        kept = LetterLeftOut.objects.filter(batch=batch).values_list("case", "codes")
        assert dict(kept) == {
            lacks.pk: ["sex"],
            odd.pk: ["name_without_marks"],
            asked.pk: ["letter_not_sent"],
        }


@pytest.mark.django_db
def test_page_and_api_show_why_to_who_sees_the_case_and_count_the_others(client, chief):
    with eyes(chief):
        moved, kept = (a_ready_case(chief, sex="u") for _one in range(2))
        cases = [a_ready_case(chief), moved, kept]
        batch = issue_letters(chief, cases=cases, letter="vb02", leave_out=True)
    accepted(chief, officer(yangon=True), moved)

    page = log_in(client, chief).get(batch.get_absolute_url())
    told = caller(chief).get(f"/api/v1/letter-batches/{batch.uuid}/").json()

    why = "Not recorded yet: Sex"
    assert [(row["label"], row["value"]) for row in page.context["left_out"]] == [
        (kept.reference, why)
    ]
    assert "1 of them is not named here" in page.text
    assert moved.reference not in page.text
    assert told["cases_left_out"] == [{"case": kept.reference, "codes": ["sex"], "message": why}]
    assert (told["left_out"], told["others_left_out"]) == (2, 1)


@pytest.mark.django_db
def test_why_a_restricted_letter_left_a_case_out_is_read_by_its_group_alone(chief):
    with eyes(chief):
        cases = [with_estimate(chief, a_ready_case(chief)), a_ready_case(chief)]
        batch = issue_letters(chief, cases=cases, letter="undertaking", leave_out=True)
    kept = LetterLeftOut.objects.of_batch

    with eyes(at_border()) as actor:
        unseen = list(kept(actor, batch))
        behind = selected_value("select count(*) from cases_letterleftout")

    with eyes(chief):
        assert [row.case for row in kept(chief, batch)] == [cases[1]]
    assert (unseen, behind) == ([], 0)


def test_each_contradiction_that_leaves_a_case_out_has_words():
    sources = (contradictions, nationality, own_word)
    parts = [ast.parse(Path(part.__file__).read_text()) for part in sources]
    calls = [node for part in parts for node in ast.walk(part) if isinstance(node, ast.Call)]
    first = [call.args[0] for call in calls if getattr(call.func, "id", "") == "Contradiction"]
    made = {code.value for code in first if isinstance(code, ast.Constant)}

    assert made <= {*Accepted.values, *Stops.values}
    assert set(Stops.values) <= made
    assert not set(VALUES_LACKED) & set(RULES)


def test_what_was_missing_is_told_by_its_names_and_all_else_by_its_rules():
    assert why_words(["addressee", "sex"]) == "Not recorded yet: Addressee, Sex"
    assert why_words(["paper_expired", "letter_not_due"]) == (
        "A paper has expired; The step of this letter cannot be worked on now."
    )


@pytest.mark.django_db
def test_with_nobody_left_nothing_is_issued():
    with eyes(head()) as actor:
        case = a_ready_case(actor)
        a_letter(actor, case)

        with pytest.raises(Refused) as refusal:
            issue_letters(actor, cases=[fresh(case)], letter="vb02", leave_out=True)

        assert refusal.value.code == "nobody_left"
        assert refusal.value.problems[0].code == "letter_incomplete"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_never_get_the_same_number():
    bangkok = officer()
    colleague = PostingFactory(mission=Mission.objects.get(pk=bangkok.mission_id)).actor()
    with eyes(bangkok):
        cases = [a_ready_case(bangkok) for _number in range(4)]

    def write(number):
        with eyes((bangkok, colleague)[number % 2]) as actor:
            return a_letter(actor, cases[number], "interview-sheet").serial

    assert sorted(at_once(4, write)) == [1, 2, 3, 4]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_ask_the_same_at_once_one_does():
    with eyes(officer()) as bangkok:
        case = a_ready_case(bangkok)

    def write(_number):
        with eyes(bangkok):
            try:
                return a_letter(bangkok, case).number and "done"
            except Refused as refusal:
                return refusal.code

    assert sorted(at_once(2, write)) in (
        ["done", "letter_not_sent"],
        ["done", "stale_version"],
    )


@pytest.mark.django_db
def test_the_api_tells_once_why_a_case_was_left_out():
    with eyes(head()) as actor:
        cases = [a_ready_case(actor), a_ready_case(actor, sex="u")]
    asked = {"cases": [case.reference for case in cases], "letter": "vb02", "leave_out": True}
    said = {"data": asked, "content_type": JSON, "headers": {"Idempotency-Key": "one-list-of-two"}}
    address = "/api/v1/letter-batches/issue/"

    made, again = (caller(actor).post(address, **said).json() for _call in range(2))

    assert made["why_left_out"] == [f"{cases[1].reference}: Not recorded yet: Sex"]
    assert (again["reference"], again["why_left_out"]) == (made["reference"], [])
