"""Disclosing what was shown by virtue of an opening: which parts, and by which opening."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, Q

from cases.casework.models import SealedPart, SealedPartQuerySet, Unsealing
from cases.core.actor import Actor
from cases.core.audit import subject_of, write_entry
from cases.core.roles import GROUPS, UNSEAL


def reads_beyond(actor: Actor) -> bool:
    """Return whether an opening may show the actor more than the role reads."""
    return actor.sees(UNSEAL) and not actor.sights >= GROUPS


def disclose_unsealed(actor: Actor, rows: Iterable[Any]) -> None:
    """Put on record which of the rows shown are of groups that the role does not read.

    Parts are rows with a case and a group: what is sealed of a step, or of a file. One entry for
    each opening, which it names; no query where the role reads all that is shown.
    """
    beyond: dict[tuple[int, str], dict[str, list[int]]] = {}
    for row in rows:
        if row.restricted and not actor.sees(row.restricted):
            tables = beyond.setdefault((row.case_id, row.restricted), {})
            tables.setdefault(row._meta.db_table, []).append(row.pk)
    if not beyond:
        return
    cases = {case for case, _group in beyond}
    for opened in Unsealing.objects.open_to(actor).filter(case__in=cases).order_by("pk"):
        tables = beyond.get((opened.case_id, opened.restricted), {})
        shown = [
            {"table": table, "rows": len(ids), "ids": sorted(ids)}
            for table, ids in sorted(tables.items())
        ]
        if shown:
            subjects = [subject_of(opened), *shown]
            write_entry("case.sealed_shown", "show_sealed", subjects, case=opened.case_id)


def parts_of_rows(
    actor: Actor, model: type[Model], ids: Sequence[int], keys: Iterable[str]
) -> SealedPartQuerySet:
    """Return the parts that rows of a table point to and that the actor reads by an opening."""
    named = Q()
    for key in keys:
        named |= Q(pk__in=model._default_manager.filter(pk__in=ids).values(key))
    return SealedPart.objects.beyond(actor).filter(named)


def count_to_review(actor: Actor) -> int:
    """Return how many openings wait for a review by the actor, at most a hundred."""
    return Unsealing.objects.visible_to(actor).to_review(actor)[:100].count()
