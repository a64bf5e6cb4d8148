"""Missions say what they plan to do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.core.context import eyes
from cases.incidents.models import MissionPlan
from cases.incidents.operations import put_plan
from tests.factories import IncidentFactory, head, headquarters, officer
from tests.refusals import refusal_of, refused

pytestmark = pytest.mark.django_db
LATER = date(2030, 1, 31)


def plan(actor, text="Speak to everyone.", review_on=LATER):
    with eyes(actor):
        return put_plan(actor, incident=IncidentFactory(), text=text, review_on=review_on)


def standing(actor):
    with eyes(actor):
        rows = MissionPlan.objects.visible_to(actor).newest().order_by("mission__code")
        return list(rows.values_list("mission__code", "number", "text"))


def test_the_newest_stands_and_the_former_ones_stay():
    actor = head()
    plan(actor, "First.")
    plan(actor, "Second.")

    assert standing(actor) == [("BKK", 2, "Second.")]
    with eyes(actor):
        assert MissionPlan.objects.count() == 2


def test_each_mission_has_its_own_and_headquarters_reads_all():
    plan(head(), "Of Bangkok.")
    plan(head(yangon=True), "Of Yangon.")

    assert standing(head()) == [("BKK", 1, "Of Bangkok.")]
    assert standing(headquarters()) == [("BKK", 1, "Of Bangkok."), ("RGN", 1, "Of Yangon.")]


def test_a_review_day_that_has_passed_is_refused():
    refusal = refusal_of(plan, head(), review_on=date(2025, 11, 1))

    assert (refusal.status, refusal.code) == (422, "review_in_the_past")
    assert refusal.problems[0].field == "review_on"


def test_a_plan_that_says_nothing_is_refused():
    assert refused(plan, head(), text="") == (422, "missionplan_says_something")


def test_an_officer_does_not_enter_the_plan():
    assert refusal_of(plan, officer()).status == 403


def test_only_a_standing_plan_becomes_overdue():
    actor = head()
    soon = datetime.now(UTC).date() + timedelta(days=2)
    plan(actor, "First.", review_on=soon)
    then = datetime.now(UTC) + timedelta(days=5)

    with eyes(actor):
        assert MissionPlan.objects.visible_to(actor).overdue(then).count() == 1
    plan(actor, "Second.")
    with eyes(actor):
        assert MissionPlan.objects.visible_to(actor).overdue(then).count() == 0
