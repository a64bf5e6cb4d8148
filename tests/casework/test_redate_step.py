"""The day on which a step was asked about, answered or settled is corrected, with its clocks.

3 November 2025 is a Monday; a question of that day about which two working days may pass is due by
the end of Wednesday the 5th.
"""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cases.casework.models import Inquiry, StepResult, Transition
from cases.casework.operations import (
    advance_case,
    ask_step,
    close_case,
    complete_step,
    correct_transition,
    record_answer,
    record_fact,
    redate_step,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.casework.operations.step_dates import dates_on_record
from cases.casework.progress.proving import wrong_in_open_cases
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.core.fields.dates import parse_when
from cases.core.models import RowVersion
from cases.core.partial import PartialDate
from cases.core.precision import INSTANT
from cases.intake.lists.operations import accept_answers
from cases.missions.queries import system_at
from cases.procedures.models import Procedure
from tests.api.calls import caller
from tests.casework.playbooks import (
    BANGKOK,
    a_limit,
    a_playbook,
    a_procedure,
    at,
    clock,
    step,
    when,
)
from tests.factories import MissionFactory, head
from tests.intake.lists.replies import a_question_playbook, reply, the_body
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        yield actor


@pytest.fixture
def case(actor):
    """A case whose question to the Department was answered on the 4th, and noted for the 10th."""
    a_playbook()
    a_limit(
        a_procedure("reply", body="immigration_department"),
        **{"starts": "asked", "stops": "answered", "on_whom": "immigration_department"},
    )
    citizen = a_citizen(actor, birth=PartialDate(date(1998, 4, 1), "month"))
    case = a_case(actor, citizen, reported=When(day=date(2025, 11, 3)))
    done(actor, case, "contact", day(3))
    ask_step(
        actor, fresh(case), step=step(case, "reply"), whom="immigration_department", when=day(3)
    )
    answer(actor, case, verdict="done", when=day(10))
    return case


def day(number):
    return When(day=date(2025, 11, number))


def done(actor, case, code, moment):
    complete_step(actor, fresh(case), step=step(case, code), when=moment)


def answer(actor, case, **values):
    record_answer(actor, fresh(case), step=step(case, "reply"), **values)


def redate(actor, case, code="reply", **days):
    redate_step(actor, fresh(case), step=step(case, code), **days)
    assert wrong_in_open_cases(case.pk, case.pk) == []


def refused(actor, case, code="reply", **days):
    with pytest.raises(Refused) as caught:
        redate_step(actor, fresh(case), step=step(case, code), **days)
    return caught.value.code


def test_a_body_is_no_longer_late_when_the_day_of_its_answer_was_wrong(actor, case):
    before = clock(case, "reply").is_late
    redate(actor, case, settled=day(4))

    reply = clock(case, "reply")
    assert (before, reply.is_late, reply.verdict) == (True, False, "in_time")
    asked = Inquiry.objects.get(case=case)
    result = StepResult.objects.filter(step=step(case, "reply")).latest("pk")
    days = {asked.answered_at, result.happened_at, step(case, "reply").status_at, reply.stopped_at}
    assert {moment.astimezone(at("2025-11-04 00:00").tzinfo).day for moment in days} == {4}


def test_the_former_day_stays_on_record(actor, case):
    asked = Inquiry.objects.get(case=case)
    redate(actor, case, settled=day(4))

    former = RowVersion.objects.filter(table_name="cases_inquiry", row_id=asked.pk).last()
    assert former.old["answered_at"].startswith("2025-11-10")
    assert former.operation == "redate_step"


def test_a_question_of_another_day_starts_its_clock_there(actor, case):
    redate(actor, case, asked=day(7))

    assert clock(case, "reply").due_at == at("2025-11-12 00:00")
    assert not clock(case, "reply").is_late


def test_both_days_are_corrected_at_once(actor, case):
    redate(actor, case, asked=day(11), settled=day(12))

    reply = clock(case, "reply")
    assert (reply.due_at, reply.verdict) == (at("2025-11-14 00:00"), "in_time")


def test_what_is_still_out_is_asked_from_the_right_day_on(actor, case):
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="The wrong person.")
    ask_step(actor, fresh(case), step=step(case, "reply"), whom="immigration_department")
    redate(actor, case, asked=day(20))

    assert clock(case, "reply").due_at == at("2025-11-25 00:00")
    assert step(case, "reply").status_at == Inquiry.objects.get(case=case, verdict="").asked_at


