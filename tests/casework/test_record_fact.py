"""Recording facts, late news included."""

from datetime import UTC, date, datetime

import pytest

from cases.casework.operations import (
    advance_case,
    close_case,
    correct_transition,
    hold_case,
    record_fact,
    reopen_case,
)
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.core.fields.dates import parse_when
from cases.core.precision import iso_between
from cases.missions.queries import system_at
from tests.casework.linking import ledgers_hold
from tests.factories import MissionFactory, head, officer
from tests.refusals import refusal_of, refused
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

OPENED = When(day=date(2025, 10, 20))


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2025, 10, day, hour, tzinfo=UTC)


def fact(actor, case, stage, when):
    return record_fact(actor, fresh(case), stage=stage, when=when, source="mission", reason="x")


def contacted(system):
    """A case that was contacted on the 25th."""
    with replay(at(21)):
        case = a_case(system, reported=OPENED)
    with replay(at(25)):
        advance_case(system, fresh(case))
    return case


def test_accepts_any_stage_from_any_stage():
    with eyes(officer()) as actor:
        case = a_case(actor, reported=OPENED)

        record_fact(actor, case, stage="arrived", when=When.at(at(25)), source="press", reason="x")

        assert fresh(case).stage == "arrived"


def test_late_news_moves_later_rows_behind_it():
    with eyes(system_at(MissionFactory())) as system:
        case = contacted(system)
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
    with eyes(system_at(MissionFactory())) as system:
        case = contacted(system)
        with replay(at(28)):
            fact(system, case, "verified", When.at(at(23)))

        assert case.transitions.standing().get(to_stage="contacted").needs_review


def test_what_was_known_before_does_not_change():
    with eyes(system_at(MissionFactory())) as system:
        case = contacted(system)
        known_then = [
            (row.to_stage, row.occurred_at) for row in case.transitions.standing(at(26)).in_order()
        ]
        with replay(at(28)):
            fact(system, case, "verified", When.at(at(23)))

        known_now = [
            (row.to_stage, row.occurred_at) for row in case.transitions.standing(at(26)).in_order()
        ]
        assert known_now == known_then


def test_refuses_before_the_opening():
    with eyes(officer()) as actor:
        case = a_case(actor, reported=OPENED)

        early = When.at(at(18))
        assert refused(fact, actor, case, "contacted", early) == (422, "before_opening")


def test_refuses_the_future():
    with eyes(officer()) as actor:
        case = a_case(actor)

        late = When(day=date(2099, 1, 1))
        assert refusal_of(fact, actor, case, "contacted", late).code == "in_the_future"


def test_closing_by_fact_needs_an_outcome():
    with eyes(officer()) as actor:
        case = a_case(actor, reported=OPENED)

        day = When.at(at(25))
        assert refusal_of(fact, actor, case, "closed", day).code == "outcome_fits"


def test_is_possible_on_hold_and_keeps_the_hold():
    with eyes(officer()) as actor:
        case = a_case(actor, reported=OPENED)
        hold_case(actor, fresh(case), reason="health")

        now = When(day=datetime.now(UTC).date())
        fact(actor, case, "verified", now)

        after = fresh(case)
        assert (after.stage, after.held, after.hold_reason) == ("verified", True, "health")


def test_refuses_the_stage_the_case_has_already():
    with eyes(officer()) as actor:
        case = a_case(actor, reported=OPENED)
        close_case(actor, fresh(case), outcome="declined")

        day = When.at(at(25))
        assert refusal_of(fact, actor, case, "reported", day).code == "same_stage"


def test_a_death_closes_the_case_whatever_was_entered_of_later_days():
    with eyes(system_at(MissionFactory())) as system:
        case = contacted(system)
        died = When(day=date(2025, 10, 23))
        with replay(at(28)):
            record_fact(
                system,
                fresh(case),
                stage="closed",
                outcome="died",
                when=died,
                source="host_authority",
                reason="The hospital told us.",
            )

        last = list(case.transitions.standing().in_order())[-1]
        assert (fresh(case).outcome, last.occurred_at) == ("died", at(25))
        assert last.died_at == died.resolve(system.zone, at(28))


