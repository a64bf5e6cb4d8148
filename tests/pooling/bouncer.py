"""A PgBouncer in front of the test database: transaction mode, four connections for everybody."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from consular.postgres.access import HOST, free_port
from consular.postgres.binaries import runner

POOL = 4
PATIENCE = 10.0
SETTINGS = """
[databases]
{name} = host={host} port={port} dbname={name}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = {pool}
max_client_conn = 200
ignore_startup_parameters = extra_float_digits,options
log_connections = 0
log_disconnections = 0
"""


def program() -> str:
    """Return where PgBouncer is, or skip."""
    found = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        pytest.skip("PgBouncer is not installed here (package pgbouncer); its tests are left out.")
    return found


@contextmanager
def pooled() -> Iterator[None]:
    """Let all connections of this process that are opened now go through the pooler."""
    with tempfile.TemporaryDirectory() as folder:
        yield from pooled_in(Path(folder), program())


def pooled_in(folder: Path, found: str) -> Iterator[None]:
    """Run the pooler with its files in a folder; it refuses root, as PostgreSQL does."""
    user = runner()
    there, listen = connection.settings_dict, free_port()
    users = folder / "users.txt"
    users.write_text(f'"{there["USER"]}" "{there["PASSWORD"]}"\n')
    users.chmod(0o600)
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        SETTINGS.format(
            name=there["NAME"],
            host=there["HOST"],
            port=there["PORT"],
            listen=listen,
            users=users,
            pool=POOL,
        )
    )
    for path in (folder, users, settings):
        user.own(path)
    log = (folder / "log").open("wb")
    command = [*user.prefix, found, str(settings)]
    running = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, user=user.user)
    direct = {name: there[name] for name in ("HOST", "PORT", "OPTIONS", "CONN_MAX_AGE")}
    try:
        wait_for(listen, running, folder / "log")
        connection.close()
        # As an installation has it: persistent connections, and nothing set for the session.
        there.update(HOST=HOST, PORT=str(listen), OPTIONS={}, CONN_MAX_AGE=600)
        yield
    finally:
        connection.close()
        there.update(direct)
        running.terminate()
        running.wait(PATIENCE)
        log.close()


def wait_for(port: int, running: Any, log: Path) -> None:
    """Wait until somebody listens."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and running.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())