def test_what_waited_for_it_began_on_that_day(actor, case):
    redate(actor, case, settled=when("2025-11-06 11:00"))

    passport = step(case, "passport")
    assert (passport.opened_at, passport.status_at) == (at("2025-11-06 11:00"),) * 2


@pytest.mark.parametrize(("number", "verdict"), [(4, "in_time"), (10, "late")])
def test_what_was_done_before_it_was_taken_up_again_is_measured_as_it_was(actor, number, verdict):
    a_playbook()
    a_limit(a_procedure("reply"))
    case = a_case(actor, reported=When(day=date(2025, 11, 3)))
    done(actor, case, "contact", day(3))
    done(actor, case, "reply", day(10))
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="It was another day.")
    done(actor, case, "reply", day(number))

    reply = clock(case, "reply")
    assert (reply.verdict, reply.due_at) == (verdict, at("2025-11-06 00:00"))


def test_the_day_of_a_refusal_is_corrected(actor):
    a_playbook()
    a_limit(a_procedure("reply", body="immigration_department"))
    case = a_case(actor, reported=When(day=date(2025, 11, 3)))
    done(actor, case, "contact", day(3))
    refuse_step(actor, fresh(case), step=step(case, "reply"), grounds="No.", when=day(10))
    redate(actor, case, settled=day(4))

    assert clock(case, "reply").verdict == "in_time"


def test_the_clock_of_a_closed_case_too(actor, case):
    close_case(actor, fresh(case), outcome="not_national", note="By the answer.")
    redate(actor, case, settled=day(4))

    assert not clock(case, "reply").is_late


def test_a_day_is_said(actor, case):
    assert refused(actor, case) == "needs_day"


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"settled": day(2)}, "answer_before_question"),
        ({"asked": day(11)}, "answer_before_question"),
        ({"settled": When(day=date(2100, 1, 1))}, "day_to_come_there"),
        ({"asked": When(day=date(2100, 1, 1))}, "day_to_come_there"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(actor, case, days, code):
    with pytest.raises(Refused) as caught:
        redate_step(actor, fresh(case), step=step(case, "reply"), **days)

    (field,) = days
    assert (caught.value.code, caught.value.problems[0].field) == (code, field)
    assert clock(case, "reply").is_late


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        (date(1970, 1, 1), "before_birth", "birth of the person, Apr 1998"),
        (date(2024, 11, 3), "before_incident", "incident began, 16 Oct 2025"),
    ],
)
def test_no_day_of_a_step_comes_before_its_case_did(actor, case, said, code, words):
    for act, named, field in [(redate_step, "reply", "asked"), (ask_step, "removal", "when")]:
        with pytest.raises(Refused) as caught:
            act(actor, fresh(case), step=step(case, named), **{field: When(day=said)})

        assert (caught.value.code, caught.value.problems[0].field) == (code, field)
        assert words in str(caught.value.message)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"began_on": "1995-01-01", "done_on": "2025-11-03"}, "before_birth"),
        ({"began_on": "2024-11-03", "done_on": "2024-11-03"}, "before_incident"),
        ({"began_on": "2024-11-03", "done_on": "2025-11-03"}, ""),
    ],
)
def test_no_day_of_its_result_does_either(actor, case, said, code):
    fields = [
        {"name": name, "kind": "day", "label": name, "past": True, "required": name == "done_on"}
        for name in said
    ]
    Procedure.objects.filter(code="removal").update(result_fields=fields)
    more = {"step": step(case, "removal"), "when": day(3), "result": said}

    if not code:
        complete_step(actor, fresh(case), **more)
        return
    assert refusal_of(complete_step, actor, fresh(case), **more).code == code


def test_nothing_happened_after_it_was_recorded():
    with eyes(system_at(MissionFactory())) as system:
        with time_machine.travel(at("2025-11-03 10:00")), replay(at("2025-11-03 10:00")):
            a_playbook()
            case = a_case(system, reported=day(3))
            done(system, case, "contact", None)
        with time_machine.travel(at("2025-11-24 09:00")), replay(at("2025-11-24 09:00")):
            assert refused(system, case, "contact", settled=day(4)) == "after_its_record"
            redate(system, case, "contact", settled=day(3))

        assert step(case, "contact").status_at == at("2025-11-03 10:00")


