"""The embedded server over its life: made, shared, killed, started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from consular.env import ROOT
from consular.postgres import PostgresError, discard, is_running, server_of, start_again
from consular.postgres.access import described
from consular.postgres.process import server_pid
from consular.postgres.server import Server
from consular.postgres.tenancy import Tenancy

pytestmark = pytest.mark.slow

USER = """
import sys
from pathlib import Path
from consular.postgres import ensure_running
print(ensure_running("test", Path(sys.argv[1])).port, flush=True)
sys.stdin.read()
"""


def other_process(server: Server) -> subprocess.Popen[str]:
    """Another program that uses the server until its input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(server.folder.parent)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline().strip().isdigit()
    return process


def leave(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=30)


def answer(url: str, query: str) -> str:
    connection = psycopg2.connect(url)
    with connection.cursor() as cursor:
        cursor.execute(query)
        (value,) = cursor.fetchone()
    connection.close()
    return str(value)


def test_each_role_may_do_what_it_is_for_and_no_more(server: Server):
    tenancy = Tenancy.begin(server)
    cluster = described(tenancy.access)

    rights = "SELECT rolsuper::text || rolbypassrls || rolcreatedb FROM pg_roles"
    owner = answer(cluster.owner_url, f"{rights} WHERE rolname = current_user")
    app = answer(cluster.app_url, f"{rights} WHERE rolname = current_user")
    backup = answer(cluster.backup_url, f"{rights} WHERE rolname = current_user")

    assert owner == "falsefalsetrue"
    assert app == "falsefalsefalse"
    assert backup == "falsetruefalse"
    assert answer(cluster.app_url, "SHOW transaction_timeout") == "30s"
    assert answer(cluster.owner_url, "SHOW fsync") == "off"
    tenancy.end()


def test_passwords_are_asked_for_and_kept_private(server: Server):
    tenancy = Tenancy.begin(server)
    cluster = described(tenancy.access)

    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(cluster.owner_url.replace(tenancy.access.owner_password, "guess"))

    assert server.access_file.stat().st_mode & 0o077 == 0
    tenancy.end()


def test_the_last_user_to_leave_stops_the_server(server: Server):
    first = Tenancy.begin(server)
    second = other_process(server)

    first.end()
    while_used = server_pid(server.data)
    leave(second)

    assert while_used
    assert server_pid(server.data) is None


def test_a_user_killed_by_force_leaves_a_server_that_the_next_one_uses(server: Server):
    killed = other_process(server)
    pid = server_pid(server.data)
    killed.kill()
    killed.communicate(timeout=30)

    found = Tenancy.begin(server)
    same = server_pid(server.data)
    found.end()

    assert same == pid
    assert server_pid(server.data) is None


def test_a_server_killed_by_force_is_started_again(server: Server):
    tenancy = Tenancy.begin(server)
    url = described(tenancy.access).owner_url
    answer(url, "SELECT 1")
    pid = server_pid(server.data)
    assert pid
    os.kill(pid, signal.SIGKILL)
    tenancy.end()

    again = Tenancy.begin(server)

    assert answer(described(again.access).owner_url, "SELECT 1") == "1"
    again.end()


def test_one_that_ended_is_started_again_for_those_who_use_it(server: Server):
    tenancy = Tenancy.begin(server)
    pid = server_pid(server.data)
    assert pid
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(server)
    root = server.folder.parent

    assert not is_running("test", root)
    start_again("test", root)

    assert answer(described(server.access()).owner_url, "SELECT 1") == "1"
    tenancy.end()


def test_a_start_that_is_broken_off_leaves_no_server(
    server: Server, monkeypatch: pytest.MonkeyPatch
):
    def break_off(*_arguments: object) -> None:
        assert server_pid(server.data)
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "_prepare", break_off)

    with pytest.raises(KeyboardInterrupt):
        Tenancy.begin(server)

    assert server_pid(server.data) is None


def test_a_program_that_is_broken_off_takes_back_what_it_began(
    server: Server, monkeypatch: pytest.MonkeyPatch
):
    """Whoever stops a start by a signal to us alone must not leave a server that `pg_ctl` began."""

    def break_off(_seconds: float) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", break_off)

    with pytest.raises(KeyboardInterrupt):
        Tenancy.begin(server)

    assert server_pid(server.data) is None


def test_a_server_that_does_not_stop_in_time_is_stopped_at_once(
    server: Server, monkeypatch: pytest.MonkeyPatch
):
    tenancy = Tenancy.begin(server)
    end, ways = Server._end, []

    def late(self: Server, how: str) -> None:
        ways.append(how)
        if how == "fast":
            raise PostgresError("server does not shut down")
        end(self, how)

    monkeypatch.setattr(Server, "_end", late)

    tenancy.end()

    assert ways == ["fast", "immediate"]
    assert server_pid(server.data) is None


def wait_until_gone(server: Server) -> None:
    deadline = time.monotonic() + 10
    while server_pid(server.data) and time.monotonic() < deadline:
        time.sleep(0.02)


def test_a_stranger_with_the_old_process_number_is_not_touched(server: Server):
    Tenancy.begin(server).end()
    stranger = subprocess.Popen(["sleep", "60"])
    (server.data / "postmaster.pid").write_text(f"{stranger.pid}\n{server.data}\n")

    server.stop()
    (server.data / "postmaster.pid").write_text(f"{stranger.pid}\n{server.data}\n")
    tenancy = Tenancy.begin(server)
    started = server_pid(server.data)
    tenancy.end()

    assert started
    assert started != stranger.pid
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_taken_port_is_exchanged_for_a_free_one(server: Server):
    port = server.access().port
    with socket.create_server(("127.0.0.1", port)):
        tenancy = Tenancy.begin(server)

    assert tenancy.access.port != port
    assert server.access().port == tenancy.access.port
    tenancy.end()


def test_a_broken_off_first_start_is_done_again(empty: Server):
    (empty.folder / "data.new").mkdir(parents=True)
    (empty.folder / "data.new" / "half").write_text("a cluster")

    tenancy = Tenancy.begin(empty)

    assert answer(described(tenancy.access).app_url, "SELECT current_user") == "consular_app"
    assert not list(empty.folder.glob("data.new*"))
    tenancy.end()


def test_data_in_use_is_not_dropped(server: Server):
    used = other_process(server)

    with pytest.raises(PostgresError, match="in use"):
        discard("test", with_data=True, root=server.folder.parent)

    assert server_pid(server.data)
    leave(used)


def test_two_users_may_start_at_once(server: Server):
    command = [sys.executable, "-c", USER, str(server.folder.parent)]
    both = [
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]

    ports = {process.stdout.readline() for process in both if process.stdout}
    for process in both:
        leave(process)

    assert len(ports) == 1
    wait_until_gone(server)
    assert server_pid(server.data) is None


def test_a_path_that_a_shell_would_read_is_refused(tmp_path: Path):
    with pytest.raises(PostgresError, match="rename it"):
        Tenancy.begin(server_of("test", tmp_path / 'a "quoted" place'))


def test_a_server_is_known_by_whichever_path_its_folder_is_reached(server: Server) -> None:
    """Taken for dead, it would lose its process file to whoever comes by a link."""
    tenancy = Tenancy.begin(server)
    link = server.folder.parent.with_name("by a link")
    link.symlink_to(server.folder.parent)
    same = server_of("test", link)

    assert server_pid(same.data) == server_pid(server.data)
    assert server_pid(same.data)
    second = Tenancy.begin(same)
    assert second.access.port == tenancy.access.port

    second.end()
    tenancy.end()
    link.unlink()
