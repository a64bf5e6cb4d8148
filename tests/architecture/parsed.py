"""Our sources, each read and parsed once for all tests of a process."""

import ast
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FOLDERS = ("cases", "consular", "tests")


def sources(*folders: str) -> list[Path]:
    """Return our Python files, of all folders or of these; migrations repeat what is in them."""
    return [
        path
        for folder in folders or FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def nodes_in(text: str) -> list[ast.AST]:
    """Return all nodes of a source, the whole first."""
    return list(ast.walk(ast.parse(text)))


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Return all nodes of a file."""
    return nodes_in(path.read_text(encoding="utf-8"))
