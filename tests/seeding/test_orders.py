"""Directives and plans of the seeds."""

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.incidents.models import Directive, DirectiveMission, MissionPlan
from tests.seeding.folder import MISSIONS, faults, line_of, seed, write_seeds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]
HEADQUARTERS = """
[[mission]]
code = "HAN"
name = "Headquarters"
kind = "headquarters"
country = "VN"
zone = "Asia/Ho_Chi_Minh"
"""
ORDERS = """
[[order]]
key = "order"
at = "2025-11-06T17:30:00+07:00"
mission = "HAN"
operation = "issue_directive"

[order.args]
code = "2025-11-06-bring-home"
missions = ["BKK", "RGN"]
title = "Bring them home"
text = "Say who may travel."
issued_on = "2025-11-06"

[[order]]
key = "answer"
at = "2025-11-07T10:00:00+07:00"
mission = "BKK"
operation = "acknowledge_directive"
directive = "2025-11-06-bring-home"
args = { note = "Read." }

[[order]]
key = "plan"
at = "2025-11-07T11:00:00+07:00"
mission = "BKK"
operation = "put_plan"
args = { text = "Speak to everyone.", review_on = "2025-11-14" }
"""


@pytest.fixture
def orders(seeds):
    """Write the directives and plans of the incident of the set."""

    def write(text=ORDERS):
        write_seeds(seeds, missions_toml=MISSIONS + HEADQUARTERS)
        (seeds / "directives").mkdir(exist_ok=True)
        (seeds / "directives" / "flood.toml").write_text(text, encoding="utf-8")

    write()
    return write


def test_each_is_recorded_at_its_moment_by_its_mission(orders):
    seed()

    with eyes(SYSTEM):
        assert Directive.objects.get().recorded_at.isoformat() == "2025-11-06T10:30:00+00:00"
        states = DirectiveMission.objects.values_list("mission__code", "state")
        assert dict(states) == {"BKK": "acknowledged", "RGN": "pending"}
        plan = MissionPlan.objects.get()
        assert (plan.mission.code, plan.incident.code) == ("BKK", "flood")


def test_a_second_run_changes_nothing_and_a_change_is_told(orders):
    seed()
    assert "directives and plans: 3, new: 0" in seed()

    orders(ORDERS.replace("Read.", "Read by the head."))

    assert "flood/answer has changed in the seeds; what was recorded stays." in seed()


def test_nothing_of_it_where_nothing_may_be_replayed(orders, settings):
    settings.LEDGER_REPLAY = False

    seed()

    with eyes(SYSTEM):
        assert Directive.objects.count() == 0


@pytest.mark.parametrize(
    ("right", "wrong", "at", "sentence"),
    [
        ('missions = ["BKK", "RGN"]', 'missions = ["BKK", "XXX"]', None, "names no mission"),
        ('missions = ["BKK", "RGN"]', "missions = []", None, "missions: This field is required."),
        ("put_plan", "put_place", None, "names nothing done on a directive or plan"),
        (
            'directive = "2025-11-06-bring-home"',
            'directive = "2025-other"',
            None,
            "directive names none that was issued before",
        ),
        ('key = "plan"', 'kei = "plan"', None, "kei is not known here."),
        ('review_on = "2025-11-14"', 'review_on = "soon"', "args = { text", "This is not a day."),
    ],
)
def test_a_fault_names_the_line(orders, right, wrong, at, sentence):
    text = ORDERS.replace(right, wrong)
    orders(text)

    found = faults()

    line = f"seeds/directives/flood.toml:{line_of(text, at or wrong)}: "
    assert any(fault.startswith(line) and sentence in fault for fault in found), found
