"""Which process serves a data folder, told apart from a stranger that got its old number."""

import subprocess
import time
from pathlib import Path
from typing import Final

from consular.terminal import Patience

PID_FILE: Final = "postmaster.pid"
STATUS_LINE: Final = 7


def server_pid(data: Path) -> int | None:
    """The process that serves this folder now, or nothing.

    After a crash the file stays and its number may belong to any other program, which
    `pg_ctl stop` would signal: only a process that runs `postgres` on this very folder counts,
    by whichever path the folder was reached.
    """
    lines = _lines(data)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    words = command_of(pid)
    if len(words) < 2 or "postgres" not in words[0]:
        return None
    served = working_folder(pid)
    is_ours = served == data.resolve() if served else str(data) in " ".join(words[1:])
    return pid if is_ours else None


def forget_dead(data: Path) -> None:
    """Removes a process file whose server is gone."""
    if server_pid(data) is None:
        (data / PID_FILE).unlink(missing_ok=True)


def wait_until_ready(data: Path) -> bool:
    """Waits for a server that is starting, or stopping; false when it ended."""
    patience = Patience("the database server")
    while server_pid(data) is not None:
        lines = _lines(data)
        if len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready":
            return True
        patience.tell()
        time.sleep(0.05)
    return False


def listening_port(data: Path) -> int | None:
    lines = _lines(data)
    return int(lines[3]) if len(lines) > STATUS_LINE and lines[3].strip().isdigit() else None


def _lines(data: Path) -> list[str]:
    try:
        return (data / PID_FILE).read_text().splitlines()
    except FileNotFoundError:
        return []


def working_folder(pid: int) -> Path | None:
    """The folder a process works in, which for a server is its data; nothing where not told."""
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True)
    except OSError:
        return None


def command_of(pid: int) -> list[str]:
    """The words of a process's command line; none when it does not exist or is a zombie."""
    file = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self/cmdline").exists():
        try:
            return [w for w in file.read_text(errors="replace").split("\0") if w]
        except OSError:
            return []
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-o", "args=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    state, _, words = shown.stdout.strip().partition(" ")
    program, _, rest = words.strip().partition(" -")
    return [program, rest] if program and not state.startswith("Z") else []
