"""How to reach the embedded server: port and passwords, kept in one private file per mode."""

import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
DATABASE: Final = "consular"
SUPERUSER: Final = "postgres"
OWNER: Final = "consular_owner"
APP: Final = "consular_app"
BACKUP: Final = "consular_backup"


@dataclass(frozen=True)
class Access:
    """Port and passwords as stored. The superuser only prepares the cluster, nothing else."""

    port: int
    superuser_password: str
    owner_password: str
    app_password: str
    backup_password: str

    def at(self, port: int) -> "Access":
        return replace(self, port=port)


@dataclass(frozen=True)
class Cluster:
    """Where the server of a mode listens, as each of its three roles sees it."""

    host: str
    port: int
    owner_url: str
    app_url: str
    backup_url: str


def free_port() -> int:
    """A TCP port nobody listens on at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def load(file: Path) -> Access:
    """The stored access; made with new random passwords the first time."""
    if file.exists():
        return Access(**json.loads(file.read_text()))
    access = Access(free_port(), *(secrets.token_hex(24) for _ in range(4)))
    return store(file, access)


def store(file: Path, access: Access) -> Access:
    """Writes the file readable by its owner alone, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump(asdict(access), stream)
    draft.replace(file)
    return access


def described(access: Access) -> Cluster:
    def url(role: str, password: str) -> str:
        return f"postgresql://{role}:{password}@{HOST}:{access.port}/{DATABASE}"

    return Cluster(
        host=HOST,
        port=access.port,
        owner_url=url(OWNER, access.owner_password),
        app_url=url(APP, access.app_password),
        backup_url=url(BACKUP, access.backup_password),
    )
