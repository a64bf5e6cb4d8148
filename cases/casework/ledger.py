"""Writing the ledger of stages: putting a row in its place, late news and corrections included.

Whatever comes after the place of a new or corrected row is voided and appended again in order;
each copy keeps what its original changed and takes the rest from the row now before it.

What is known to days alone and goes on after something that surely came later was over by then: it
is voided and stands again until then (`over_before`). Nothing is out of turn that is not so for
certain: what is known to days alone comes where it fits (`fits`).

Nothing opens a case again behind the back of whoever closes it. A death of before the last entry of
an open case stands at that entry, and its `changes` say when the person died; where the case was
closed after it, the entry of the closing is corrected (`death_before_closing`). Any other closing
before an entry that would open the case is refused, and so is a stage behind a closing, or a hold
behind a death: the case goes on by being reopened alone. A stage of days is put where it was not
closed and where it lies in order (`in_order_of_stages`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import BY_LINK, Outcome, Stage, TransitionKind
from cases.casework.models import Case, Transition
from cases.casework.models.transition import BEFORE_CLOSING, DIED, HELD
from cases.casework.others import Others
from cases.casework.outcomes import Ended, follow_outcome, follow_returns
from cases.casework.states import ORDER, OUTSIDE, Position, is_ordinary
from cases.casework.whereabouts import Point
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule
from cases.core.facts import Interval, Source, over_by
from cases.core.waiting import put


@dataclass(frozen=True, slots=True)
class Entry:
    """A new row: what it changes, when that happened, who says so.

    `again`: the standing row whose place it takes, the same over by an earlier moment.
    """

    kind: str
    changes: Mapping[str, object]
    interval: Interval
    reason: str = ""
    source: str = Source.MISSION
    source_detail: str = ""
    gate_open: Sequence[str] = ()
    again: Transition | None = None


def entry_again(row: Transition, changes: Mapping[str, object], interval: Interval) -> Entry:
    """Return what takes the place of a row: with other changes, or of another time."""
    return Entry(
        kind=row.kind,
        changes=changes,
        interval=interval,
        reason=row.reason,
        source=row.source,
        source_detail=row.source_detail,
        gate_open=row.gate_open,
    )


ENDS: Final = frozenset({TransitionKind.CLOSE, TransitionKind.REOPEN})


def behind(rows: Sequence[Transition], interval: Interval) -> list[Transition]:
    """Return the standing rows that come after the place of something."""
    return [row for row in rows if row.occurred_at > interval.last]


def may_end(rows: Sequence[Transition], interval: Interval) -> bool:
    """Return whether something can have come last: nothing was later for certain.

    A stage that is known to days alone can have been reached before it, on one of those days; so
    can a takeover, and the begin and the end of a hold.
    """
    return all(
        row.occurred_from <= interval.last and row.kind not in ENDS
        for row in behind(rows, interval)
    )


def over_before(rows: Sequence[Transition], interval: Interval) -> list[Entry]:
    """Return what takes the place of the rows behind something that came last (`may_end`).

    They were over by then, and order their ledger by that; none is over before one that it follows.
    """
    late = behind(rows, interval)
    since = [row.occurred_at for row in rows[: len(rows) - len(late)]][-1:]
    found: list[Entry] = []
    for row in late:
        span = over_by(span_of(row), interval.last)
        since = [max([span.last, *since])]
        found.append(once_more(row, Interval(span.first, since[0])))
    return found


def given_back(rows: Sequence[Transition], drop: Sequence[Transition]) -> list[Entry]:
    """Return what takes the place of rows that were over by one that goes out.

    They last as long as was said of them, unless something else that followed them says less.
    """
    turn = min((rows.index(row) for row in drop), default=0)
    if not any(row.copied_from_id for row in rows[:turn]):
        return []
    copied = Transition.objects.filter(case=rows[0].case_id)
    former = {pk: (of, at) for pk, of, at in copied.values_list("pk", "copied_from", "occurred_at")}
    found: list[Entry] = []
    left = [row for row in rows[turn:] if row not in drop]
    follows_at = left[0].occurred_at if left else None
    for row in reversed(rows[:turn]):
        pk: int = row.pk
        while (of := former[pk][0]) is not None:
            pk = of
        span = Interval(row.occurred_from, former[pk][1])
        span = over_by(span, follows_at) if follows_at and span.last >= follows_at else span
        if row.occurred_at < span.last and (follows_at is None or span.last < follows_at):
            found.insert(0, once_more(row, span))
        follows_at = max(row.occurred_at, found[0].interval.last) if found else row.occurred_at
    return found


def once_more(row: Transition, interval: Interval) -> Entry:
    """Return what takes the place of a row that stands again."""
    return replace(entry_again(row, row.changes, interval), again=row)


def span_of(row: Transition) -> Interval:
    """Return first and last possible instant of a row."""
    return Interval(row.occurred_from, row.occurred_at)


def fits(rows: Sequence[Transition], interval: Interval, place: int) -> bool:
    """Return whether something can have come behind the first `place` rows and before the rest."""
    return all(row.occurred_from <= interval.last for row in rows[:place]) and all(
        interval.first <= row.occurred_at for row in rows[place:]
    )


def places(rows: Sequence[Transition], interval: Interval, near: int | None = None) -> list[int]:
    """Return behind how many of the rows something can have come, the nearest first.

    That is nearest to its place by the last possible instants, or to another that is named.
    """
    place = len(rows) - len(behind(rows, interval)) if near is None else near
    found = sorted(range(len(rows) + 1), key=lambda number: abs(number - place))
    return [number for number in found if fits(rows, interval, number)]


def disorder(rows: Sequence[Transition], place: int, stage: str) -> int:
    """Return how many stages would lie out of their order about a stage at a place."""
    if not stage:
        return 0
    steps = [ORDER.index(row.to_stage) if says_stage(row.changes) else None for row in rows]
    here = ORDER.index(stage)
    later = sum(step is not None and step > here for step in steps[:place])
    return later + sum(step is not None and step < here for step in steps[place:])


def says_stage(changes: Mapping[str, object]) -> bool:
    """Return whether a row itself names the stage, and does not take up the one before."""
    return "stage" in changes and BEFORE_CLOSING not in changes


def in_order_of_stages(rows: Sequence[Transition], interval: Interval, stage: str) -> int:
    """Return behind how many of the rows a stage was reached, of those where it can have been.

    There it lies behind the opening, not in a time when the case was closed, and among the fewest
    stages that are out of order: the last such place, else where its last possible instant says.
    """
    found = [number for number in places(rows, interval) if number]
    if stage != Stage.CLOSED:
        found = [number for number in found if rows[number - 1].to_stage != Stage.CLOSED]
    by_last = len(rows) - len(behind(rows, interval))
    return min(found, key=lambda number: (disorder(rows, number, stage), -number), default=by_last)


def put_between(
    rows: Sequence[Transition], interval: Interval, place: int
) -> tuple[list[Entry], Interval, list[Entry]]:
    """Return what stands again so that something comes behind the first `place` rows, and its span.

    It was over by the row that follows, and the rows before it were over by it. What follows at the
    same instant stands again behind it.
    """
    if rows[place:] and rows[place].occurred_at <= interval.last:
        interval = over_by(interval, rows[place].occurred_at)
    since = max((row.occurred_from for row in rows[:place]), default=interval.last)
    interval = Interval(interval.first, max(interval.last, since))
    beside = [row for row in rows[place:] if row.occurred_at == interval.last]
    return (
        over_before(rows[:place], interval),
        interval,
        [once_more(row, span_of(row)) for row in beside],
    )


@dataclass(slots=True)
class Writing:
    """One act of writing: on which case, by whom, known since when.

    `is_stated`: it says with the outcome where the person is; `stated`: what that wrote of the way.
    """

    actor: Actor
    case: Case
    moment: datetime
    operation: str
    is_stated: bool = False
    appended: list[Transition] = field(default_factory=list)
    stated: list[Point] = field(default_factory=list)


def standing_rows(case: Case) -> list[Transition]:
    """Return the standing rows of a case in the order in which they happened."""
    return list(case.transitions.standing().in_order())


def write(writing: Writing, *add: Entry, drop: Sequence[Transition] = (), why: str = "") -> None:
    """Append `add`, each at its place and in order, and void `drop` and what stands again.

    Where nothing takes the place of `drop`, what was over by it lasts again as was said.
    Raises 422 `before_opening` when something would come before the opening row,
    `duplicate_by_link` for the outcome that a link alone writes, and `closing_before_last`.
    """
    for entry in add:
        refuse_duplicate(entry)
    rows = standing_rows(writing.case)
    add = at_the_end(writing.case, add, rows, drop) or tuple(given_back(rows, drop))
    gone = [*drop, *(entry.again for entry in add if entry.again)]
    tail = [row for row in rows if comes_again(row, add, gone)]
    kept = [row for row in rows if row not in tail and row not in gone]
    voided = [row.pk for row in [*tail, *gone]]
    Transition.objects.filter(pk__in=voided).update(voided_at=writing.moment, void_reason=why)
    before = kept[-1].after if kept else OUTSIDE
    others = Others(writing.case.mission_id, drop[0] if drop else None)
    for item in in_order(tail, add, drop):
        row = row_of(writing, item)
        refuse_before_opening(row, before, drop)
        lead_back(row, [*kept, *writing.appended])
        row.place_after(before)
        is_rewritten = row.copied_from_id is not None or bool(drop)
        is_odd = is_rewritten and not is_ordinary(row.kind, before, row.after)
        row.needs_review = others.concerns(row) or is_odd
        row.save(force_insert=True)
        writing.appended.append(row)
        before = row.after
    settle(writing, [*kept, *writing.appended], closed_at(rows))
    others.tell(writing.case)


def at_the_end(
    case: Case, add: Sequence[Entry], rows: Sequence[Transition], drop: Sequence[Transition]
) -> tuple[Entry, ...]:
    """Return entries of which one that closes the case stands where the case stays closed.

    422 `closing_before_last` where a later entry would open it again, `death_before_closing` where
    one closes it otherwise, `closed_by_then` or `closed_as_died` for a stage behind a closing,
    `after_death` for a stage or a hold. The correction of a closing of a case that is open all the
    same moves nothing. What would stand again because it was over by a death goes, where that
    stands at the last entry instead.
    """
    for number, entry in enumerate(add):
        if entry.again is not None:
            continue
        before, later = around(add, number, rows, drop)
        refuse_behind_closing(entry, before, later)
        if "outcome" not in entry.changes or not later or (drop and not case.outcome):
            continue
        after = later[0].before.changed(entry.changes)
        for row in later:
            after = after.changed(row.changes)
        if entry.changes["outcome"] == Outcome.DIED:
            if after.outcome not in {"", Outcome.DIED}:
                raise broken_rule(DEATH_BEFORE_CLOSING, "death_before_closing", "when")
            if after.outcome != Outcome.DIED:
                # Nothing was over by then: it stands at the last entry.
                new = [one for one in add if one.again is None]
                return tuple(died_at_last(it, later[-1]) if it is entry else it for it in new)
        elif after.stage != Stage.CLOSED and later[0].kind != TransitionKind.OPEN:
            raise broken_rule(closing_before(later), "closing_before_last", "when")
    return tuple(add)


def around(
    add: Sequence[Entry], number: int, rows: Sequence[Transition], drop: Sequence[Transition]
) -> tuple[list[Transition], list[Transition]]:
    """Return the standing rows before and behind the place of one of some entries."""
    again = {entry.again.pk: nth for nth, entry in enumerate(add) if entry.again is not None}
    rows = [row for row in rows if row not in drop]
    later = [
        row
        for row in rows
        if (again[row.pk] > number if row.pk in again else follows(row, add[number], drop))
    ]
    return [row for row in rows if row not in later], later


def died_at_last(entry: Entry, last: Transition) -> Entry:
    """Return a death that stands at the last entry of a case and says beside when it was."""
    changes = {DIED: ends_told(entry.interval), **entry.changes}
    return replace(entry, changes=changes, interval=span_of(last))


def ends_told(interval: Interval) -> list[str]:
    """Return when a person died as the `changes` of the closing say it."""
    return [interval.first.isoformat(), interval.last.isoformat()]


DEATH_BEFORE_CLOSING: Final = _(
    "The case was closed after that with another outcome. If the person had died by then, correct "
    "the entry of the closing: its outcome is “Died”, and its day that of the death."
)
CLOSED_BY_THEN: Final = _(
    "The case was closed by then. If it goes on, reopen it and say whether the closing was wrong; "
    "record the stage after that. If the stage was reached before, give that moment."
)
CLOSED_UNTIL: Final = _(
    "The case was closed then and reopened later. If the stage was reached before the closing or "
    "after the reopening, give that moment. If the day of the closing is wrong, correct it first."
)
AFTER_DEATH: Final = _(
    "The person had died by then, and this needs them alive. Check both days: correct the entry of "
    "the closing if its day is wrong, or reopen the case if somebody else died."
)
WHEN_HELD: Final[dict[str, str]] = {
    TransitionKind.HOLD: "held_from",
    TransitionKind.RESUME: "held_until",
}


def refuse_behind_closing(
    entry: Entry, before: Sequence[Transition], later: Sequence[Transition]
) -> None:
    """422 for a stage at which a case would go on that was closed, and not reopened since.

    So for a hold behind a death, and for what is certainly of after one that stands at a later
    entry.
    """
    rows = [*before, *later]
    goes_on = entry.changes.get("stage", Stage.CLOSED) != Stage.CLOSED
    if not rows or entry.kind in {TransitionKind.OPEN, TransitionKind.REOPEN}:
        return
    if goes_on and before and before[-1].to_outcome == Outcome.DIED:
        raise broken_rule(
            _(
                "The case was closed then because the person died, so no stage follows. If that "
                "was wrong, reopen the case with the reason, and record the stage after that."
            ),
            "closed_as_died",
            "stage",
        )
    if goes_on and before and before[-1].to_stage == Stage.CLOSED:
        if any(row.kind == TransitionKind.REOPEN for row in later):
            raise broken_rule(CLOSED_UNTIL, "closed_by_then", "when")
        raise broken_rule(CLOSED_BY_THEN, "closed_by_then", "when")
    is_dead = rows[-1].to_outcome == Outcome.DIED
    died = next((row.died_at for row in reversed(rows) if "outcome" in row.changes), None)
    if is_dead and died and died.last < entry.interval.first and (goes_on or HELD in entry.changes):
        raise broken_rule(AFTER_DEATH, "after_death", WHEN_HELD.get(entry.kind, "when"))


def follows(row: Transition, entry: Entry, drop: Sequence[Transition]) -> bool:
    """Return whether a standing row comes after the place of an entry."""
    if row.occurred_at != entry.interval.last or comes_last(entry, drop):
        return row.occurred_at > entry.interval.last
    return row.number > drop[0].number


def comes_last(entry: Entry, drop: Sequence[Transition]) -> bool:
    """Return whether an entry comes last among the rows of its instant.

    A corrected row that did not move keeps its place, and the opening is always first.
    """
    if entry.again is not None:
        return True
    has_moved = not drop or entry.interval.last != drop[0].occurred_at or DIED in entry.changes
    return has_moved and entry.kind != TransitionKind.OPEN


def closing_before(later: Sequence[Transition]) -> Any:
    """Return why a closing before other entries is refused, and what to do instead."""
    opens = next(row for row in reversed(later) if row.to_stage != Stage.CLOSED)
    said = {"stage": opens.get_to_stage_display()}
    return (
        _(
            "The case has a later entry, “%(stage)s”, which would open it again. Close it as of "
            "then or later, and say since when the person is where they are; or correct that "
            "entry first."
        )
        % said
    )


def comes_again(row: Transition, add: Sequence[Entry], drop: Sequence[Transition]) -> bool:
    """Return whether a standing row lies behind the first place that is written to."""
    if row in drop:
        return False
    if add and row.occurred_at > add[0].interval.last:
        return True
    return any((row.occurred_at, row.number) > (out.occurred_at, out.number) for out in drop)


def in_order(
    tail: Sequence[Transition], add: Sequence[Entry], drop: Sequence[Transition]
) -> list[Transition | Entry]:
    """Return the voided rows and the new ones in the order in which they happened.

    Among rows of one instant, such as those of one bare day, a new row comes last (`comes_last`).
    """
    items: list[tuple[datetime, int, Transition | Entry]] = [
        (row.occurred_at, index, row) for index, row in enumerate(tail)
    ]
    kept = [nth for nth, entry in enumerate(add) if not comes_last(entry, drop)]
    for nth, entry in enumerate(add):
        is_first = nth <= max(kept, default=-1)
        items.append((entry.interval.last, nth + (-len(add) if is_first else len(tail)), entry))
    return [item for _at, _index, item in sorted(items, key=lambda entry: entry[:2])]


def row_of(writing: Writing, item: Transition | Entry) -> Transition:
    """Return an unsaved row: a copy of a voided one, or a new one."""
    writing.case.rows += 1
    row = Transition(
        case=writing.case,
        number=writing.case.rows,
        kind=item.kind,
        changes=dict(item.changes),
        reason=item.reason,
        source=item.source,
        source_detail=item.source_detail,
        gate_open=list(item.gate_open),
        recorded_at=writing.moment,
        operation=writing.operation,
        recorded_by_id=writing.actor.staff_id,
        recorded_for_id=writing.actor.mission_id,
    )
    if isinstance(item, Transition):
        row.copied_from = item
        row.occurred_from, row.occurred_at = item.occurred_from, item.occurred_at
    else:
        row.copied_from = item.again
        row.occurred_from, row.occurred_at = item.interval.first, item.interval.last
    return row


def lead_back(row: Transition, before: Sequence[Transition]) -> None:
    """Let a reopening that named no stage lead to the one before the closing, as known now."""
    if BEFORE_CLOSING in row.changes:
        row.changes["stage"] = next(
            one.to_stage for one in reversed(before) if one.to_stage != Stage.CLOSED
        )


def refuse_duplicate(entry: Entry) -> None:
    """422: a case is closed as a duplicate by the link of its person alone (`same/resting.py`)."""
    if entry.changes.get("outcome") == Outcome.DUPLICATE:
        raise broken_rule(BY_LINK, "duplicate_by_link", "outcome")


def refuse_before_opening(row: Transition, before: Position, drop: Sequence[Transition]) -> None:
    """Refuse a chain that would not begin with the opening row."""
    if (before == OUTSIDE) == (row.kind == TransitionKind.OPEN):
        return
    if any(out.kind == TransitionKind.OPEN for out in drop):
        raise broken_rule(
            _("The opening cannot lie behind what followed it. Correct what followed first."),
            "opening_first",
            "when",
        )
    raise before_opening()


def before_opening(field: str = "when") -> Refused:
    """422: nothing happens to a case before it was opened."""
    return broken_rule(
        _("This lies before the case was opened. Correct the opening of the case instead."),
        "before_opening",
        field,
    )


def begin(writing: Writing, opening: Entry) -> Transition:
    """Return unsaved the first row of a case that is not saved either, its position put on it."""
    row = row_of(writing, opening)
    row.place_after(OUTSIDE)
    put_position(writing.case, [row])
    return row


POSITION: Final = (
    *("stage", "mission", "held", "outcome", "hold_reason"),
    *("opened_from", "opened_at", "position_from", "position_at"),
)
"""What the case row repeats of its ledger."""


def put_position(case: Case, rows: Sequence[Transition]) -> None:
    """Set what the case row repeats of its ledger.

    It is in its position since the first of the last entries that all lead there: a hold behind a
    closing changes nothing of it.
    """
    last = since = rows[-1]
    for row in takewhile(lambda row: row.after == last.after, reversed(rows)):
        since = row
    case.stage = last.to_stage
    case.mission_id = last.to_mission_id
    case.held = last.to_held
    case.outcome = last.to_outcome
    case.hold_reason = hold_reason_of(rows) if last.to_held else ""
    case.opened_from, case.opened_at = rows[0].occurred_from, rows[0].occurred_at
    case.position_from, case.position_at = since.occurred_from, since.occurred_at


def settle(writing: Writing, rows: Sequence[Transition], ended_at: datetime | None) -> None:
    """Put the last position of the ledger on the case row, write it, and let follow what does.

    `ended_at`: when the case was closed by the ledger as it was before.
    """
    case, before = writing.case, writing.case.outcome
    put_position(case, rows)
    put(case, *POSITION, "rows")
    if case.outcome != before or closed_at(rows) != ended_at:
        said = writing.is_stated, writing.stated
        follow_outcome(Ended(writing.actor, case, before, rows, writing.moment, *said))
    else:
        follow_returns(writing.actor, [case], {case.pk: rows})


def closing_of(rows: Sequence[Transition]) -> Transition | None:
    """Return the entry that closed a case that is closed, whatever came behind it.

    A case may have been taken over or on hold after the moment of a closing that is told later.
    """
    if not rows or not rows[-1].to_outcome:
        return None
    return next((row for row in reversed(rows) if "outcome" in row.changes), None)


def closed_at(rows: Sequence[Transition]) -> datetime | None:
    """Return when a case was closed that is closed."""
    closing = closing_of(rows)
    return closing.occurred_at if closing else None


def hold_reason_of(rows: Sequence[Transition]) -> str:
    """Return the reason of the newest hold among `rows`."""
    reasons: list[Any] = [
        row.changes["hold_reason"] for row in rows if "hold_reason" in row.changes
    ]
    return str(reasons[-1]) if reasons else ""