def test_a_case_closed_as_died_goes_on_by_being_reopened_alone():
    with eyes(system_at(MissionFactory())) as system:
        case = contacted(system)
        with replay(at(26)):
            close_case(system, fresh(case), outcome="died")
        late = {"source": "relative", "reason": "Seen at the gate."}
        with replay(at(28)):
            departed = {"stage": "departed", "when": When.at(at(27)), **late}
            found = refusal_of(record_fact, system, fresh(case), **departed)
            earlier = case.transitions.standing().get(to_stage="contacted")
            moved = {"transition": earlier, "reason": "x", "changes": {"when": When.at(at(27))}}
            corrected = refusal_of(correct_transition, system, fresh(case), **moved)
            early = {"stage": "verified", "when": When.at(at(25)), **late}
            record_fact(system, fresh(case), **early)
            outcome = fresh(case).outcome
            reopen_case(system, fresh(case), reason="Somebody else had died.")
        with replay(at(29)):
            record_fact(system, fresh(case), **departed | {"when": When.at(at(29))})

        assert (found.code, corrected.code, outcome) == ("closed_as_died", "closed_as_died", "died")
        assert "reopen the case" in str(found.message)
        assert fresh(case).stage == "departed"


def test_a_stage_does_not_open_a_closed_case_and_comes_before_the_closing_where_it_may():
    with eyes(system_at(MissionFactory())) as system:
        case = contacted(system)
        stated = {"country": "VN", "source": "relative", "when": When.at(at(26))}
        with replay(at(27)):
            close_case(system, fresh(case), outcome="own_means", **stated)
        late = {"source": "relative", "reason": "Seen at the gate."}
        with replay(at(28)):
            after = {"stage": "arrived", "when": When.at(at(28)), **late}
            found = refusal_of(record_fact, system, fresh(case), **after)
            vague = {"stage": "verified", "when": When(day=date(2025, 10, 27)), **late}
            record_fact(system, fresh(case), **vague)

        stages = [row.to_stage for row in case.transitions.standing().in_order()]
        assert (found.status, found.code) == (422, "closed_by_then")
        assert stages[-2:] == ["verified", "closed"]
        assert (fresh(case).outcome, fresh(case.citizen).now_country) == ("own_means", "VN")


def test_another_closing_that_a_later_entry_would_undo_is_refused():
    with eyes(system_at(MissionFactory())) as system:
        case = contacted(system)
        said = {"source": "relative", "reason": "Flew home."}
        early = {"stage": "closed", "outcome": "own_means", "when": When.at(at(23))}
        with replay(at(28)):
            found = refusal_of(record_fact, system, fresh(case), **early, **said)
            assert (found.status, found.code) == (422, "closing_before_last")
            assert "“Contacted”" in str(found.message)

            record_fact(system, fresh(case), **early | {"when": When.at(at(25))}, **said)

        assert fresh(case).outcome == "own_means"


@pytest.mark.parametrize(
    ("outcome", "how"), [("died", "closed behind it"), ("declined", "refused")]
)
def test_a_corrected_closing_does_not_open_the_case_behind_the_back(outcome, how):
    with eyes(system_at(MissionFactory())) as system:
        case = contacted(system)
        with replay(at(28)):
            close_case(system, fresh(case), outcome=outcome)
        closing = case.transitions.standing().get(to_stage="closed")
        early = {"transition": closing, "reason": "x", "changes": {"when": When.at(at(23))}}
        with replay(at(29)):
            if how == "refused":
                found = refusal_of(correct_transition, system, fresh(case), **early)
                assert found.code == "closing_before_last"
            else:
                correct_transition(system, fresh(case), **early)

        assert (fresh(case).stage, fresh(case).outcome) == ("closed", outcome)


@pytest.mark.parametrize(
    ("opened", "departed"), [("2025-11", "2025-11"), ("2025-11-02", "2025-11-20")]
)
def test_a_later_stage_within_the_days_of_an_earlier_one_comes_behind_it(opened, departed):
    said = {"source": "mission", "reason": "Read."}
    with eyes(head()) as actor:
        case = a_case(actor, reported=parse_when(opened))
        record_fact(actor, fresh(case), stage="departed", when=parse_when(departed), **said)
        arrived = parse_when("2025-11-20T15:00:00+07:00")
        record_fact(actor, fresh(case), stage="arrived", when=arrived, **said)

        rows = list(fresh(case).transitions.standing().in_order())
        told = [iso_between(row.occurred_from, row.occurred_at, "Asia/Bangkok") for row in rows]
        assert [row.to_stage for row in rows] == ["reported", "departed", "arrived"]
        assert told == [opened, departed, "2025-11-20T15:00:00+07:00"]
        assert ledgers_hold()


def test_a_closing_within_the_month_of_the_arrival_closes_the_case():
    said = {"source": "mission", "reason": "Read."}
    with eyes(head()) as actor:
        case = a_case(actor, reported=parse_when("2025-11-02"))
        record_fact(actor, fresh(case), stage="arrived", when=parse_when("2025-11"), **said)
        day = parse_when("2025-11-20")
        outcome = {"outcome": "handed_over", "country": "VN", "there_since": day}
        record_fact(actor, fresh(case), stage="closed", when=day, **outcome, **said)

        assert fresh(case).outcome == "handed_over"
        assert ledgers_hold()
