"""Making a report of what is due: some people at a time, since a register is large.

A report decides nothing: it is asked for by an operation or made by the command, and what it finds
is written by the system.
"""

from datetime import date

from cases.citizens.models import Citizen
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.audit import write_audit
from cases.core.context import eyes
from cases.retention.carrying import machine_rows, old_words, rules_of_rows
from cases.retention.choices import ItemState
from cases.retention.due import NOT_FORGOTTEN, findings, people
from cases.retention.models import RetentionItem, RetentionRun
from cases.retention.rules import rules

LOOKED_AT = 2_000


def make_report(as_of: date | None = None) -> RetentionRun:
    """Make a report to its end, each chunk in a transaction of its own."""
    with eyes(SYSTEM):
        run = RetentionRun.objects.create(
            made_at=present.now(), as_of=as_of or present.now().date()
        )
    after: int | None = 0
    while after is not None:
        with eyes(SYSTEM):
            after = make_some(run, after)
    return run


def make_some(run: RetentionRun, after: int) -> int | None:
    """Look at the next people; return the last id, None when the report is ready.

    Called with the system's eyes, in one transaction.
    """
    if after == 0:
        run.people = Citizen.objects.visible_to(SYSTEM).filter(NOT_FORGOTTEN).count()
    rows = Citizen.objects.visible_to(SYSTEM).filter(NOT_FORGOTTEN, pk__gt=after)
    citizens = list(rows.order_by("pk")[:LOOKED_AT])
    look_at(run, citizens)
    run.looked_at += len(citizens)
    run.save(update_fields=["people", "looked_at"])
    if len(citizens) == LOOKED_AT:
        return citizens[-1].pk
    finish(run)
    return None


def look_at(run: RetentionRun, citizens: list[Citizen]) -> None:
    """Keep who of some people is due, held back or due soon."""
    found = findings(people(SYSTEM, citizens, rules()), rules(), run.as_of)
    RetentionItem.objects.bulk_create(
        RetentionItem(
            run=run,
            citizen_id=row.citizen_id,
            rule=row.rule.code,
            reference=row.reference,
            due_on=row.due_on,
            state=row.state,
            held_by=row.held_by,
        )
        for row in found
    )


def finish(run: RetentionRun) -> None:
    """Count who is due and what the machine lets go: the report can be read and approved."""
    due = RetentionItem.objects.visible_to(SYSTEM).filter(run=run, state=ItemState.DUE)
    run.total = due.count()
    run.counts = {rule.code: machine_rows(rule, run.as_of) for rule in rules_of_rows()}
    run.counts |= old_words(run.as_of)
    run.ready_at = present.now()
    run.save(update_fields=["total", "counts", "ready_at"])
    write_audit("retention.reported", "report_retention", [run])
