"""The queue as administrators see it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.tasks import TaskResultStatus
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult, get_date_max

from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.jobs.declared import JOBS

if TYPE_CHECKING:
    Row = DBTaskResult[..., Any]
else:
    Row = DBTaskResult


ADMINISTERS = "staff.administer"
"""The right of who runs the installation: no person and no case is in sight of that role."""


def sees_to_the_machine(actor: Actor) -> bool:
    """Return whether the actor sees to the machine: headquarters, and administrators."""
    return actor.sees_all or actor.may(ADMINISTERS)


class QueuedJobQuerySet(models.QuerySet["QueuedJob"]):
    """Reads of the queue."""

    def visible_to(self, actor: Actor) -> Self:
        """Missions have nothing to do there; what a job says of itself names nobody."""
        return self.all() if sees_to_the_machine(actor) else self.none()

    def given_up(self) -> Self:
        """Those that nobody tries again."""
        return self.filter(status=TaskResultStatus.FAILED)

    def tried_again(self) -> Self:
        """Those that failed and wait for their next try."""
        return self.filter(status=TaskResultStatus.READY).exclude(worker_ids=[])

    def late(self, now: datetime) -> Self:
        """Those whose time has come and that no worker has taken yet."""
        at_once = Q(run_after=get_date_max())
        return self.filter(
            at_once | Q(run_after__lte=now), status=TaskResultStatus.READY, worker_ids=[]
        )


class QueuedJob(Row):
    """One job of the queue: waiting, running, done or given up."""

    objects = QueuedJobQuerySet.as_manager()  # type: ignore[assignment] # ours instead of the package's

    class Meta:
        proxy = True
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ("-enqueued_at",)

    def __str__(self) -> str:
        return str(self.title)

    @property
    def public_reference(self) -> str:
        """The id."""
        return str(self.pk)

    @property
    def title(self) -> Sentence:
        """What the job does, in words; the path of one that the code no longer has."""
        job = JOBS.get(self.task_path)
        return job.title if job is not None else self.task_path

    @property
    def state(self) -> Sentence:
        """How it stands; a job waiting to be tried again says so."""
        if self.status == TaskResultStatus.READY and self.worker_ids:
            return _("Failed, will be tried again")
        return STATES[self.status]

    @property
    def tries(self) -> int:
        """How often it was begun since it last got on."""
        return len(self.worker_ids)

    @property
    def next_try_at(self) -> datetime | None:
        """When it is begun next; None when at once, now running or not any more."""
        if self.status != TaskResultStatus.READY or self.run_after == get_date_max():
            return None
        return self.run_after

    @property
    def last_error(self) -> str:
        """The kind of the last fault, never its words."""
        return self.exception_class_path.rsplit(".", 1)[-1]


STATES: dict[str, Sentence] = {
    TaskResultStatus.READY: _("Waiting"),
    TaskResultStatus.RUNNING: _("Running"),
    TaskResultStatus.SUCCESSFUL: _("Done"),
    TaskResultStatus.FAILED: _("Given up"),
}
