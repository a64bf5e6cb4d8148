"""Which tests are run for a fault, in steps: those nearest first, until one notices it."""

from collections.abc import Iterator
from pathlib import Path

from tests.sabotage.faults import Fault

ADMITTED = "not browser and not sweep"
REGISTRY = (
    *("tests/core/test_operations.py", "tests/api/test_every_operation.py"),
    "tests/web/test_every_operation.py",
)
EDGES = ("tests/api", "tests/web", "tests/hardening", "tests/gauges", "tests/exchange")
WALLS = ("tests/matrix", "tests/canary", "tests/silence")
IN_A_BROWSER = (".js", ".css", ".html")
TOLD_OF_SQL = (
    *("tests/core/test_catalogue.py", "tests/core/test_checks.py"),
    "tests/citizens/test_search_keys.py::test_the_functions_of_the_database_are_those_of_the_code",
    "tests/casework/test_schema.py::test_every",
    "tests/procedures/test_schema.py::test_every",
    "tests/publishing/test_schema.py::test_every",
)
"""They compare every policy, right, trigger and function with a list, and find any fault in SQL.
What is to be seen is whether its consequence is found too."""


def folders_of(feature: str, tree: Path) -> list[str]:
    """Return where the tests of a feature stand."""
    names = {
        "consular": ("setup", "hardening"),
        "core": ("core", "architecture"),
        "crossings": ("casework", "publishing"),
    }
    found = [f"tests/{name}" for name in names.get(feature, (feature,))]
    return [name for name in found if (tree / name).is_dir()]


def steps(fault: Fault, tree: Path) -> Iterator[list[str]]:
    """Yield the arguments of pytest, one step after the other."""
    without = [f"--deselect={name}" for name in TOLD_OF_SQL if fault.is_in_database]
    admitted = ["-m", ADMITTED, *without]
    named = ["-k", " or ".join(f"[{name}]" for name in fault.operations)]
    own = folders_of(fault.feature, tree)
    if own:
        yield [*own, *admitted]
    if fault.operations:
        yield [*REGISTRY, *admitted, *named]
    others = [name for name in ("tests/core", *EDGES) if name not in own and (tree / name).is_dir()]
    yield [*others, *admitted]
    yield [*WALLS, *without]
    if fault.file.endswith(IN_A_BROWSER):
        yield ["tests/journeys"]
