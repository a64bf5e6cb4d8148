"""Who counts otherwise since more is known, and why: one reason for each person."""

import pytest

from cases.casework.operations import (
    advance_case,
    correct_crossing,
    correct_transition,
    record_fact,
    void_case,
    void_crossing,
    void_transition,
)
from cases.citizens.operations import correct_citizen
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.publishing.figures import late_news
from tests.factories import IncidentFactory, PlaceFactory, officer
from tests.publishing.course import at, course, crossed, day, opened, stayed
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def news_of(actor, as_of=None, known_at=None):
    return late_news(actor, IncidentFactory(), as_of or day(22), known_at or day(22))


def told(news):
    return [(item.subject, item.reason, item.before, item.after) for item in news]


def test_whose_case_was_opened_later_is_reported_late():
    with course() as actor:
        case = opened(actor, at(28), summary="Her mother called.")
        crossed(actor, case, at(28), at(21))

        (item,) = news_of(actor)

        assert (item.subject, item.reason) == ("case", "late")
        assert (item.before, item.after) == ("", "Thailand")
        assert (item.known_at, item.mission) == (at(28), "Mission BKK")
        assert (item.source, item.note) == ("A relative", "Her mother called.")
        assert (item.reference, item.name) == (case.reference, "Nguyễn Thử Nghiệm")


def test_a_crossing_recorded_late():
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(25), day(21), source="press", note="In the paper.")

        (item,) = news_of(actor)

        assert told([item]) == [("crossing", "late", "Not known", "Thailand")]
        assert (item.known_at, item.source, item.note) == (at(25), "The press", "In the paper.")
        assert (item.occurred_at - item.occurred_from).days == 0
        assert item.occurred_at.astimezone(at(21).tzinfo).day == 21


def test_a_stay_recorded_late():
    with course() as actor:
        case = opened(actor, at(20))
        crossed(actor, case, at(21), at(21))
        stayed(actor, case, at(25), at(22), place=PlaceFactory())

        assert told(news_of(actor)) == [("stay", "late", "Thailand", "Mae Ku ford, Thailand")]


def test_a_crossing_corrected_to_a_later_day():
    with course() as actor:
        case = opened(actor, at(20))
        crossing = crossed(actor, case, at(21), at(21))
        with replay(at(25)):
            correct_crossing(
                actor,
                fresh(case),
                crossing=crossing,
                reason="Two days later.",
                changes={"when": When.at(at(23))},
            )

        (item,) = news_of(actor)

        assert told([item]) == [("crossing", "corrected", "Thailand", "Not known")]
        assert (item.known_at, item.mission, item.note) == (
            at(25),
            "Mission BKK",
            "Two days later.",
        )


def test_a_crossing_corrected_to_another_country():
    with course() as actor:
        case = opened(actor, at(20))
        crossing = crossed(actor, case, at(21), at(21))
        with replay(at(25)):
            correct_crossing(
                actor, fresh(case), crossing=crossing, reason="-", changes={"to_country": "LA"}
            )

        assert told(news_of(actor)) == [("crossing", "corrected", "Thailand", "Laos")]


def test_a_crossing_voided():
    with course() as actor:
        case = opened(actor, at(20))
        crossing = crossed(actor, case, at(21), at(21))
        with replay(at(25)):
            void_crossing(actor, fresh(case), crossing=crossing, reason="Her namesake.")

        (item,) = news_of(actor)

        assert told([item]) == [("crossing", "voided", "Thailand", "Not known")]
        assert (item.known_at, item.mission, item.note) == (at(25), "Mission BKK", "Her namesake.")


def test_a_case_voided():
    with course() as actor:
        case = opened(actor, at(20))
        crossed(actor, case, at(21), at(21))
        with replay(at(25)):
            void_case(actor, fresh(case), reason="Not one of ours.")

        (item,) = news_of(actor)

        assert told([item]) == [("case", "voided", "Thailand", "")]
        assert (item.known_at, item.mission, item.note) == (
            at(25),
            "Mission BKK",
            "Not one of ours.",
        )


def test_a_sex_corrected():
    with course() as actor:
        case = opened(actor, at(20), sex="u")
        with replay(at(25)):
            correct_citizen(actor, fresh(case.citizen), changes={"sex": "f"})

        (item,) = news_of(actor)

        assert told([item]) == [("sex", "corrected", "Not known", "Female")]
        assert (item.known_at, item.mission) == (at(25), "Mission BKK")


def test_a_stage_recorded_late():
    with course() as actor:
        case = opened(actor, at(20))
        with replay(at(24)):
            advance_case(actor, fresh(case))
        with replay(at(25)):
            record_fact(
                actor,
                fresh(case),
                stage="verified",
                when=When.at(at(21)),
                source="home_authority",
                reason="On the list.",
            )

        (item,) = news_of(actor)

        assert told([item]) == [
            ("stage", "late", "Reported, Mission BKK", "Identity verified, Mission BKK")
        ]
        assert (item.known_at, item.source, item.note) == (
            at(25),
            "A home authority",
            "On the list.",
        )


def test_a_stage_corrected_and_one_voided():
    with course() as actor:
        corrected, voided = opened(actor, at(20)), opened(actor, at(20))
        for case in (corrected, voided):
            with replay(at(21)):
                advance_case(actor, fresh(case))
        with replay(at(25)):
            correct_transition(
                actor,
                fresh(corrected),
                transition=corrected.transitions.get(kind="advance"),
                reason="-",
                changes={"when": When.at(at(23))},
            )
            void_transition(
                actor,
                fresh(voided),
                transition=voided.transitions.get(kind="advance"),
                reason="Never reached.",
            )

        assert [(item.reference, item.reason, item.after) for item in news_of(actor)] == [
            (corrected.reference, "corrected", "Reported, Mission BKK"),
            (voided.reference, "voided", "Reported, Mission BKK"),
        ]


def test_nothing_learnt_is_no_news():
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(21), at(21))

        assert news_of(actor) == []


def test_what_is_learnt_about_later_days_is_no_news_of_this_one():
    with course() as actor:
        case = opened(actor, at(20))
        crossed(actor, case, at(25), at(24))
        with replay(at(26)):
            advance_case(actor, fresh(case))

        assert news_of(actor) == []


def test_another_mission_learns_nothing_of_it():
    with course() as actor:
        crossed(actor, opened(actor, at(28)), at(28), at(21))

    with eyes(officer(yangon=True)) as other:
        assert news_of(other) == []


def test_a_person_whose_case_was_void_and_opened_anew():
    with course() as actor:
        case = opened(actor, at(20))
        with replay(at(24)):
            void_case(actor, fresh(case), reason="Wrong incident.")
        with replay(at(25)):
            again = a_case(actor, fresh(case.citizen), came_in=When.at(at(21)))

        assert [(item.reference, item.reason) for item in news_of(actor)] == [
            (case.reference, "voided"),
            (again.reference, "late"),
        ]