def test_what_was_never_asked_has_no_day_of_asking(actor, case):
    assert refused(actor, case, "contact", asked=day(3)) == "not_asked"


def test_what_nobody_answered_has_no_day_of_an_answer(actor, case):
    assert refused(actor, case, "deposit", settled=day(3)) == "no_end"


def test_a_waiver_stands_at_its_decision(actor, case):
    with eyes(head()) as other:
        waive_step(other, fresh(case), step=step(case, "deposit"), reason="She pays later.")
        assert refused(other, case, "deposit", settled=day(3)) == "no_end"


@pytest.fixture
def moved(actor, a_store):
    """A case that one act moved to "verified" with an answer that came on the 12th."""
    a_question_playbook()
    case = a_case(actor, reported=day(3))
    done(actor, case, "contact", day(3))
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=the_body(), when=day(3))
    at_stage(actor, case, "contacted", 4)
    accept_answers(
        actor, fresh(reply(actor, [case.reference, "", "", "", "yes"], as_of=date(2025, 11, 6)))
    )
    return case


def at_stage(actor, case, stage, number):
    words = {"source": "mission", "reason": "By the course of the case."}
    record_fact(actor, fresh(case), stage=stage, when=day(number), **words)


def stages(case):
    """Return the stages of a case with their days, in the order in which they happened."""
    rows = Transition.objects.filter(case=case).standing().in_order()
    return [(row.to_stage, row.occurred_at.astimezone(BANGKOK).day) for row in rows][1:]


def test_the_stage_of_an_answer_is_of_the_day_on_which_it_came(actor, moved):
    assert stages(moved) == [("contacted", 4), ("verified", 12)]


def test_but_not_where_something_else_is_of_a_later_day(actor, a_store):
    a_question_playbook()
    late = a_case(actor, reported=day(3))
    done(actor, late, "contact", day(3))
    ask_step(actor, fresh(late), step=step(late, "reply"), asked_of=the_body(), when=day(3))
    at_stage(actor, late, "contacted", 13)
    accept_answers(
        actor, fresh(reply(actor, [late.reference, "", "", "", "yes"], as_of=date(2025, 11, 6)))
    )

    row = Transition.objects.filter(case=late, to_stage="verified").standing().get()
    assert row.occurred_at == row.recorded_at
    redate(actor, late, settled=day(10))
    assert fresh(late).transitions.standing().last() == row


def test_the_stage_of_the_same_act_moves_with_the_answer_each_time(actor, moved):
    redate(actor, moved, settled=day(10))
    first = stages(moved)
    redate(actor, moved, replied_on=date(2025, 11, 5))
    redate(actor, moved, settled=day(7))

    assert (first, stages(moved)) == (
        [("contacted", 4), ("verified", 10)],
        [("contacted", 4), ("verified", 7)],
    )
    assert fresh(moved).position_at == step(moved, "reply").status_at


def test_a_stage_that_was_written_again_behind_late_news_moves_too(actor, moved):
    row = Transition.objects.filter(case=moved, to_stage="contacted").standing().get()
    changes = {"when": day(5)}
    correct_transition(actor, fresh(moved), transition=row, reason="Read.", changes=changes)
    redate(actor, moved, settled=day(10))

    assert stages(moved) == [("contacted", 5), ("verified", 10)]


def test_a_stage_whose_own_day_was_corrected_stays(actor, moved):
    row = Transition.objects.filter(case=moved, to_stage="verified").standing().get()
    correct_transition(
        actor, fresh(moved), transition=row, reason="Read.", changes={"when": day(13)}
    )
    redate(actor, moved, settled=day(10))

    assert stages(moved)[-1] == ("verified", 13)
    assert dates_on_record(fresh(moved), step(moved, "reply")).stage is None


def test_a_stage_of_an_act_of_its_own_stays(actor, case):
    advance_case(actor, fresh(case))
    advance_case(actor, fresh(case))
    before = [moment for _stage, moment in stages(case)]
    redate(actor, case, settled=day(6))

    assert [moment for _stage, moment in stages(case)] == before


