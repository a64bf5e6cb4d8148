"""What a person says: word for word, the latest is how it stands, and acts that need it ask it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.casework.models import Statement
from cases.casework.operations import void_case, void_statement
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.core.partial import PartialDate
from tests.api.calls import JSON, caller
from tests.casework.answers import MONDAY, OPENED, SUNDAY, answer_of
from tests.refusals import refusal_now
from tests.register import a_case, a_citizen, fresh
from tests.statements import executed
from tests.world_talking import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(actor):
    return a_case(actor, reported=OPENED)


def test_the_latest_statement_is_how_it_stands_whenever_it_was_written_down(actor, case):
    said(actor, case, "return", "yes", when=MONDAY)
    said(actor, case, "return", "no", when=SUNDAY)

    assert answer_of(actor, case, "return") == "yes"
    assert fresh(case).return_wish == "yes"
    assert Statement.objects.filter(case=case).standing().count() == 2


def test_a_word_of_some_time_in_the_month_does_not_count_before_one_of_a_day(actor, case):
    said(actor, case, "return", "no", when=parse_when("2025-11-27"))
    said(actor, case, "return", "yes", when=parse_when("2025-11"))

    assert answer_of(actor, case, "return") == "no"
    assert fresh(case).return_wish == "no"


def test_of_two_of_one_moment_the_one_with_the_higher_number_counts(actor, case):
    for answer in ("yes", "not_yet"):
        said(actor, case, "return", answer, when=MONDAY)

    assert fresh(case).return_wish == "not_yet"


def test_a_voided_statement_counts_no_longer_and_stays_with_the_reason(actor, case):
    said(actor, case, "return", "yes", when=SUNDAY)
    wrong = said(actor, case, "return", "no", when=MONDAY)

    void_statement(actor, fresh(case), statement=wrong, reason="Said by another.")

    assert fresh(case).return_wish == "yes"
    row = Statement.objects.get(pk=wrong.pk)
    assert (row.void_reason, row.voided_at >= row.recorded_at) == ("Said by another.", True)
    again = refusal_now(void_statement, actor, case, statement=row, reason="Again.")
    assert (again.status, again.code) == (409, "already_voided")


def test_a_statement_dated_in_the_future_names_the_field_and_the_rule(actor, case):
    later = When.at(datetime.now(UTC) + timedelta(days=2))

    refusal = refusal_now(said, actor, case, when=later)

    assert (refusal.status, refusal.code) == (422, "in_the_future")
    assert refusal.problems[0].field == "when"


def test_the_api_says_the_same_of_the_future(actor, case):
    address = f"/api/v1/cases/{case.reference}/record-statement/"
    body = {"kind": "return", "answer": "yes", "words": "Yes.", "channel": "phone"}
    body |= {"language": "vi", "when": "2199-01-01"}

    answer = caller(actor).post(
        address, body, content_type=JSON, headers={"If-Match": "*", "Idempotency-Key": "f1"}
    )

    assert answer.status_code == 422
    problems = [(row["field"], row["code"]) for row in answer.json()["problems"]]
    assert problems == [("when", "in_the_future")]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"kind": "share_data", "answer": "yes"}, "statement_shared_with_whom", "shared_with"),
        (
            {"kind": "return", "answer": "yes", "shared_with": "other"},
            "statement_shared_with_whom",
            "shared_with",
        ),
        ({"kind": "return", "answer": "only_some"}, "statement_answer_fits", "answer"),
        ({"kind": "inform_family", "answer": "only_some"}, "statement_names_some", "about"),
    ],
)
def test_refuses_what_does_not_fit_the_question(actor, case, given, code, field):
    refusal = refusal_now(said, actor, case, **given)

    assert (refusal.status, refusal.code) == (422, code)
    assert refusal.problems[0].field == field


def test_a_child_consents_to_sharing_beside_her_guardian_only(actor):
    born = datetime.now(UTC).date().replace(month=1, day=1) - timedelta(days=365 * 12)
    case = a_case(actor, a_citizen(actor, birth=PartialDate(born, "day")))
    sharing = {"kind": "share_data", "answer": "yes", "shared_with": "organisation"}

    refusal = refusal_now(said, actor, case, **sharing)
    said(actor, fresh(case), **sharing, guardian="Her mother")
    said(actor, fresh(case), **(sharing | {"answer": "no"}))

    assert (refusal.code, refusal.problems[0].field) == ("guardian_needed", "guardian")


def test_nothing_is_said_on_a_case_that_never_was_one(actor, case):
    void_case(actor, fresh(case), reason="A test.")

    assert refusal_now(said, actor, case).code == "case_void"


def test_nobody_makes_a_voided_statement_stand_again_or_changes_its_words(actor, case):
    row = said(actor, case)
    void_statement(actor, fresh(case), statement=row, reason="Wrong.")

    for change in ("words = 'Other.'", "answer = 'no'", "case_id = case_id"):
        with pytest.raises(DatabaseError), transaction.atomic():
            executed(f"update cases_statement set {change}")
    assert executed("update cases_statement set voided_at = null, void_reason = ''") == 0
