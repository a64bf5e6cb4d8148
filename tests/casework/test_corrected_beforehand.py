"""What correcting or voiding an entry of the course changes, said before it is done."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from cases.casework.corrected import changes_beforehand
from cases.casework.operations import (
    close_case,
    correct_stay,
    correct_transition,
    receive_person,
    record_fact,
    record_stay,
    set_reception_point,
)
from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.models import Mission
from tests.api.calls import caller
from tests.casework.test_endings import points
from tests.casework.test_endings_moved import HELD, HOME, SINCE, closing
from tests.register import a_case, fresh
from tests.world_reception import at_gate, reached

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(actor):
    """A person who came home from Thailand, by the closing of their case."""
    found = a_case(actor, reported=SINCE)
    record_stay(actor, fresh(found), kind="at", country="TH", when=HELD, source="mission")
    close_case(actor, fresh(found), outcome="own_means", **HOME)
    return found


@pytest.fixture
def actor(desk):
    return desk


def beforehand(actor, case, act, **said):
    """What page and API say that an act on the closing would change."""
    with eyes(actor):
        said = {"transition": str(closing(case).uuid), **said}
    sent = {name: value for name, value in said.items() if name != "when"}
    sent |= {"when_day": said["when"], "when_time": ""} if "when" in said else {}
    page = reverse("case_operation", args=[case.reference, act])
    shown = caller(actor).post(page, sent | {"_preview": "1", "_version": case.version})
    asked = caller(actor).get(f"/api/v1/cases/{case.reference}/{act}/", said)
    told = [str(words) for words in shown.context["consequences"]]
    assert all(words in shown.text for words in told)
    assert asked.json()["consequences"] == told
    return told


def test_a_correction_says_what_it_takes_back_and_changes_nothing(actor, case):
    told = beforehand(
        actor, case, "correct-transition", stage="closed", outcome="died", when="2025-10-22"
    )

    assert "The case: Closed · Returned by own means → Closed · Died." in told
    assert "Day of the death: nothing on record → 22 Oct 2025." in told
    assert "Where the person is: Viet Nam → Thailand." in told
    assert any(words.startswith("No longer on the person’s way: 24 Oct 2025") for words in told)
    assert sum(words.startswith("Not planned any more: Welfare check") for words in told) == 2
    with eyes(actor):
        assert (fresh(case).outcome, len(points(case))) == ("own_means", 2)


def test_voiding_the_closing_says_the_same(actor, case):
    told = beforehand(actor, case, "void-transition")

    assert "The case: Closed · Returned by own means → Reported." in told
    assert any(words.startswith("No longer on the person’s way: 24 Oct 2025") for words in told)


def foretold(actor, case, **changes):
    """What correcting the last entry of the course would change."""
    row = fresh(case).transitions.standing().in_order().last()
    said = {"transition": row, "reason": "Read.", "changes": changes}
    return changes_beforehand(actor, case, lambda seen: correct_transition(actor, seen, **said))


def arrived(actor):
    """A person who was received at home on the 24th, by a fact that the gate saw."""
    found = a_case(actor, reported=SINCE)
    record_stay(actor, fresh(found), kind="at", country="TH", when=HELD, source="mission")
    gate = at_gate()
    point = Mission.objects.get(pk=gate.mission_id)
    set_reception_point(actor, fresh(found), reception_point=point)
    reached(actor, found, "departed", when=When(day=date(2025, 10, 23)))
    with eyes(gate):
        receive_person(gate, fresh(found), when=When(day=date(2025, 10, 24)))
    return found


def test_it_says_what_moves_on_the_way_with_the_day_and_what_does_not(actor):
    with eyes(actor):
        case = arrived(actor)
        stay = fresh(case).citizen.stays.standing().get(source_detail="NBA")
        changes = {"when": When(day=date(2025, 10, 25))}
        correct_stay(actor, fresh(case), stay=stay, reason="At night.", changes=changes)

        told = foretold(actor, case, when=When(day=date(2025, 10, 27)))

    gone, new, left = [words for words in told if "way" in words]
    assert gone.startswith("No longer on the person’s way: 24 Oct 2025 · Thailand → Viet Nam")
    assert new.startswith("Then on the person’s way: 27 Oct 2025 · Thailand → Viet Nam")
    assert left.startswith("It stays on the person’s way: 25 Oct 2025 · ")
    assert left.endswith("Correct it too if it is wrong.")


def test_it_says_an_hour_or_a_source_that_alone_is_another(actor):
    with eyes(actor):
        case = a_case(actor, reported=SINCE)
        said = {"outcome": "died", "source": "relative", "when": When(day=date(2025, 10, 24))}
        record_fact(actor, fresh(case), stage="closed", reason="Told.", **said)
        day = datetime(2025, 10, 24, tzinfo=ZoneInfo("Asia/Bangkok"))

        source = foretold(actor, case, source="home_authority", source_detail="Police")
        correct_last(actor, case, when=When.at(day.replace(hour=9)))
        hour = foretold(actor, case, when=When.at(day.replace(hour=11)))

    died = "24 Oct 2025 · Recorded as a fact: Died"
    assert f"Then in the course: {died} · A home authority: Police." in source
    assert f"No longer in the course: {died} · A relative." in source
    assert any(one.startswith("Then in the course: 24 Oct 2025, 11:00 ·") for one in hour)


def correct_last(actor, case, **changes):
    row = fresh(case).transitions.standing().in_order().last()
    correct_transition(actor, fresh(case), transition=row, reason="Read.", changes=changes)


def test_nothing_is_said_before_something_is_corrected(actor, case):
    with eyes(actor):
        said = {"transition": str(closing(case).uuid)}
    page = reverse("case_operation", args=[case.reference, "correct-transition"])

    shown = caller(actor).get(page, said)

    assert shown.context["consequences"] == []
    assert "With the outcome “Died” it is when the person died." in shown.text
