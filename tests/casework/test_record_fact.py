"""Recording facts, late news included."""

from datetime import UTC, date, datetime

import pytest

from cases.casework.operations import advance_case, close_case, hold_case, record_fact
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from tests.factories import MissionFactory, officer
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

OPENED = When(day=date(2025, 10, 20))


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2025, 10, day, hour, tzinfo=UTC)


def test_accepts_any_stage_from_any_stage():
    actor = officer()
    with eyes(actor):
        case = a_case(actor, reported=OPENED)

        record_fact(actor, case, stage="arrived", when=When.at(at(25)), source="press", reason="x")

        assert fresh(case).stage == "arrived"


def test_late_news_moves_later_rows_behind_it():
    system = system_at(MissionFactory())
    with eyes(system):
        with replay(at(21)):
            case = a_case(system, reported=OPENED)
        with replay(at(25)):
            advance_case(system, fresh(case))
        with replay(at(28)):
            record_fact(
                system,
                fresh(case),
                stage="verified",
                when=When.at(at(23)),
                source="home_authority",
                reason="The reply had been on another desk.",
            )

        rows = list(case.transitions.standing().in_order())
        assert [(row.to_stage, row.occurred_at.day) for row in rows] == [
            ("reported", 20),
            ("verified", 23),
            ("contacted", 25),
        ]
        assert rows[2].copied_from.voided_at == rows[2].recorded_at == at(28)
        assert rows[2].occurred_at == rows[2].copied_from.occurred_at


def test_a_jump_that_arises_is_listed_for_review():
    system = system_at(MissionFactory())
    with eyes(system):
        with replay(at(21)):
            case = a_case(system, reported=OPENED)
        with replay(at(25)):
            advance_case(system, fresh(case))
        with replay(at(28)):
            record_fact(
                system,
                fresh(case),
                stage="verified",
                when=When.at(at(23)),
                source="mission",
                reason="x",
            )

        assert case.transitions.standing().get(to_stage="contacted").needs_review


def test_what_was_known_before_does_not_change():
    system = system_at(MissionFactory())
    with eyes(system):
        with replay(at(21)):
            case = a_case(system, reported=OPENED)
        with replay(at(25)):
            advance_case(system, fresh(case))
        known_then = [
            (row.to_stage, row.occurred_at) for row in case.transitions.standing(at(26)).in_order()
        ]
        with replay(at(28)):
            record_fact(
                system,
                fresh(case),
                stage="verified",
                when=When.at(at(23)),
                source="mission",
                reason="x",
            )

        known_now = [
            (row.to_stage, row.occurred_at) for row in case.transitions.standing(at(26)).in_order()
        ]
        assert known_now == known_then


def test_refuses_before_the_opening():
    actor = officer()
    with eyes(actor):
        case = a_case(actor, reported=OPENED)

        with pytest.raises(Refused) as refusal:
            record_fact(
                actor, case, stage="contacted", when=When.at(at(18)), source="mission", reason="x"
            )

        assert (refusal.value.status, refusal.value.code) == (422, "before_opening")


def test_refuses_the_future():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

        with pytest.raises(Refused) as refusal:
            record_fact(
                actor,
                case,
                stage="contacted",
                when=When(day=date(2099, 1, 1)),
                source="mission",
                reason="x",
            )

        assert refusal.value.code == "in_the_future"


def test_closing_by_fact_needs_an_outcome():
    actor = officer()
    with eyes(actor):
        case = a_case(actor, reported=OPENED)

        with pytest.raises(Refused) as refusal:
            record_fact(
                actor, case, stage="closed", when=When.at(at(25)), source="mission", reason="x"
            )

        assert refusal.value.code == "outcome_fits"


def test_is_possible_on_hold_and_keeps_the_hold():
    actor = officer()
    with eyes(actor):
        case = a_case(actor, reported=OPENED)
        hold_case(actor, fresh(case), reason="health")

        now = When(day=datetime.now(UTC).date())
        record_fact(actor, fresh(case), stage="verified", when=now, source="mission", reason="x")

        after = fresh(case)
        assert (after.stage, after.held, after.hold_reason) == ("verified", True, "health")


def test_refuses_the_stage_the_case_has_already():
    actor = officer()
    with eyes(actor):
        case = a_case(actor, reported=OPENED)
        close_case(actor, fresh(case), outcome="declined")

        with pytest.raises(Refused) as refusal:
            record_fact(
                actor, fresh(case), stage="reported", when=When.at(at(25)), source="x", reason="x"
            )

        assert refusal.value.code == "same_stage"
