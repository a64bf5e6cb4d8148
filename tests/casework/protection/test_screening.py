"""Assessments show indications and decide nothing; decisions have a body, a day and a ground."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.casework.protection.models import Assessment, ProtectionDecision
from cases.casework.protection.operations import (
    note_appeal,
    record_assessment,
    record_decision,
    withdraw_decision,
)
from cases.casework.protection.reading import reading_of, reading_words
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.partial import PartialDate
from tests.factories import PostingFactory
from tests.refusals import refusal_of, refused_at
from tests.register import a_case, a_citizen, fresh
from tests.web.session import case_page
from tests.world_protection import LONG_AGO, OPENED, a_decision

pytestmark = pytest.mark.django_db
YES, NO = {"answer": "yes", "words": ""}, {"answer": "no", "words": ""}


def assess(actor, case, **more):
    said = {
        "assessed_on": LONG_AGO,
        "place": "Shelter",
        "assessor": "Invented officer",
        "answers": {"act": YES, "purpose": YES},
    }
    record_assessment(actor, fresh(case), **(said | more))
    return case.assessments.latest("number")


def test_what_was_answered_is_said_element_by_element_and_decides_nothing():
    words = reading_words(reading_of({"act": YES, "purpose": YES}, "adult"))

    assert words == [
        "Indications present in: act, purpose.",
        "Not asked: means.",
        "This is an assessment, no decision.",
    ]


def test_under_18_the_means_need_not_be_shown():
    words = reading_words(reading_of({"act": YES, "means": NO}, "child"))

    assert "Under 18 on that day: the means need not be shown." in words


def test_an_assessment_of_a_child_says_so_by_the_birth_date_on_that_day(officer):
    child = a_citizen(officer, birth=PartialDate(date(2008, 5, 1), "day"))

    first = assess(officer, a_case(officer, child))

    assert first.age_then == "child"


def test_each_assessment_is_a_version_beside_the_earlier_ones(officer):
    case = a_case(officer)
    first = assess(officer, case)

    second = assess(officer, case, answers={"means": NO})

    assert (first.number, second.number) == (1, 2)
    assert fresh(first).answers == {"act": YES, "purpose": YES}


def test_refuses_an_assessment_without_an_answer(officer):
    with pytest.raises(Refused) as refused:
        assess(officer, a_case(officer), answers={"act": {"answer": "not_asked", "words": ""}})

    assert (refused.value.code, refused.value.problems[0].field) == ("nothing_asked", "answers")


TOMORROW = timezone.now().date() + timedelta(days=2)


def test_refuses_an_assessment_on_a_day_that_has_not_come(officer):
    refusal = refusal_of(assess, officer, a_case(officer), assessed_on=TOMORROW)

    assert (refusal.status, refusal.code) == (422, "in_future")
    assert refusal.problems[0].field == "assessed_on"


def test_refuses_a_decision_of_a_day_that_has_not_come(officer):
    refusal = refusal_of(a_decision, officer, decided_on=TOMORROW)

    assert (refusal.status, refusal.code) == (422, "in_future")
    assert refusal.problems[0].field == "decided_on"


def test_until_there_is_a_decision_the_page_says_that_there_is_none(officer):
    case = a_case(officer)
    assess(officer, case)

    text = case_page(officer, case)

    assert text.count("No decision recorded.") == 2


def test_a_decision_stands_with_its_body_its_day_and_its_ground(officer):
    case = a_case(officer)
    record_decision(
        officer,
        case,
        decided_by="thai-mdt",
        result="victim",
        decided_on=LONG_AGO,
        law="Invented act, s. 33",
        document_number="MDT 1/2025",
    )

    text = case_page(officer, case)

    assert "Thai multi-disciplinary team: Victim of trafficking · 22 Oct 2025" in text
    assert "Invented act, s. 33 · MDT 1/2025" in text


def test_the_host_state_and_home_decide_beside_each_other(officer):
    case = a_case(officer)
    a_decision(officer, case=case, result="victim")
    a_decision(officer, case=case, decided_by="vn-police", result="not_victim")

    standing = ProtectionDecision.objects.filter(case=case).order_by("side")

    assert [(row.side, row.result) for row in standing] == [
        ("home", "not_victim"),
        ("host", "victim"),
    ]
    assert "No decision recorded." not in case_page(officer, case)


def test_a_withdrawn_decision_decides_nothing_any_more(officer):
    case = a_case(officer)
    made = a_decision(officer, case=case, result="victim")

    withdraw_decision(officer, made, reason="Another person.")

    assert fresh(made).end_reason == "Another person."
    assert case_page(officer, case).count("No decision recorded.") == 2


def test_refuses_a_body_that_is_not_named(officer):
    refusal = refusal_of(a_decision, officer, decided_by="host-other")

    assert (refusal.code, refusal.problems[0].field) == ("body_in_words", "body_words")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"appeal": "filed"}, "appeal_day_needed"),
        ({"appeal": "filed", "appeal_on": date(2025, 10, 1)}, "appeal_before_decision"),
        ({"appeal": "filed", "appeal_on": date(2090, 1, 1)}, "in_future"),
    ],
)
def test_refuses_an_appeal_that_cannot_be(officer, said, code):
    made = a_decision(officer)

    assert refused_at(note_appeal, officer, made, **said) == (code, "appeal_on")


def test_nothing_is_done_twice_on_a_withdrawn_decision(officer):
    made = withdraw_decision(officer, a_decision(officer), reason="Wrong.")

    assert refusal_of(note_appeal, officer, fresh(made), appeal="none").code == "ended_already"


def test_a_role_without_the_group_reads_and_writes_nothing_of_it(officer):
    case = a_case(officer, reported=OPENED)
    assess(officer, case)
    with eyes(PostingFactory(role="api_client").actor()) as client:
        assert not Assessment.objects.visible_to(client).exists()
        refusal = refusal_of(a_decision, client, case=case)

    assert refusal.status == 403
