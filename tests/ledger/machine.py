"""Drives the real operations with replayed moments beside the model of what they should say."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from cases.casework import operations as acts
from cases.core.context import eyes
from cases.core.facts import replay
from tests.ledger.ground import LedgerGround, Told
from tests.ledger.model import (
    IN_ORDER,
    MEANING,
    STAGES,
    Fact,
    account,
    death_of,
    inserted,
    is_death,
    put,
    told_at,
    turn,
    turn_again,
    without,
)
from tests.register import a_case, a_citizen

CASES = 2
KEPT = {"open", "transfer"}
OUTCOMES = sorted(MEANING)
"""A duplicate closes by a link alone."""
COUNTRIES = ["MM", "TH", "VN"]

ticks = st.sampled_from([0, 0, 7, 60, 600])
whens = st.tuples(st.sampled_from(["hour", "hour", "exact", "day"]), st.integers(0, 60))
picks = st.integers(0, 20)
who = st.integers(0, CASES - 1)


class LedgerMachine(LedgerGround):
    """Any operation in any order; the past answers are asked again and again."""

    # Opening

    @initialize(when=whens)
    def first_case(self, when: tuple[str, int]) -> None:
        self.open_case(when)

    @precondition(lambda self: len(self.told) < CASES)
    @rule(when=whens, tick=ticks)
    def another_case(self, when: tuple[str, int], tick: int) -> None:
        self.tick(tick)
        self.open_case(when)

    def open_case(self, when: tuple[str, int]) -> None:
        said, first, at = self.moment(when)
        with replay(self.clock):
            case = a_case(self.actor, a_citizen(self.actor), incident=self.incident, came_in=said)
        told = Told(case, self.clock)
        changes = {"stage": "reported", "mission": self.actor.mission_id}
        fact = self.new("open", changes, first, at)
        told.stages.stand(self.clock, [fact])
        self.told.append(told)

    # Acts of now

    def add(self, told: Told, kind: str, **changes: Any) -> None:
        """Let something happen now, behind all that is on record."""
        new = self.new(kind, changes, self.clock, self.clock)
        told.stages.stand(self.clock, [*told.stages.standing(self.clock), new])

    @rule(index=who, tick=ticks)
    def advance(self, index: int, tick: int) -> None:
        self.tick(tick)
        told, (stage, _mission, held, _outcome) = self.now(index)
        is_right = stage in STAGES[:-1] and not held
        if self.act(is_right, acts.advance_case, told):
            following = STAGES[STAGES.index(stage) + 1]
            self.add(told, "advance", stage=following)

    @rule(index=who, tick=ticks)
    def hold(self, index: int, tick: int) -> None:
        self.tick(tick)
        told, (stage, _mission, held, _outcome) = self.now(index)
        if self.act(stage in STAGES and not held, acts.hold_case, told, reason="health"):
            self.add(told, "hold", held=True)

    @rule(index=who, tick=ticks)
    def resume(self, index: int, tick: int) -> None:
        self.tick(tick)
        told, (_stage, _mission, held, _outcome) = self.now(index)
        if self.act(held, acts.resume_case, told):
            self.add(told, "resume", held=False)

    @rule(index=who, tick=ticks, outcome=st.sampled_from(OUTCOMES), when=st.none() | whens)
    def close(self, index: int, tick: int, outcome: str, when: tuple[str, int] | None) -> None:
        self.tick(tick)
        told, (stage, _mission, held, _outcome) = self.now(index)
        before, facts = self.ending(told), told.stages.standing(self.clock)
        wanted: dict[str, Any] = {"outcome": outcome}
        new = self.new("close", {"stage": "closed", **wanted}, self.clock, self.clock)
        if outcome == "died" and when is not None:
            wanted["died_at"], new.first, new.at = self.moment(when)
            new.dead = new.at
        is_right = stage in STAGES and not held
        if self.act(is_right, acts.close_case, told, **wanted):
            self.stand(told, told_at(facts, new, turn(facts, new)))
            self.follow(told, before)

    def stand(self, told: Told, facts: list[Fact] | None) -> None:
        assert facts is not None
        told.stages.stand(self.clock, facts)

    @rule(
        index=who,
        tick=ticks,
        stage=st.sampled_from(["", "", "contacted", "ready"]),
        answer=st.sampled_from(["wrong", "again"]),
    )
    def reopen(self, index: int, tick: int, stage: str, answer: str) -> None:
        self.tick(tick)
        told, (now, *_rest) = self.now(index)
        asked = {"reason": "-", "stage": stage, "whereabouts": answer}
        if self.act(now == "closed", acts.reopen_case, told, **asked):
            for fact in self.written(told) if answer == "wrong" else ():
                fact.voided = self.clock
            self.add(told, "reopen", **({"stage": stage} if stage else {"back": True}))

    @rule(index=who, tick=ticks)
    def transfer(self, index: int, tick: int) -> None:
        """The other mission takes the case over, on hold or not."""
        self.tick(tick)
        told, (stage, mission, *_rest) = self.now(index)
        sender, receiver = self.actor, self.other
        if mission == receiver.mission_id:
            sender, receiver = receiver, sender
        asked = {"mission": self.missions[receiver.mission_id], "summary": "Held."}
        if self.act(stage in STAGES, acts.offer_transfer, told, actor=sender, **asked):
            offer = told.case.transfers.get(status="offered")
            with eyes(receiver), replay(self.clock):
                acts.accept_transfer(receiver, offer)
            self.add(told, "transfer", mission=receiver.mission_id)

    # Late news and corrections of stages

    @rule(
        index=who,
        tick=ticks,
        when=whens,
        stage=st.sampled_from([*STAGES, "closed"]),
        how=st.sampled_from(OUTCOMES),
    )
    def fact(self, index: int, tick: int, when: tuple[str, int], stage: str, how: str) -> None:
        self.tick(tick)
        told, (now, *_rest) = self.now(index)
        said, first, at = self.moment(when)
        outcome = how if stage == "closed" else ""
        changes = {"stage": stage} | ({"outcome": outcome} if outcome else {})
        wanted = {"stage": stage, "outcome": outcome, "when": said}
        before, new = self.ending(told), self.new("fact", changes, first, at)
        facts = told.stages.standing(self.clock)
        place = turn(facts, new)
        then = account(facts if outcome == "died" else facts[:place])
        is_right = bool(now) and (then[0], then[3]) != (stage, outcome)
        is_right = is_right and not (outcome not in {"", "died"} and now == "closed")
        chain = told_at(facts, new, place) if is_right else None
        if self.act(
            chain is not None, acts.record_fact, told, **wanted, source="mission", reason="-"
        ):
            self.stand(told, chain)
            self.follow(told, before)

    @rule(
        index=who,
        tick=ticks,
        pick=picks,
        when=whens,
        stage=st.sampled_from([None, *STAGES, "closed"]),
    )
    def correct(
        self, index: int, tick: int, pick: int, when: tuple[str, int], stage: str | None
    ) -> None:
        self.tick(tick)
        told, (now, *_rest) = self.now(index)
        if not now:
            return
        facts = told.stages.standing(self.clock)
        old, row = facts[pick % len(facts)], self.rows(told)[pick % len(facts)]
        if old.kind == "transfer" and stage is None:
            # Bound by its offer, which is no fact: `tests/casework/test_takeover_corrected.py`.
            return
        said, first, at = self.moment(when)
        asked: dict[str, Any] = {"when": said}
        changes = dict(old.changes)
        if stage is not None:
            asked = {"stage": stage}
            first, at = old.first, old.at
            changes = {**changes, "stage": stage}
            for name in ("outcome", "back"):
                changes.pop(name, None)
            if stage == "closed":
                asked["outcome"] = changes["outcome"] = OUTCOMES[pick % len(OUTCOMES)]
        new = self.new(old.kind, changes, first, at)
        if is_death(new) and stage is not None:
            new.dead = old.dead if is_death(old) else None
        elif is_death(new) and old.kind == "close":
            new.dead = at
        before, place = self.ending(told), facts.index(old)
        others = plain = [fact for fact in facts if fact is not old]
        if stage is None:
            others = without(facts, old)
            place = turn_again(others, new, place)
        by = inserted if stage else put
        chain = told_at(others, new, place, by=by, is_open=not before[0], plain=plain)
        is_right = chain is not None and self.may_say(old, stage)
        if self.act(
            is_right, acts.correct_transition, told, transition=row, reason="-", changes=asked
        ):
            self.stand(told, chain)
            self.follow(told, before)

    def may_say(self, old: Fact, stage: str | None) -> bool:
        """Return whether a fact of this kind can say another stage, or be dated otherwise."""
        stages = {
            "transfer": set(),
            "hold": {None},
            "resume": {None},
            "open": {None, "reported"},
            "close": {None, "closed"},
            "reopen": {None, *STAGES},
        }
        return stage in stages.get(old.kind, {None, *IN_ORDER})

    @rule(index=who, tick=ticks, pick=picks)
    def void(self, index: int, tick: int, pick: int) -> None:
        self.tick(tick)
        told, (now, *_rest) = self.now(index)
        if not now:
            return
        facts = told.stages.standing(self.clock)
        old, row = facts[pick % len(facts)], self.rows(told)[pick % len(facts)]
        before = self.ending(told)
        if self.act(old.kind not in KEPT, acts.void_transition, told, transition=row, reason="-"):
            told.stages.stand(self.clock, without(facts, old))
            self.follow(told, before)

    @precondition(lambda self: len(self.told) == CASES)
    @rule(tick=ticks, luck=st.integers(0, 9))
    def void_case(self, tick: int, luck: int) -> None:
        told = self.told[1]
        if luck or told.voided:
            return
        self.tick(tick)
        outcome, _at = self.ending(told)
        assert self.act(True, acts.void_case, told, reason="-")
        told.voided = self.clock
        for fact in self.written(told, MEANING[outcome]) if outcome else ():
            fact.voided = self.clock
        told.stages.stand(self.clock, [])

    # The way

    @rule(index=who, tick=ticks, when=whens, sides=st.permutations(COUNTRIES))
    def cross(self, index: int, tick: int, when: tuple[str, int], sides: list[str]) -> None:
        self.tick(tick)
        told, (now, *_rest) = self.now(index)
        said, first, at = self.moment(when)
        wanted = {"from_country": sides[0], "to_country": sides[1], "when": said}
        if self.act(bool(now), acts.record_crossing, told, **wanted, source="mission"):
            told.way.add(self.new("crossing", {"from": sides[0], "to": sides[1]}, first, at))
            self.tell(told)

    @rule(index=who, tick=ticks, when=whens, kind=st.sampled_from(["place", "country", "left"]))
    def stay(self, index: int, tick: int, when: tuple[str, int], kind: str) -> None:
        self.tick(tick)
        told, (now, *_rest) = self.now(index)
        said, first, at = self.moment(when)
        wanted: dict[str, Any] = {"kind": "left" if kind == "left" else "at", "when": said}
        changes = {"country": "MM", "place": None, "holder": self.holder.pk}
        if kind == "place":
            wanted |= {"place": self.place, "holder": self.holder}
            changes = {"country": "TH", "place": self.place.pk, "holder": self.holder.pk}
        elif kind == "country":
            wanted |= {"country": "MM", "holder": self.holder}
        death = death_of(told.stages.standing(self.clock))
        is_alive = death is None or (death.died or death.at) >= first
        if self.act(bool(now) and is_alive, acts.record_stay, told, **wanted, source="relative"):
            told.way.add(self.new(wanted["kind"], changes, first, at))
            self.tell(told)

    @rule(index=who, tick=ticks, pick=picks, when=st.none() | whens, is_void=st.booleans())
    def correct_point(
        self, index: int, tick: int, pick: int, when: tuple[str, int] | None, is_void: bool
    ) -> None:
        self.tick(tick)
        told, (now, *_rest) = self.now(index)
        facts = told.way.standing(self.clock)
        if not now or not facts:
            return
        old = facts[pick % len(facts)]
        name = "crossing" if old.kind == "crossing" else "stay"
        row = self.points(told)[pick % len(facts)]
        if is_void:
            operation = getattr(acts, f"void_{name}")
            self.act(True, operation, told, **{name: row}, reason="-")
            old.voided = self.clock
            if not old.is_derived:
                self.tell(told, is_void=True)
            return
        new = self.new(old.kind, old.changes, old.first, old.at)
        new.rank = old.rank
        changes: dict[str, Any] = {"note": "Seen again."}
        if when is not None:
            changes["when"], new.first, new.at = self.moment(when)
        operation = getattr(acts, f"correct_{name}")
        death = death_of(told.stages.standing(self.clock))
        is_alive = death is None or (death.died or death.at) >= new.first
        is_right = is_alive or when is None or old.kind in {"crossing", "lost"}
        if self.act(is_right, operation, told, **{name: row}, reason="-", changes=changes):
            old.voided = self.clock
            told.way.add(new)
            self.tell(told, is_void=not old.is_derived)

    # Asking

    @rule(of=st.integers(0, 100), by=st.integers(1, 100))
    def ask(self, of: int, by: int) -> None:
        """Ask about a past moment as known at another that no longer changes."""
        known = self.clock - timedelta(minutes=by * by)
        as_of = self.clock - timedelta(minutes=of * of)
        found = self.answer(as_of, known)
        assert found == self.expected(as_of, known)
        self.answers.append((as_of, known, found))

    @rule(of=st.integers(0, 100))
    def ask_now(self, of: int) -> None:
        as_of = self.clock - timedelta(minutes=of * of)
        assert self.answer(as_of, None) == self.expected(as_of, self.clock)

    @precondition(lambda self: self.answers)
    @rule(pick=picks)
    def ask_again(self, pick: int) -> None:
        as_of, known, before = self.answers[pick % len(self.answers)]
        assert self.answer(as_of, known) == before
