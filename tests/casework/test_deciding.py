"""The answer of the body that verifies decides the nationality, and takes it back with itself."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.forms import CompleteStep, RecordAnswer
from cases.casework.forms.steps import RedateStep
from cases.casework.locks import lock_people
from cases.casework.models import StepResult
from cases.casework.operations import (
    ask_step,
    close_case,
    complete_step,
    correct_transition,
    record_answer,
    record_fact,
    redate_step,
    reopen_step,
    unlink_same_person,
)
from cases.casework.operations.step_rows import body_of
from cases.casework.pages.case import case_context
from cases.casework.queries import case_file
from cases.citizens.models import Citizen
from cases.citizens.operations import correct_citizen
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.core.models import AuditEntry
from cases.procedures.models import Procedure
from cases.procedures.result_schema import check_schema
from cases.templatetags.moments import day_words
from tests.api.calls import caller
from tests.casework.linking import a_file, link
from tests.casework.playbooks import a_playbook, completed, step
from tests.factories import AuthorityFactory
from tests.refusals import refusal_of
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db
DAY = When(day=date(2025, 11, 12))
REPLIES = [
    {"value": "confirmed", "label": "Confirmed", "nationality": "verified"},
    {"value": "open", "label": "Not confirmed"},
    {"value": "foreign", "label": "Not a citizen", "nationality": "not_national"},
]
FIELDS = [{"name": "outcome", "kind": "choice", "label": "Reply", "choices": REPLIES}]


@pytest.fixture
def case(actor):
    a_playbook()
    Procedure.objects.filter(code="reply").update(result_fields=FIELDS)
    found = a_case(actor)
    completed(actor, found, "contact")
    return found


def nationality(case):
    return Citizen.objects.get(pk=case.citizen_id).nationality_status


@pytest.mark.parametrize(
    ("outcome", "decided"),
    [("confirmed", "verified"), ("open", "declared"), ("foreign", "not_national")],
)
def test_the_result_of_a_step_decides_the_nationality(actor, case, outcome, decided):
    complete_step(actor, fresh(case), step=step(case, "reply"), result={"outcome": outcome})

    assert nationality(case) == decided


def test_so_does_the_answer_to_a_question_and_the_entry_of_the_record_names_it(actor, case):
    ask_step(
        actor,
        fresh(case),
        step=step(case, "reply"),
        asked_of=AuthorityFactory(code="invented-department", country="VN"),
    )

    record_answer(
        actor,
        fresh(case),
        step=step(case, "reply"),
        verdict="done",
        result={"outcome": "confirmed"},
    )

    assert nationality(case) == "verified"
    entry = AuditEntry.objects.filter(operation="record_answer").latest("pk")
    assert "nationality=verified" in entry.fields


def test_a_nationality_that_was_not_known_is_written_and_taken_back_with_the_answer(actor, case):
    correct_citizen(actor, fresh(case).citizen, changes={"nationality": ""})
    complete_step(actor, fresh(case), step=step(case, "reply"), result={"outcome": "confirmed"})
    written = Citizen.objects.get(pk=case.citizen_id).nationality

    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="The answer was another’s.")

    assert (written, nationality(case)) == ("VN", "unknown")
    assert Citizen.objects.get(pk=case.citizen_id).nationality == ""


@pytest.mark.parametrize("whom", ["family", "citizen"])
def test_nobody_but_a_body_of_viet_nam_decides_who_is_a_national(actor, case, whom):
    ask_step(actor, fresh(case), step=step(case, "reply"), whom=whom)

    result = {"outcome": "confirmed"}
    record_answer(actor, fresh(case), step=step(case, "reply"), verdict="done", result=result)

    assert nationality(case) == "declared"


@pytest.mark.parametrize("verdict", ["taken", "ours"])
def test_a_question_that_settled_nothing_leaves_the_decision_to_ourselves(actor, case, verdict):
    ask_step(actor, fresh(case), step=step(case, "reply"), whom="family")
    record_answer(actor, fresh(case), step=step(case, "reply"), verdict=verdict)

    complete_step(actor, fresh(case), step=step(case, "reply"), result={"outcome": "confirmed"})

    assert nationality(case) == "verified"
    assert told(actor, case)[1]["body"] == "immigration_department"


def test_what_the_family_said_decides_nothing_once_its_day_is_corrected(actor, case):
    ask_step(actor, fresh(case), step=step(case, "reply"), whom="family", when=DAY)
    said = {"verdict": "done", "result": {"outcome": "confirmed"}, "when": DAY}
    record_answer(actor, fresh(case), step=step(case, "reply"), **said)
    later = When(day=DAY.day + timedelta(days=1))
    redate_step(actor, fresh(case), step=step(case, "reply"), settled=later)
    correct_citizen(actor, fresh(case.citizen), changes={"nationality_status": "verified"})

    assert told(actor, case)[1] is None


def test_page_and_api_say_whose_answer_decided_until_it_is_taken_back(actor, case):
    body = AuthorityFactory(code="invented-department", name="Invented Department", country="VN")
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=body, when=DAY)
    said = {"verdict": "done", "result": {"outcome": "confirmed"}, "reference": "VB-512"}
    record_answer(actor, fresh(case), step=step(case, "reply"), when=DAY, **said)
    decided = {"body": body_of(body), "authority": body.code, "number": "VB-512"}

    words = f"Verified: Invented Department, {day_words(DAY.day)}, number VB-512"
    assert told(actor, case) == (words, decided | {"day": str(DAY.day)})

    with eyes(actor):
        reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Of another man.")
    assert told(actor, case) == ("Declared, not verified", None)


def told(actor, case):
    with eyes(actor):
        rows = case_context(actor, case_file(actor, case.reference))["person"]
    person = caller(actor).get(f"/api/v1/citizens/{case.citizen.uuid}/").json()
    note = next(row["note"] for row in rows if row["label"] == "Nationality")
    return note, person["nationality_decision"]


def test_taking_the_step_up_again_takes_the_decision_back(actor, case):
    complete_step(actor, fresh(case), step=step(case, "reply"), result={"outcome": "confirmed"})

    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Of another man.")

    assert nationality(case) == "declared"


@pytest.mark.parametrize("stood", ["verified", "unknown", "not_national"])
def test_what_stood_before_the_answer_is_given_back(actor, case, stood):
    person = Citizen.objects.get(pk=case.citizen_id)
    correct_citizen(actor, person, changes={"nationality_status": stood})
    complete_step(actor, fresh(case), step=step(case, "reply"), result={"outcome": "confirmed"})
    answered = nationality(case)

    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Of another man.")

    assert (answered, nationality(case)) == ("verified", stood)


def test_of_two_answers_neither_is_what_stood_before_the_other(actor, case):
    Procedure.objects.filter(code="removal").update(result_fields=FIELDS)
    for code in ("reply", "removal"):
        complete_step(actor, fresh(case), step=step(case, code), result={"outcome": "confirmed"})
    said = []
    for code in ("reply", "removal"):
        reopen_step(actor, fresh(case), step=step(case, code), reason="Of another man.")
        said.append(nationality(case))

    assert said == ["verified", "declared"]


def test_what_somebody_has_corrected_since_stays(actor, case):
    complete_step(actor, fresh(case), step=step(case, "reply"), result={"outcome": "confirmed"})
    person = Citizen.objects.get(pk=case.citizen_id)
    correct_citizen(actor, person, changes={"nationality_status": "not_national"})

    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Of another man.")

    assert nationality(case) == "not_national"


@pytest.mark.parametrize("by", ["close", "fact", "correct"])
def test_nobody_whose_nationality_is_verified_is_closed_as_no_national(actor, case, by):
    def act():
        if by == "close":
            return refusal_of(close_case, actor, fresh(case), outcome="not_national")
        if by == "fact":
            said = {"stage": "closed", "when": DAY, "source": "mission", "reason": "-"}
            return refusal_of(record_fact, actor, fresh(case), outcome="not_national", **said)
        row = fresh(case).transitions.standing().get(kind="close")
        said = {"transition": row, "reason": "-", "changes": {"outcome": "not_national"}}
        return refusal_of(correct_transition, actor, fresh(case), **said)

    complete_step(actor, fresh(case), step=step(case, "reply"), result={"outcome": "confirmed"})
    if by == "correct":
        close_case(actor, fresh(case), outcome="declined")

    refusal = act()

    assert (refusal.status, refusal.code) == (422, "nationality_verified")
    assert "(Immigration department, " in str(refusal.message)


def test_who_was_found_no_national_by_the_corrected_answer_is_closed_so(actor, case):
    complete_step(actor, fresh(case), step=step(case, "reply"), result={"outcome": "confirmed"})
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Of another man.")

    close_case(actor, fresh(case), outcome="not_national")

    assert fresh(case).outcome == "not_national"


def test_a_choice_decides_nothing_else_than_the_nationality():
    choices = [{"value": "yes", "label": "Yes", "nationality": "declared"}]

    (problem,) = check_schema([{**FIELDS[0], "choices": choices}])

    assert (problem.field, problem.code) == ("0.choices.0.nationality", "invalid_choice")


def test_every_seeded_verification_says_what_its_answers_decide():
    path = Path(settings.BASE_DIR, "seeds", "procedures", "identity.toml")
    procedures = tomllib.loads(path.read_text(encoding="utf-8"))["procedure"]

    silent = {
        (row["code"], choice["value"])
        for row in procedures
        for field in row.get("result_fields", [])
        for choice in field.get("choices", [])
        if field["name"] == "outcome" and "nationality" not in choice
    }

    assert {value for _code, value in silent} == {"not_confirmed"}


def test_the_form_shows_what_is_on_record_beside_what_the_answer_decides(actor, case):
    form = CompleteStep(actor=actor, target=fresh(case), initial={"step": "reply"})

    words = form.fields["result_outcome"].help_text

    assert words == (
        "The answer decides the nationality (Confirmed: Verified; Not a citizen: Found not to be a "
        "national). On record now: Declared, not verified."
    )


@pytest.mark.parametrize(("whom", "decides"), [("family", False), ("home_authority", True)])
def test_the_form_says_whether_the_answer_of_who_was_asked_decides(actor, case, whom, decides):
    ask_step(actor, fresh(case), step=step(case, "reply"), whom=whom)

    form = RecordAnswer(actor=actor, target=fresh(case), initial={"step": "reply"})

    words = form.fields["result_outcome"].help_text
    assert words.startswith("The answer decides the nationality (") is decides
    assert ("This answer does not decide the nationality" in words) is not decides


def test_an_answer_on_a_duplicate_is_known_on_the_case_that_goes_on(actor, case):
    double, other = a_file(actor), a_file(actor)
    completed(actor, double, "contact")
    ask_step(actor, fresh(double), step=step(double, "reply"))
    link(actor, double.citizen, other.citizen)
    assert fresh(double).outcome == "duplicate"

    said = {"verdict": "done", "result": {"outcome": "confirmed"}}
    record_answer(actor, fresh(double), step=step(double, "reply"), **said)

    assert (nationality(double), nationality(other)) == ("verified", "verified")


@pytest.mark.parametrize("since", ["", "unknown"])
def test_undoing_the_link_gives_back_what_the_answer_said_of_another_person(actor, case, since):
    double, other = a_file(actor), a_file(actor)
    correct_citizen(actor, fresh(other.citizen), changes={"nationality_status": "verified"})
    completed(actor, double, "contact")
    ask_step(actor, fresh(double), step=step(double, "reply"))
    made = link(actor, double.citizen, other.citizen)
    said = {"verdict": "done", "result": {"outcome": "foreign"}}
    record_answer(actor, fresh(double), step=step(double, "reply"), **said)
    assert nationality(other) == "not_national"
    if since:
        correct_citizen(actor, fresh(other.citizen), changes={"nationality_status": since})

    unlink_same_person(actor, fresh(made), reason="Two people.")

    assert (nationality(double), nationality(other)) == ("not_national", since or "verified")


def test_undoing_the_link_brings_no_answer_back_that_was_corrected_before_it(actor, case):
    other, double = a_file(actor), a_file(actor)
    for one in (other, double):
        completed(actor, one, "contact")
    complete_step(actor, fresh(other), step=step(other, "reply"), result={"outcome": "confirmed"})
    correct_citizen(actor, fresh(other.citizen), changes={"nationality_status": "declared"})
    ask_step(actor, fresh(double), step=step(double, "reply"))
    made = link(actor, double.citizen, other.citizen)
    said = {"verdict": "done", "result": {"outcome": "foreign"}}
    record_answer(actor, fresh(double), step=step(double, "reply"), **said)
    assert nationality(other) == "not_national"

    unlink_same_person(actor, fresh(made), reason="Two people.")

    assert nationality(other) == "declared"


def test_every_record_of_a_double_is_locked_before_its_case(actor, case):
    double, other = a_file(actor), a_file(actor)
    link(actor, double.citizen, other.citizen)

    with CaptureQueriesContext(connection) as queries:
        lock_people(actor, [fresh(double)])

    assert f"IN ({other.citizen_id})" in queries[-1]["sql"]


OF_15 = {"told_on": "2025-11-15"}
DAYS = [{"name": "told_on", "kind": "day", "label": "Told on", "past": True, "done": True}]


@pytest.mark.parametrize("said", ["2025-11-12", "2025-10-20"])
def test_the_day_that_a_result_names_is_that_of_the_step(actor, case, said):
    Procedure.objects.filter(code="reply").update(result_fields=DAYS)

    complete_step(actor, fresh(case), step=step(case, "reply"), result={"told_on": said})

    done = step(case, "reply").status_at.astimezone(ZoneInfo("Asia/Bangkok")).date()
    assert done == date.fromisoformat(said)


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (When(day=date(2025, 11, 13)), "two_days_of_step"),
        (When(day=date(2025, 11, 12)), None),
        (When(day=date(2025, 11, 1), until=date(2025, 11, 30)), None),
    ],
)
def test_a_step_and_its_result_have_one_day(actor, case, when, code):
    Procedure.objects.filter(code="reply").update(result_fields=DAYS)
    said = {"step": step(case, "reply"), "when": when, "result": {"told_on": "2025-11-12"}}

    refusal = refusal_of(complete_step, actor, fresh(case), **said) if code else None

    if code:
        assert (refusal.status, refusal.code, refusal.problems[0].field) == (422, code, "when")
        return
    complete_step(actor, fresh(case), **said)
    result = StepResult.objects.get(step__code="reply", case=case)
    zone = ZoneInfo("Asia/Bangkok")
    assert result.happened_from.astimezone(zone).date() == date(2025, 11, 12)
    assert result.happened_at.astimezone(zone).date() == date(2025, 11, 12)


@pytest.mark.parametrize("act", [record_answer, complete_step])
@pytest.mark.parametrize("when", [None, When(day=date(2025, 11, 18))])
def test_what_was_done_before_it_was_asked_about_is_answered_later(actor, case, act, when):
    Procedure.objects.filter(code="reply").update(result_fields=DAYS)
    asked_on = When(day=date(2025, 11, 16))
    ask_step(actor, fresh(case), step=step(case, "reply"), when=asked_on)
    verdict = {"verdict": "done"} if act is record_answer else {}

    act(actor, fresh(case), step=step(case, "reply"), when=when, result=OF_15, **verdict)

    zone = ZoneInfo("Asia/Bangkok")
    came = step(case, "reply").status_at.astimezone(zone).date()
    assert came == (when.day if when else present.today("Asia/Bangkok"))
    redate_step(actor, fresh(case), step=step(case, "reply"), settled=When(day=date(2025, 11, 17)))
    (*_former, result) = StepResult.objects.filter(case=case, step__code="reply").order_by("pk")
    assert result.happened_at.astimezone(zone).date() == date(2025, 11, 17)
    assert result.values == OF_15


def test_the_right_day_of_a_step_is_that_of_its_result(actor, case):
    Procedure.objects.filter(code="reply").update(result_fields=DAYS)
    complete_step(actor, fresh(case), step=step(case, "reply"), result={"told_on": "2025-11-12"})
    asked = {"step": "reply", "settled_day": "2025-11-10"}
    shown = RedateStep(actor=actor, target=fresh(case), data=asked).consequences()

    redate_step(actor, fresh(case), step=step(case, "reply"), settled=When(day=date(2025, 11, 10)))

    results = StepResult.objects.filter(case=case, step__code="reply").order_by("pk")
    assert [one.values["told_on"] for one in results] == ["2025-11-12", "2025-11-10"]
    assert any("12 Nov 2025 → 10 Nov 2025" in str(words) for words in shown)


@pytest.mark.parametrize("said", ["2025-11-01/2025-11-05", "2025-11", "2025-11-12/2025-11-14"])
def test_days_or_a_month_in_place_of_the_day_of_a_result_are_refused(actor, case, said):
    Procedure.objects.filter(code="reply").update(result_fields=DAYS)
    complete_step(actor, fresh(case), step=step(case, "reply"), result={"told_on": "2025-11-12"})
    said = {"step": step(case, "reply"), "settled": parse_when(said)}

    refusal = refusal_of(redate_step, actor, fresh(case), **said)

    assert (refusal.code, refusal.problems[0].field) == ("needs_one_day", "settled")
    assert "take the step up again" in str(refusal.message)
