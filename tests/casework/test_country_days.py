"""A day of a whole country moves the running limits, as was told before; what was stopped stays.

3 November 2025 is a Monday.
"""

from copy import deepcopy
from datetime import date

import pytest
import time_machine

from cases.casework.models import Clock, Step
from cases.casework.operations import complete_step
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import RowVersion
from cases.missions.forms import PutCountryDay
from cases.missions.models import CountryDay
from cases.missions.operations import put_country_day
from cases.procedures.models import Limit
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at
from tests.factories import head, headquarters
from tests.jobs import run_jobs
from tests.kept import once
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

TYPED = {
    "code": "vn-2025-11-05",
    "country": "VN",
    "kind": "off",
    "starts_on": "2025-11-05",
    "name": "Storm day",
    "source": "Invented decree",
}


def wednesday():
    return time_machine.travel(at("2025-11-05 09:00"), tick=True)


@pytest.fixture(autouse=True)
def then():
    with wednesday():
        yield


def opened(actor, day=3):
    """A case whose clock of two working days began on a day of November."""
    case = a_case(actor, reported=When(day=date(2025, 11, day)))
    step = Step.objects.get(case=case, code="contact")
    moment = When.at(at(f"2025-11-0{day} 08:00"))
    complete_step(actor, fresh(case), step=step, when=moment)
    return case


@once
def standing():
    """Return a case at Bangkok and one at Yangon, each with a clock of two working days."""
    with wednesday():
        a_playbook()
        a_limit(a_procedure("reply", body="immigration_department"))
        with eyes(head()) as bangkok:
            one = opened(bangkok)
        with eyes(head(yangon=True)) as yangon:
            return one, opened(yangon)


@pytest.fixture
def one(standing):
    return deepcopy(standing[0])


@pytest.fixture
def other(standing):
    return deepcopy(standing[1])


def clock_of(case):
    with eyes(headquarters()):
        return Clock.objects.get(case=case, step__code="reply")


def due(case):
    return clock_of(case).due_at


def recounted():
    with eyes(headquarters()):
        rows = RowVersion.objects.filter(table_name="cases_clock", operation="recount_clocks")
        return rows.count()


def put(**values):
    actor = headquarters()
    said = TYPED | {"starts_on": date(2025, 11, 5)} | values
    with eyes(actor):
        return put_country_day(actor, **said)


def preview(typed):
    with eyes(headquarters()) as actor:
        return [str(line) for line in PutCountryDay(actor, initial=typed).consequences()]


def test_a_day_off_at_home_moves_limits_at_every_mission_once_jobs_ran(one, other):
    before, elsewhere = due(one), due(other)
    put()
    assert due(one) == before
    run_jobs(of="casework.jobs")

    assert before == at("2025-11-06 00:00")
    assert due(one) == at("2025-11-07 00:00")
    assert due(other) > elsewhere
    with eyes(headquarters()):
        assert fresh(one).next_due_at == due(one)
    assert recounted() == 2


def test_a_day_off_of_a_host_moves_limits_there_alone(one, other):
    before = due(other)
    put(code="th-2025-11-05", country="TH")
    run_jobs(of="casework.jobs")

    assert due(one) == at("2025-11-07 00:00")
    assert due(other) == before


def test_what_was_moved_comes_back_when_the_entry_is_withdrawn(one):
    put()
    run_jobs(of="casework.jobs")
    put(withdraw_reason="It was not decided after all", version=1)
    run_jobs(of="casework.jobs")

    assert due(one) == at("2025-11-06 00:00")


def test_moving_an_entry_to_another_country_counts_anew_in_both(one, other):
    put(code="day", country="MM")
    run_jobs(of="casework.jobs")
    moved = due(other)
    put(code="day", country="TH", version=1)
    run_jobs(of="casework.jobs")

    assert due(one) == at("2025-11-07 00:00")
    assert due(other) < moved


def test_what_was_stopped_keeps_the_deadline_it_was_measured_by(one):
    with time_machine.travel(at("2025-11-06 09:00"), tick=True), eyes(head()) as actor:
        step = Step.objects.get(case=one, code="reply")
        complete_step(actor, fresh(one), step=step, when=When.at(at("2025-11-06 08:00")))
    put()
    run_jobs(of="casework.jobs")

    clock = clock_of(one)
    assert (clock.state, clock.due_at, clock.is_late) == ("stopped", at("2025-11-06 00:00"), True)


def test_correcting_a_name_counts_nothing_anew(one, other):
    put()
    run_jobs(of="casework.jobs")
    before = recounted()
    put(name="Day of the storm", version=1)

    assert not [name for name in run_jobs(of="casework.jobs") if "follow_country_day" in name]
    assert recounted() == before


def test_the_preview_tells_how_many_limits_move_at_which_missions(one, other):
    assert preview(TYPED) == [
        "A new entry would be made.",
        "2 running limits would end otherwise: BKK 1, RGN 1.",
    ]
    assert preview(TYPED | {"country": "TH"})[1:] == ["1 running limit would end otherwise: BKK 1."]
    assert preview(TYPED | {"starts_on": "2025-12-24"})[1:] == [
        "No running limit would end otherwise."
    ]
    assert preview(TYPED | {"starts_on": "never"}) == ["A new entry would be made."]
    assert preview({}) == []


def test_the_preview_tells_what_is_late_and_would_run_again(one, other):
    with time_machine.travel(at("2025-11-06 08:00"), tick=True):
        told = preview(TYPED)
        put()
        run_jobs(of="casework.jobs")
        withdrawn = preview(TYPED | {"withdraw_reason": "Never mind"})

    assert told[-1] == "1 of them has run out and would run again."
    assert withdrawn[-1] == "1 of them would have run out already."


def test_what_the_preview_tells_is_what_happens(one, other):
    """Both numbers come from different code: the preview, and the job that writes."""
    Limit.objects.update(unit="calendar_days", roll="next")
    for kind, day in (("off", "2025-11-05"), ("off", "2025-11-06"), ("worked", "2025-11-08")):
        typed = TYPED | {"code": f"day-{day}", "kind": kind, "starts_on": day}
        before = (due(one), due(other))
        told = preview(typed)
        put(**typed | {"starts_on": date.fromisoformat(day)})
        run_jobs(of="casework.jobs")
        moved = sum(was != now for was, now in zip(before, (due(one), due(other)), strict=True))

        assert (f"{moved} running limit" in told[1]) is bool(moved), (day, told, moved)


def test_a_preview_writes_nothing(one):
    before = due(one)
    preview(TYPED)
    run_jobs(of="casework.jobs")

    assert not CountryDay.objects.exists()
    assert due(one) == before
