"""Writing a load that was confirmed: all of it as it was shown, or nothing.

It is one transaction with the eyes and the name of whoever confirmed; each entry goes through its
own operation, which asks for its own right. How far it is stands on the row of the load, told over
a second connection.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import OperationalError, connection
from django.utils import translation

from cases.configuration.choices import LoadState, LoadStop
from cases.configuration.ending import let_go
from cases.configuration.loading import OtherwiseError, load_entries
from cases.configuration.models import ConfigurationLoad
from cases.configuration.notices import tell_bringer
from cases.configuration.sets import UnreadableError, laid_out, unpacked
from cases.core import store
from cases.core.actor import Actor
from cases.core.configured import is_outdated
from cases.core.context import eyes
from cases.core.jobs.beside import told_beside
from cases.seeding.applied import wait_for_turn
from cases.seeding.entries import Fault, FaultyError

UPDATE_DONE: Final = """
update cases_configurationload set done = %s where id = %s and state = 'loading' and round = %s
"""
MOST_PROBLEMS: Final = 50
MOST_SECONDS: Final = 25
"""What is not written by then is given up: the database ends transactions after thirty."""


class TooLongError(Exception):
    """Writing took so long that the database has ended the transaction, or would soon."""


class NotWantedError(Exception):
    """The load was withdrawn meanwhile: what was written so far is undone."""


def wanted(actor: Actor, load_id: int, round_number: int) -> ConfigurationLoad | None:
    """Return the load, if it is still to be done by this work."""
    with eyes(actor):
        return locked(actor, load_id, round_number)


def locked(actor: Actor, load_id: int, round_number: int) -> ConfigurationLoad | None:
    """Return the load, locked until the transaction ends, as above."""
    rows = ConfigurationLoad.objects.visible_to(actor).select_related("decided_by")
    held = rows.select_for_update(of=("self",), no_key=True)
    return held.filter(pk=load_id, state=LoadState.LOADING, round=round_number).first()


def write_load(actor: Actor, load: ConfigurationLoad) -> None:
    """Write it, or stop it with the reason."""
    with translation.override(getattr(load.decided_by, "written_language", "en")):
        try:
            write_all(actor, load)
        except NotWantedError:
            return
        except OtherwiseError:
            stop(actor, load, LoadStop.DIFFERS)
        except FaultyError as faulty:
            stop(actor, load, LoadStop.FAULTY, faulty.faults)
        except (store.LostFileError, UnreadableError):
            stop(actor, load, LoadStop.LOST)
        except TooLongError:
            stop(actor, load, LoadStop.TOO_LONG)


def write_all(actor: Actor, load: ConfigurationLoad) -> None:
    """Write every entry in one transaction, and end the load with it."""
    if is_outdated():
        stop(actor, load, LoadStop.OUTDATED)
        return
    assert load.stored is not None
    files = unpacked(store.read(load.stored))

    def tell(cursor: Any, done: int) -> None:
        cursor.execute(UPDATE_DONE, [done, load.pk, load.round])

    with (
        laid_out(files) as folder,
        told_beside(actor, tell) as told,
        in_time() as check,
        eyes(actor),
    ):
        wait_for_turn()

        def go_on(done: int) -> None:
            check()
            told(done)

        load_entries(actor, folder, files, load.digest, about=[load], told=go_on)
        end(actor, load)


@contextmanager
def in_time() -> Iterator[Callable[[], None]]:
    """Give what raises `TooLongError` once the time is over, and raise it for a cut connection.

    A connection that is cut says nothing of why; one that is cut early was lost, and what stood in
    it is tried again.
    """
    began = time.monotonic()

    def check() -> None:
        if time.monotonic() - began > MOST_SECONDS:
            raise TooLongError

    try:
        yield check
    except OperationalError:
        connection.close()
        check()
        raise


def end(actor: Actor, load: ConfigurationLoad) -> None:
    """Note that everything is written, in the transaction that wrote it."""
    now = locked(actor, load.pk, load.round)
    if now is None:
        raise NotWantedError
    now.done = now.writes
    let_go(now, LoadState.LOADED)
    tell_bringer("load_done", now)


def stop(
    actor: Actor, load: ConfigurationLoad, because: LoadStop, faults: list[Fault] | None = None
) -> None:
    """End it with the reason; nothing of it was written."""
    with eyes(actor):
        now = locked(actor, load.pk, load.round)
        if now is None:
            return
        now.done = 0
        now.problems = [
            {"file": row.file, "line": row.line, "sentence": str(row.sentence)}
            for row in (faults or [])[:MOST_PROBLEMS]
        ]
        let_go(now, LoadState.STOPPED, because)
        tell_bringer("load_stopped", now)
