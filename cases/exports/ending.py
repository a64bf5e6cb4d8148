"""How an export ends: its file goes, the row stays."""

from functools import partial

from django.db import transaction

from cases.core import present, store
from cases.exports.models import Export


def let_go(export: Export, state: str, because: str = "") -> None:
    """End an export; its bytes go once that is saved, and the sweep takes what is left over."""
    key = export.stored
    export.state, export.stopped_because = state, because
    export.stored, export.ended_at = None, present.now()
    export.save(update_fields=["state", "stopped_because", "stored", "ended_at"])
    if key is not None:
        transaction.on_commit(partial(store.remove, key))
