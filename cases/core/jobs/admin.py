"""Background jobs in the admin: what waits, what failed, when it is retried."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_words import of_the_machine
from cases.core.jobs.models import STATES, QueuedJob, sees_to_the_machine
from cases.core.web import actor_of

TRIED_AGAIN, LATE = "tried-again", "late"
"""Values of the filter that are no states of the package."""


class HeadquartersAdmin(ShownAdmin):
    """What only headquarters sees to: a mission does not even find the list."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Headquarters alone."""
        actor = actor_of(request)
        return actor is not None and actor.sees_all

    def has_module_permission(self, request: HttpRequest) -> bool:
        """As above, for the index."""
        return self.has_view_permission(request)


class MachineAdmin(ShownAdmin):
    """What those see to who run the machine: headquarters, and administrators."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Headquarters and administrators."""
        actor = actor_of(request)
        return actor is not None and sees_to_the_machine(actor)


class StateFilter(ChosenFilter):
    """The states in our words; the package's own are in English for everyone."""

    title = _("State")
    parameter_name = "state"
    values = (
        *STATES.items(),
        (TRIED_AGAIN, _("Failed, will be tried again")),
        (LATE, _("Waiting for a worker")),
    )

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to one state, or to what has to be seen to."""
        jobs: Any = queryset
        if value not in {TRIED_AGAIN, LATE}:
            return queryset.filter(status=value)
        late: QuerySet[Any] = jobs.late(timezone.now())
        again: QuerySet[Any] = jobs.tried_again()
        return again if value == TRIED_AGAIN else late


class QueuedJobAdmin(MachineAdmin):
    """The queue. Given-up jobs are put back with `manage.py worker --retry-given-up`."""

    list_display = ("shown_title", "shown_state", "tries", "shown_next", "shown_error", "shown_end")
    list_filter = (StateFilter,)
    fields = (*list_display, "enqueued_at", "started_at", "traceback")
    readonly_fields = fields
    # Given-up jobs first: they are what somebody must see to.
    ordering = ("status", "-enqueued_at")
    ordered_as = _("What was given up first, then the newest.")
    says = of_the_machine("enqueued_at", "started_at")

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
        return present.shown(row.next_try_at)

    @admin.display(description=_("Last fault"))
    def shown_error(self, row: QueuedJob) -> str:
        """The kind of fault, without a word of it."""
        return row.last_error

    @admin.display(description=_("Last done"))
    def shown_end(self, row: QueuedJob) -> datetime | None:
        """When it ended last."""
        return present.shown(row.finished_at)


show(QueuedJob, QueuedJobAdmin)
