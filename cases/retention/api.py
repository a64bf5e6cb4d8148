"""Reading reports of retention, holds and asked anonymisations: headquarters alone."""

from typing import Any

from django.db.models import Q, QuerySet

from cases.core.actor import Actor
from cases.core.api import RowsView, RowView, key_of
from cases.core.listing import choice_filter, flag_filter
from cases.core.offered import actions_on
from cases.core.registry import RESOURCES
from cases.retention.choices import Asking, HeldBy, ItemState
from cases.retention.models import Anonymisation, LegalHold, RetentionItem, RetentionRun
from cases.retention.policies import allow_read, may_read
from cases.retention.queries import progress_on
from cases.retention.serializers import ASKED, HOLD, ITEM, RUN, RUN_DETAIL


class HeadquartersRows(RowsView):
    """A list that only whoever may see what is due reads."""

    @classmethod
    def is_for(cls, actor: Actor) -> bool:
        return super().is_for(actor) and may_read(actor)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the rows; 403 for a role that may not."""
        allow_read(self.actor)
        return super().rows(**where)


class RunList(HeadquartersRows):
    """Reports of what is due, oldest first."""

    model = RetentionRun
    shape = RUN
    order = ("made_at", "uuid")
    filters = (flag_filter("approved", Q(approved_at__isnull=False), "Whether it was approved."),)


class RunDetail(RowView):
    """One report with the rows of the machine it would let go."""

    resource = "retention-runs"
    shape = RUN_DETAIL

    def more(self, row: Any) -> dict[str, Any]:
        """Return the rows of the machine by rule, and what can be done."""
        allow_read(self.actor)
        found = RESOURCES[self.resource].find(self.actor, str(row.uuid))
        actions = actions_on(self.actor, self.resource, str(row.uuid), found)
        return {
            "rows": found.counts,
            "progress": progress_on(self.actor, found),
            "actions": actions,
        }


class ItemList(HeadquartersRows):
    """Who is due, held back or due within ninety days by one report, and what was done."""

    model = RetentionItem
    shape = ITEM
    order = ("due_on", "uuid")
    disclosed = ("retention.listed", "list_retention")
    filters = (
        choice_filter("state", "state", ItemState, "How the person stands in the report."),
        choice_filter("held_by", "held_by", HeldBy, "Why somebody is held back."),
    )

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the lines of one report."""
        run = RESOURCES["retention-runs"].find(self.actor, key_of(where))
        return super().rows().filter(run=run)


class HoldList(HeadquartersRows):
    """Legal holds, oldest first."""

    model = LegalHold
    shape = HOLD
    order = ("placed_at", "uuid")
    disclosed = ("legal_hold.listed", "list_legal_holds")
    filters = (flag_filter("standing", Q(lifted_at__isnull=True), "Whether it stands."),)


class AskedList(HeadquartersRows):
    """Who was asked to be anonymised, oldest first, and what was answered."""

    model = Anonymisation
    shape = ASKED
    order = ("asked_at", "uuid")
    disclosed = ("anonymisation.listed", "list_anonymisations")
    filters = (choice_filter("status", "status", Asking, "How it stands."),)
