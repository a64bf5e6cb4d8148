"""Drives the real operations with replayed moments beside the model of what they should say."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from cases.casework import operations as acts
from cases.casework.choices import Stage
from cases.core.context import eyes
from cases.core.facts import replay
from tests.ledger.ground import LedgerGround, Told
from tests.ledger.model import MEANING, Fact, account
from tests.register import a_case, a_citizen

CASES = 2
STAGES = [value for value in Stage.values if value != "closed"]
KEPT = {"open", "transfer"}
OUTCOMES = sorted(MEANING)
"""A duplicate closes by a link alone."""
COUNTRIES = ["MM", "TH", "VN"]

ticks = st.sampled_from([0, 0, 7, 60, 600])
whens = st.tuples(st.sampled_from(["hour", "hour", "exact", "day"]), st.integers(0, 60))
picks = st.integers(0, 20)
who = st.integers(0, CASES - 1)


def closing_of(facts: list[Fact], before: list[Fact]) -> Fact | None:
    """The fact by which the case is closed behind `before`, and not reopened since."""
    if any(fact.kind == "reopen" for fact in facts if fact not in before):
        return None
    closing = None
    for count in range(len(before), 0, -1):
        if account(before[:count])[0] != "closed":
            break
        closing = before[count - 1]
    return closing


def goes_on_closed(facts: list[Fact], new: Fact) -> bool:
    """Whether a stage would follow a closing, which only reopening does."""
    before = [fact for fact in facts if (fact.at, fact.rank) <= (new.at, new.rank)]
    goes_on = new.kind not in {"open", "reopen"} and new.changes.get("stage", "closed") != "closed"
    if goes_on and before and (account(before)[3] == "died" or closing_of(facts, before)):
        return True
    needs_life = new.kind not in {"open", "reopen"} and (goes_on or "held" in new.changes)
    death = death_of(facts)
    is_late = death is not None and death.dead is not None and death.dead < new.first
    return needs_life and is_late and account(facts)[3] == "died"


def death_of(facts: list[Fact]) -> Fact | None:
    """The fact that gave the last outcome, where the case is closed as died."""
    ended = [fact for fact in facts if "outcome" in fact.changes]
    return ended[-1] if ended and account(facts)[3] == "died" else None


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
        fact.rank = float("-inf")
        told.stages.add(fact)
        self.told.append(told)

    # Acts of now

    @rule(index=who, tick=ticks)
    def advance(self, index: int, tick: int) -> None:
        self.tick(tick)
        told, (stage, _mission, held, _outcome) = self.now(index)
        is_right = stage in STAGES[:-1] and not held
        if self.act(is_right, acts.advance_case, told):
            following = STAGES[STAGES.index(stage) + 1]
            told.stages.add(self.new("advance", {"stage": following}, self.clock, self.clock))

    @rule(index=who, tick=ticks)
    def hold(self, index: int, tick: int) -> None:
        self.tick(tick)
        told, (stage, _mission, held, _outcome) = self.now(index)
        if self.act(stage in STAGES and not held, acts.hold_case, told, reason="health"):
            told.stages.add(self.new("hold", {"held": True}, self.clock, self.clock))

    @rule(index=who, tick=ticks)
    def resume(self, index: int, tick: int) -> None:
        self.tick(tick)
        told, (_stage, _mission, held, _outcome) = self.now(index)
        if self.act(held, acts.resume_case, told):
            told.stages.add(self.new("resume", {"held": False}, self.clock, self.clock))

    @rule(index=who, tick=ticks, outcome=st.sampled_from(OUTCOMES), when=st.none() | whens)
    def close(self, index: int, tick: int, outcome: str, when: tuple[str, int] | None) -> None:
        self.tick(tick)
        told, (stage, _mission, held, _outcome) = self.now(index)
        before, facts = self.ending(told), told.stages.standing(self.clock)
        wanted: dict[str, Any] = {"outcome": outcome}
        new = self.new("close", {"stage": "closed", **wanted}, self.clock, self.clock)
        if outcome == "died" and when is not None:
            wanted["died_at"], new.first, new.at = self.moment(when)
            new.dead, new.is_dated = new.at, True
        self.stays_closed(facts, new)
        if self.act(stage in STAGES and not held, acts.close_case, told, **wanted):
            told.stages.add(new)
            self.follow(told, before)

    @rule(
        index=who,
        tick=ticks,
        stage=st.sampled_from(["", "", "contacted", "ready"]),
        answer=st.sampled_from(["wrong", "again"]),
    )
    def reopen(self, index: int, tick: int, stage: str, answer: str) -> None:
        self.tick(tick)
        told, (now, _mission, _held, outcome) = self.now(index)
        asked = {"reason": "-", "stage": stage, "whereabouts": answer}
        if self.act(now == "closed", acts.reopen_case, told, **asked):
            back = stage or self.stage_before_closing(told)
            written = self.written(told, MEANING[outcome])
            for fact in written if answer == "wrong" else ():
                told.way.void(fact.key, self.clock)
            told.stages.add(self.new("reopen", {"stage": back}, self.clock, self.clock))

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
            changes = {"mission": receiver.mission_id}
            told.stages.add(self.new("transfer", changes, self.clock, self.clock))

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
        if stage != "closed":
            first, at = self.before_closing(told, first, at)
        then = told.account(self.clock, None if outcome == "died" else at)
        is_right = bool(now) and bool(then[0]) and (then[0], then[3]) != (stage, outcome)
        changes = {"stage": stage} | ({"outcome": outcome} if outcome else {})
        wanted = {"stage": stage, "outcome": outcome, "when": said}
        before, new = self.ending(told), self.new("fact", changes, first, at)
        new.dead = at if outcome == "died" else None
        facts = told.stages.standing(self.clock)
        is_right = self.stays_closed(facts, new) and not goes_on_closed(facts, new) and is_right
        if self.act(is_right, acts.record_fact, told, **wanted, source="mission", reason="-"):
            told.stages.add(new)
            self.follow(told, before)

    def before_closing(
        self, told: Told, first: datetime, at: datetime
    ) -> tuple[datetime, datetime]:
        """When a stage was reached that may have been reached before the case was closed."""
        facts = told.stages.standing(self.clock)
        closing = closing_of(facts, [fact for fact in facts if fact.at <= at])
        if closing is None or first >= closing.at:
            return first, at
        return first, max(first, closing.at - timedelta(microseconds=2))

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
        said, first, at = self.moment(when)
        asked: dict[str, Any] = {"when": said}
        changes = dict(old.changes)
        if stage is not None:
            asked = {"stage": stage}
            first, at = old.first, old.at
            changes = {**changes, "stage": stage}
            changes.pop("outcome", None)
            if stage == "closed":
                asked["outcome"] = changes["outcome"] = OUTCOMES[pick % len(OUTCOMES)]
        new = self.new(old.kind, changes, first, at)
        self.put_death(old, new, is_moved=stage is None)
        if (at == old.at and not new.is_dated) or old.kind == "open":
            new.rank = old.rank
        before = self.ending(told)
        others = [fact for fact in facts if fact is not old]
        is_right = not before[0] or self.stays_closed(others, new)
        is_right = is_right and not goes_on_closed(others, new)
        is_right = self.may_take_the_place(facts, old, new, stage) and is_right
        if self.act(
            is_right, acts.correct_transition, told, transition=row, reason="-", changes=asked
        ):
            told.stages.void(old.key, self.clock)
            told.stages.add(new)
            self.follow(told, before)

    def put_death(self, old: Fact, new: Fact, *, is_moved: bool) -> None:
        """Say when the person died, as far as a corrected fact says it."""
        if new.changes.get("outcome") != "died":
            return
        if is_moved:
            new.dead = new.at if new.kind in {"close", "fact"} else None
            new.is_dated = new.kind == "close"
        elif old.changes.get("outcome") == "died":
            new.dead, new.is_dated = old.dead, old.is_dated
        elif new.kind == "fact":
            new.dead = new.at

    def stays_closed(self, facts: list[Fact], new: Fact) -> bool:
        """Move a death behind what would undo it; say whether another closing holds."""
        outcome, place = new.changes.get("outcome", ""), (new.at, new.rank)
        later = [fact for fact in facts if (fact.at, fact.rank) > place]
        after = account(sorted([*facts, new], key=lambda fact: (fact.at, fact.rank)))
        if outcome == "died" and later and after[3] != "died":
            new.dead, new.is_dated = new.dead or new.at, True
            new.first, new.at, new.rank = later[-1].first, later[-1].at, self.rank + 1
            self.rank += 1
        return outcome in {"", "died"} or not later or after[0] == "closed"

    def may_take_the_place(
        self, facts: list[Fact], old: Fact, new: Fact, stage: str | None
    ) -> bool:
        if old.kind == "transfer" or (stage is not None and old.kind in {"hold", "resume"}):
            return False
        if stage not in {None, "reported"} and old.kind == "open":
            return False
        if stage in STAGES and old.kind == "close":
            return False
        if stage == "closed" and old.kind == "reopen":
            return False
        chain = sorted(
            [*(fact for fact in facts if fact is not old), new], key=lambda f: (f.at, f.rank)
        )
        return chain[0].kind == "open"

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
            told.stages.void(old.key, self.clock)
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
            told.way.void(fact.key, self.clock)
        for fact in told.stages.standing(self.clock):
            fact.voided = self.clock

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
        is_alive = death is None or (death.dead or death.at) >= first
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
            told.way.void(old.key, self.clock)
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
        is_alive = death is None or (death.dead or death.at) >= new.first
        is_right = is_alive or when is None or old.kind in {"crossing", "lost"}
        if self.act(is_right, operation, told, **{name: row}, reason="-", changes=changes):
            told.way.void(old.key, self.clock)
            told.way.add(new)
            self.tell(told)

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
