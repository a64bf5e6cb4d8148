"""What lies in the repository, and that it is explained."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def test_psycopg_3_is_not_there():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert re.search(r"^psycopg2-binary==", lock, re.MULTILINE)
    assert not re.search(r"^psycopg(\[.*\])?==", lock, re.MULTILINE)


def test_the_lock_names_no_host_and_pins_by_hash():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in "\n".join(
        line for line in lock.splitlines() if not line.strip().startswith("#")
    )
    assert lock.count("--hash=sha256:") > lock.count("==")


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
