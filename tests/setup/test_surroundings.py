"""Starting the embedded server leaves the machine around the checkout as it was."""

import grp
import pwd
from pathlib import Path

import pytest

from consular.postgres import discard, server_of
from consular.postgres.binaries import folder
from consular.postgres.tenancy import Tenancy


def accounts() -> tuple[list[str], list[str]]:
    return sorted(map(str, pwd.getpwall())), sorted(map(str, grp.getgrall()))


def modes(*places: Path) -> dict[Path, tuple[int, int, int]]:
    """Mode and owners of the places and of every folder above them."""
    folders = {above for place in places for above in (place, *place.parents)}
    return {each: (s.st_mode, s.st_uid, s.st_gid) for each in folders for s in [each.stat()]}


@pytest.mark.slow
def test_accounts_and_modes_of_the_folders_above_stay_the_same(tmp_path: Path):
    tmp_path.chmod(0o700)
    before = accounts(), modes(tmp_path, folder())

    Tenancy.begin(server_of("test", tmp_path)).end()
    discard("test", with_data=True, root=tmp_path)

    assert (accounts(), modes(tmp_path, folder())) == before
