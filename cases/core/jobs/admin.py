"""Background jobs in the admin, for headquarters: what waits, what failed, when it is retried."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.jobs.models import STATES, QueuedJob
from cases.core.web import actor_of


class HeadquartersAdmin(ShownAdmin):
    """What only headquarters sees to: a mission does not even find the list."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Headquarters alone."""
        actor = actor_of(request)
        return actor is not None and actor.sees_all

    def has_module_permission(self, request: HttpRequest) -> bool:
        """As above, for the index."""
        return self.has_view_permission(request)


class StateFilter(admin.SimpleListFilter):
    """The states in our words; the package's own are in English for everyone."""

    title = _("State")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All states."""
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the chosen one; any other value narrows to nothing."""
        return queryset.filter(status=self.value()) if self.value() else queryset


class QueuedJobAdmin(HeadquartersAdmin):
    """The queue. Given-up jobs are put back with `manage.py worker --retry-given-up`."""

    list_display = ("shown_title", "shown_state", "tries", "shown_next", "shown_error", "shown_end")
    list_filter = (StateFilter,)
    fields = (*list_display, "task_path", "enqueued_at", "started_at", "traceback")
    readonly_fields = fields
    # Given-up jobs first: they are what somebody must see to.
    ordering = ("status", "-enqueued_at")

    @admin.display(description=_("Job"))
    def shown_title(self, row: QueuedJob) -> str:
        """What it does."""
        return str(row.title)

    @admin.display(description=_("State"))
    def shown_state(self, row: QueuedJob) -> str:
        """How it stands."""
        return str(row.state)

    @admin.display(description=_("Tries"))
    def tries(self, row: QueuedJob) -> int:
        """How often it was begun since it last got on."""
        return row.tries

    @admin.display(description=_("Next try"))
    def shown_next(self, row: QueuedJob) -> datetime | None:
        """When it is begun next."""
        return row.next_try_at

    @admin.display(description=_("Last fault"))
    def shown_error(self, row: QueuedJob) -> str:
        """The kind of fault, without a word of it."""
        return row.last_error

    @admin.display(description=_("Last done"))
    def shown_end(self, row: QueuedJob) -> datetime | None:
        """When it ended last."""
        return row.finished_at


show(QueuedJob, QueuedJobAdmin)
