"""Every test here works on a folder of its own."""

from pathlib import Path

import pytest

from cases.core.roles import role_file
from tests.seeding.folder import write_seeds


@pytest.fixture
def seeds(tmp_path: Path, settings) -> Path:
    """A small set of seeds, which the command reads."""
    role_file()  # Read once, from the real seeds: the folder of a test has none.
    settings.SEEDS_DIR = write_seeds(tmp_path / "seeds")
    return settings.SEEDS_DIR
