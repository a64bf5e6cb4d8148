"""What the machine stands on: the database on one side, the model on the other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant

from cases.casework.ledger import standing_rows
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from tests.factories import AuthorityFactory, IncidentFactory, MissionFactory, PlaceFactory
from tests.ledger.model import (
    MEANING,
    Course,
    Fact,
    Ledger,
    account,
    agrees,
    in_turn,
    is_death,
    led_to,
    whereabouts,
)
from tests.register import fresh

BEGIN = datetime(2025, 10, 20, tzinfo=UTC)


def closing_of(facts: list[Fact]) -> Fact:
    """The fact that closed a case, though it was held or handed over behind it."""
    return next(fact for fact in reversed(facts) if "outcome" in fact.changes)


@dataclass
class Told:
    """One case with its person, and what the model holds of both."""

    case: Case
    recorded: datetime
    stages: Course = field(default_factory=Course)
    way: Ledger = field(default_factory=Ledger)
    voided: datetime | None = None
    ends: list[tuple[str, datetime]] = field(default_factory=list)
    """The meanings of its closings so far, and when they were."""

    def account(self, known: datetime, until: datetime | None = None) -> tuple[Any, ...]:
        return account(self.stages.standing(known, until))


class LedgerGround(RuleBasedStateMachine):
    """An incident at two missions; each example is undone at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.scope = transaction.atomic()
        self.scope.__enter__()
        self.incident = IncidentFactory(code="machine")
        missions = [MissionFactory(), MissionFactory(yangon=True)]
        self.missions = {mission.pk: mission for mission in missions}
        self.actor, self.other = (system_at(mission) for mission in missions)
        self.place = PlaceFactory()
        self.holder = AuthorityFactory()
        self.eyes = eyes(self.actor)
        self.eyes.__enter__()
        self.clock = BEGIN + timedelta(days=3, hours=1)
        self.told: list[Told] = []
        self.rank = 0
        self.answers: list[tuple[datetime, datetime, Any]] = []

    def teardown(self) -> None:
        for asked in self.answers:
            assert self.answer(*asked[:2]) == asked[2]
        self.eyes.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.scope.__exit__(None, None, None)

    # What a step needs

    def tick(self, minutes: int) -> None:
        self.clock += timedelta(minutes=minutes)

    def moment(self, when: tuple[str, int]) -> tuple[When, datetime, datetime]:
        """Return a past moment as it is said, its first and its last possible instant."""
        how, ago = when
        if how == "day":
            day = (self.clock - timedelta(days=ago % 4)).replace(hour=0, minute=0)
            said = When(day=day.date())
            interval = said.resolve(self.actor.zone, self.clock)
            return said, interval.first, interval.last
        instant = self.clock - timedelta(minutes=ago)
        if how == "hour":
            instant = self.clock.replace(minute=0) - timedelta(hours=ago % 30)
        return When.at(instant), instant, instant

    def new(self, kind: str, changes: dict[str, Any], first: datetime, at: datetime) -> Fact:
        self.rank += 1
        return Fact(kind, changes, first, at, self.clock, self.rank)

    def act(
        self,
        is_right: bool,
        operation: Callable[..., Any],
        told: Told,
        *,
        actor: Actor | None = None,
        **said: Any,
    ) -> bool:
        """Run an operation; it must be refused exactly where the model says so."""
        refused = ""
        try:
            with replay(self.clock):
                operation(actor or self.actor, fresh(told.case), **said)
        except Refused as refusal:
            refused = refusal.code
        assert is_right == (not refused), f"{operation.name}: {refused or 'was not refused'}"
        return not refused

    def now(self, index: int) -> tuple[Told, tuple[Any, ...]]:
        told = self.told[index % len(self.told)]
        return told, told.account(self.clock)

    # What an ending says of the way

    def ending(self, told: Told) -> tuple[str, datetime | None]:
        """Return the outcome and when the case ended, nothing where it goes on."""
        facts = told.stages.standing(self.clock)
        outcome = account(facts)[3]
        return (outcome, closing_of(facts).at) if outcome else ("", None)

    def written(self, told: Told, meaning: str = "") -> list[Fact]:
        """Return what closings, or those of a meaning, have derived since the last reopening."""
        reopened = [fact.at for fact in told.stages.standing(self.clock) if fact.kind == "reopen"]
        last = max(reopened, default=BEGIN)
        moments = {at for what, at in told.ends if meaning in {"", what} and at >= last}
        standing = told.way.standing(self.clock)
        return [fact for fact in standing if fact.is_derived and fact.at in moments]

    def follow(self, told: Told, before: tuple[str, datetime | None]) -> None:
        """Let the way say what follows from the ending that stands now."""
        outcome, ended_at = self.ending(told)
        if (outcome, ended_at) == before:
            return
        if before[0] and not self.died_since(told, before[0]):
            for fact in self.written(told, MEANING[before[0]]):
                fact.voided = self.clock
        if not outcome or ended_at is None:
            return
        told.ends.append((MEANING[outcome], ended_at))
        began_at = closing_of(told.stages.standing(self.clock)).first
        lost = self.new("lost", {}, began_at, ended_at)
        lost.is_derived = True
        if not self.is_fitting(told, lost):
            told.way.add(lost)

    def is_fitting(self, told: Told, lost: Fact) -> bool:
        """Whether the way up to a point that says nothing is known agrees with the outcome."""
        outcome = told.account(self.clock)[3]
        turn = in_turn(
            [fact for fact in told.way.standing(self.clock) if fact is not lost] + [lost]
        )
        country = whereabouts(turn[: turn.index(lost)])[0]
        return self.agrees(told, outcome, country)

    def tell(self, told: Told, *, is_void: bool = False) -> None:
        """Let what endings derived give way to what was told since, or come again."""
        turn = in_turn(told.way.standing(self.clock))
        derived = [fact for fact in turn if fact.is_derived]
        for closing in told.stages.standing(self.clock):
            outcome = closing.changes.get("outcome", "died")
            for lost in derived if MEANING[outcome] in {"home", "abroad"} else ():
                country = led_to(turn[: turn.index(lost)])[0]
                if lost.at == closing.at and country and self.agrees(told, outcome, country):
                    lost.voided = self.clock
        outcome, ended_at = self.ending(told)
        is_told = any(lost.at == ended_at for lost in derived)
        if is_void and ended_at and MEANING[outcome] in {"home", "abroad"} and not is_told:
            self.follow(told, ("", None))

    def agrees(self, told: Told, outcome: str, country: str) -> bool:
        """Whether a person may be in a country by an outcome, as seen from the mission then.

        That is the mission that had the case at its closing, whoever took it over behind that.
        """
        stages = told.stages.standing(self.clock)
        if account(stages)[3]:
            stages = stages[: stages.index(closing_of(stages)) + 1]
        host = self.missions[account(stages)[1]].country
        is_onward = MEANING[outcome] == "abroad"
        return agrees(outcome, country, self.left(told, host) if is_onward else host)

    def left(self, told: Told, host: str) -> str:
        """Where whoever goes onward was: the host, unless they are elsewhere and went nowhere."""
        stages = told.stages.standing(self.clock)
        until = closing_of(stages).at if account(stages)[3] else self.clock
        facts = [fact for fact in told.way.standing(self.clock, until) if not fact.is_derived]
        here = whereabouts(in_turn(facts))[0]
        moves = [one for one in facts if one.kind == "crossing" and one.at > stages[0].at]
        went = here in {"", "VN", *(one.changes["to"] for one in moves)}
        return host if went else here

    def died_since(self, told: Told, outcome: str) -> bool:
        """Return whether the person died behind a closing that stands, which takes nothing back."""
        facts = told.stages.standing(self.clock)
        last = max((nth for nth, fact in enumerate(facts) if "outcome" in fact.changes), default=0)
        return is_death(facts[last]) and account(facts[:last])[3] == outcome

    def answer(self, as_of: datetime, known: datetime | None) -> Any:
        """Return accounts and whereabouts as the database gives them."""
        asked = [self.incident.pk, as_of, known or "infinity"]
        with connection.cursor() as cursor:
            cursor.execute(
                "select case_id, stage, mission_id, held, outcome from figure_cases(%s, %s, %s)",
                asked,
            )
            accounts = {row[0]: row[1:] for row in cursor.fetchall()}
            cursor.execute(
                "select case_id, country, place_id, holder_id from figure_ways(%s, %s, %s)", asked
            )
            return accounts, {row[0]: row[1:] for row in cursor.fetchall()}

    def expected(self, as_of: datetime, known: datetime) -> Any:
        """Return the same out of the model."""
        accounts, ways = {}, {}
        for told in self.told:
            found = told.account(known, as_of)
            if found[0]:
                accounts[told.case.pk] = found
            is_known = told.recorded <= known and not (told.voided and told.voided <= known)
            if is_known:
                ways[told.case.pk] = whereabouts(told.way.standing(known, as_of))
        return accounts, ways

    # What holds after every step

    def rows(self, told: Told) -> list[Any]:
        return standing_rows(told.case)

    def points(self, told: Told) -> list[Any]:
        person = told.case.citizen
        points = [*person.crossings.standing(), *person.stays.standing()]
        return sorted(points, key=lambda point: (point.occurred_at, point.number))

    @invariant()
    def the_case_row_repeats_the_ledger(self) -> None:
        for told in self.told:
            case = fresh(told.case)
            found = (case.stage, case.mission_id if case.stage else None, case.held, case.outcome)
            assert found == told.account(self.clock)

    @invariant()
    def the_rows_chain(self) -> None:
        for told in self.told:
            before = ("", None, False, "")
            for row, fact in zip(self.rows(told), told.stages.standing(self.clock), strict=True):
                assert (row.before.stage, row.before.mission_id) == before[:2]
                assert (row.kind, row.occurred_from, row.occurred_at) == (
                    fact.kind,
                    fact.first,
                    fact.at,
                )
                before = (row.to_stage, row.to_mission_id, row.to_held, row.to_outcome)

    @invariant()
    def the_person_row_repeats_the_way(self) -> None:
        for told in self.told:
            person = fresh(told.case.citizen)
            found = (person.now_country, person.now_place_id, person.now_holder_id)
            assert found == whereabouts(told.way.standing(self.clock))
