"""A question that we took back is no answer, and a print claims only what is on record."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.briefings.asking import Asking
from cases.briefings.gathering import asked_of
from cases.core.context import eyes
from cases.letters.bundle import bundle_of
from cases.letters.operations import issue_letters, withdraw_letter
from cases.letters.press.child import read_back
from cases.publishing.seen import waits
from tests.api.calls import caller
from tests.factories import head, headquarters
from tests.letters.written import a_letter, a_ready_case, read, sent
from tests.record.readers import auditor, entry_of
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def a_letter_taken_back(actor):
    letter = sent(actor, a_letter(actor, a_ready_case(actor)))
    withdraw_letter(actor, letter, reason="Sent to the wrong body.")
    return fresh(letter)


def asking(incident, moment):
    return Asking(incident, "note", "BR-2026-0001", moment, False, moment)


def test_it_is_no_answer_in_a_briefing_but_was_asked_before_it_was_taken_back():
    with eyes(head()) as actor:
        letter = a_letter_taken_back(actor)
        before = letter.sent_recorded_at + timedelta(milliseconds=500)
        letter.inquiry.answered_at = letter.inquiry.answer_recorded_at = before + timedelta(hours=1)
        letter.inquiry.save(update_fields=["answered_at", "answer_recorded_at"])
    lead = headquarters()

    with eyes(lead):
        then = [
            (row.asked, row.answered)
            for row in asked_of(lead, asking(letter.case.incident, before))
        ]
        later = list(asked_of(lead, asking(letter.case.incident, before + timedelta(hours=2))))

    assert (then, later) == ([(1, 0)], [])


def test_what_was_recorded_later_is_no_question_and_no_answer_as_known_before():
    with eyes(head()) as actor:
        letter = sent(actor, a_letter(actor, a_ready_case(actor)))
        asked, hour = letter.sent_recorded_at + timedelta(seconds=1), timedelta(hours=1)
        at = asked + hour
        inquiry = letter.inquiry
        said = {"verdict": "done", "answered_from": at, "answered_at": at}
        for name, value in {**said, "answer_recorded_at": asked + 3 * hour}.items():
            setattr(inquiry, name, value)
        inquiry.save(update_fields=[*said, "answer_recorded_at"])
    lead = headquarters()

    with eyes(lead):
        found = [
            [
                (row.asked, row.answered)
                for row in asked_of(
                    lead, replace(asking(letter.case.incident, asked + 2 * hour), known_at=known)
                )
            ]
            for known in (asked - hour, asked + 2 * hour, asked + 4 * hour)
        ]

    assert found == [[], [(1, 0)], [(1, 1)]]


def test_it_is_no_answer_in_how_long_bodies_take():
    with eyes(head()) as actor:
        letter = a_letter_taken_back(actor)

        assert waits(actor, letter.case.incident, timezone.now()) == []


def test_pages_and_api_say_that_it_was_taken_back(client):
    actor = head()
    with eyes(actor):
        letter = a_letter_taken_back(actor)
        file = letter.case.get_absolute_url()
        address = f"/api/v1/cases/{letter.case.reference}/inquiries/"
    page = log_in(client, actor).get(letter.get_absolute_url()).text
    case = client.get(file).text
    rows = caller(actor).get(address).json()["results"]

    assert "The reply came in" not in page
    assert "was taken back" in case
    assert "It is our turn again" not in case
    assert [row["verdict"] for row in rows] == ["taken"]
    assert caller(actor).get(f"{address}?answered=true").json()["results"] == []
    assert caller(actor).get(f"/api/v1/letters/{letter.uuid}/").json()["answered_at"] is None


def test_the_record_says_that_nothing_was_answered(client):
    with eyes(head()) as writer:
        a_letter_taken_back(writer)

    page = log_in(client, auditor()).get(f"/record/{entry_of('record_answer').pk}/").text

    assert "The question was taken back: nothing was answered" in page


def test_who_has_no_paper_on_record_is_not_said_to_have_failed_to_show_one():
    with eyes(head()) as actor:
        said = read(a_letter(actor))

    assert "Hồ sơ chưa ghi nhận giấy tờ nào." in said
    assert "xuất trình" not in said


def test_the_list_in_front_says_of_a_name_without_marks_only_that_it_stands_so_on_record():
    with eyes(head()) as actor:
        cases = [a_ready_case(actor, full_name="NGUYEN VAN DUNG")]
        batch = issue_letters(actor, cases=cases, letter="vb02", accepted=["name_without_marks"])

        said = " ".join(read_back(bundle_of(actor, batch)[0])[0].split())

    assert "Họ tên được ghi trong hồ sơ chưa có dấu." in said
    assert "hộ chiếu hoặc danh sách" not in said
