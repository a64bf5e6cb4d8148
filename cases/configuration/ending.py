"""How a load ends: its files go, the row with what was shown stays."""

from functools import partial

from django.db import transaction

from cases.configuration.models import ConfigurationLoad
from cases.core import present, store


def let_go(load: ConfigurationLoad, state: str, because: str = "") -> None:
    """End a load; its bytes go once that is saved, and the sweep takes what is left over."""
    key = load.stored
    load.state, load.stopped_because = state, because
    load.stored, load.ended_at = None, present.now()
    load.save(update_fields=["state", "stopped_because", "stored", "ended_at", "done", "problems"])
    if key is not None:
        transaction.on_commit(partial(store.remove, key))
