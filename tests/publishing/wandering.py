"""A register led by chance: every act that changes a figure, late, voided, linked."""

import random
from contextlib import suppress
from datetime import datetime, timedelta

from cases.casework.models import Case, Transition
from cases.casework.operations import (
    advance_case,
    close_case,
    correct_stay,
    hold_case,
    link_same_person,
    record_fact,
    unlink_same_person,
    void_case,
    void_crossing,
    void_transition,
)
from cases.citizens.models import SamePerson
from cases.citizens.operations import correct_citizen
from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.crossings.models import Crossing, Stay
from tests.casework.linking import with_passport
from tests.factories import AuthorityFactory, PlaceFactory
from tests.publishing.course import at, crossed, day, stayed, taken_over
from tests.register import a_case, fresh

BEGIN = at(10, 0)
COUNTRIES = ("MM", "TH", "VN")


class Wandering:
    """Does `acts` at growing moments; what a rule refuses is left undone."""

    def __init__(self, actor: Actor, seed: int) -> None:
        self.actor = actor
        self.chance = random.Random(seed)
        self.moment = BEGIN
        self.cases: list[Case] = []

    def some(self, acts: int) -> None:
        """Go on by so many acts."""
        for _ in range(acts):
            self.moment += timedelta(minutes=self.chance.randint(5, 900))
            act = self.chance.choice(ACTS)
            if not self.cases or act is open_one:
                open_one(self, None)  # type: ignore[arg-type] # there is none yet
                continue
            case = fresh(self.chance.choice(self.cases))
            with suppress(Refused):
                act(self, case)

    def before(self) -> datetime:
        """A moment some days back."""
        return self.moment - timedelta(minutes=self.chance.randint(1, 6000))

    def when(self) -> When | datetime:
        """Such a moment, or its bare day."""
        moment = self.before()
        return self.chance.choice([moment, day(moment.day)])

    def any_moment(self) -> datetime:
        """Any moment of the course, and a little beyond."""
        reach = int((self.moment - BEGIN).total_seconds()) + 200_000
        return BEGIN + timedelta(seconds=self.chance.randint(-100_000, reach))


def open_one(way: Wandering, _case: Case) -> None:
    with replay(way.moment):
        person = with_passport(way.actor, sex=way.chance.choice("mf"))
        way.cases.append(a_case(way.actor, person))


def cross(way: Wandering, case: Case) -> None:
    out_of, to = way.chance.sample(COUNTRIES, 2)
    crossed(way.actor, case, way.moment, way.when(), from_country=out_of, to_country=to)


def stay(way: Wandering, case: Case) -> None:
    where = way.chance.choice(
        [
            {"kind": "left"},
            {"country": way.chance.choice(COUNTRIES)},
            {"place": PlaceFactory(), "holder": AuthorityFactory()},
            {"place": PlaceFactory(code="shelter", kind="shelter")},
        ]
    )
    source = way.chance.choice(["relative", "citizen"])
    stayed(way.actor, case, way.moment, way.when(), source=source, **where)


def unsay_crossing(way: Wandering, case: Case) -> None:
    point = Crossing.objects.filter(citizen=case.citizen, voided_at=None).last()
    if point:
        with replay(way.moment):
            void_crossing(way.actor, case, crossing=point, reason="-")


def say_stay_again(way: Wandering, case: Case) -> None:
    point = Stay.objects.filter(citizen=case.citizen, voided_at=None).last()
    if point:
        changes = {"country": way.chance.choice(COUNTRIES), "place": None, "holder": None}
        with replay(way.moment):
            correct_stay(way.actor, case, stay=point, reason="-", changes=changes)


def advance(way: Wandering, case: Case) -> None:
    with replay(way.moment):
        advance_case(way.actor, case)


def hold(way: Wandering, case: Case) -> None:
    with replay(way.moment):
        hold_case(way.actor, case, reason="health")


def tell_late(way: Wandering, case: Case) -> None:
    stage = way.chance.choice(["contacted", "verified", "ready", "departed", "arrived"])
    with replay(way.moment):
        record_fact(
            way.actor,
            case,
            stage=stage,
            when=When.at(max(way.before(), case.opened_at)),
            source="mission",
            reason="As told.",
        )


def unsay_stage(way: Wandering, case: Case) -> None:
    row = Transition.objects.filter(case=case, voided_at=None).exclude(kind="open").last()
    if row:
        with replay(way.moment):
            void_transition(way.actor, case, transition=row, reason="-")


def close(way: Wandering, case: Case) -> None:
    with replay(way.moment):
        close_case(way.actor, case, outcome=way.chance.choice(["own_means", "died"]))


def never_was(way: Wandering, case: Case) -> None:
    if way.chance.random() < 0.4:
        with replay(way.moment):
            void_case(way.actor, case, reason="-")


def hand_over(way: Wandering, case: Case) -> None:
    to = way.chance.choice(["BKK", "RGN"])
    if case.mission.code != to:
        taken_over(case, way.moment, by={"code": to}, of={"code": case.mission.code})


def link(way: Wandering, case: Case) -> None:
    other = fresh(way.chance.choice(way.cases))
    if other.pk != case.pk:
        with replay(way.moment):
            link_same_person(
                way.actor, fresh(case.citizen), into=fresh(other.citizen), because="One man."
            )


def unlink(way: Wandering, _case: Case) -> None:
    standing = SamePerson.objects.filter(status="standing").last()
    if standing:
        with replay(way.moment):
            unlink_same_person(way.actor, standing, reason="Two men.")


def other_sex(way: Wandering, case: Case) -> None:
    sex = way.chance.choice("mf")
    with replay(way.moment):
        correct_citizen(way.actor, fresh(case.citizen), changes={"sex": sex})


ACTS = (
    *(open_one, cross, cross, cross, stay, stay, stay, unsay_crossing, say_stay_again),
    *(advance, advance, hold, tell_late, unsay_stage, close, never_was, hand_over),
    *(link, link, unlink, other_sex),
)
