"""How much memory an act takes at its highest, the database driver's own included.

The kernel keeps the highest number of bytes that a process ever held and begins anew when told to.
What was freed before is given back first, or the act would grow into it unseen. What Python counts
itself (tracemalloc) leaves out the rows that the driver has fetched already.
"""

import gc
import re
from collections.abc import Callable
from ctypes import CDLL
from pathlib import Path
from typing import Final

import pytest

OF_PROCESS: Final = Path("/proc/self")
HIGHEST: Final = re.compile(r"VmHWM:\s+(\d+) kB")
NOW: Final = re.compile(r"VmRSS:\s+(\d+) kB")


def held(pattern: "re.Pattern[str]") -> int:
    """Return what the kernel says, in bytes."""
    found = pattern.search((OF_PROCESS / "status").read_text(encoding="ascii"))
    assert found is not None
    return 1024 * int(found[1])


def growth(act: Callable[[], object]) -> int:
    """Return by how many bytes the process grew at its highest while `act` ran."""
    gc.collect()
    CDLL(None).malloc_trim(0)
    try:
        (OF_PROCESS / "clear_refs").write_text("5", encoding="ascii")
    except OSError:  # pragma: no cover - a kernel that tells no process its own
        pytest.skip("This kernel does not count anew.")
    before = held(NOW)
    act()
    return max(0, held(HIGHEST) - before)
