"""Crossings and stays: where a person was, and corrections of it."""

from datetime import UTC, date, datetime

import pytest

from cases.casework.operations import (
    correct_crossing,
    record_crossing,
    record_stay,
    void_crossing,
    void_stay,
)
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.core.fields.dates import parse_when
from cases.core.partial import PartialDate
from cases.missions.queries import system_at
from tests.factories import AuthorityFactory, MissionFactory, PlaceFactory, officer
from tests.refusals import refusal_of, refused
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db

DAY = When(day=date(2025, 10, 22))


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2025, 10, day, hour, tzinfo=UTC)


def cross(actor, case, **values):
    defaults = {"from_country": "MM", "to_country": "TH", "when": DAY, "source": "mission"}
    return record_crossing(actor, fresh(case), **(defaults | values))


def stay(actor, case, **values):
    defaults = {"kind": "at", "when": When.at(at(23)), "source": "mission"}
    return record_stay(actor, fresh(case), **(defaults | values))


def now(case):
    person = fresh(case.citizen)
    return (
        person.now_country,
        person.now_place.code if person.now_place else None,
        person.now_holder.code if person.now_holder else None,
    )


def test_a_crossing_sets_the_country_and_clears_place_and_holder():
    with eyes(officer()) as actor:
        case = a_case(actor)
        stay(actor, case, country="MM", when=When.at(at(20)), holder=AuthorityFactory())

        cross(actor, case)

        assert now(case) == ("TH", None, None)


def test_a_stay_sets_all_three():
    with eyes(officer()) as actor:
        case = a_case(actor)

        stay(actor, case, place=PlaceFactory(), holder=AuthorityFactory())

        assert now(case) == ("TH", "mae-ku-ford", "tak-immigration")


def test_leaving_keeps_the_country():
    with eyes(officer()) as actor:
        case = a_case(actor)
        stay(actor, case, place=PlaceFactory())

        stay(actor, case, kind="left", when=When.at(at(24)))

        assert now(case) == ("TH", None, None)


def test_late_news_does_not_overrule_what_happened_later():
    with eyes(officer()) as actor:
        case = a_case(actor)
        stay(actor, case, place=PlaceFactory(), when=When.at(at(25)))

        cross(actor, case, when=When.at(at(22)))

        assert now(case) == ("TH", "mae-ku-ford", None)


def test_a_bare_day_is_the_day_where_it_happened():
    with eyes(officer()) as actor:
        case = a_case(actor)

        row = cross(actor, case, entered_at=PlaceFactory())

        assert (row.occurred_from, row.occurred_at) == (
            datetime(2025, 10, 21, 17, tzinfo=UTC),
            datetime(2025, 10, 22, 16, 59, 59, 999999, tzinfo=UTC),
        )


def test_a_bare_day_ends_with_its_recording():
    with eyes(system_at(MissionFactory())) as system:
        with replay(at(22, 9)):
            case = a_case(system)
        with replay(at(22, 10)):
            row = cross(system, case)

        assert row.occurred_at == row.recorded_at == at(22, 10)


def test_a_person_may_have_crossed_before_her_case_was_opened():
    with eyes(system_at(MissionFactory())) as system:
        with replay(at(28)):
            case = a_case(system)

            cross(system, case, when=When.at(at(21)))

        assert fresh(case).opened_at == at(28)
        assert now(case)[0] == "TH"


def test_correcting_voids_and_appends():
    with eyes(system_at(MissionFactory())) as system:
        with replay(at(25)):
            case = a_case(system)
            row = cross(system, case, when=When.at(at(22)), note="Seen by the patrol.")
        with replay(at(26)):
            correct_crossing(
                system,
                fresh(case),
                crossing=row,
                reason="A day earlier.",
                changes={"when": When.at(at(21)), "manner": "swim"},
            )

        old, new = case.citizen.crossings.order_by("id")
        assert (old.voided_at, old.void_reason) == (at(26), "A day earlier.")
        assert (new.occurred_at, new.manner, new.note) == (at(21), "swim", "Seen by the patrol.")
        assert new.recorded_at == old.voided_at


def test_voiding_the_only_crossing_leaves_the_whereabouts_unknown():
    with eyes(officer()) as actor:
        case = a_case(actor)
        row = cross(actor, case)

        void_crossing(actor, fresh(case), crossing=row, reason="Her namesake.")

        assert now(case) == ("", None, None)


def test_voiding_twice_is_refused():
    with eyes(officer()) as actor:
        case = a_case(actor)
        row = stay(actor, case, place=PlaceFactory())
        void_stay(actor, fresh(case), stay=fresh(row), reason="x")

        refusal = refusal_of(void_stay, actor, fresh(case), stay=fresh(row), reason="x")

        assert (refusal.status, refusal.code) == (409, "already_voided")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"to_country": "MM"}, "crossing_two_countries"),
        ({"when": When(day=date(2099, 1, 1))}, "in_the_future"),
        ({"when": parse_when("2025-10-20/2099-01-01")}, "in_the_future"),
        ({"when": parse_when("2025-10/2099-01")}, "in_the_future"),
        ({"when": parse_when("2025-10-20T09:00Z/2099-01-01T09:00Z")}, "in_the_future"),
        ({"when": When(day=date(1990, 1, 1))}, "before_birth"),
    ],
)
def test_refuses_impossible_crossings(values, code):
    with eyes(officer()) as actor:
        case = a_case(actor, a_citizen(actor, birth=PartialDate.parse("1998")))

        assert refused(cross, actor, case, **values) == (422, code)


def test_refuses_a_place_outside_the_country_named():
    with eyes(officer()) as actor:
        case = a_case(actor)

        refusal = refusal_of(cross, actor, case, left_from=PlaceFactory())

        assert refusal.problems[0].field == "left_from"


def test_refuses_a_stay_without_place_and_country():
    with eyes(officer()) as actor:
        case = a_case(actor)

        assert refusal_of(stay, actor, case).code == "stay_at_has_country"


def test_refuses_leaving_that_names_a_place():
    with eyes(officer()) as actor:
        case = a_case(actor)

        refusal = refusal_of(stay, actor, case, kind="left", place=PlaceFactory())

        assert refusal.code == "left_names_no_place"
