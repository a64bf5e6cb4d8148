"""Issuing letters: number, frozen text and bytes, the step, what is missing."""

import hashlib
import io
from datetime import date

import pypdf
import pytest

from cases.casework.models import Inquiry, Step, StepResult
from cases.casework.operations import ask_step
from cases.core.context import eyes
from cases.core.facts import When
from cases.letters.composing import photo_words
from cases.letters.days import day_in_sentence
from cases.letters.models import Letter, LetterContent
from cases.letters.operations import issue_letter, record_letter_reply, withdraw_letter
from cases.procedures.models import Procedure
from tests.factories import headquarters, officer
from tests.files.kept import a_photo, attached
from tests.letters.test_contradictions import facts
from tests.letters.written import (
    NAME,
    a_letter,
    a_ready_case,
    at_a_place,
    read,
    sent,
    with_estimate,
)
from tests.refusals import refusal_of
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def test_a_letter_gets_the_next_number_of_its_mission_and_year(actor):
    first, second = a_letter(actor), a_letter(actor)

    year = first.dated_on.year
    assert first.number == f"01/{year}/BKK-VB02"
    assert second.number == f"02/{year}/BKK-VB02"


def test_the_register_counts_all_kinds_of_letters_in_one_row(actor):
    case = at_a_place(actor, a_ready_case(actor))
    first, second = a_letter(actor, case), a_letter(actor, case, "consular-access")

    assert [first.serial, second.serial] == [1, 2]
    assert second.number.endswith("/BKK-CA")


def test_text_and_bytes_are_frozen_under_a_digest(actor):
    letter = a_letter(actor)

    content = LetterContent.objects.get(letter=letter)
    assert letter.digest == hashlib.sha256(bytes(content.pdf)).hexdigest()
    assert NAME in content.text
    assert content.values["v"]["birth"] == "12/04/1998"


def test_a_later_change_of_the_person_does_not_touch_the_letter(actor):
    letter = a_letter(actor)

    letter.case.citizen.full_name = "Somebody Else"
    letter.case.citizen.save(update_fields=["full_name"])

    assert NAME in read(letter)


