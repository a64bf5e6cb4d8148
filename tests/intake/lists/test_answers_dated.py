"""A row of a reply says the day of what was done, decided or told; one may be given for all."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from cases.casework.models import Inquiry, StepResult
from cases.core.context import eyes
from cases.intake.lists.answers.words import headings, own_day
from cases.intake.lists.headings import fields_of, key_of
from cases.intake.lists.operations import (
    accept_answers,
    answers,
    correct_list_row,
    match_list_row,
)
from cases.missions.models import Mission
from cases.procedures.models import Procedure
from tests.casework.playbooks import statuses
from tests.factories import officer
from tests.intake.lists.files import workbook
from tests.intake.lists.replies import (
    CHOICES,
    HEADINGS,
    a_question_playbook,
    asked,
    reply,
    row_of,
    states,
)
from tests.intake.lists.replies import FIELDS as DATED
from tests.intake.lists.test_answer_words import a_procedure, catalogue
from tests.refusals import refused_at
from tests.register import fresh
from tests.web.session import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]
FIELDS = [
    {"name": "outcome", "kind": "choice", "label": "Reply", "required": True, "choices": CHOICES},
    *[
        {"name": "told_on", "kind": "day", "label": "Mission told on"}
        | dict.fromkeys(("required", "past", "done"), True)
    ],
]
AN, BINH = "Zqan Văn An", "Zqbinh Thị Bình"


@pytest.fixture
def actor():
    with eyes(officer()) as actor:
        a_question_playbook()
        Procedure.objects.filter(code="reply").update(result_fields=FIELDS)
        yield actor


@pytest.fixture
def cases(actor):
    return [asked(actor, AN), asked(actor, BINH)]


def the_reply(actor, cases, *days, heading="Ngày báo", **more):
    """A reply about the cases, with a column of days."""
    names = zip(cases, (AN, BINH), days, strict=True)
    rows = [(case.reference, name, "Có", day) for case, name, day in names]
    table = [("Số hồ sơ", "Họ và tên", "Kết quả", heading), *rows]
    return reply(actor, content=workbook(table), **more)


def told(case):
    """The day of the answer in the result, of the step, and of the letter."""
    result = StepResult.objects.get(step__code="reply", case=case)
    question = Inquiry.objects.get(case=case)
    assert (question.answered_from, question.answered_at) == (
        result.happened_from,
        result.happened_at,
    )
    local = result.happened_from.astimezone().date()
    return result.values["told_on"], local.isoformat(), str(question.replied_on or "")


def test_the_day_in_a_row_is_that_of_the_result_and_of_the_step(actor, cases):
    received = the_reply(actor, cases, "10/11/2025", "2025-11-11")

    assert states(received) == ["ready", "ready"]
    accept_answers(actor, fresh(received))

    assert told(cases[0])[::2] == ("2025-11-10", "2025-11-11")
    assert told(cases[1])[::2] == ("2025-11-11", "2025-11-11")
    assert statuses(cases[0])["reply"] == "done"


@time_machine.travel(datetime(2025, 11, 12, 18, tzinfo=UTC))
def test_an_answer_of_today_is_of_that_day_where_the_list_came_on_the_next_elsewhere(actor, cases):
    Mission.objects.update(zone="Europe/Warsaw")
    thirteenth = dict.fromkeys(("received_on", "as_of"), date(2025, 11, 13))
    received = the_reply(actor, cases, "12/11/2025", "11/11/2025", **thirteenth)

    accept_answers(actor, fresh(received))

    came = Inquiry.objects.get(case=cases[0])
    bangkok = ZoneInfo("Asia/Bangkok")
    days = {one.astimezone(bangkok).date() for one in (came.answered_from, came.answered_at)}
    assert days == {date(2025, 11, 12)}


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("12/11/2025", "day_after_letter"),
        ("13/11/2025", "day_after_list"),
        ("30/11/2099", "day_future"),
        ("31/11/2025", "day_unreadable"),
        ("2025-11-31", "day_unreadable"),
        ("10/11/85", "day_unreadable"),
        ("sau", "day_unreadable"),
        ("", "answer_needs_day"),
    ],
)
def test_a_day_that_cannot_be_it_waits_with_what_to_do(actor, cases, day, code):
    received = the_reply(actor, cases, day, "11/11/2025")

    row = row_of(received)

    assert (row.state, [one["code"] for one in row.faults]) == ("needs_fixing", [code])
    correct_list_row(actor, row, changes={"day": "11/11/2025"})
    assert states(received) == ["ready", "ready"]


def test_a_day_after_the_letter_that_tells_it_waits_with_both_dates(actor, cases):
    received = the_reply(actor, cases, "12/11/2025", "")

    accept_answers(actor, fresh(received), day=date(2025, 11, 12))

    assert states(received) == ["needs_fixing", "needs_fixing"]
    page = logged_in(actor).get(received.get_absolute_url()).text
    assert page.count("12 Nov 2025 lies after the date of their letter, 11 Nov 2025") == 2


def test_one_day_is_given_for_all_rows_that_name_none(actor, cases):
    received = the_reply(actor, cases, "", "")
    late = refused_at(accept_answers, actor, fresh(received), day=date(2025, 11, 13))
    assert late == ("day_after_list", "day")

    accept_answers(actor, fresh(received), day=date(2025, 11, 11))

    assert [told(case)[0] for case in cases] == ["2025-11-11", "2025-11-11"]
    assert states(received) == ["answered", "answered"]


def test_a_day_for_all_that_does_not_fit_can_be_given_again(actor, cases):
    received = the_reply(actor, cases, "", "11/11/2025")

    accept_answers(actor, fresh(received), day=date(1989, 12, 31))

    row = row_of(received)
    assert (row.corrected, states(received)) == ({}, ["needs_fixing", "answered"])
    said = [(one["code"], one["is_fault"]) for one in row.problems]
    assert said == [("answer_needs_day", True), ("day_unreadable", False)]
    accept_answers(actor, fresh(received), day=date(2025, 11, 11))
    assert told(cases[0])[0] == "2025-11-11"


def test_a_day_for_all_leaves_a_question_that_was_put_after_it(actor, cases):
    late = asked(actor, "Zqcuong Văn Cường", day=date(2025, 11, 10))
    names = zip([*cases, late], (AN, BINH, "Zqcuong Văn Cường"), strict=True)
    rows = [(case.reference, name, "Có", "") for case, name in names]
    received = reply(actor, content=workbook([("Số hồ sơ", "Họ và tên", "Kết quả", "Ngày"), *rows]))

    accept_answers(actor, fresh(received), day=date(2025, 11, 7))

    row = row_of(received, 4)
    assert states(received) == ["answered", "answered", "needs_fixing"]
    said = [(one["code"], one["is_fault"]) for one in row.problems]
    assert said == [("answer_needs_day", True), ("day_before_question", False)]
    correct_list_row(actor, row, changes={"day": "07/11/2025"})
    assert states(received)[2] == "ready"


@pytest.mark.parametrize(
    ("days", "words", "level"),
    [
        (
            ("", ""),
            "No answer was recorded. 2 answers stay in the list, each with its reason.",
            "warning",
        ),
        (
            ("", "11/11/2025"),
            "1 answer is recorded. 1 answer stays in the list, with the reason.",
            "success",
        ),
        (("11/11/2025", "11/11/2025"), "2 answers are recorded.", "success"),
    ],
)
def test_the_page_says_how_many_answers_were_recorded_and_how_many_not(
    actor, cases, days, words, level
):
    received = the_reply(actor, cases, *days)
    address = reverse("list_accept_answers", args=[received.uuid])
    sent = {"_key": "a", "_version": received.version, "day": "1989-12-31"}

    page = logged_in(actor).post(address, sent, follow=True)

    (told,) = page.context["messages"]
    assert (str(told), told.level_tag) == (words, level)


@pytest.mark.parametrize("code", ["decided_on", "told_on"])
def test_a_short_year_of_a_day_is_one_of_the_buddhist_calendar_where_it_must_be(actor, cases, code):
    """What was decided or told lies years after 1968, and is never the date of the letter."""
    field = {**FIELDS[1], "name": code, "done": code == "told_on"}
    Procedure.objects.filter(code="reply").update(result_fields=[FIELDS[0], field])
    received = the_reply(actor, cases, "10/11/68", "2025-11-31", heading="วันที่มีคำสั่ง")

    accept_answers(actor, fresh(received), day=date(2025, 11, 11))

    assert states(received) == ["answered", "needs_fixing"]
    assert StepResult.objects.get(step__code="reply").values[code] == "2025-11-10"
    assert [one["code"] for one in row_of(received, 3).faults] == ["day_unreadable"]


def test_what_was_told_before_it_was_asked_about_is_answered_by_the_letter(actor, cases):
    received = the_reply(actor, cases, "01/11/2025", "11/11/2025")

    accept_answers(actor, fresh(received))

    assert told(cases[0])[::2] == ("2025-11-01", "2025-11-11")
    came = Inquiry.objects.get(case=cases[0]).answered_at
    assert came.astimezone(ZoneInfo("Asia/Bangkok")).date() == date(2025, 11, 12)


def test_an_answer_of_a_day_before_its_question_waits(actor, cases):
    Procedure.objects.filter(code="reply").update(result_fields=DATED)
    received = the_reply(actor, cases, "02/11/2025", "")

    assert [one["code"] for one in row_of(received).faults] == ["day_before_question"]


def test_who_only_looks_like_somebody_is_looked_at_before_a_day_is_given(actor, cases):
    rows = [(cases[0].reference, AN, "Có", ""), ("", "Zqbinh Thị Bính", "Có", "")]
    table = [("Số hồ sơ", "Họ và tên", "Kết quả", "Ngày báo"), *rows]
    received = reply(actor, content=workbook(table))
    before = states(received)

    accept_answers(actor, fresh(received), day=date(2025, 11, 11))
    match_list_row(actor, row_of(received, 3), case=cases[1], name_differs="keep")

    assert before == ["needs_fixing", "differs"]
    assert states(received) == ["answered", "needs_fixing"]
    assert [one["code"] for one in row_of(received, 3).faults] == ["answer_needs_day"]
    accept_answers(actor, fresh(received), day=date(2025, 11, 10))
    assert told(cases[1])[0] == "2025-11-10"


def test_a_day_for_all_is_given_to_those_alone_that_one_act_records(actor, cases, monkeypatch):
    monkeypatch.setattr(answers, "AT_ONCE", 1)
    received = the_reply(actor, cases, "", "")

    accept_answers(actor, fresh(received), day=date(2025, 11, 11))

    assert states(received) == ["answered", "needs_fixing"]
    left = row_of(received, 3)
    assert (left.corrected, [one["code"] for one in left.faults]) == ({}, ["answer_needs_day"])


def test_a_day_in_a_row_is_that_of_an_answer_whose_letter_is_dated_otherwise(actor, cases):
    Procedure.objects.filter(code="reply").update(result_fields=DATED)
    received = the_reply(actor, cases, "10/11/2025", "")
    assert states(received) == ["ready", "ready"]

    accept_answers(actor, fresh(received))

    results = StepResult.objects.filter(step__code="reply", case__in=cases).order_by("case")
    assert [one.values["replied_on"] for one in results] == ["2025-11-10", "2025-11-11"]
    letters = Inquiry.objects.filter(case__in=cases).order_by("case")
    assert [str(one.replied_on) for one in letters] == ["2025-11-10", "2025-11-11"]


def test_a_day_that_no_result_takes_is_said_not_to_be_used(actor, cases):
    Procedure.objects.filter(code="reply").update(result_fields=FIELDS[:1])
    received = the_reply(actor, cases, "10/11/2025", "")

    assert states(received) == ["ready", "ready"]
    assert [one["code"] for one in row_of(received).problems] == ["day_unused"]
    page = logged_in(actor).get(received.get_absolute_url()).text
    assert page.count("is not used: this answer has no day of its own") == 1


def test_the_page_offers_the_date_of_the_letter_and_says_so(actor, cases):
    received = the_reply(actor, cases, "", "11/11/2025")
    client = logged_in(actor)

    page = client.get(received.get_absolute_url()).text

    assert "for 1 answer that names none" in page
    assert 'name="day" value="2025-11-11"' in page
    assert "Offered is the date of their letter, 11 Nov 2025" in page
    assert "Record 2 answers" in page
    assert page.count("Declared, not verified → Verified") == 2


def test_every_day_of_its_own_in_the_catalogue_is_a_known_heading():
    rows = [row for one in catalogue() for row in one["procedure"] if "result_fields" in row]
    for row in rows:
        if row.get("restricted") or row["body"] == "mission":
            continue
        own = own_day(a_procedure(*row["result_fields"]))
        if own is not None:
            for label in (own.label, own.label_vi, own.label_fr):
                assert headings().get(key_of(label)) == "day", label
    assert fields_of([*HEADINGS[:2], "วันที่แจ้ง"], headings())[-1] == "day"
