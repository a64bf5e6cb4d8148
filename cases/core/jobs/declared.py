"""What a job is: a function that does one chunk of work, and whose eyes it uses.

The worker calls the function in a transaction of its own with these eyes. It does at most some
seconds of work (the application role's transactions end after 30) and returns the arguments of the
next chunk, or None when nothing is left. Those arguments are committed together with the chunk, so
that a worker that is killed loses only the chunk it was in, and no chunk counts twice.

Arguments are ids, codes and moments as text: they are stored and shown to administrators, so they
hold no personal data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.tasks import Task

from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.registry import FEATURES

if TYPE_CHECKING:
    AnyTask = Task[..., Any]
else:
    AnyTask = Task

Arguments = dict[str, Any]
Body = Callable[..., Arguments | None]
Eyes = Actor | Callable[..., Actor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(AnyTask):
    """A task of Django's with what the worker must know of it.

    `every`: it runs again that long after it was done; exactly one row stands for it.
    `reaches_out`: it speaks to another system, so no transaction is held around it; it opens its
    own short ones.
    """

    title: Sentence
    sees: Eyes
    every: timedelta | None = None
    reaches_out: bool = False

    @property
    def standing_id(self) -> UUID:
        """The id of the one row of a periodic job, the same for every worker."""
        return uuid5(NAMESPACE_URL, f"job:{self.module_path}")

    def eyes_for(self, arguments: Arguments) -> Actor:
        """Return whose eyes a chunk uses; a function decides by the arguments."""
        actor = self.sees(**arguments) if callable(self.sees) else self.sees
        if not isinstance(actor, Actor):
            raise TypeError(f"The job {self.name} does not say whose eyes it uses.")
        return actor


JOBS: dict[str, Job] = {}


def job(
    *,
    title: Sentence,
    sees: Eyes,
    every: timedelta | None = None,
    reaches_out: bool = False,
    priority: int = 0,
) -> Callable[[Body], Job]:
    """Make a job of a function; `title` is what administrators read, `sees` whose eyes it uses."""

    def wrap(body: Body) -> Job:
        made = Job(
            func=body,
            title=title,
            sees=sees,
            every=every,
            reaches_out=reaches_out,
            priority=priority,
        )
        JOBS[made.module_path] = made
        return made

    return wrap


def load() -> None:
    """Import the jobs of the record and of every feature, so that all are known to the worker."""
    for feature in ("core.evidence", *FEATURES):
        module = f"cases.{feature}.jobs"
        if find_spec(module) is not None:
            import_module(module)
