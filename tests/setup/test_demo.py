"""The parent of make demo: one at a time, waits as long as it takes, and tells how to log in."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from consular import server, terminal
from consular.env import ROOT
from consular.sessions import Sessions
from consular.supervisor import Supervisor


class StubProgram:
    """A web server of which the test says which processes it has at each look."""

    def __init__(self, *looks: list[int]) -> None:
        self.looks = list(looks)

    def members(self) -> list[int]:
        return self.looks.pop(0)


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    with server.only_demo(tmp_path / "demo.lock") as started:
        yield started
        started.end_all()


def test_a_second_demo_says_so_and_stops(tmp_path: Path):
    with (
        server.only_demo(tmp_path / "demo.lock"),
        pytest.raises(SystemExit, match="already running"),
        server.only_demo(tmp_path / "demo.lock"),
    ):
        pass


def test_the_lock_is_free_after_the_demo(tmp_path: Path):
    with server.only_demo(tmp_path / "demo.lock"):
        pass

    with server.only_demo(tmp_path / "demo.lock"):
        pass


def test_a_taken_port_stops_with_what_to_do(monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr(server, "env", replace(server.env, port=taken.getsockname()[1]))

        with pytest.raises(SystemExit, match="make demo PORT="):
            server.refuse_taken_port()


def test_a_failing_command_stops_the_demo_and_the_one_beside_it(
    sessions: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stub = tmp_path / "manage.py"
    stub.write_text("import sys, time\ntime.sleep(60 if sys.argv[1] == 'long' else 0)\nsys.exit(3)")
    monkeypatch.setattr(server, "MANAGE", str(stub))

    with pytest.raises(SystemExit, match=r"manage\.py short failed"):
        server.run_commands(sessions, {"long": [], "short": []})


def test_the_demo_refuses_another_mode():
    assert os.environ["CONSULAR_MODE"] == "test"

    with pytest.raises(SystemExit, match="CONSULAR_MODE must be demo"):
        server.main()


def test_it_waits_while_the_web_server_lives_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    answers = iter([False, False, True])
    monkeypatch.setattr(server, "answers", lambda: next(answers))
    monkeypatch.setattr(terminal, "TELL_EVERY", 0.0)

    server.wait_until_it_answers(Supervisor(), StubProgram([1, 2], [1, 2]))

    told = capsys.readouterr().err
    assert told.count("Still waiting for the web server to answer (0 s) ...") == 2


def test_what_is_waited_for_is_told_every_half_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    seconds = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: seconds)
    patience = terminal.Patience("the tables")

    for _ in range(90):
        patience.tell()
        seconds += 1

    told = capsys.readouterr().err.splitlines()
    assert told == [
        "Still waiting for the tables (30 s) ...",
        "Still waiting for the tables (60 s) ...",
    ]


def test_it_does_not_wait_for_workers_that_end_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(server, "answers", lambda: False)
    monkeypatch.setattr(server, "LOOK_EVERY", 0.0)
    looks = [[1, 2 * number, 2 * number + 1] for number in range(1, 20)]

    with pytest.raises(SystemExit, match="the web server does not start"):
        server.wait_until_it_answers(Supervisor(), StubProgram(*looks))


@contextmanager
def site(status: int) -> Iterator[int]:
    """A site that answers everything with one status; yields its port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as stub:
        thread = threading.Thread(target=stub.handle_request)
        thread.start()
        yield stub.server_address[1]
        thread.join()


@pytest.mark.parametrize(("status", "is_there"), [(200, True), (500, False), (503, False)])
def test_it_is_there_when_it_says_so(
    monkeypatch: pytest.MonkeyPatch, status: int, *, is_there: bool
):
    with site(status) as port:
        monkeypatch.setattr(server, "env", replace(server.env, port=port))

        assert server.answers() is is_there


def test_the_last_words_are_accounts_address_and_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "accounts").write_text("Demo accounts:\n  bangkok.officer", encoding="utf-8")
    monkeypatch.setattr(server, "ACCOUNTS", tmp_path / "accounts")
    monkeypatch.setattr(server, "env", replace(server.env, port=8123))

    server.tell_ready(117.6)

    assert capsys.readouterr().out.strip().splitlines() == [
        "Demo accounts:",
        "  bangkok.officer",
        "",
        "Open http://localhost:8123 -- Ctrl-C ends the demo.",
        "Ready after 118 s.",
    ]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The demo with stubs for the database, the web server and the worker, once it is ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.setup.stub_demo", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"CONSULAR_MODE": "demo", "PORT": port},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    lines_until(process, "Ready after")
    yield process
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)


def lines_until(process: "subprocess.Popen[str]", words: str) -> list[str]:
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return lines
    raise AssertionError(f"It ended without “{words}”: {''.join(lines)}")


def numbers(tmp_path: Path) -> list[int]:
    """The programs that are running, as the file of the lock tells."""
    return [int(word) for word in (tmp_path / "demo.lock").read_text().split()]


def test_a_killed_web_server_is_started_again_and_its_workers_do_not_stay(
    demo: "subprocess.Popen[str]", tmp_path: Path
):
    wait_for_two(tmp_path)
    web, worker = numbers(tmp_path)
    os.kill(web, signal.SIGKILL)

    lines_until(demo, "The web server ended by itself; it is started again ...")
    wait_for_two(tmp_path)

    assert web not in numbers(tmp_path)
    assert worker in numbers(tmp_path)
    assert server.members(web) == []


def wait_for_two(tmp_path: Path) -> None:
    deadline = time.monotonic() + 20
    while len(numbers(tmp_path)) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_demo_and_all_it_started(
    demo: "subprocess.Popen[str]", tmp_path: Path, number: signal.Signals
):
    wait_for_two(tmp_path)
    started = numbers(tmp_path)

    demo.send_signal(number)

    assert demo.wait(30) == 0
    assert [server.members(each) for each in started] == [[], []]


def test_a_worker_that_ends_again_and_again_ends_the_demo(tmp_path: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    (tmp_path / "broken").touch()

    done = subprocess.run(
        [sys.executable, "-m", "tests.setup.stub_demo", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"CONSULAR_MODE": "demo", "PORT": port},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout.count("The worker ended by itself") == 4
    assert done.stderr.strip() == "The demo stopped: the worker ends again and again (see above)."
