"""The reply of a body is received as a list: rows meet their questions, one act records them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.models import Inquiry, StepResult
from cases.casework.operations import (
    advance_case,
    ask_step,
    close_case,
    complete_step,
    record_answer,
)
from cases.citizens.models import Citizen
from cases.citizens.operations import add_identity_document
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.fields import Sent
from cases.core.models import AuditEntry
from cases.files.models import AttachedFile
from cases.intake.lists.layout import parsed
from cases.intake.lists.operations import (
    accept_answers,
    confirm_list,
    correct_list_row,
    map_list,
    match_list_row,
    record_another_person,
    withdraw_list,
)
from cases.intake.lists.said import sentence_of
from cases.procedures.models import Procedure
from tests.casework.playbooks import a_limit, clock, statuses, step
from tests.factories import officer
from tests.intake.lists.files import workbook
from tests.intake.lists.replies import (
    HEADINGS,
    a_question_playbook,
    asked,
    reply,
    row_of,
    states,
    the_body,
)
from tests.refusals import refused, refused_at
from tests.register import a_case, a_citizen, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


def make_world():
    with eyes(officer()) as actor:
        a_question_playbook()
        an = asked(actor, "Zqan Văn An", reference="BKK/VB02/2025/0007")
        binh = asked(actor, "Zqbinh Thị Bình", "1998")
        return actor, an, binh


@pytest.fixture
def actor(world):
    with eyes(world[0]) as actor:
        yield actor


@pytest.fixture
def an(world):
    return world[1]


@pytest.fixture
def binh(world):
    return world[2]


def nationality(case):
    return Citizen.objects.get(pk=case.citizen_id).nationality_status


def codes(received, number=2):
    return [problem["code"] for problem in row_of(received, number).problems]


def test_a_row_waits_for_a_day_that_neither_it_nor_the_date_of_the_letter_tells(actor, an):
    decided_on = {"name": "decided_on", "kind": "day", "label": "Decided on", "required": True}
    Procedure.objects.filter(code="reply").update(result_fields=[decided_on])

    received = reply(actor, (an.reference, "", "", "", "yes"))

    row = row_of(received)
    assert (row.state, codes(received)) == ("needs_fixing", ["answer_needs_day"])
    assert sentence_of(row.problems[0]).startswith("The result asks for “Decided on” too")


@pytest.mark.parametrize(
    "cells",
    [
        ("{case}", "", "", "", "yes"),
        ("bkk/vb02/2025/0007", "", "", "", "có"),
        ("BKK/VB02/2025/0007, {case}", "ZQAN VAN AN", "25/04/1999", "", "Confirmed"),
        ("", "", "", "C7000001", "ยืนยัน"),
        ("", "Zqan Văn An", "25/04/1999", "", "Đã xác nhận"),
        ("their own number 8", "An Zqan Văn", "25/04/1999", "", "oui"),
        ("", "Zqan Văn An", "1999", "", "yes"),
    ],
)
def test_a_row_meets_its_question_by_number_document_or_name_and_birth(actor, an, cells):
    person = fresh(an.citizen)
    add_identity_document(actor, person, kind="passport", number="C7000001", status="with_holder")

    received = reply(actor, [cell.format(case=an.reference) for cell in cells])

    row = row_of(received)
    assert (row.state, row.values["case"], row.values["meaning"]) == ("ready", an.reference, "yes")


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        (("{case}", "Zqan Văn Ân Khác", "", "", "yes"), "differs"),
        (("{case}", "", "26/04/1999", "", "yes"), "differs"),
        (("{case}", "", "1999", "", "yes"), "ready"),
        (("{case}", "", "", "", "người khác"), "another_person"),
        (("{case}", "", "", "", "có sai lệch"), "needs_fixing"),
        (("{case}", "", "", "", ""), "needs_fixing"),
    ],
)
def test_what_differs_waits_for_a_look(actor, an, cells, state):
    received = reply(actor, [cell.format(case=an.reference) for cell in cells])

    assert states(received) == [state]


def test_a_name_that_only_looks_alike_is_not_accepted_without_a_look(actor, an):
    received = reply(actor, ["", "Zqan Van Anh", "25/04/1999", "", "yes"])

    assert row_of(received).state != "ready"


def test_a_row_that_fits_two_questions_waits_and_says_what_to_do(actor, an):
    other = asked(actor, "Zqan Văn An")

    received = reply(actor, ["", "Zqan Văn An", "25/04/1999", "", "yes"])

    assert (states(received), codes(received)) == (["needs_fixing"], ["fits_two"])
    cases = row_of(received).problems[0]["params"]["cases"]
    assert cases == f"{an.reference} (BKK/VB02/2025/0007), {other.reference}"
    assert refused(accept_answers, actor, fresh(received)) == (409, "nothing_ready")


def test_of_two_questions_of_one_case_the_one_of_the_letter_is_answered(actor, an):
    ask_step(actor, fresh(an), step=step(an, "removal"), asked_of=the_body())

    received = reply(actor, [an.reference, "", "", "", "yes"])

    answered = Inquiry.objects.get(uuid=row_of(received).values["question"])
    assert (states(received), answered.step.code) == (["ready"], "reply")


def test_two_letters_about_one_case_are_told_apart_by_their_numbers(actor, an):
    letter = {"asked_of": the_body(), "reference": "BKK/VB02/2025/0008"}
    ask_step(actor, fresh(an), step=step(an, "removal"), **letter)

    received = reply(actor, [an.reference, "", "", "", "yes"])

    assert codes(received) == ["fits_two"]
    assert "BKK/VB02/2025/0008" in row_of(received).problems[0]["params"]["cases"]


def test_a_row_that_fits_nobody_waits(actor, an):
    received = reply(actor, ["BKK-2025-99999", "Zqnobody Nào", "01/02/1980", "", "yes"])

    assert (states(received), codes(received)) == (["needs_fixing"], ["fits_nobody"])


def test_the_case_of_another_mission_is_nobody(actor, an):
    with eyes(officer(yangon=True)) as other:
        foreign = asked(other, "Zqforeign Văn Xa")

    received = reply(actor, [foreign.reference, "Zqforeign Văn Xa", "25/04/1999", "", "yes"])

    assert codes(received) == ["fits_nobody"]


def test_what_was_not_asked_is_said(actor, an):
    unasked = a_case(actor, a_citizen(actor, full_name="Zqother Văn Khác"))

    received = reply(actor, [unasked.reference, "", "", "", "yes"])

    row = row_of(received)
    assert (row.state, row.values["case"]) == ("not_asked", unasked.reference)


def test_an_answer_given_twice_counts_once_and_two_answers_not_at_all(actor, an, binh):
    received = reply(
        actor,
        [an.reference, "", "", "", "yes"],
        [an.reference, "", "", "", "confirmed"],
        [binh.reference, "", "", "", "yes"],
        [binh.reference, "", "", "", "no"],
    )

    assert states(received) == ["ready", "twice", "needs_fixing", "needs_fixing"]


def test_one_act_records_results_facts_and_stages(actor, an, binh):
    received = reply(
        actor,
        [an.reference, "", "", "", "yes"],
        [binh.reference, "", "", "", "không phải công dân Việt Nam"],
    )

    accept_answers(actor, fresh(received))

    assert states(received) == ["answered", "answered"]
    assert (nationality(an), nationality(binh)) == ("verified", "not_national")
    result = StepResult.objects.get(step=step(an, "reply"))
    assert result.values == {
        "outcome": "confirmed",
        "replied_on": "2025-11-11",
        "reply_number": "0512/QLXNC",
    }
    asked_once = Inquiry.objects.get(case=an)
    assert (asked_once.verdict, asked_once.answer, asked_once.answer_reference) == (
        "done",
        "yes",
        "0512/QLXNC",
    )
    assert statuses(an)["reply"] == "done"
    assert row_of(received).case_id == an.pk


def test_a_body_answered_by_the_date_of_its_letter_and_not_by_the_post(actor, an):
    a_limit(
        Procedure.objects.get(code="reply"),
        **{"starts": "asked", "stops": "answered", "on_whom": "immigration_department"},
    )
    received = reply(actor, [an.reference, "", "", "", "yes"], as_of=date(2025, 11, 5))

    accept_answers(actor, fresh(received))

    assert clock(an, "reply").verdict == "in_time"
    assert Inquiry.objects.get(case=an).replied_on == date(2025, 11, 5)


def test_a_case_whose_gate_asked_for_the_answer_moves_on(actor, an):
    advance_case(actor, fresh(an))
    received = reply(actor, [an.reference, "", "", "", "yes"])

    accept_answers(actor, fresh(received))

    assert fresh(an).stage == "verified"
    assert fresh(an).transitions.count() == 3
    assert AuditEntry.objects.filter(event="case.advanced", case_id=an.pk).count() == 2


def test_the_answer_about_a_closed_case_is_recorded_and_moves_nothing(actor, an):
    close_case(actor, fresh(an), outcome="declined")
    received = reply(actor, [an.reference, "", "", "", "yes"])

    accept_answers(actor, fresh(received))

    assert states(received) == ["answered"]
    assert (nationality(an), fresh(an).stage) == ("verified", "closed")


def test_the_same_file_and_the_same_act_write_nothing_twice(actor, an):
    content = workbook([HEADINGS, [an.reference, "", "", "", "yes"]])
    received = reply(actor, content=content)
    accept_answers(actor, fresh(received))

    with pytest.raises(Refused, match="That list was used and stays") as again:
        reply(actor, content=content)
    assert (again.value.code, again.value.extra["list"]) == ("same_file", str(received.uuid))
    assert refused(accept_answers, actor, fresh(received)) == (409, "nothing_ready")
    assert StepResult.objects.filter(step=step(an, "reply")).count() == 1


def test_a_reply_with_a_wrong_day_is_withdrawn_and_taken_in_again(actor, an):
    content = workbook([HEADINGS, [an.reference, "", "", "", "yes"]])
    received = reply(actor, content=content)
    with pytest.raises(Refused, match=r"Invented Department, 12 Nov 2025.*withdraw it first"):
        reply(actor, content=content, received_on=date(2025, 11, 13))

    withdraw_list(actor, fresh(received), reason="It came a day later.")

    assert states(reply(actor, content=content, received_on=date(2025, 11, 13))) == ["ready"]


def test_a_reply_that_was_used_is_not_withdrawn(actor, an):
    received = reply(actor, [an.reference, "", "", "", "yes"])
    accept_answers(actor, fresh(received))

    with pytest.raises(Refused, match="Answers were recorded from this list") as refusal:
        withdraw_list(actor, fresh(received), reason="Sent by mistake.")

    assert refusal.value.code == "list_used"


def test_another_person_is_an_answer_and_writes_nothing_of_identity(actor, an):
    a_limit(
        Procedure.objects.get(code="reply"),
        **{"starts": "asked", "stops": "answered", "on_whom": "immigration_department"},
    )
    received = reply(actor, [an.reference, "", "", "", "người khác"])

    record_another_person(actor, row_of(received))

    row, answered = row_of(received), Inquiry.objects.get(case=an)
    assert (row.state, row.case_id) == ("answered", an.pk)
    assert (answered.verdict, answered.answer) == ("ours", "người khác")
    assert (answered.answer_reference, answered.replied_on) == ("0512/QLXNC", date(2025, 11, 11))
    assert (statuses(an)["reply"], clock(an, "reply").state) == ("open", "stopped")
    assert (nationality(an), StepResult.objects.filter(step=step(an, "reply")).count()) == (
        "declared",
        0,
    )


def test_only_a_row_that_says_another_person_is_recorded_as_that(actor, an):
    received = reply(actor, [an.reference, "", "", "", "yes"])

    assert refused(record_another_person, actor, row_of(received)) == (409, "row_settled")


def test_another_person_is_matched_to_another_case_and_not_to_the_one_it_stands_with(
    actor, an, binh
):
    received = reply(actor, [an.reference, "", "", "", "another person"])
    same = refused(match_list_row, actor, row_of(received), case=an)
    match_list_row(actor, row_of(received), case=binh)

    assert same == (409, "another_person_meant")
    row = row_of(received)
    assert (row.state, row.values["case"]) == ("another_person", binh.reference)


def test_a_name_alone_waits_for_a_look_and_nothing_is_said_to_differ(actor, an):
    received = reply(actor, ["", "Zqan Văn An", "", "", "yes"])

    assert (states(received), codes(received)) == (["differs"], ["name_alone"])


def test_another_person_whose_question_was_answered_meanwhile_is_no_answer(actor, an):
    received = reply(actor, [an.reference, "", "", "", "người khác"])
    record_answer(actor, fresh(an), step=step(an, "reply"), verdict="ours")

    assert refused(record_another_person, actor, row_of(received)) == (409, "row_settled")


@pytest.mark.parametrize("number", ["BKK-2025-99999", "{binh}"])
def test_a_number_that_is_of_another_case_is_named(actor, an, binh, number):
    number = number.format(binh=binh.reference)
    cells = [f"{number}, {an.reference}", "Zqan Văn An", "25/04/1999", "", "yes"]
    if number.endswith("99999"):
        cells[0] = number

    received = reply(actor, cells)

    (looked,) = row_of(received).problems
    assert (states(received), looked["code"]) == (["differs"], "number_differs")
    assert looked["params"] == {"numbers": number, "case": an.reference}


def test_what_was_answered_meanwhile_is_left_out_and_named(actor, an, binh):
    received = reply(actor, [an.reference, "", "", "", "yes"], [binh.reference, "", "", "", "yes"])
    said = {"outcome": "not_confirmed", "replied_on": "2025-11-11"}
    record_answer(actor, fresh(an), step=step(an, "reply"), verdict="done", result=said)

    accept_answers(actor, fresh(received))

    assert states(received) == ["not_asked", "answered"]
    assert nationality(an) == "declared"


def test_a_letter_dated_before_its_question_answers_nothing(actor, an):
    received = reply(actor, [an.reference, "", "", "", "yes"], as_of=date(2025, 10, 1))

    assert statuses(an)["reply"] == "asked"
    assert (states(received), codes(received)) == (["needs_fixing"], ["answer_before_question"])


@pytest.mark.parametrize("act", [record_answer, complete_step])
def test_nor_does_an_answer_that_is_dated_so_on_the_case(actor, an, act):
    said = {"outcome": "not_confirmed", "replied_on": "2025-11-02"}
    more = {"verdict": "done"} if act is record_answer else {}

    found = refused_at(act, actor, fresh(an), step=step(an, "reply"), result=said, **more)

    assert found == ("letter_before_question", "replied_on")
    said["replied_on"] = "2025-11-03"
    act(actor, fresh(an), step=step(an, "reply"), result=said, **more)


def test_an_officer_who_names_the_case_has_looked(actor, an):
    received = reply(actor, ["", "Zqan Văn", "1999", "", "yes"])
    assert row_of(received).state != "ready"

    match_list_row(actor, row_of(received), case=an, name_differs="keep")

    assert row_of(received).state == "ready"


def test_an_answer_in_other_words_is_read_once_it_is_mended(actor, an):
    received = reply(actor, [an.reference, "", "", "", "như trên"])

    correct_list_row(actor, row_of(received), changes={"answer": "không"})

    assert (row_of(received).state, row_of(received).values["meaning"]) == ("ready", "no")


def test_the_letter_is_kept_once_and_stands_on_each_case(actor, an, binh):
    received = reply(actor, [an.reference, "", "", "", "yes"], [binh.reference, "", "", "", "no"])
    letter = Sent("cong-van.txt", b"Invented reply")

    accept_answers(actor, fresh(received), letter=letter)
    accept_answers(actor, fresh(received), letter=letter)

    files = AttachedFile.objects.filter(case__in=[an.pk, binh.pk])
    assert {row.case_id for row in files} == {an.pk, binh.pk}
    assert (files.count(), len({row.stored for row in files})) == (2, 1)
    assert {row.attachment.purpose for row in files} == {"result"}


def test_columns_that_cannot_be_told_are_asked(actor, an):
    content = f"mã,cột hai\n{an.reference},có\n".encode()
    received = reply(actor, file=Sent("a.csv", content))
    assert received.state == "received"

    with pytest.raises(Exception, match="answers"):
        map_list(actor, fresh(received), columns=parsed("1!2: A=reference"))
    received = map_list(actor, fresh(received), columns=parsed("1!2: A=reference B=answer"))

    assert received.state == "checking"


def test_nobody_is_registered_from_a_reply(actor, an):
    received = reply(actor, [an.reference, "", "", "", "yes"])

    assert refused(confirm_list, actor, fresh(received)) == (409, "is_reply")


def test_a_cell_that_would_compute_is_read_as_words(actor, an):
    content = f'Số hồ sơ,Kết quả\n{an.reference},"=HYPERLINK(""http://x"",""yes"")"\n'.encode()

    received = reply(actor, file=Sent("a.csv", content))

    assert codes(received) == ["answer_unreadable"]


def test_answers_take_a_fixed_number_of_statements_however_many(actor, an, binh):
    few = [asked(actor, f"Zqfew Thử {number}") for number in range(2)]
    many = [asked(actor, f"Zqmany Thử {number}") for number in range(6)]
    taken = []
    for cases in (few, many):
        received = reply(actor, *([case.reference, "", "", "", "yes"] for case in cases))
        with CaptureQueriesContext(connection) as statements:
            accept_answers(actor, fresh(received))
        taken.append(len(statements))

    assert taken[0] == taken[1] <= 30


@pytest.mark.parametrize(
    ("cells", "asks"),
    [
        (
            ("{an}", "Zqan Văn An", "25/04/1999", "", "người khác"),
            {"name_differs", "birth_differs"},
        ),
        (("{an}", "", "", "C7000001", "another person"), {"document_differs"}),
    ],
)
def test_another_person_of_one_case_is_not_matched_to_another_without_a_question(
    actor, an, binh, cells, asks
):
    person = fresh(an.citizen)
    add_identity_document(actor, person, kind="passport", number="C7000001", status="with_holder")
    received = reply(actor, [cell.format(an=an.reference) for cell in cells])

    with pytest.raises(Refused) as caught:
        match_list_row(actor, row_of(received), case=binh)

    assert {problem.field for problem in caught.value.problems} == asks
    match_list_row(actor, row_of(received), case=binh, **dict.fromkeys(asks, "keep"))
    row = row_of(received)
    assert (row.state, row.values["case"]) == ("another_person", binh.reference)


@pytest.mark.parametrize(
    "cells",
    [
        ("{an}", "Zqkhac Văn Nào", "", "", "người khác"),
        ("{an}", "", "26/04/1999", "", "người khác"),
        ("", "Zqan Văn An", "", "", "người khác"),
        ("{an}, {binh}", "", "", "", "người khác"),
    ],
)
def test_another_person_ends_no_question_of_a_case_that_nobody_confirmed(actor, an, binh, cells):
    numbers = {"an": an.reference, "binh": binh.reference}
    received = reply(actor, [cell.format(**numbers) for cell in cells])

    assert refused(record_another_person, actor, row_of(received)) == (409, "row_settled")

    said = {"name_differs": "keep", "birth_differs": "keep"}
    match_list_row(actor, row_of(received), case=an, **said)
    record_another_person(actor, row_of(received))
    assert statuses(an)["reply"] == "open"


def test_the_number_of_a_covering_letter_goes_on_each_answer_also_of_before(actor, an, binh):
    received = reply(
        actor,
        [an.reference, "", "", "", "yes"],
        [binh.reference, "", "", "", "?"],
        reference="",
    )
    accept_answers(actor, fresh(received))
    version = fresh(an).version
    correct_list_row(actor, row_of(received, 3), changes={"answer": "no"})

    accept_answers(actor, fresh(received), reference="0907/QLXNC")

    numbers = {one.answer_reference for one in Inquiry.objects.filter(case__in=[an, binh])}
    assert (numbers, fresh(received).reference) == ({"0907/QLXNC"}, "0907/QLXNC")
    assert StepResult.objects.get(case=binh, step__code="reply").reference == "0907/QLXNC"
    assert fresh(an).version > version
    accept_answers(actor, fresh(received), reference="0907/QLXNC")
    other = refused(accept_answers, actor, fresh(received), reference="1/QLXNC")
    assert other == (422, "reply_numbered")
