"""Where the files of the configuration lie: of this installation, else of the release.

`seeds/` belongs to the release. What an installation has of its own (roles, letters, terms) lies in
the directory `CONFIGURATION`: each set of files is a folder below `versions/` that never changes,
and the link `current` names the one in force. A process looks at the link once, so that all its
readers read one set; another one counts when the servers start again.
"""

from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

CURRENT: Final = "current"
VERSIONS: Final = "versions"


def installed() -> Path | None:
    """Return the folder of the set that the link names now, None without one of its own."""
    if not settings.CONFIGURATION:
        return None
    link = Path(settings.CONFIGURATION) / CURRENT
    return link.resolve() if link.exists() else None


@cache
def running() -> Path | None:
    """Return the folder of the set that this process reads; the same until it ends."""
    return installed()


def path_of(name: str) -> Path:
    """Return a file or a folder of the configuration, by its name below `seeds/`."""
    own = running()
    if own is not None and (own / name).exists():
        return own / name
    return released(name)


def released(name: str) -> Path:
    """Return a file or a folder as the release has it."""
    return Path(settings.SEEDS_DIR) / name


def is_outdated() -> bool:
    """Return whether another set was loaded since this process began."""
    return running() != installed()
