"""Every test here works on a folder of its own."""

from pathlib import Path

import pytest

from tests.seeding.folder import write_seeds


@pytest.fixture
def seeds(tmp_path: Path, settings) -> Path:
    """A small set of seeds, which the command reads."""
    settings.SEEDS_DIR = write_seeds(tmp_path / "seeds")
    return settings.SEEDS_DIR
