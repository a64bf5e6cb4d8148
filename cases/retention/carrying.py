"""Carrying out a report that was approved.

Who is in it is anonymised by the operation, person by person, each in a savepoint of its own; a run
that was stopped goes on where it stands, since each line says what became of it.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.errors import Refused
from cases.core.jobs.sets import Pace, work_on
from cases.retention.choices import HeldBy, ItemState, Subject
from cases.retention.models import RetentionItem, RetentionRun
from cases.retention.operations.person import anonymise_citizen
from cases.retention.rules import OF_ROWS, OF_WORDS, Rule, rules

AT_ONCE = 10
ROWS_AT_ONCE = 2_000
COUNTED = 10_000
HELD = "held:"
LASTS = timedelta(days=30)
"""How long an approval counts; the database says the same."""


def rules_of_rows() -> list[Rule]:
    """Return the rules about rows of the machine."""
    return [rule for rule in rules() if rule.about in OF_ROWS]


def moment_before(rule: Rule, today: date) -> datetime:
    """Return the instant before which rows of the machine are let go.

    Notices, lists and reports are dated by the work's clock, all others by the real one.
    """
    by_work = rule.about in {Subject.NOTICES, *OF_WORDS}
    shift = timedelta() if by_work else present.shift()
    return timezone.make_aware(datetime.combine(rule.before(today), time())) - shift


def rules_of_words() -> list[Rule]:
    """Return the rules about words on people who became nobody of ours."""
    return [rule for rule in rules() if rule.about in OF_WORDS]


def old_words(today: date) -> dict[str, int]:
    """Return how many rows each rule empties now, and under `held:` how many are held back.

    No further than ten thousand.
    """
    query = "select count(*) from old_words(%s, %s, %s, %s)"
    return {
        f"{HELD}{rule.code}" if are_held else rule.code: int(
            asked(query, [rule.about.value, moment_before(rule, today), are_held, COUNTED])
        )
        for rule in rules_of_words()
        for are_held in (False, True)
    }


def machine_rows(rule: Rule, today: date) -> int:
    """Return how many rows a rule lets go now; no further than ten thousand."""
    return int(
        asked(
            "select count(*) from old_machine_rows(%s, %s, %s)",
            [rule.about.value, moment_before(rule, today), COUNTED],
        )
    )


def asked(query: str, given: list[Any]) -> Any:
    """Return the one value that the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchone()[0]


def approved_run() -> RetentionRun | None:
    """Return the report that was approved and is not carried out yet, the newest of several."""
    runs = RetentionRun.objects.visible_to(SYSTEM).filter(
        approved_at__gt=present.now() - LASTS, finished_at__isnull=True
    )
    return runs.first()


def carry_out_some(uuid: str, pace: Pace) -> Pace | None:
    """Carry out the next lines of an approved report; return how to go on, None at the end.

    Called with the system's eyes, in one transaction.
    """
    run = approved_run()
    if run is None or str(run.uuid) != uuid:
        return None
    items = RetentionItem.objects.visible_to(SYSTEM).filter(run=run, state=ItemState.DUE)
    chunk = list(items.select_related("citizen").order_by("due_on", "pk")[:AT_ONCE])
    for item in chunk:
        _done, pace = work_on([item], carry_out, hold_back, pace)
    if chunk or delete_some(run) or empty_some(run):
        return pace
    run.finished_at = present.now()
    run.save(update_fields=["finished_at"])
    return None


def hold_back(item: RetentionItem, reference: str) -> None:
    """Leave a person at whom the system failed as she is: somebody has to see to it."""
    item.state, item.held_by, item.done_at = ItemState.HELD, HeldBy.REVIEW, present.now()
    item.save(update_fields=["state", "held_by", "done_at"])


def carry_out(items: Sequence[RetentionItem]) -> None:
    """Anonymise one person; whoever is held back by now is left out, with the reason."""
    (item,) = items
    try:
        with transaction.atomic():
            anonymise_citizen(SYSTEM, item.citizen, reference=item.reference)
    except Refused as refusal:
        is_held = refusal.code in HeldBy.values
        item.state = ItemState.HELD if is_held else ItemState.SKIPPED
        item.held_by = refusal.code if is_held else ""
    else:
        item.state = ItemState.DONE
    item.done_at = present.now()
    item.save(update_fields=["state", "held_by", "done_at"])


def delete_some(run: RetentionRun) -> int:
    """Let go the next rows of the machine; return how many."""
    return sum(
        int(
            asked(
                "select delete_machine_rows(%s, %s, %s)",
                [rule.about.value, moment_before(rule, run.as_of), ROWS_AT_ONCE],
            )
        )
        for rule in rules_of_rows()
    )


def empty_some(run: RetentionRun) -> int:
    """Take the words out of the next rows about people who became nobody; return how many."""
    return sum(
        int(
            asked(
                "select empty_old_words(%s, %s, %s)",
                [rule.about.value, moment_before(rule, run.as_of), ROWS_AT_ONCE],
            )
        )
        for rule in rules_of_words()
    )
