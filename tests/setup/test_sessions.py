"""Programs in sessions of their own: nothing of them stays, and nothing of a stranger is ended."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consular import sessions as holding
from consular import stop
from consular.env import ROOT
from consular.postgres.process import command_of
from consular.sessions import Sessions, members

# Starts another program, as the web server starts its workers. What ignores a signal hands that on.
LEADER = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.{answer})
subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)", *sys.argv[1:]])
signal.signal(signal.SIGTERM, signal.SIG_DFL)
time.sleep(60)
"""
OURS = (str(ROOT), "granian")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[int]:
    descriptor = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    yield descriptor
    os.close(descriptor)


@pytest.fixture
def sessions(file: int) -> Iterator[Sessions]:
    started = Sessions(file)
    yield started
    started.end_all()


def start(sessions: Sessions, *words: str, answer: str = "SIG_DFL") -> "subprocess.Popen[bytes]":
    """Starts a leader with a child; returns when both are there."""
    process = sessions.start(["-S", "-c", LEADER.format(answer=answer), *words])
    # Until it is on its own the child has the words of the leader.
    wait_for(lambda: len({tuple(command_of(pid)) for pid in members(process.pid)}) == 2)
    return process


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kills the leader, whose child goes on."""
    process.kill()
    process.wait()
    assert len(members(process.pid)) == 1


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_a_program_started_ends_with_it(sessions: Sessions):
    process = start(sessions)

    sessions.end(process)

    assert process.poll() is not None
    assert members(process.pid) == []


def test_what_a_killed_program_started_is_ended(sessions: Sessions):
    process = start(sessions)
    kill(process)

    sessions.end(process)

    assert members(process.pid) == []


def test_processes_are_found_by_ps_where_there_is_no_proc(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
):
    process = start(sessions)
    kill(process)

    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(Path, "exists", lambda _self: False)
        sessions.end(process)

    assert members(process.pid) == []


def test_one_that_does_not_end_when_asked_is_killed(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(holding, "STOP_SECONDS", 0.2)
    monkeypatch.setattr(holding, "FORCE_SECONDS", 0.2)
    process = start(sessions, answer="SIG_IGN")

    sessions.end(process)

    assert members(process.pid) == []


@pytest.mark.parametrize("is_leader_killed", [True, False])
def test_the_next_demo_ends_what_a_killed_one_left(
    sessions: Sessions, file: int, capsys: pytest.CaptureFixture[str], *, is_leader_killed: bool
):
    web, worker = start(sessions, *OURS), start(sessions, *OURS)
    if is_leader_killed:
        kill(web)

    Sessions(file).end_leftovers()

    assert members(web.pid) == members(worker.pid) == []
    assert capsys.readouterr().out == "Ending what an earlier demo left behind ...\n"


@pytest.mark.parametrize(
    ("folder", "words"), [(ROOT, ("pytest",)), (ROOT / "another", ("granian",))]
)
def test_a_stranger_with_an_old_number_is_not_ended(
    sessions: Sessions,
    file: int,
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    words: tuple[str, ...],
):
    stranger = start(sessions, *words)
    monkeypatch.setattr(holding, "ROOT", folder)

    Sessions(file).end_leftovers()

    assert len(members(stranger.pid)) == 2


def test_what_has_ended_is_not_written_down_any_more(sessions: Sessions, file: int):
    first, second = start(sessions), start(sessions)

    sessions.end(first)

    assert os.pread(file, 100, 0).decode() == str(second.pid)


@pytest.fixture
def _signals() -> Iterator[None]:
    """Listens to signals as the demo does, and puts back what was before."""
    before = {number: signal.getsignal(number) for number in stop.STOP_SIGNALS}
    stop.listen_to_stop()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_amid_a_start_waits_until_the_process_is_known(number: signal.Signals):
    is_known = False

    def begin() -> None:
        nonlocal is_known
        with stop.stop_held_back():
            os.kill(os.getpid(), number)
            is_known = True

    with pytest.raises(SystemExit) as stopped:
        begin()

    assert is_known
    assert stopped.value.code == 0


@pytest.mark.usefixtures("_signals")
def test_a_second_signal_does_not_cut_short_the_ending():
    with pytest.raises(SystemExit):
        os.kill(os.getpid(), signal.SIGTERM)

    for number in stop.STOP_SIGNALS:
        os.kill(os.getpid(), number)


@pytest.mark.usefixtures("_signals")
def test_a_closed_terminal_stops_the_demo_also_when_nobody_tells_it(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(stop, "HAD_TERMINAL", True)
    monkeypatch.setattr(os, "isatty", lambda _descriptor: False)

    with pytest.raises(SystemExit):
        stop.pause(0)
