"""Filters of the API on the legal ground of cases."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.casework.models import CaseBasis
from cases.casework.models.basis import NEEDED
from cases.core.actor import Actor
from cases.core.listing import Filter, flag_filter, seen_row
from cases.core.shapes import TEXT
from cases.procedures.models import LegalBasis

NEEDS_ANOTHER = Q(pk__in=CaseBasis.objects.filter(NEEDED).values("case_id"))
"""Read along an index that holds nothing else."""


def by_basis(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to the cases that one legal basis carries now."""
    row = seen_row("legal_basis", LegalBasis, "code", value, actor)
    standing = CaseBasis.objects.standing().filter(withdrawn_at__isnull=True, legal_basis_id=row.pk)
    return query.filter(Exists(standing.filter(case=OuterRef("pk"))))


BASIS_FILTERS = (
    Filter("legal_basis", "Code of the legal basis that carries the case now.", TEXT, by_basis),
    flag_filter(
        "needs_legal_basis", NEEDS_ANOTHER, "Consent was withdrawn and no other basis set."
    ),
)
