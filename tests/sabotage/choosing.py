"""Which tests are run for a fault, in steps, cheapest first, until one notices it.

Where `make sabotage ARGS=--map` has kept which tests run through which function, a fault in Python
is tried by those first; then, as any other, by the folders that are nearest to it.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.durations import function_of, kept
from tests.sabotage import touched
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
PORTIONS = (30, 300, 1_500)
"""CPU seconds that the tests of a step may cost, by `tests/durations.tsv`."""
UNKNOWN = 0.2
"""CPU seconds of a test that was not measured yet."""


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
    yield from portions(through(fault, tree), folders_of(fault.feature, tree))
    yield from nearest(fault, tree)


def nearest(fault: Fault, tree: Path) -> Iterator[list[str]]:
    """Yield the tests of the feature, of the registry, of the walls, and of the edges."""
    without = [f"--deselect={name}" for name in TOLD_OF_SQL if fault.is_in_database]
    admitted = ["-m", ADMITTED, *without]
    named = ["-k", " or ".join(f"[{name}]" for name in fault.operations)]
    own = folders_of(fault.feature, tree)
    if own:
        yield [*own, *admitted]
    if fault.operations:
        yield [*REGISTRY, *admitted, *named]
    yield [*WALLS, *without]
    others = [name for name in ("tests/core", *EDGES) if name not in own and (tree / name).is_dir()]
    yield [*others, *admitted]
    if fault.file.endswith(IN_A_BROWSER):
        yield ["tests/journeys"]


def portions(tests: list[str], own: list[str]) -> Iterator[list[str]]:
    """Yield tests in ever larger steps: those of the feature first, then from the cheapest on."""
    costs = {name: cost / runs for name, (runs, cost) in kept().items()}

    def rank(test: str) -> tuple[bool, float, str]:
        is_own = any(test.startswith(f"{folder}/") for folder in own)
        return not is_own, costs.get(function_of(test), UNKNOWN), test

    waiting = sorted(map(rank, set(tests)), reverse=True)
    for seconds in PORTIONS:
        step: list[str] = []
        left = float(seconds)
        while waiting and (left > 0 or not step):
            _is_foreign, cost, test = waiting.pop()
            left -= cost
            step.append(test)
        if step:
            yield step


def through(fault: Fault, tree: Path) -> list[str]:
    """Return the tests that run through the function that is changed, or else through its file."""
    if not fault.file.endswith(".py"):
        return []
    seen = touched.read()
    function = function_with(fault, (tree / fault.file).read_text(encoding="utf-8"))
    found = seen.get(f"{fault.file}::{function}", [])
    whole = [rows for name, rows in seen.items() if name.startswith(f"{fault.file}::")]
    met = found or [test for rows in whole for test in rows]
    return [test for test in met if is_there(test, tree)]


def is_there(test: str, tree: Path) -> bool:
    """Return whether a test that the map names was not renamed or removed since."""
    file, _, name = function_of(test).partition("::")
    return f"def {name.rpartition('::')[2]}(" in text_of(tree / file)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def function_with(fault: Fault, text: str) -> str:
    """Return the qualified name of the innermost function that holds the change, or nothing."""
    line = text[: text.index(fault.find)].count("\n") + 1
    line += len(fault.find) - len(fault.find.lstrip("\n"))
    return innermost(ast.parse(text), line, "")


def innermost(node: ast.AST, line: int, name: str) -> str:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            continue
        if child.lineno <= line <= (child.end_lineno or 0):
            is_class = isinstance(child, ast.ClassDef)
            found = innermost(child, line, f"{name}{child.name}{'.' if is_class else '.<locals>.'}")
            if found or is_class:
                return found
            return f"{name}{child.name}"
    return ""
