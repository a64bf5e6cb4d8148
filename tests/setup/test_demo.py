"""The parent of make demo: one at a time, and never a signal to a stranger."""

import os
import socket
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from consular import server


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


def test_a_stranger_with_the_old_number_is_not_ended(tmp_path: Path):
    stranger = subprocess.Popen(["sleep", "60"])
    with server.only_demo(tmp_path / "demo.lock") as descriptor:
        server.remember(descriptor, stranger.pid)

        server.end_leftover(descriptor)

    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_failing_step_stops_the_demo(capfd: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match=r"manage\.py no_such_command failed"):
        server.run_step("Trying ...", ("no_such_command",), "app")

    assert "Trying ..." in capfd.readouterr().out


def test_the_demo_refuses_another_mode():
    assert os.environ["CONSULAR_MODE"] == "test"

    with pytest.raises(SystemExit, match="CONSULAR_MODE must be demo"):
        server.main()


@pytest.mark.parametrize("which", ["web server", "worker"])
def test_the_demo_stops_when_one_of_its_two_ends_by_itself(which: str):
    short, long = subprocess.Popen(["true"]), subprocess.Popen(["sleep", "60"])
    pair = (short, long) if which == "web server" else (long, short)

    with pytest.raises(SystemExit, match=f"the {which} ended by itself"):
        server.wait_for_either(*pair)

    long.kill()
    long.wait()
