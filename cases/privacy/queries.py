"""All accesses to a person and her cases: acts, refusals, disclosures, by whom and from where.

Headquarters sees all. A mission sees what its own staff did, what was done on the cases it sees,
and what was done on the person herself; the second wall holds the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.disclosure import is_look
from cases.core.models import AuditEntry
from cases.missions.models import Mission
from cases.privacy.choices import AccessKind

PAGE = 50
LONGEST_TIE = 50
"""How many entries of one and the same instant a page takes beyond its size."""


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Entries, the newest first, and the instant before which the next page begins."""

    rows: Sequence[AuditEntry]
    following: datetime | None


def accesses_of(actor: Actor, citizen: Citizen) -> QuerySet[AuditEntry]:
    """Return every entry on all records of a person and her cases that `actor` may see.

    Exports in which she stood are among them. Lists on which she stood are not: there are very
    many, and the extract tells them.
    """
    seen = Case.objects.visible_to(actor)
    records = Citizen.objects.visible_to(actor).records_of(citizen)
    people = list(records.values_list("pk", flat=True))
    cases = list(seen.filter(citizen__in=people).values_list("pk", flat=True))
    exports = entries_of_exports(people, cases)
    about = Q(citizen_id__in=people) | Q(case_id__in=cases) | Q(pk__in=exports)
    if not actor.is_headquarters:
        about &= Q(case_id__in=cases) | Q(case_id__isnull=True) | Q(mission_id=actor.mission_id)
    missions = Mission.objects.visible_to(actor).filter(pk=OuterRef("mission_id"))
    known = seen.filter(pk=OuterRef("case_id"))
    return (
        AuditEntry.objects.filter(about)
        .select_related("staff")
        # Of an export some thousand ids each, which nobody reads here.
        .defer("subjects")
        .annotate(
            mission_code=Subquery(missions.values("code")[:1]),
            case_reference=Subquery(known.values("reference")[:1]),
        )
    )


def entries_of_exports(people: list[int], cases: list[int]) -> list[int]:
    """Return the entries of exports in which these people or cases stand."""
    with connection.cursor() as cursor:
        cursor.execute("select entries_of_exports(%s, %s)", [people, cases])
        return [row[0] for row in cursor.fetchall()]


def of_kind(kind: str) -> Q:
    """Return the condition of one kind of access."""
    refused = Q(outcome=AuditEntry.Outcome.REFUSED)
    if kind == AccessKind.REFUSAL:
        return refused
    return ~refused & (is_look() if kind == AccessKind.LOOK else ~is_look())


def access_page(entries: QuerySet[AuditEntry], before: datetime | None) -> AccessPage:
    """Return the newest entries, or those before an instant; no instant is torn apart."""
    if before is not None:
        entries = entries.filter(at__lt=before)
    found = list(entries.order_by("-at", "-id")[: PAGE + LONGEST_TIE])
    end = PAGE
    while end < len(found) and found[end].at == found[end - 1].at:
        end += 1
    rows = found[:end]
    return AccessPage(rows, rows[-1].at if len(found) > end else None)


def mission_labels(actor: Actor, entries: Sequence[Any]) -> dict[int, str]:
    """Return what the missions that entries come from are called."""
    ids = {entry.mission_id for entry in entries if entry.mission_id}
    return {row.pk: row.label for row in Mission.objects.visible_to(actor).filter(pk__in=ids)}