def test_the_letter_says_every_value_letter_by_letter(actor):
    said = read(a_letter(actor))

    for words in (NAME, "12/04/1998", "Nữ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        assert words in said
    assert "V/v đề nghị xác minh nhân thân, quốc tịch" in said
    assert "Cục Quản lý xuất nhập cảnh" in said


def test_the_file_is_tagged_and_names_its_language_and_title(actor):
    letter = a_letter(actor)

    pdf = bytes(LetterContent.objects.get(letter=letter).pdf)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi"
    assert letter.number in reader.metadata.title


def test_vb02_asks_the_step_of_verification_with_its_number_when_it_is_sent(actor):
    case = a_ready_case(actor)

    letter = a_letter(actor, case)
    assert Step.objects.get(case=case, code="identity-verification").status == "open"
    assert not Inquiry.objects.exists()

    letter = sent(actor, letter)

    asked = Inquiry.objects.get(case=case)
    assert letter.inquiry == asked
    assert asked.asked_at >= letter.sent_at
    assert asked.reference == letter.number
    assert asked.asked_of.code == "vn-mps-immigration"
    assert Step.objects.get(case=case, code="identity-verification").status == "asked"


def test_a_letter_with_a_missing_value_names_it_and_is_not_issued(actor):
    case = a_ready_case(actor, sex="u", origin_province=None)

    refusal = refusal_of(issue_letter, actor, case, letter="vb02")

    assert (refusal.status, refusal.code) == (422, "letter_incomplete")
    assert [row["value"] for row in refusal.extra["missing"]] == ["sex", "origin"]
    assert f"/citizens/{case.citizen.uuid}/correct/" in refusal.extra["missing"][0]["url"]
    assert "Sex" in str(refusal.message)
    assert not Letter.objects.exists()
    assert Step.objects.get(case=case, code="identity-verification").status == "open"


def test_what_is_asked_already_is_replaced_not_written_again(actor):
    case = a_ready_case(actor)
    letter = a_letter(actor, case)

    unsent = refusal_of(issue_letter, actor, fresh(case), letter="vb02")
    sent(actor, letter)
    asked = refusal_of(issue_letter, actor, fresh(case), letter="vb02")

    assert (unsent.code, asked.code) == ("letter_not_sent", "letter_asked_already")


def test_a_letter_without_its_step_is_not_written(actor):
    a_ready_case(actor)
    case = a_ready_case(actor)
    Step.objects.filter(case=case).update(status="dropped")

    assert refusal_of(issue_letter, actor, fresh(case), letter="vb02").code == "letter_without_step"


def test_photos_are_enclosed_only_where_there_are_some(actor):
    case = a_ready_case(actor)
    without = read(a_letter(actor, case))
    attached(actor, fresh(case), a_photo(), purpose="photo")

    assert "Kèm theo" not in without
    first = Letter.objects.get(case=case)
    assert "Kèm theo: ảnh của người cần xác minh." in read(a_letter(actor, case, replaces=first))


@pytest.mark.parametrize(
    ("status", "result", "words"),
    [
        ("done", {"copies": 4}, "02 ảnh"),
        ("done", {"copies": 1}, "01 ảnh"),
        ("done", {}, "ảnh"),
        ("done", {"copies": 0}, ""),
        ("open", {}, ""),
    ],
)
def test_two_photos_at_most_are_enclosed_of_those_that_were_taken(status, result, words):
    found = facts()
    procedure = Procedure(code="document-photos")
    found.steps = [Step(pk=1, procedure=procedure, status=status)]
    found.results = {1: StepResult(values=result)}

    assert photo_words(found) == words


def test_a_corrected_letter_names_the_one_it_replaces_and_takes_its_question_once_sent(actor):
    case = a_ready_case(actor)
    first = sent(actor, a_letter(actor, case))
    second = a_letter(actor, case, replaces=first)
    assert fresh(first).state(fresh(first).inquiry) == "waiting"
    assert second.inquiry is None

    second = sent(actor, second, width=40)

    first = fresh(first)
    assert first.replaced_at is not None
    assert Inquiry.objects.filter(case=case).count() == 1
    assert (second.replaces, second.inquiry) == (first, first.inquiry)
    day = day_in_sentence(first.dated_on, "vi")
    assert f"thay thế văn bản số {first.number} {day}." in read(second)
    assert NAME in read(first)


def test_a_replacement_that_never_went_out_leaves_the_former_letter_as_it_was(actor):
    case = a_ready_case(actor)
    first = sent(actor, a_letter(actor, case))
    second = a_letter(actor, case, replaces=first)

    withdraw_letter(actor, second, reason="Not needed.")

    assert fresh(first).state(fresh(first).inquiry) == "waiting"
    assert fresh(first).inquiry.answered_at is None
    assert a_letter(actor, case, replaces=fresh(first)).replaces == first


def test_a_letter_is_replaced_once(actor):
    case = a_ready_case(actor)
    first = a_letter(actor, case)
    second = a_letter(actor, case, replaces=first)

    twice = refusal_of(issue_letter, actor, fresh(case), letter="vb02", replaces=fresh(first))
    sent(actor, second)
    refusal = refusal_of(issue_letter, actor, fresh(case), letter="vb02", replaces=fresh(first))

    assert (twice.status, twice.code) == (409, "replacement_not_sent")
    assert twice.message.startswith(f"{second.number} is to replace this letter and is not sent")
    assert (refusal.status, refusal.code) == (409, "letter_gone")


def test_our_own_sheet_is_replaced_at_once(actor):
    case = a_ready_case(actor)
    first = a_letter(actor, case, "interview-sheet")

    a_letter(actor, case, "interview-sheet", replaces=first)

    assert fresh(first).replaced_at is not None


def test_a_letter_is_replaced_by_one_of_its_kind(actor):
    case = a_ready_case(actor)
    first = a_letter(actor, case)

    refusal = refusal_of(issue_letter, actor, fresh(case), letter="interview-sheet", replaces=first)

    assert refusal.code == "letter_of_other_kind"


def test_a_language_in_which_there_is_no_such_letter_is_refused(actor):
    case = a_ready_case(actor)

    refusal = refusal_of(issue_letter, actor, case, letter="vb02", language="en")

    assert (refusal.code, refusal.problems[0].field) == ("no_such_language", "language")


def test_a_letter_withdrawn_unsent_asked_nobody_and_answers_nothing(actor):
    case = a_ready_case(actor)
    letter = a_letter(actor, case)

    withdraw_letter(actor, letter, reason="Written to the wrong body.")

    assert not Inquiry.objects.exists()
    assert a_letter(actor, case).serial == letter.serial + 1


def test_a_letter_whose_step_was_asked_by_other_means_is_sent_all_the_same(actor):
    case = a_ready_case(actor)
    letter = a_letter(actor, case)
    step = Step.objects.get(case=case, code="identity-verification")
    ask_step(actor, fresh(case), step=step, asked_of=letter.authority)

    assert sent(actor, letter).inquiry == Inquiry.objects.get()


def test_a_withdrawn_letter_takes_its_question_back_and_its_step_is_ours_again(actor):
    case = a_ready_case(actor)
    letter = sent(actor, a_letter(actor, case))

    withdraw_letter(actor, letter, reason="Sent to the wrong body.")

    letter = fresh(letter)
    assert letter.withdrawn_at is not None
    assert letter.inquiry.verdict == "taken"
    assert letter.inquiry.came_at is None
    assert Step.objects.get(case=case, code="identity-verification").status == "open"
    assert a_letter(actor, case).serial == letter.serial + 1
    assert refusal_of(withdraw_letter, actor, letter, reason="Again").code == "letter_gone"


def test_the_answer_to_a_letter_of_a_step_is_recorded_on_the_step(actor):
    letter = a_letter(actor)

    early = refusal_of(record_letter_reply, actor, letter)
    late = refusal_of(record_letter_reply, actor, sent(actor, letter))

    assert (early.code, late.code) == ("letter_not_sent", "answered_on_step")


def test_the_reply_to_a_letter_without_a_step_is_recorded_on_it_once(actor):
    case = a_ready_case(actor)
    letter = sent(actor, a_letter(actor, case, "note-verbale"))
    assert letter in Letter.objects.without_reply()

    record_letter_reply(actor, letter, reference="0512/MFA", note="They agree.")

    letter = fresh(letter)
    assert letter.reply_reference == "0512/MFA"
    assert letter not in Letter.objects.without_reply()
    assert refusal_of(record_letter_reply, actor, letter).code == "letter_replied"


@pytest.mark.parametrize("kind", ["note-verbale", "undertaking", "consular-access"])
def test_no_reply_comes_to_a_letter_that_was_not_sent(actor, kind):
    case = with_estimate(actor, at_a_place(actor, a_ready_case(actor)))
    letter = a_letter(actor, case, kind)
    assert letter.awaits_reply

    refusal = refusal_of(record_letter_reply, actor, letter, reference="0512/MFA")

    assert (refusal.status, refusal.code) == (409, "letter_not_sent")


def test_a_reply_before_the_letter_is_refused(actor):
    letter = sent(actor, a_letter(actor, a_ready_case(actor), "note-verbale"))

    refusal = refusal_of(record_letter_reply, actor, letter, when=When(day=date(2025, 10, 1)))

    assert refusal.code == "reply_before_letter"


def test_a_note_to_thailand_has_the_buddhist_year(actor):
    letter = a_letter(actor, a_ready_case(actor), "note-verbale")

    assert f"(B.E. {letter.dated_on.year + 543})" in read(letter)


def test_no_letter_calls_somebody_verified_or_a_victim_before_a_decision(actor):
    case = at_a_place(actor, a_ready_case(actor))

    for kind in ("note-verbale", "consular-access", "case-summary", "interview-sheet"):
        said = read(a_letter(actor, case, kind))
        assert "has been verified" not in said.replace(
            "unless it is said above that it has been verified", ""
        )
        assert "is a victim of" not in said
    assert "Declared, not verified" in read(a_letter(actor, case, "note-verbale"))


def test_a_family_notice_needs_a_relative_who_may_be_told(actor):
    refusal = refusal_of(issue_letter, actor, a_ready_case(actor), letter="family-notice")

    assert [row["value"] for row in refusal.extra["missing"]] == ["relative_to_inform"]


def test_headquarters_issues_no_letter_of_a_mission(actor):
    case = a_ready_case(actor)
    with eyes(headquarters()) as reader:
        assert refusal_of(issue_letter, reader, case, letter="case-summary").status == 403


def test_a_mission_does_not_see_the_letters_of_another(actor):
    letter = a_letter(actor)
    with eyes(officer(yangon=True)) as stranger:
        assert not Letter.objects.exists()
        assert not LetterContent.objects.exists()
        assert not Letter.objects.visible_to(stranger).filter(pk=letter.pk).exists()


def test_a_void_case_has_no_letter(actor):
    case = a_case(actor)
    case.stage = ""
    from cases.letters.facts import Facts  # noqa: PLC0415
    from cases.letters.kinds import kinds  # noqa: PLC0415
    from cases.letters.policies import refusal_to_write  # noqa: PLC0415

    refusal = refusal_to_write(
        actor, kinds()["interview-sheet"], Facts(case, "UTC", date(2025, 10, 20)), None
    )

    assert refusal is not None
    assert refusal.code == "case_void"
