"""What is due, what was done and what is kept: the reads of headquarters."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.progress import WorkState, WorkUnit, progress
from cases.retention.choices import ItemState
from cases.retention.models import Anonymisation, LegalHold, RetentionItem, RetentionRun

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Overview:
    """The newest report with the first lines of each state, and what waits for somebody.

    `making`: one that was begun since and is not ready.
    """

    run: RetentionRun | None
    making: RetentionRun | None = None
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    items: dict[str, list[RetentionItem]] = field(default_factory=dict)
    asked: Sequence[Anonymisation] = ()
    holds: Sequence[LegalHold] = ()
    done: Sequence[Anonymisation] = ()
    cases: dict[int, str] = field(default_factory=dict)


def overview(actor: Actor) -> Overview:
    """Return what the page of retention shows: a fixed number of queries."""
    runs = RetentionRun.objects.visible_to(actor).select_related("approved_by", "asked_by")
    newest = runs.first()
    making = newest if newest and newest.ready_at is None else None
    run = runs.ready().first() if making else newest
    asked = Anonymisation.objects.visible_to(actor).select_related("citizen", "asked_by")
    holds = LegalHold.objects.visible_to(actor).standing().select_related("citizen", "placed_by")
    answered = asked.filter(status="done").select_related("answered_by")
    waiting = list(asked.waiting().order_by("asked_at", "pk")[:SHOWN])
    standing = list(holds.order_by("placed_at", "pk")[:SHOWN])
    done = list(answered.order_by("-answered_at", "-pk")[:SHOWN])
    people = {row.citizen_id for row in (*waiting, *done)} | {row.citizen_id for row in standing}
    cases = Case.objects.visible_to(actor).filter(citizen_id__in=people)
    return Overview(
        run,
        making,
        counts_of(actor, run) if run else {},
        lines_of(actor, run) if run else {},
        waiting,
        standing,
        done,
        dict(cases.order_by("-pk").values_list("citizen_id", "reference")),
    )


def counts_of(actor: Actor, run: RetentionRun) -> dict[tuple[str, str], int]:
    """Return how many people stand in a report, by rule and state."""
    items = RetentionItem.objects.visible_to(actor).filter(run=run)
    rows = items.order_by().values_list("rule", "state").annotate(Count("pk"))
    return {(rule, state): count for rule, state, count in rows}


def progress_on(actor: Actor, run: RetentionRun) -> dict[str, Any]:
    """Return how many were looked at for the report, or reached since it was approved.

    A report that is ready is done, and runs again once it is approved.
    """
    if run.ready_at is None:
        return progress(WorkState.RUNNING, run.looked_at, run.people, WorkUnit.PEOPLE)
    if run.approved_at is None:
        return progress(WorkState.DONE, run.people, run.people, WorkUnit.PEOPLE)
    if run.finished_at is not None:
        return progress(WorkState.DONE, run.total, run.total, WorkUnit.PEOPLE)
    items = RetentionItem.objects.visible_to(actor).filter(run=run, state=ItemState.DUE)
    reached = max(0, run.total - items.count())
    return progress(WorkState.RUNNING, reached, run.total, WorkUnit.PEOPLE)


def lines_of(actor: Actor, run: RetentionRun) -> dict[str, list[RetentionItem]]:
    """Return the first lines of each state, the longest due first."""
    items = RetentionItem.objects.visible_to(actor).filter(run=run).select_related("citizen")
    return {
        state: list(items.filter(state=state).order_by("due_on", "pk")[:SHOWN])
        for state in ItemState.values
    }
