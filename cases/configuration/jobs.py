"""Background work on loads: writing what was confirmed, and letting go of what is over."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.configuration.choices import LoadState, LoadStop
from cases.configuration.ending import let_go
from cases.configuration.models import ConfigurationLoad
from cases.configuration.working import stop, wanted, write_load
from cases.core import present
from cases.core.actor import SYSTEM, Actor
from cases.core.audit import write_each
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.core.jobs.models import QueuedJob
from cases.missions.queries import actor_of_posting

AT_ONCE: Final = 50


def eyes_of(*, posting_id: int, **_more: object) -> Actor:
    """Return whose eyes the work uses: those of whoever confirmed; else the system's, to stop."""
    return actor_of_posting(posting_id) or SYSTEM


@job(title=_("Load a configuration"), sees=eyes_of, reaches_out=True)
def load_set(*, load_id: int, round_number: int, posting_id: int) -> Arguments | None:
    """Write what was confirmed, in one transaction and in the name of whoever confirmed it."""
    actor = eyes_of(posting_id=posting_id)
    load = wanted(actor, load_id, round_number)
    if load is not None and actor is SYSTEM:
        stop(actor, load, LoadStop.POSTING_ENDED)
    elif load is not None:
        write_load(actor, load)
    return None


def begin_loading(load: ConfigurationLoad) -> None:
    """Let the set be loaded, from the beginning."""
    load.state = LoadState.LOADING
    load.round += 1
    load.done = 0
    load.save(update_fields=["state", "round", "done"])
    load_set.enqueue(load_id=load.pk, round_number=load.round, posting_id=load.decided_posting_id)


@job(title=_("Let go of loads whose time is over"), sees=SYSTEM, every=timedelta(minutes=30))
def end_loads() -> Arguments | None:
    """End the next loads whose time is over, and those whose work was given up; files go."""
    for load in given_up():
        stop(SYSTEM, load, LoadStop.GIVEN_UP)
    rows = ConfigurationLoad.objects.visible_to(SYSTEM).over_at(present.now())
    locked = rows.select_for_update(no_key=True, skip_locked=True)
    some = list(locked.order_by("expires_at", "pk")[:AT_ONCE])
    for load in some:
        let_go(load, LoadState.EXPIRED)
    if some:
        write_each("configuration_load.expired", "end_loads", some)
    return {} if len(some) == AT_ONCE else None


def given_up() -> list[ConfigurationLoad]:
    """Return the loads that would be written for ever: nobody tries their work again."""
    jobs = QueuedJob.objects.visible_to(SYSTEM).given_up().filter(task_path=load_set.module_path)
    ids = list(jobs.values_list("args_kwargs__kwargs__load_id", flat=True)[:AT_ONCE])
    rows = ConfigurationLoad.objects.visible_to(SYSTEM).filter(state=LoadState.LOADING)
    return list(rows.filter(pk__in=ids))
