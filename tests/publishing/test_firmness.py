"""How firm a figure is: what may have happened already, and whose points do not fit each other."""

import pytest

from cases.casework.operations import record_fact
from cases.core.facts import replay
from cases.publishing.figures import figures_of
from tests.factories import IncidentFactory, PlaceFactory
from tests.publishing.course import at, course, crossed, day, opened, stayed
from tests.register import fresh

pytestmark = pytest.mark.django_db


def test_says_how_many_points_may_have_happened_already():
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(24), day(22))
        crossed(actor, opened(actor, at(20)), at(24), at(22, 10))

        figures = figures_of(actor, IncidentFactory(), at(22, 12))

        assert (figures.straddling, figures.table("country").count("TH")) == (1, 1)


def test_says_how_many_changes_of_stage_may_have_happened_already():
    with course() as actor:
        case = opened(actor, at(20))
        with replay(at(24)):
            record_fact(
                actor, fresh(case), stage="contacted", when=day(22), source="citizen", reason="-"
            )

        figures = figures_of(actor, IncidentFactory(), at(22, 12))

        assert (figures.straddling_stages, figures.table("stage").count("reported")) == (1, 1)


def test_a_change_of_country_without_a_crossing_is_contradictory():
    with course() as actor:
        case = opened(actor, at(20))
        stayed(actor, case, at(21), at(20), country="MM")
        stayed(actor, case, at(22), at(22), country="TH")

        assert figures_of(actor, IncidentFactory(), at(21)).contradictory == 0
        assert figures_of(actor, IncidentFactory(), at(23)).contradictory == 1


def test_a_crossing_out_of_another_country_is_contradictory():
    with course() as actor:
        case = opened(actor, at(20))
        stayed(actor, case, at(21), at(20), country="MM")
        stayed(actor, case, at(21), at(20, 13), kind="left")
        crossed(actor, case, at(22), at(22), from_country="TH", to_country="VN")

        assert figures_of(actor, IncidentFactory(), at(23)).contradictory == 1


def test_two_sources_that_differ_within_their_imprecision_are_contradictory():
    with course() as actor:
        case, calm = opened(actor, at(20)), opened(actor, at(20))
        shelter = PlaceFactory(code="shelter", name="Shelter", kind="shelter")
        stayed(actor, case, at(23), day(22), place=PlaceFactory(), source="relative")
        stayed(actor, case, at(23), at(22, 15), place=shelter, source="host_authority")
        stayed(actor, calm, at(23), day(22), place=PlaceFactory(), source="relative")
        stayed(actor, calm, at(23), at(22, 15), place=shelter, source="relative")

        assert figures_of(actor, IncidentFactory(), at(24)).contradictory == 1


def test_an_unbroken_way_is_not_contradictory():
    with course() as actor:
        case = opened(actor, at(20))
        stayed(actor, case, at(21), at(20), country="MM")
        crossed(actor, case, at(22), at(22))
        stayed(actor, case, at(22), at(22, 9), country="MM", source="relative")
        stayed(actor, case, at(23), at(23), place=PlaceFactory())

        assert figures_of(actor, IncidentFactory(), at(24)).contradictory == 0
