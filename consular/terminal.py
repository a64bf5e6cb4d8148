"""What `make demo` tells whoever started it."""

import contextlib
import sys
import time
from typing import Final

TELL_EVERY: Final = 30.0


def say(sentence: str) -> None:
    """Prints at once. A terminal that was closed must not stop what still has to be ended."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{sentence}\n")
        sys.stdout.flush()


class Patience:
    """Says every 30 seconds what is waited for, as long as it takes on a loaded machine.

    Whoever waits looks whether the process still lives. Told on stderr, since a command of
    `manage.py` may write its result to stdout.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = time.monotonic()
        self._told = 0.0

    def tell(self) -> None:
        """Says it when 30 seconds have passed since the last time."""
        waited = time.monotonic() - self._begun
        if waited >= self._told + TELL_EVERY:
            self._told = waited
            sys.stderr.write(f"Still waiting for {self._what} ({waited:.0f} s) ...\n")
