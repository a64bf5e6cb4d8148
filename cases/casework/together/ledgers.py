"""Writing the ledgers of stages of many cases in one act, in a fixed number of statements.

What is written is what `ledger.write` writes for one case: whatever comes after the place of a new
row is voided and appended again in order, and each copy keeps what its original changed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.ledger import (
    POSITION,
    Entry,
    Writing,
    at_the_end,
    closed_at,
    given_back,
    lead_back,
    may_end,
    over_before,
    put_position,
    refuse_before_opening,
    refuse_duplicate,
    row_of,
)
from cases.casework.models import Case, Transition
from cases.casework.others import Others
from cases.casework.outcomes import Ended, follow_outcomes, follow_returns
from cases.casework.states import OUTSIDE, is_ordinary
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, Sentence, broken_rule
from cases.core.facts import Interval
from cases.core.waiting import put

BEFORE_LAST: Sentence = _(
    "This lies before what is on record last of the case. Record it on the case itself."
)


@dataclass(frozen=True, slots=True)
class Change:
    """What comes new into the ledger of one case, all of it of one moment, and what goes out."""

    case: Case
    add: Sequence[Entry] = ()
    drop: Collection[int] = ()
    """Ids of standing rows that never were."""
    comes_last: bool = False
    """Whether it happened after all that is on record, as far as that is not later for certain."""

    def in_place(self, rows: Sequence[Transition]) -> "Change":
        """Return the change with what was over by then, where it comes last."""
        if not self.comes_last or not may_end(rows, self.add[0].interval):
            return self
        return replace(self, add=[*over_before(rows, self.add[0].interval), *self.add])


@dataclass(slots=True)
class Done:
    """The ledger of one case after an act: its standing rows, and which are new.

    `ended_at`: when the case was closed before, if it was.
    """

    change: Change
    ended_at: datetime | None
    rows: list[Transition] = field(default_factory=list)
    appended: list[Transition] = field(default_factory=list)
    voided: list[int] = field(default_factory=list)


def standing_by_case(cases: Iterable[Case]) -> Mapping[int, list[Transition]]:
    """Return the standing rows of cases, each in the order in which they happened; one query."""
    found: dict[int, list[Transition]] = defaultdict(list)
    for row in Transition.objects.filter(case__in=list(cases)).standing().in_order():
        found[row.case_id].append(row)
    return found


def refusal_by_order(rows: Sequence[Transition], interval: Interval) -> Refused | None:
    """Return the 422 of an act of our own that comes before a row of a case for certain.

    A fact is put in its place; an act that a gate was asked about happens at the end.
    """
    if not may_end(rows, interval):
        return broken_rule(BEFORE_LAST, "before_last", "when")
    return None


def write_together(
    actor: Actor, changes: Sequence[Change], moment: datetime, by: str, *, why: str = ""
) -> None:
    """Put entries in their places, and take others out, on locked cases whose columns wait.

    Raises 422 `before_opening`, naming the case, where something would come before its opening,
    `closing_before_last` where a later entry would open it again, and `duplicate_by_link` for the
    outcome that a link alone writes.
    """
    before = standing_by_case(change.case for change in changes)
    changes = [row.in_place(before[row.case.pk]) for row in changes]
    done = [one_ledger(actor, row, before[row.case.pk], moment, by) for row in changes]
    voided = [pk for row in done for pk in row.voided]
    if voided:
        Transition.objects.filter(pk__in=voided).update(voided_at=moment, void_reason=why)
    Transition.objects.bulk_create([row for one in done for row in one.appended])
    ended = [found for one in done if (found := settle(actor, one, moment)) is not None]
    if ended:
        follow_outcomes(ended)
    by_outcome = {one.case.pk for one in ended}
    go_on = [row.change.case for row in done if row.change.case.pk not in by_outcome]
    follow_returns(actor, go_on, {row.change.case.pk: row.rows for row in done})


def one_ledger(
    actor: Actor, change: Change, rows: Sequence[Transition], moment: datetime, by: str
) -> Done:
    """Return what the act makes of one ledger; nothing is written yet."""
    case = change.case
    writing, done = Writing(actor, case, moment, by), Done(change, closed_at(rows))
    wrong = [row for row in rows if row.pk in change.drop]
    try:
        adds = at_the_end(case, change.add, rows, wrong) or given_back(rows, wrong)
    except Refused as refusal:
        raise of_case(refusal, case) from refusal
    dropped = [*wrong, *(entry.again for entry in adds if entry.again)]
    first = min((in_turn(row) for row in dropped), default=None)
    last = adds[0].interval.last if adds else None
    tail = [row for row in rows if row not in dropped and lies_behind(row, last, first)]
    kept = [row for row in rows if row not in tail and row not in dropped]
    done.voided = [row.pk for row in (*tail, *dropped)]
    position = kept[-1].after if kept else OUTSIDE
    others = Others(case.mission_id, wrong[0] if wrong else None)
    early = [row for row in tail if last is not None and row.occurred_at <= last]
    late = [row for row in tail if row not in early]
    items: list[Transition | Entry] = [*early, *adds, *late]
    for item in items:
        row = row_of(writing, item)
        try:
            refuse_before_opening(row, position, ())
            if isinstance(item, Entry):
                refuse_duplicate(item)
        except Refused as refusal:
            raise of_case(refusal, case) from refusal
        lead_back(row, [*kept, *done.appended])
        row.place_after(position)
        is_copy = row.copied_from_id is not None
        row.needs_review = others.concerns(row) or (
            is_copy and not is_ordinary(row.kind, position, row.after)
        )
        done.appended.append(row)
        position = row.after
    done.rows = [*kept, *done.appended]
    others.tell(case)
    return done


def in_turn(row: Transition) -> tuple[datetime, int]:
    """Return the place of a row in its ledger."""
    return row.occurred_at, row.number


def lies_behind(row: Transition, last: datetime | None, first: tuple[datetime, int] | None) -> bool:
    """Return whether a row comes after what is new, or after the first that goes out."""
    if last is not None and row.occurred_at > last:
        return True
    return first is not None and in_turn(row) > first


def settle(actor: Actor, done: Done, moment: datetime) -> Ended | None:
    """Put the last position on the case row; return what ended by it, or ended otherwise."""
    case = done.change.case
    outcome = case.outcome
    put_position(case, done.rows)
    put(case, *POSITION, "rows")
    if case.outcome == outcome and closed_at(done.rows) == done.ended_at:
        return None
    return Ended(actor, case, outcome, done.rows, moment)


def of_case(refusal: Refused, case: Case) -> Refused:
    """Return a refusal that says on which case it was."""
    message = f"{case.reference}: {refusal.message}"
    problems = [
        Problem(row.field, row.code, f"{case.reference}: {row.message}") for row in refusal.problems
    ]
    return Refused(message, refusal.code, refusal.status, problems=problems)
