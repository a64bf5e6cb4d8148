"""The counting in the database and the rule for one person in Python say the same."""

import random
from datetime import date, timedelta

import pytest

from cases.casework.operations import correct_stay, void_crossing, void_stay
from cases.casework.whereabouts import in_order, whereabouts
from cases.citizens.models import Citizen
from cases.core.facts import When, replay
from cases.crossings.models import Crossing, Stay
from tests.factories import AuthorityFactory, IncidentFactory, PlaceFactory
from tests.publishing.course import at, course, crossed, day, opened, stayed
from tests.register import fresh
from tests.statements import selected

pytestmark = pytest.mark.django_db

PERSONS = 12
BEGIN = at(20, 0)
COUNTRIES = ("MM", "TH", "VN")


def a_way(actor, case, chance):
    """Give one person a way of a few points, some of one day, some voided or corrected."""
    moment = BEGIN + timedelta(days=4)
    for _ in range(chance.randint(0, 6)):
        moment += timedelta(hours=chance.randint(1, 30))
        first = chance.randint(16, 21)
        days = When(day=date(2025, 10, first), until=date(2025, 10, first + chance.randint(1, 2)))
        moments = day(chance.randint(18, 23)), BEGIN + timedelta(hours=chance.randint(-40, 90))
        when = chance.choice([*moments, days])
        point = one_point(actor, case, moment, when, chance)
        moment += timedelta(hours=chance.randint(0, 9))
        with replay(moment):
            change_of_mind(actor, case, point, chance)


def one_point(actor, case, moment, when, chance):
    kind = chance.choice(["crossing", "place", "country", "left", "lost"])
    source = chance.choice(["relative", "citizen"])
    if kind == "crossing":
        out_of, to = chance.sample(COUNTRIES, 2)
        return crossed(actor, case, moment, when, from_country=out_of, to_country=to)
    if kind in {"left", "lost"}:
        return stayed(actor, case, moment, when, kind=kind, source=source)
    if kind == "country":
        return stayed(actor, case, moment, when, country=chance.choice(COUNTRIES), source=source)
    place = chance.choice([PlaceFactory(), PlaceFactory(code="shelter", kind="shelter")])
    return stayed(actor, case, moment, when, place=place, holder=AuthorityFactory(), source=source)


def change_of_mind(actor, case, point, chance):
    luck = chance.random()
    if isinstance(point, Stay) and luck < 0.2:
        correct_stay(actor, fresh(case), stay=point, reason="-", changes={"note": "Seen."})
    elif isinstance(point, Stay) and luck < 0.3:
        void_stay(actor, fresh(case), stay=point, reason="-")
    elif isinstance(point, Crossing) and luck < 0.2:
        void_crossing(actor, fresh(case), crossing=point, reason="-")


def by_database(incident, as_of, known):
    return {
        row[0]: row[1:]
        for row in selected(
            "select citizen_id, country, place_id, holder_id, is_contradictory, straddling"
            " from figure_ways(%s, %s, %s)",
            [incident.pk, as_of, known],
        )
    }


def by_python(as_of, known):
    found = {}
    for citizen in Citizen.objects.all():
        points = [*citizen.crossings.standing(known), *citizen.stays.standing(known)]
        past = [point for point in points if point.occurred_at <= as_of]
        place = whereabouts(past)
        unsure = sum(point.occurred_from <= as_of < point.occurred_at for point in points)
        found[citizen.pk] = (
            place.country,
            place.place_id,
            place.holder_id,
            contradicts(in_order(past)),
            unsure,
        )
    return found


def contradicts(points):
    """Whether a country changes without a crossing, or two sources differ within their days."""
    country = ""
    stays = [point for point in points if isinstance(point, Stay) and point.kind == "at"]
    for point in points:
        if isinstance(point, Stay) and point.kind == "left":
            continue
        begins = point.from_country if isinstance(point, Crossing) else point.country
        if country and begins and begins != country:
            return True
        country = point.to_country if isinstance(point, Crossing) else point.country
    return any(
        one.source != other.source
        and one.occurred_from <= other.occurred_at
        and other.occurred_from <= one.occurred_at
        and (
            one.country != other.country
            or bool(one.place_id and other.place_id and one.place_id != other.place_id)
        )
        for one in stays
        for other in stays
    )


@pytest.mark.parametrize("seed", range(3))
def test_both_rules_agree_on_every_person_at_every_moment(seed):
    chance = random.Random(seed)
    with course() as actor:
        for _ in range(PERSONS):
            a_way(actor, opened(actor, BEGIN), chance)

        for _ in range(12):
            as_of = BEGIN + timedelta(minutes=chance.randint(-3000, 9000))
            known = BEGIN + timedelta(minutes=chance.randint(0, 20000))
            assert by_database(IncidentFactory(), as_of, known) == by_python(as_of, known)