def test_a_stage_does_not_move_past_another(actor, moved):
    redate(actor, moved, settled=day(10))
    at_stage(actor, moved, "ready", 11)
    at_stage(actor, moved, "reported", 8)
    codes = [refused(actor, moved, settled=day(number)) for number in (7, 12)]

    assert codes == ["stage_out_of_turn"] * 2
    assert stages(moved)[-2:] == [("verified", 10), ("ready", 11)]


def test_a_stage_of_a_day_or_a_month_moves_where_it_may_have_been_in_turn(actor, moved):
    at_stage(actor, moved, "ready", 12)
    redate(actor, moved, replied_on=date(2025, 11, 4))
    days = [day(4), day(12), parse_when("2025-11"), day(12)]
    found = []
    for settled in days:
        redate(actor, moved, settled=settled)
        found.append([stage for stage, _day in stages(moved)])

    assert found == [["contacted", "verified", "ready"]] * 4
    assert stages(moved) == [("contacted", 4), ("verified", 12), ("ready", 12)]


def test_the_stage_of_an_answer_is_of_its_day_where_the_one_before_was_of_the_month(actor, a_store):
    a_question_playbook()
    case = a_case(actor, reported=day(3))
    done(actor, case, "contact", parse_when("2025-11"))
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=the_body(), when=day(3))
    month = {"when": parse_when("2025-11"), "source": "mission", "reason": "-"}
    record_fact(actor, fresh(case), stage="contacted", **month)
    accept_answers(
        actor, fresh(reply(actor, [case.reference, "", "", "", "yes"], as_of=date(2025, 11, 6)))
    )

    assert [number for _stage, number in stages(case)] == [12, 12]


def test_taking_the_step_up_again_takes_back_the_stage_that_moved(actor, moved):
    redate(actor, moved, settled=day(10))
    reopen_step(actor, fresh(moved), step=step(moved, "reply"), reason="Another person.")

    assert stages(moved) == [("contacted", 4)]


def test_the_form_shows_the_dates_on_record_and_which_stage_moves(actor, moved):
    act = reverse("case_operation", args=[moved.reference, "redate-step"], query={"step": "reply"})
    text = caller(actor).get(act).text

    assert "On record now: 3 Nov 2025" in text
    assert "On record now: 12 Nov 2025" in text
    assert "On record now: 6 Nov 2025" in text
    assert "The stage “Identity verified” of " in text


@pytest.mark.parametrize("days", [{"settled": day(13)}, {"settled": When(day=date(2025, 11, 14))}])
def test_an_answer_came_no_later_than_the_list_with_it(actor, moved, days):
    assert refused(actor, moved, **days) == "after_its_list"


def test_a_month_of_an_answer_ends_with_the_day_of_its_list(actor, moved):
    redate(actor, moved, settled=parse_when("2025-11"))

    assert step(moved, "reply").status_at == at("2025-11-13 00:00") - INSTANT


def test_the_preview_says_which_limit_is_judged_otherwise_and_changes_nothing(actor, case):
    act = reverse("case_operation", args=[case.reference, "redate-step"])
    sent = {"step": "reply", "settled_day": "2025-11-04", "_preview": "1"}
    sent["_version"] = fresh(case).version
    text = caller(actor).post(act, sent).text
    sent["settled_day"] = "2025-11-12"
    same = caller(actor).post(act, sent).text

    assert "Immigration department, “Limit of reply”: Late → In time." in text
    assert "No limit is judged otherwise by these dates." in same
    with eyes(actor):
        assert clock(case, "reply").is_late


def test_the_api_says_which_limit_is_judged_otherwise_before_and_after(actor, case):
    address, key = f"/api/v1/cases/{case.reference}/redate-step/", str(clock(case, "reply").uuid)
    asked = caller(actor).get(address, {"step": "reply", "settled": "2025-11-04"}).json()
    body = {"step": "reply", "settled": "2025-11-04"}
    answer = caller(actor).post(
        address, body, content_type="application/json", headers={"If-Match": "*"}
    )

    assert "Immigration department, “Limit of reply”: Late → In time." in asked["consequences"]
    (turn,) = answer.json()["verdicts"]
    assert turn == {
        "clock": key,
        "limit": "reply-limit",
        "on_whom": "immigration_department",
        "before": "late",
        "after": "in_time",
    }
