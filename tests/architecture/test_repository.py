"""What lies in the repository, and that it is explained."""

from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


@pytest.mark.parametrize("name", ["README.md", "cases/README.md", "cases/DECISIONS.md"])
def test_the_house_is_explained(name):
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_nothing_else_lies_on_the_top_level():
    allowed = {
        "manage.py",
        "pyproject.toml",
        "README.md",
        "requirements.lock",
        "Makefile",
        ".ci",
        ".git",
        ".gitignore",
        ".local",
        "seeds",
        "consular",
        "cases",
        "docs",
        "templates",
        "tests",
    }
    caches = {".ruff_cache", ".mypy_cache", ".pytest_cache", ".import_linter_cache", "__pycache__"}

    assert {path.name for path in ROOT.iterdir()} - allowed - caches == set()
