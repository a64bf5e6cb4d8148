"""A welfare check is made, put off, ended, taken over; what it found is sealed.

Due days are worked out by hand: 30 and 90 days after 25 October 2025 are 24 November 2025 and
23 January 2026.
"""

from datetime import date, timedelta

import pytest

from cases.casework.follow_up.choices import CheckState
from cases.casework.follow_up.models import WelfareCheck, WelfareFinding
from cases.casework.follow_up.operations import (
    drop_welfare_check,
    plan_welfare_check,
    put_off_welfare_check,
    take_over_welfare_check,
)
from cases.casework.operations import close_case
from cases.core.context import eyes
from cases.missions.models import Mission, Staff
from cases.notices.models import Notice
from tests.casework.follow_up.checks import MADE, SOON, TODAY, made, says, states
from tests.factories import PostingFactory, headquarters
from tests.refusals import refusal_of
from tests.register import a_case, fresh
from tests.world_follow_up import HOME_ON

pytestmark = pytest.mark.django_db


def test_a_check_is_recorded_on_the_closed_case_with_a_sealed_finding(worker, check):
    made(worker, check, wants_support="no", words="She works again.")

    now = fresh(check)
    found = WelfareFinding.objects.get(check_made=check)
    assert (now.state, now.done_on, now.channel) == ("done", MADE["done_on"], "phone")
    assert (found.condition, found.words, found.restricted) == (
        "safe",
        "She works again.",
        "protection",
    )


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"done_on": TODAY + timedelta(days=2)}, "in_future", "done_on"),
        ({"done_on": HOME_ON - timedelta(days=1)}, "before_return", "done_on"),
        ({"condition": "in_need"}, "words_needed", "words"),
        ({"condition": "missing", "wants_support": "yes"}, "support_not_asked", "wants_support"),
        ({"again_on": SOON}, "again_fits", "again_on"),
        ({"condition": "not_reached", "again_on": date(2025, 12, 1)}, "in_past", "again_on"),
    ],
)
def test_refuses_what_cannot_be(worker, check, said, code, field):
    refused = refusal_of(made, worker, check, **said)

    assert (refused.status, refused.code, refused.problems[0].field) == (422, code, field)


def test_nothing_is_done_twice_on_a_check(worker, check):
    made(worker, check)

    for act, more in (
        (made, {}),
        (put_off_welfare_check, {"due_on": SOON, "reason": "office"}),
        (drop_welfare_check, {"reason": "other_body"}),
        (take_over_welfare_check, {}),
    ):
        refused = refusal_of(act, worker, fresh(check), **more)
        assert (refused.status, refused.code) == (409, "check_settled")


def test_where_nobody_was_reached_the_same_check_is_planned_again(worker, check):
    made(worker, check, condition="not_reached", again_on=SOON)

    again = WelfareCheck.objects.planned().get(case=check.case, kind=check.kind)
    assert fresh(check).state == "not_reached"
    assert (again.due_on, again.counted_from) == (SOON, check.counted_from)


def test_whoever_does_not_want_to_be_asked_is_asked_no_more(worker, check):
    made(worker, check, condition="declined")

    assert states(check.case) == [CheckState.NOT_WANTED] * 2


def test_what_has_to_be_seen_to_is_told_to_the_head_and_to_headquarters_without_words(
    worker, check
):
    made(worker, check, condition="in_need", wants_support="yes", words="Debts; she is threatened.")

    with eyes(worker):
        told = Notice.objects.visible_to(worker).filter(kind="welfare_alarm").get()
    assert (told.audience, told.reference) == ("head", check.case.reference)
    assert "Debts" not in str(told.params)
    with eyes(headquarters()):
        assert Notice.objects.filter(kind="welfare_alarm").count() == 1


def test_a_check_is_put_off_and_keeps_the_day_it_had_at_first(worker, check):
    put_off_welfare_check(worker, fresh(check), due_on=SOON, reason="person_asked")

    now = fresh(check)
    assert (now.due_on, now.first_due_on, now.put_off_reason) == (
        SOON,
        date(2025, 11, 24),
        "person_asked",
    )


def test_refuses_to_put_off_into_the_past(worker, check):
    refused = refusal_of(
        put_off_welfare_check,
        worker,
        check,
        due_on=TODAY - timedelta(days=3),
        reason="office",
    )

    assert (refused.code, refused.problems[0].field) == ("in_past", "due_on")


@pytest.mark.parametrize(
    ("reason", "state"), [("other_body", "not_needed"), ("asked_not_to", "not_wanted")]
)
def test_a_check_is_ended_with_a_reason(worker, check, reason, state):
    drop_welfare_check(worker, fresh(check), reason=reason)

    assert fresh(check).state == state


def test_another_check_is_planned_on_a_day_of_our_own(worker, closed):
    own = plan_welfare_check(worker, fresh(closed), due_on=SOON)

    assert (own.kind, own.due_on, own.state) == ("own-day", SOON, "planned")


def test_refuses_a_check_on_an_open_case_and_on_somebody_who_died(worker):
    died = close_case(worker, a_case(worker), outcome="died")

    for case in (a_case(worker), died):
        refused = refusal_of(plan_welfare_check, worker, fresh(case), due_on=SOON)
        assert (refused.status, refused.code) == (409, "no_check_after")


def test_refuses_a_check_on_whoever_wants_no_contact(worker, closed):
    says(worker, closed, "no")

    refused = refusal_of(plan_welfare_check, worker, fresh(closed), due_on=SOON)

    assert (refused.code, refused.problems[0].field) == ("follow_up_refused", "due_on")


def test_headquarters_takes_a_check_over_and_the_mission_takes_it_back(worker, check):
    with eyes(headquarters()) as central:
        take_over_welfare_check(central, fresh(check))
        assert fresh(check).mission_id == central.mission_id
    with eyes(worker):
        take_over_welfare_check(worker, fresh(check))

    assert fresh(check).mission_id == worker.mission_id


def test_the_finding_is_for_roles_of_the_group_and_the_plan_for_whoever_reads_the_file(
    worker, check
):
    check = made(worker, check, words="She works again.")
    system = PostingFactory(
        staff=Staff.objects.create(username="another.system", full_name="Another system"),
        mission=Mission.objects.get(pk=worker.mission_id),
        role="api_client",
    ).actor()

    with eyes(system):
        assert WelfareCheck.objects.visible_to(system).filter(pk=check.pk).exists()
        assert not WelfareFinding.objects.visible_to(system).exists()
        assert not WelfareFinding.objects.exists()
