"""Proves on a sample that the generated work is what the app itself would have made of it.

A refresh as of the last day of the register must change nothing: no step, no clock, no column of
the case row. It runs in a transaction that is taken back.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.db import transaction
from django.db.models import Model

from cases.casework.models import Case, Clock, Inquiry, Step
from cases.casework.progress import refresh
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from tests.benchmarks.clients import BenchError
from tests.benchmarks.database import Connection
from tests.benchmarks.plan import END
from tests.benchmarks.steps import moment

SAMPLE: Final = 500
CHOSEN: Final = """
(select id from cases_case where stage not in ('closed', '') order by md5(reference) limit %s)
union (select id from cases_case order by md5(reference) limit %s)
"""
SHOWN: Final = 5
Snapshot = dict[tuple[str, Any], dict[str, Any]]


def prove(backup: Connection) -> int:
    """Refresh a sample and compare; return how many cases were looked at."""
    with backup, backup.cursor() as cursor:
        cursor.execute(CHOSEN, [SAMPLE * 4 // 5, SAMPLE // 5])
        ids = [row[0] for row in cursor.fetchall()]
    with transaction.atomic(), eyes(SYSTEM):
        before = snapshot(ids)
        cases = Case.objects.select_related("mission", "citizen").filter(pk__in=ids)
        refresh(list(cases.order_by("pk")), moment(END))
        after = snapshot(ids)
        transaction.set_rollback(True)
    faults = list(differences(before, after))
    if faults:
        raise BenchError(
            "The generated work is not what the app makes: " + "; ".join(faults[:SHOWN])
        )
    return len(ids)


def snapshot(ids: list[int]) -> Snapshot:
    """Return the rows of cases and of the work on them."""
    found: Snapshot = {}
    for model, column in ((Case, "pk"), (Step, "case"), (Inquiry, "case"), (Clock, "case")):
        manager: Any = model.objects
        for row in manager.filter(**{f"{column}__in": ids}).values():
            found[name_of(model), row["id"]] = row
    return found


def name_of(model: type[Model]) -> str:
    """Return what a model is called in a message."""
    return str(model._meta.model_name)


def differences(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Yield what a refresh has changed, in words."""
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            yield f"{key} {'is new' if old is None else 'is gone'}: {new or old}"
        elif old != new:
            names = [name for name in old if old[name] != new[name]]
            yield f"{key}: " + ", ".join(f"{name} {old[name]} → {new[name]}" for name in names)
