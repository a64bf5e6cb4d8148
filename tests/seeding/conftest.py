"""Every test here works on a folder of its own."""

from pathlib import Path

import pytest

from cases.citizens.names.keys import name_key
from cases.citizens.names.known import other_regions
from cases.core.roles import role_file
from cases.incidents.tolerances import tolerances
from tests.seeding.folder import write_seeds


@pytest.fixture
def seeds(tmp_path: Path, settings) -> Path:
    """A small set of seeds, which the command reads."""
    # Read once, from the real seeds: the folder of a test has none of these.
    role_file()
    name_key("Nguyễn Văn An")
    other_regions("hoang")
    tolerances()
    settings.SEEDS_DIR = write_seeds(tmp_path / "seeds")
    return settings.SEEDS_DIR
