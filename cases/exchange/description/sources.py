"""Reading the sources of the app: which calls make a refusal, and what stands in them."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from cases.core.errors import Problem, Refused, broken_rule, wrong_state
from cases.exchange.description.codes import IN_FIELDS

BROKEN: Final = 422


@dataclass(frozen=True, slots=True)
class Maker:
    """A call that makes a refusal: where code and sentence stand in it, and its statuses."""

    code: str
    message: str
    order: tuple[str, ...]
    statuses: frozenset[int]
    usual: str = ""
    frame: str = "%s"

    def given(self, call: ast.Call) -> dict[str, ast.expr]:
        """Return the arguments of a call by name."""
        named = dict(zip(self.order, call.args, strict=False))
        return named | {row.arg: row.value for row in call.keywords if row.arg}


MAKERS: Final[dict[Any, Maker]] = {
    Refused: Maker("code", "message", ("message", "code", "status"), frozenset({BROKEN})),
    Problem: Maker("code", "message", ("field", "code", "message"), frozenset({IN_FIELDS})),
    ValidationError: Maker("code", "message", ("message", "code"), frozenset({IN_FIELDS})),
    wrong_state: Maker(
        "code", "message", ("message", "code"), frozenset({409}), usual="wrong_state"
    ),
    broken_rule: Maker(
        "code", "message", ("message", "code", "at"), frozenset({BROKEN, IN_FIELDS})
    ),
}


@dataclass(frozen=True)
class Source:
    """One module: its tree, and its names as they are once it is loaded."""

    name: str
    tree: ast.Module

    @cached_property
    def names(self) -> Mapping[str, Any]:
        """What the names of the module stand for."""
        return vars(import_module(self.name))

    def calls(self) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
        """Yield every call with the function it stands in."""
        yield from calls_in(self.tree, None)

    def value(self, shown: ast.expr | None) -> Any:
        """Return what an expression of constants stands for; None for any other."""
        if isinstance(shown, ast.Constant):
            return shown.value
        if isinstance(shown, ast.Name):
            return self.names.get(shown.id)
        if isinstance(shown, ast.Attribute):
            return getattr(self.value(shown.value), shown.attr, None)
        return None

    def called(self, call: ast.Call) -> Any:
        """Return what is called, where it is known by a name of the module."""
        called = self.value(call.func)
        return called if inspect.isfunction(called) or inspect.isclass(called) else None

    def sentence(self, shown: ast.expr | None, function: ast.FunctionDef | None = None) -> str:
        """Return the English sentence of an expression, before anything is put into it."""
        if isinstance(shown, ast.BinOp):
            return self.sentence(shown.left, function)
        if isinstance(shown, ast.Call) and len(shown.args) == 1:
            return self.sentence(shown.args[0], function)
        if isinstance(shown, ast.Name) and function is not None and shown.id not in self.names:
            return self.sentence(said_before(shown.id, function))
        value = self.value(shown)
        return str(value) if isinstance(value, str | Promise) else ""


def said_before(name: str, function: ast.FunctionDef) -> ast.expr | None:
    """Return what a function puts into a variable, where it does so once."""
    found = [
        row.value
        for row in ast.walk(function)
        if isinstance(row, ast.Assign)
        for target in row.targets
        if isinstance(target, ast.Name) and target.id == name
    ]
    return found[0] if len(found) == 1 else None


def calls_in(
    node: ast.AST, inside: ast.FunctionDef | None
) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    """Yield the calls below a node."""
    for below in ast.iter_child_nodes(node):
        if isinstance(below, ast.Call):
            yield inside, below
        yield from calls_in(below, below if isinstance(below, ast.FunctionDef) else inside)


def sources() -> Iterator[Source]:
    """Yield the modules of the app in one order; migrations and the bench raise nothing."""
    root = Path(settings.BASE_DIR)
    for path in sorted((root / "cases").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if not {"migrations", "management", "description"}.intersection(parts):
            name = ".".join(parts).removesuffix(".__init__")
            yield Source(name, ast.parse(path.read_text(encoding="utf-8")))


def makers_of(modules: list[Source]) -> dict[Any, Maker]:
    """Return what makes refusals, the functions that hand on a code included."""
    found = dict(MAKERS)
    while True:
        known = len(found)
        for module in modules:
            for function, call in module.calls():
                maker = found.get(module.called(call))
                itself = module.names.get(function.name) if function is not None else None
                if function is None or maker is None:
                    continue
                if inspect.isfunction(itself) and itself not in found:
                    handed = handing_on(function, maker, maker.given(call))
                    if handed is not None:
                        found[itself] = handed
        if len(found) == known:
            return found


def handing_on(
    function: ast.FunctionDef, maker: Maker, given: Mapping[str, ast.expr]
) -> Maker | None:
    """Return a function as a maker, where it hands on a code that it was given."""
    taken = tuple(row.arg for row in (*function.args.args, *function.args.kwonlyargs))
    shown, message = given.get(maker.code), given.get(maker.message)
    names = [row.id for row in ast.walk(shown) if isinstance(row, ast.Name)] if shown else []
    if not isinstance(shown, ast.Name | ast.JoinedStr) or names not in [[row] for row in taken]:
        return None
    says = message.id if isinstance(message, ast.Name) and message.id in taken else ""
    frame = maker.frame % as_told(shown, "%s")
    return Maker(names[0], says, taken, statuses_of(maker, given), frame=frame)


def statuses_of(maker: Maker, given: Mapping[str, ast.expr]) -> frozenset[int]:
    """Return the statuses of a call: as it says, else as is usual."""
    status = given.get("status")
    if isinstance(status, ast.Constant) and isinstance(status.value, int):
        return frozenset({status.value})
    return maker.statuses


def as_told(shown: ast.expr, key: str) -> str:
    """Return the code made of the key under which its sentence is kept."""
    if not isinstance(shown, ast.JoinedStr):
        return key
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else key for part in shown.values
    )
