"""A body that is asked again was late with its first answer all the same.

3 November 2025 is a Monday; a question of that day about which two working days may pass is due by
the end of Wednesday the 5th.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.casework.changes import judged
from cases.casework.models import Clock, Inquiry
from cases.casework.operations import (
    ask_step,
    complete_step,
    record_answer,
    redate_step,
    reopen_step,
)
from cases.casework.progress.proving import wrong_in_open_cases
from cases.casework.recounts.models import Recount
from cases.casework.recounts.operations import accept_recount
from cases.core.changes import Walk
from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.operations import put_country_day
from cases.procedures.models import Limit
from cases.procedures.operations import put_limit
from tests.api.calls import caller
from tests.casework.playbooks import BANGKOK, a_limit, a_playbook, a_procedure, at, step
from tests.factories import head
from tests.jobs import run_jobs
from tests.refusals import refused
from tests.register import a_case, fresh
from tests.world_retention import lead

pytestmark = pytest.mark.django_db

DEPARTMENT = "immigration_department"


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        yield actor


@pytest.fixture
def case(actor):
    """A case whose question of the 3rd was answered on the 7th; the next is of the 10th."""
    a_playbook()
    a_limit(
        a_procedure("reply", body=DEPARTMENT),
        **{"starts": "asked", "stops": "answered", "on_whom": DEPARTMENT, "calendar": "VN"},
    )
    case = a_case(actor, reported=day(3))
    complete_step(actor, fresh(case), step=step(case, "contact"), when=day(3))
    ask(actor, case, 3)
    answer(actor, case, 7)
    ask(actor, case, 10)
    return case


def day(number):
    return When(day=date(2025, 11, number))


def ask(actor, case, number):
    ask_step(actor, fresh(case), step=step(case, "reply"), whom=DEPARTMENT, when=day(number))


def answer(actor, case, number, verdict="ours", **values):
    values = {"verdict": verdict, "when": day(number)} | values
    record_answer(actor, fresh(case), step=step(case, "reply"), **values)
    assert wrong_in_open_cases(case.pk, case.pk) == []


def verdicts(case):
    """Return what each question was judged, in the order in which they were asked."""
    asked = Inquiry.objects.filter(case=case).order_by("asked_at")
    return [[clock.verdict for clock in row.clocks.all()] for row in asked]


def corrected(**values):
    """Correct the limit, as headquarters does, and accept what it judges otherwise."""
    row = Limit.objects.get()
    said = {field.name: getattr(row, field.name) for field in Limit._meta.concrete_fields}
    for name in ("id", "reference", "start_procedure"):
        said.pop(name)
    with eyes(lead()) as actor:
        put_limit(actor, **({"reason": "It was read again."} | said | values))
        run_jobs(of="casework")
        accept_recount(actor, Recount.objects.get(), reason="The law was read.")
        run_jobs(of="casework")


def test_the_first_answer_stays_late_while_the_second_is_out(case):
    assert verdicts(case) == [["late"], [""]]
    assert Clock.objects.get(case=case, inquiry__answered_at=None).state == "running"


def test_each_answer_has_its_own_verdict(actor, case):
    answer(actor, case, 11)
    ask(actor, case, 12)
    answer(actor, case, 20, "done")

    assert verdicts(case) == [["late"], ["in_time"], ["late"]]
    assert sum(clock.is_late for clock in Clock.objects.filter(case=case)) == 2


def test_a_corrected_limit_judges_the_first_answer_too(actor, case):
    answer(actor, case, 11)
    corrected(amount=4)

    assert verdicts(case) == [["in_time"], ["in_time"]]


def test_a_day_off_that_was_entered_late_acquits_the_first_answer_too(actor, case):
    answer(actor, case, 11)
    new = {"country": "VN", "kind": "off", "name": "Storm", "source": "An invented decree"}
    with eyes(lead()) as lead_:
        days = {"starts_on": date(2025, 11, 4), "ends_on": date(2025, 11, 5)}
        put_country_day(lead_, code="vn-storm", **days, **new)
        run_jobs(of="casework")
        accept_recount(lead_, Recount.objects.get(), reason="The decree was read.")
        run_jobs(of="casework")

    assert verdicts(case) == [["in_time"], ["in_time"]]


def test_a_letter_whose_date_is_corrected_acquits_the_first_answer(actor, case):
    redate_step(actor, fresh(case), step=step(case, "reply"), replied_on=date(2025, 11, 5))

    assert verdicts(case) == [["in_time"], [""]]


def test_the_dates_of_a_former_question_are_corrected(actor, case):
    first = Inquiry.objects.get(case=case, verdict="ours")
    said = {"step": step(case, "reply"), "question": first}
    redate_step(actor, fresh(case), settled=day(4), **said)
    acquitted = verdicts(case)
    redate_step(actor, fresh(case), asked=day(1), **said)

    assert (acquitted, verdicts(case)) == ([["in_time"], [""]], [["in_time"], [""]])
    first.refresh_from_db()
    assert [moment.astimezone(BANGKOK).day for moment in (first.asked_at, first.answered_at)] == [
        1,
        4,
    ]
    assert step(case, "reply").status == "asked"


def test_a_question_about_another_step_is_none_of_this(actor, case):
    first = Inquiry.objects.get(case=case, verdict="ours")
    said = {"step": step(case, "contact"), "question": first, "settled": day(4)}

    assert refused(redate_step, actor, fresh(case), **said) == (422, "question_of_another_step")


@pytest.mark.parametrize("said", [{"asked": 6}, {"settled": 11}, {"asked": 8}])
def test_two_questions_are_never_out_at_once(actor, case, said):
    first, last = Inquiry.objects.filter(case=case).order_by("pk")
    found = {name: day(number) for name, number in said.items()}
    found |= {"step": step(case, "reply"), "question": first if "settled" in said else last}

    if said == {"asked": 8}:
        redate_step(actor, fresh(case), **found)
    else:
        expected = (422, "two_questions_at_once")
        assert refused(redate_step, actor, fresh(case), **found) == expected


def test_the_page_offers_the_dates_of_a_step_that_is_ours_again(actor, case):
    answer(actor, case, 14)
    page = caller(actor).get(fresh(case).get_absolute_url()).text

    assert f"{reverse('case_operation', args=[case.reference, 'redate-step'])}?step=reply" in page


def test_the_form_asks_which_question_is_meant(actor, case):
    answer(actor, case, 11)
    first = Inquiry.objects.filter(case=case).earliest("asked_at")
    query = {"step": "reply", "question": str(first.uuid)}
    act = reverse("case_operation", args=[case.reference, "redate-step"], query=query)
    text = caller(actor).get(act).text

    assert "Immigration department, 3 Nov 2025: answered 7 Nov 2025<" in text
    assert "Immigration department, 10 Nov 2025: answered 11 Nov 2025<" in text
    assert "On record now: 7 Nov 2025" in text


def test_a_question_that_was_taken_back_has_no_verdict(actor, case):
    answer(actor, case, 20, "taken", answer="The wrong office.")
    before = verdicts(case)
    ask(actor, case, 21)
    answer(actor, case, 24)

    assert before == [["late"], [""]]
    assert verdicts(case) == [["late"], [], ["in_time"]]


def test_an_answer_that_was_taken_back_with_its_step_was_late_all_the_same(actor, case):
    answer(actor, case, 20, "done")
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Another person was meant.")
    ask(actor, case, 21)
    answer(actor, case, 24, "done")

    assert verdicts(case) == [["late"], ["late"], ["in_time"]]


def test_page_and_api_show_both_verdicts(actor, case):
    answer(actor, case, 11)
    text = caller(actor).get(reverse("case_detail", args=[case.reference])).text
    body = caller(actor).get(reverse("api_inquiries", args=[case.reference])).json()
    clocks = caller(actor).get(reverse("api_clocks", args=[case.reference])).json()["results"]

    assert (text.count("done, but late"), text.count("done in time")) == (1, 1)
    assert text.index("done, but late") < text.index("done in time")
    assert [row["clock"]["verdict"] for row in body["results"]] == ["late", "in_time"]
    assert [row["clock"]["due_at"][:10] for row in body["results"]] == ["2025-11-06", "2025-11-13"]
    flat = caller(actor).get("/api/v1/inquiries/").json()["results"]
    assert [row["clock"] for row in flat] == [row["clock"] for row in body["results"]]
    by_question = {row["inquiry"]: row["verdict"] for row in clocks if row["inquiry"]}
    assert [by_question[row["uuid"]] for row in body["results"]] == ["late", "in_time"]


def test_a_copy_of_the_questions_is_told_what_is_measured_otherwise(actor, case):
    at_last = max(row.written_at for row in Clock.objects.filter(case=case, inquiry__isnull=False))
    found = [
        Inquiry.objects.filter(judged(actor, Walk(since, at_last, at_last), [case.pk])).count()
        for since in (at_last - timedelta(microseconds=1), at_last)
    ]

    assert found == [1, 0]
