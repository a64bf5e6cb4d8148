"""The course of October 2025 as it is seeded: the figures that were reported, and all the work."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from cases.casework.models import (
    Case,
    Clock,
    Inquiry,
    Share,
    Step,
    StepResult,
    Transfer,
    Transition,
)
from cases.core.actor import SYSTEM
from cases.core.facts import When
from cases.incidents.models import Incident
from cases.missions.calendars import calendar_for
from cases.missions.models import Mission
from cases.procedures.models import Procedure
from cases.publishing.closing import close, moments_to_close
from cases.publishing.difference import moved
from cases.publishing.figures import comparable, figures_of, late_news
from cases.publishing.freezing import faults_of
from cases.publishing.operations import take_snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EVENING = datetime(2025, 10, 22, 16, 59, 59, 999999, tzinfo=UTC)
MORNING = datetime(2025, 11, 1, 0, 0, 59, 999999, tzinfo=UTC)
LAST_DAY = datetime(2025, 11, 24, 10, tzinfo=UTC)
IMMIGRATION = "vn-mps-immigration"


def results(code: str, **values: Any) -> Any:
    """The results of a step, by what came out of it; what is restricted is sealed apart."""
    restricted = Procedure.objects.filter(code=code).exclude(restricted="").exists()
    place = "sealed__content__values" if restricted else "values"
    return StepResult.objects.filter(
        step__code=code, **{f"{place}__{k}": v for k, v in values.items()}
    )


def steps(code: str, status: str) -> Any:
    """The steps of this name in this status."""
    return Step.objects.filter(code=code, status=status)


def replies(**when: Any) -> Any:
    """The running limits of the Immigration Department for its reply."""
    return Clock.objects.filter(limit__code="lost-passport-reply", state="running", **when)


def moves(status: str, **missions: str) -> Any:
    """The transfers to Bangkok that ended so."""
    return Transfer.objects.filter(status=status, to_mission__code="BKK", **missions)


OPEN = Case.objects.still_open
SITUATIONS: dict[str, tuple[Callable[[], Any], int]] = {
    "waits for the immigration department": (
        lambda: OPEN().filter(blocker_kind="asked", blocker_authority__code=IMMIGRATION),
        55,
    ),
    "asked again after a question back": (
        lambda: Inquiry.objects.filter(step__code="identity-verification", verdict="ours"),
        10,
    ),
    "its reply is overdue": (lambda: replies(due_at__lte=LAST_DAY), 43),
    "its reply is not due yet": (lambda: replies(due_at__gt=LAST_DAY), 8),
    "it said no": (lambda: steps("identity-verification", "refused"), 5),
    "fined": (lambda: results("court-judgment", outcome="fine"), 56),
    "fine paid, with receipt": (lambda: results("fine-payment", receipt__startswith="R "), 48),
    "jailed": (lambda: results("court-judgment", outcome="prison"), 30),
    "not prosecuted": (lambda: results("court-judgment", outcome="not_prosecuted"), 3),
    "the fine waived, with a reason": (
        lambda: steps("fine-payment", "waived").exclude(grounds=""),
        3,
    ),
    "not screened by the host state": (
        lambda: results("host-screening", outcome="not_screened"),
        86,
    ),
    "screened by it, nothing found": (lambda: results("host-screening", outcome="not_victim"), 8),
    "screened by it, a victim": (lambda: results("host-screening", outcome="victim"), 1),
    "our interview shows no signs": (lambda: results("own-screening", finding="no_signs"), 115),
    "our interview shows signs": (lambda: results("own-screening", finding="some_signs"), 5),
    "passport issued": (lambda: results("passport-issue", expires_on__gt="2026-10"), 50),
    "passport to be issued": (lambda: steps("passport-issue", "open"), 10),
    "nobody decided who pays": (
        lambda: OPEN().filter(blocker_procedure__code="funding-decision"),
        5,
    ),
    "ready": (lambda: OPEN().filter(stage="ready"), 8),
    # Whoever was left behind at boarding has no journey any more.
    "journey planned": (lambda: OPEN().filter(stage="ready", journey_on__isnull=False), 2),
    "a paper runs out before it": (lambda: OPEN().filter(blocker_kind="expired"), 1),
    "arrived": (lambda: OPEN().filter(stage="arrived"), 3),
    "handed over and closed": (lambda: Case.objects.filter(outcome="handed_over"), 21),
    "gates passed by fact": (lambda: Transition.objects.exclude(gate_open=[]), 2),
    "a child whose escort is found": (lambda: steps("child-escort", "done"), 1),
    "a child whose family is asked": (lambda: steps("child-escort", "asked"), 1),
    "a child with nobody yet": (lambda: steps("child-escort", "open"), 1),
    "handed over at Bridge 2": (lambda: OPEN().filter(playbook__code="handed-over-bridge-2"), 2),
    "moved to the playbook of those who crossed": (
        lambda: OPEN().filter(playbook__code="crossed-thai-custody", steps__status="dropped"),
        12,
    ),
    "on hold": (lambda: OPEN().filter(held=True), 7),
    "taken over from Yangon": (lambda: moves("accepted", from_mission__code="RGN"), 5),
    "taken over from headquarters": (lambda: moves("accepted", from_mission__code="HAN"), 4),
    "not taken over": (lambda: moves("rejected"), 1),
    "on offer": (lambda: moves("offered"), 1),
    "shared with Yangon": (lambda: Share.objects.filter(to_mission__code="RGN"), 1),
}


@pytest.fixture(scope="module")
def incident(scenario):
    """The incident of the scenario; all tests of this file only read."""
    return Incident.objects.get(code="2025-10-myawaddy")


def in_thailand(incident, moment, known_at=None):
    figures = figures_of(SYSTEM, incident, moment, known_at)
    row = next(row for row in figures.present if row.key == "TH")
    return (row.count, row.men, row.women)


def test_about_70_were_in_thailand_on_22_october(incident):
    assert in_thailand(incident, EVENING)[0] == 70


def test_fewer_were_known_that_evening(incident):
    assert in_thailand(incident, EVENING, EVENING)[0] == 58


def test_151_were_in_thailand_on_the_morning_of_1_november(incident):
    assert in_thailand(incident, MORNING) == (151, 129, 22)


def test_four_of_them_became_known_later(incident):
    assert in_thailand(incident, MORNING, MORNING)[0] == 147

    arrived = [
        item
        for item in late_news(SYSTEM, incident, MORNING, MORNING)
        if "Thailand" in item.after and "Thailand" not in item.before
    ]
    assert len(arrived) == 4


def test_every_difference_of_22_october_has_its_reason(incident):
    news = late_news(SYSTEM, incident, EVENING, EVENING)

    gained = [n for n in news if "Thailand" in n.after and "Thailand" not in n.before]
    lost = [n for n in news if "Thailand" in n.before and "Thailand" not in n.after]
    assert len(gained) - len(lost) == 70 - 58
    assert all(item.why and item.mission and item.known_at > EVENING for item in news)
    assert "late" in {item.reason for item in gained}


@pytest.mark.parametrize(("moment", "value"), [(EVENING, 70), (MORNING, 151)])
def test_ours_stands_beside_the_reported_figures(incident, moment, value):
    pairs = [
        (pair.figure.value, pair.value)
        for pair in comparable(SYSTEM, incident, moment)
        if pair.value is not None and pair.figure.value == value
    ]

    assert pairs
    assert set(pairs) == {(value, value)}


def value(snapshot, dimension="", key=""):
    rows = snapshot.values.filter(figure="in-thailand", dimension=dimension, key=key)
    return rows.get().count


def test_snapshots_for_the_briefings_say_so_and_are_proved(incident):
    asked = {"incident": incident, "title": "Invented briefing"}
    known_now = take_snapshot(SYSTEM, as_of=When.at(EVENING), **asked)
    known_then = take_snapshot(SYSTEM, as_of=When.at(EVENING), known_at=When.at(EVENING), **asked)
    morning = take_snapshot(SYSTEM, as_of=When.at(MORNING), **asked)

    assert (value(known_now), value(known_then), value(morning)) == (70, 58, 151)
    assert (value(morning, "sex", "m"), value(morning, "sex", "f")) == (129, 22)
    assert [faults_of(row) for row in (known_now, known_then, morning)] == [[], [], []]
    came = [row for row in moved(SYSTEM, known_then, known_now) if row.cell == "in-thailand"]
    assert {row.why for row in came} <= {"learnt", "put_right", "one_person"}
    assert sum(1 if row.how == "came" else -1 for row in came) == 70 - 58


def test_closing_balances_say_so_too(incident):
    for moment in moments_to_close(incident, LAST_DAY):
        close(incident, moment)

    assert in_thailand(incident, EVENING)[0] == 70
    assert in_thailand(incident, EVENING, EVENING)[0] == 58
    assert in_thailand(incident, MORNING) == (151, 129, 22)
    assert in_thailand(incident, MORNING, MORNING)[0] == 147


def test_the_ledgers_hold(incident):
    out = StringIO()

    call_command("verify_ledger", stdout=out)

    assert out.getvalue().rstrip().endswith("Both ledgers hold.")


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_of_casework_is_there(incident, situation):
    rows, count = SITUATIONS[situation]

    assert rows().distinct().count() == count


def test_a_step_that_was_refused_was_taken_up_again(incident):
    refused = Inquiry.objects.filter(verdict="refused").values("step")

    again = Step.objects.filter(pk__in=refused, status="done")
    assert [step.case.reference for step in again] == ["BKK-2025-00121"]


def test_every_open_case_has_a_playbook_and_a_blocker(incident):
    cases = OPEN()

    assert not cases.filter(playbook=None).exists()
    assert not cases.filter(blocker_kind="").exists()


def test_no_clock_of_a_closed_case_runs(incident):
    clocks = Clock.objects.filter(case__stage="closed")

    assert clocks.exists()
    assert not clocks.filter(state__in=["running", "paused"]).exists()


def test_no_limit_on_a_lost_passport_runs_for_somebody_who_has_not_applied(incident):
    clocks = Clock.objects.filter(limit__code__startswith="lost-passport")
    applied = StepResult.objects.filter(step__code="passport-application")
    lost = applied.filter(step__status="done", values__ground="lost_passport").values("case")
    others = clocks.exclude(case__in=lost)

    assert others.filter(case__playbook__code="held-in-myanmar").exists()
    assert others.filter(case__playbook__code="handed-over-bridge-2").exists()
    assert not others.exclude(state="waiting").exists()


@pytest.mark.parametrize("code", ["BKK", "HAN", "RGN"])
def test_questions_to_the_immigration_department_leave_on_working_days(incident, code):
    mission = Mission.objects.get(code=code)
    asked = Inquiry.objects.filter(reference__startswith=f"VB02/{code}/")

    days = {row.asked_at.astimezone(ZoneInfo(mission.zone)).date() for row in asked}
    calendar = calendar_for(mission, "mission")
    assert days
    assert [day for day in sorted(days) if not calendar.is_working(day)] == []


def test_nobody_is_lost_on_the_way(incident):
    figures = figures_of(SYSTEM, incident, LAST_DAY, None)

    assert figures.cases == Case.objects.count() == 175
    assert {table.total for table in figures.stages} == {175}
