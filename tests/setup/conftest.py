"""An embedded server of its own for each test that starts or ends one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from consular.postgres import discard, server_of
from consular.postgres.server import Server
from consular.postgres.tenancy import Tenancy


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished cluster; making one takes longer than copying it."""
    server = server_of("test", tmp_path_factory.mktemp("made"))
    Tenancy.begin(server).end()
    return server.folder


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """A server not yet made, in a folder with a space and a Vietnamese letter in its name."""
    root = tmp_path / "nhà của tôi"
    yield server_of("test", root)
    discard("test", with_data=True, root=root)


@pytest.fixture
def server(empty: Server, once: Path) -> Server:
    shutil.copytree(once, empty.folder)
    return empty
