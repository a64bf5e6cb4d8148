"""Who counts where, at which moment, as known at which."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.casework.operations import (
    advance_case,
    correct_crossing,
    hold_case,
    record_fact,
    void_case,
    void_crossing,
)
from cases.citizens.operations import correct_citizen
from cases.core.facts import When, replay
from cases.publishing.figures import figures_of
from tests.factories import AuthorityFactory, IncidentFactory, PlaceFactory
from tests.publishing.course import at, course, crossed, day, opened, stayed
from tests.register import fresh

pytestmark = pytest.mark.django_db


def counts(table):
    return {row.key: row.count for row in table.rows}


def test_counts_persons_by_country_and_those_of_whom_nothing_is_known():
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(22, 18), at(22, 9))
        stayed(actor, opened(actor, at(20)), at(21), at(21), country="MM")
        opened(actor, at(20))

        figures = figures_of(actor, IncidentFactory(), at(22, 20))

        assert counts(figures.table("country")) == {"TH": 1, "MM": 1, "": 1}
        assert figures.counted == 3


def test_every_table_sums_to_what_is_counted():
    with course() as actor:
        crossed(actor, opened(actor, at(20), sex="f"), at(22), at(21))
        case = opened(actor, at(20))
        stayed(actor, case, at(22), at(21), place=PlaceFactory(), holder=AuthorityFactory())
        opened(actor, at(23))

        figures = figures_of(actor, IncidentFactory(), at(22))

        assert {table.total for table in figures.persons} == {figures.counted} == {3}
        assert {table.total for table in figures.stages} == {figures.cases} == {2}


def test_a_person_counts_where_she_was_whenever_her_case_was_opened():
    with course() as actor:
        late = opened(actor, at(28))
        crossed(actor, late, at(28), at(21))

        figures = figures_of(actor, IncidentFactory(), at(22))

        assert figures.table("country").count("TH") == 1


def test_who_was_not_known_then_does_not_count_as_known_then():
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(22), at(21))
        crossed(actor, opened(actor, at(28)), at(28), at(21))

        then = figures_of(actor, IncidentFactory(), at(22), at(23))

        assert (then.counted, then.table("country").count("TH")) == (1, 1)


def test_being_there_and_having_crossed_are_two_figures():
    with course() as actor:
        case = opened(actor, at(20))
        crossed(actor, case, at(21), at(21))
        crossed(actor, case, at(24), at(24), from_country="TH", to_country="VN")

        figures = figures_of(actor, IncidentFactory(), at(25))

        assert [(row.key, row.count) for row in figures.present] == [("VN", 1)]
        assert sorted((row.key, row.count) for row in figures.crossed) == [("TH", 1), ("VN", 1)]


def test_who_crossed_twice_counts_once():
    with course() as actor:
        case = opened(actor, at(20))
        crossed(actor, case, at(21), at(21))
        crossed(actor, case, at(22), at(22), from_country="TH", to_country="MM")
        crossed(actor, case, at(23), at(23))

        figures = figures_of(actor, IncidentFactory(), at(25))

        assert {row.key: row.count for row in figures.crossed} == {"TH": 1, "MM": 1}


def test_men_and_women_are_told_apart_by_country():
    with course() as actor:
        for sex in ("m", "m", "f", "u"):
            crossed(actor, opened(actor, at(20), sex=sex), at(21), at(21))

        figures = figures_of(actor, IncidentFactory(), at(25))

        present, entered = figures.present[0], figures.crossed[0]
        assert (present.count, present.men, present.women) == (4, 2, 1)
        assert (entered.count, entered.men, entered.women) == (4, 2, 1)


def test_leaving_keeps_the_country_and_clears_the_place():
    with course() as actor:
        case = opened(actor, at(20))
        stayed(actor, case, at(21), at(21), place=PlaceFactory(), holder=AuthorityFactory())
        stayed(actor, case, at(23), at(23), kind="left")

        before = figures_of(actor, IncidentFactory(), at(22))
        after = figures_of(actor, IncidentFactory(), at(24))

        assert counts(before.table("place")) == {"mae-ku-ford": 1}
        assert counts(before.table("holder")) == {"tak-immigration": 1}
        assert counts(after.table("place")) == {"TH": 1}
        assert counts(after.table("holder")) == {"": 1}


def test_a_void_case_counts_as_known_before_and_no_longer():
    with course() as actor:
        case = opened(actor, at(20))
        with replay(at(24)):
            void_case(actor, fresh(case), reason="Never one of ours.")

        assert figures_of(actor, IncidentFactory(), at(22), at(23)).counted == 1
        assert figures_of(actor, IncidentFactory(), at(22)).counted == 0


def test_sex_counts_as_it_was_known():
    with course() as actor:
        case = opened(actor, at(20), sex="m")
        for moment, sex in ((at(22), "u"), (at(24), "f")):
            with replay(moment):
                correct_citizen(actor, fresh(case.citizen), changes={"sex": sex})

        known = [
            counts(figures_of(actor, IncidentFactory(), at(25), moment).table("sex"))
            for moment in (at(21), at(23), at(25))
        ]

        assert known == [{"m": 1}, {"u": 1}, {"f": 1}]


def test_a_voided_and_a_corrected_crossing_count_as_known_then():
    with course() as actor:
        gone, moved = opened(actor, at(20)), opened(actor, at(20))
        first, second = (
            crossed(actor, gone, at(21), at(21)),
            crossed(actor, moved, at(21), at(21)),
        )
        with replay(at(23)):
            void_crossing(actor, fresh(gone), crossing=first, reason="Another person's.")
            correct_crossing(
                actor,
                fresh(moved),
                crossing=second,
                reason="A day later.",
                changes={"when": When.at(at(22))},
            )

        def in_thailand(moment, known=None):
            figures = figures_of(actor, IncidentFactory(), moment, known)
            return figures.table("country").count("TH")

        assert in_thailand(at(21, 13), at(22)) == 2
        assert (in_thailand(at(21, 13)), in_thailand(at(22, 13))) == (0, 1)


def test_a_bare_day_means_its_end_in_the_zone_of_the_incident():
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(24), day(22))
        crossed(actor, opened(actor, at(20)), at(24), at(23, 0, 30))

        figures = figures_of(actor, IncidentFactory(), date(2025, 10, 22))

        assert figures.as_of == datetime(2025, 10, 22, 16, 59, 59, 999999, tzinfo=UTC)
        assert figures.table("country").count("TH") == 1


def test_a_time_typed_to_the_minute_means_the_end_of_that_minute():
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(24), day(22))

        figures = figures_of(actor, IncidentFactory(), When.at(at(22, 23, 59)))

        assert figures.table("country").count("TH") == 1


def test_cases_stand_in_their_accounts_as_of_the_moment():
    with course() as actor:
        case, other = opened(actor, at(20)), opened(actor, at(21))
        with replay(at(22)):
            advance_case(actor, fresh(case))
            hold_case(actor, fresh(other), reason="health")

        before = figures_of(actor, IncidentFactory(), at(20, 18))
        after = figures_of(actor, IncidentFactory(), at(23))

        assert counts(before.table("stage")) == {"reported": 1}
        assert counts(after.table("stage")) == {"reported": 1, "contacted": 1}
        assert counts(after.table("held")) == {"going": 1, "held": 1}
        assert counts(after.table("mission")) == {"BKK": 2}
        assert counts(after.table("outcome")) == {"": 2}


def test_late_news_of_a_stage_leaves_the_past_answer_alone():
    with course() as actor:
        case = opened(actor, at(20))
        with replay(at(25)):
            record_fact(
                actor,
                fresh(case),
                stage="verified",
                when=When.at(at(21)),
                source="mission",
                reason="-",
            )

        then = figures_of(actor, IncidentFactory(), at(22), at(24))
        now = figures_of(actor, IncidentFactory(), at(22))

        assert counts(then.table("stage")) == {"reported": 1}
        assert counts(now.table("stage")) == {"verified": 1}


def test_young_knowledge_is_provisional():
    with course() as actor:
        opened(actor, at(20))

        assert figures_of(actor, IncidentFactory(), at(22)).is_provisional
        assert not figures_of(actor, IncidentFactory(), at(22), at(23)).is_provisional
        future = datetime.now(UTC) + timedelta(days=1)
        assert figures_of(actor, IncidentFactory(), at(22), future).is_known_now


def test_other_incidents_do_not_count():
    with course() as actor:
        other = IncidentFactory(code="2023-11-laukkai", title="Another")
        crossed(actor, opened(actor, at(20), incident=other), at(22), at(21))

        assert figures_of(actor, IncidentFactory(), at(25)).counted == 0
