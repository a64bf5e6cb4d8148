"""Background work on stored files: what no row names any more is removed."""

import time
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core import store
from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.core.store.parts import sweep_parts
from cases.files.queries import named_keys

SPARED: Final = 60 * 60
"""Far longer than a transaction may take: what was kept a moment ago has its row soon."""
SECONDS: Final = 5.0


@job(title=_("Remove bytes that no file names"), sees=SYSTEM, every=timedelta(hours=1))
def sweep_files(*, after: str = "") -> Arguments | None:
    """Look through the next folders: left behind by a fault, or of somebody who is forgotten."""
    if not after:
        store.sweep_unfinished(SPARED)
        sweep_parts()
    until = time.monotonic() + SECONDS
    for folder in store.folders(after):
        store.sweep(folder, named_keys, SPARED)
        if time.monotonic() > until:
            return {"after": folder}
    return None
