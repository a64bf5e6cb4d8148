"""Reading the own drafts."""

from typing import Any

from django.db.models import QuerySet

from cases.core.api import RowsView, RowView
from cases.core.offered import offering
from cases.intake.models import Draft
from cases.intake.serializers import DRAFT


class DraftList(RowsView):
    """The caller's own drafts that are not sent yet, oldest first."""

    model = Draft
    shape = DRAFT
    order = ("began_at", "uuid")

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return those that can be gone on with."""
        return super().rows(**where).filter(ended_at__isnull=True)


class DraftDetail(RowView):
    """One of the caller's own drafts; of one that has ended only when and how."""

    resource = "drafts"
    shape = offering(DRAFT)
