"""Every code that a refusal can carry, found where the refusals are raised.

The code itself is read, so that no list is kept by hand beside it: calls that make a refusal or a
fault of the input, functions that hand a code on to such a call, sentences kept by code in a
table, constraints of the database, and what the fields of the forms refuse.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from itertools import pairwise
from typing import Any, Final

from rest_framework.exceptions import (
    MethodNotAllowed,
    NotAcceptable,
    PermissionDenied,
    Throttled,
    UnsupportedMediaType,
)

from cases.citizens.forms.code import REPAIR
from cases.core.asked import NO_FILTER, UNKNOWN_FILTER
from cases.core.integrity import NEUTRAL, sentences
from cases.core.registry import DECLARED
from cases.exchange.description.codes import IN_FIELDS
from cases.exchange.description.sources import (
    BROKEN,
    MAKERS,
    Maker,
    Source,
    as_told,
    makers_of,
    sources,
    statuses_of,
)

TABLES: Final = (
    "cases.intake.lists.reading.tables.REFUSALS",
    "cases.citizens.mrz.faults.SENTENCES",
)
"""Sentences by code, where the call that takes one does not name the table."""
PAIRED: Final = frozenset(
    {
        *("cases.procedures.result_schema", "cases.procedures.states"),
        *("cases.citizens.forms.code", "cases.core.bulk_body"),
    }
)
"""Modules that hand out a code and its sentence side by side."""
FRAMEWORK: Final = (
    NotAcceptable,
    UnsupportedMediaType,
    MethodNotAllowed,
    Throttled,
    PermissionDenied,
)
"""What the framework refuses by itself, in its own words."""
BY_HEADER: Final = {"stale_version": 412}
"""What another status answers where the version stands in If-Match."""
WORD: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass
class Code:
    """A code with the statuses it comes with and what it says, as far as that is fixed."""

    statuses: set[int] = field(default_factory=set)
    says: set[str] = field(default_factory=set)


def found_codes() -> dict[str, Code]:
    """Return every code, sorted; call it with English sentences."""
    modules = list(sources())
    makers = makers_of(modules)
    found: dict[str, Code] = {}
    for module in modules:
        for function, call in module.calls():
            maker = makers.get(module.called(call))
            if maker is None:
                continue
            given = maker.given(call)
            for code, says in codes_of_call(module, maker, given, function):
                note(found, code, statuses_of(maker, given), says)
        for code, says in written_down(module):
            note(found, code, {IN_FIELDS}, says)
        if module.name in PAIRED:
            for code, says in paired(module):
                note(
                    found, code, {409, IN_FIELDS} if "states" in module.name else {IN_FIELDS}, says
                )
    note(found, UNKNOWN_FILTER, {IN_FIELDS}, str(NO_FILTER))
    note(found, REPAIR, {IN_FIELDS}, "")
    for code, status in BY_HEADER.items():
        note(found, code, {status}, "")
    for kind in FRAMEWORK:
        note(found, kind.default_code, {kind.status_code}, "")
    for code, says in [*constraints(), *of_fields(), *tables()]:
        note(found, code, {BROKEN, IN_FIELDS}, says)
    return dict(sorted(found.items()))


def codes_of_call(
    module: Source, maker: Maker, given: Mapping[str, ast.expr], function: ast.FunctionDef | None
) -> Iterator[tuple[str, str]]:
    """Yield the codes that a call can carry with their sentences, as far as they stand in it."""
    shown, message = given.get(maker.code), given.get(maker.message)
    says = module.sentence(message, function)
    if shown is None:
        if maker.usual:
            yield maker.usual, says
        return
    branches = (shown.body, shown.orelse) if isinstance(shown, ast.IfExp) else (shown,)
    values = [value for value in map(module.value, branches) if isinstance(value, str)]
    if values:
        yield from ((maker.frame % value, says if len(values) == 1 else "") for value in values)
        return
    kept = module.value(message.value) if isinstance(message, ast.Subscript) else None
    if isinstance(kept, dict):
        yield from ((as_told(shown, str(key)), str(said)) for key, said in kept.items())


def note(found: dict[str, Code], code: str, statuses: Any, says: str) -> None:
    """Add what is known of a code."""
    entry = found.setdefault(code, Code())
    entry.statuses |= set(statuses)
    entry.says |= {says} - {""}


def constraints() -> Iterator[tuple[str, str]]:
    """Yield the constraints of the database, whose names are codes."""
    yield "constraint", str(NEUTRAL)
    for name, sentence in sentences().items():
        yield name, str(sentence)


def tables() -> Iterator[tuple[str, str]]:
    """Yield the codes under which sentences are kept in a table."""
    for there in TABLES:
        module, name = there.rsplit(".", 1)
        for code, sentence in vars(import_module(module))[name].items():
            yield code, str(sentence)


def paired(module: Source) -> Iterator[tuple[str, str]]:
    """Yield the codes that stand beside a sentence in what a function gives back."""
    for row in ast.walk(module.tree):
        for one, other in pairwise(row.elts if isinstance(row, ast.Tuple) else ()):
            for code, said in ((one, other), (other, one)):
                value, sentence = module.value(code), module.sentence(said)
                if isinstance(value, str) and WORD.fullmatch(value) and is_said(sentence):
                    yield value, sentence


def is_said(text: str) -> bool:
    """Return whether a text is a sentence, and no code itself."""
    return " " in text


def of_fields() -> Iterator[tuple[str, str]]:
    """Yield what the fields of all forms refuse."""
    for declared in DECLARED.values():
        fields: dict[str, Any] = declared.form.base_fields
        for shown in fields.values():
            yield from ((code, str(said)) for code, said in shown.error_messages.items())
            for check in shown.validators:
                said = getattr(check, "messages", {getattr(check, "code", ""): check})
                yield from ((code, str(getattr(row, "message", row))) for code, row in said.items())


def written_down(module: Source) -> Iterator[tuple[str, str]]:
    """Yield the codes of faults that are kept as values, with a sentence beside them."""
    for _function, call in module.calls():
        kind = module.called(call)
        order = tuple(getattr(kind, "__dataclass_fields__", ()))
        says = {"message", "sentence", "why"}.intersection(order)
        if kind in MAKERS or "code" not in order or not says:
            continue
        maker = Maker("code", says.pop(), order, frozenset({IN_FIELDS}))
        given = maker.given(call)
        code = module.value(given.get("code"))
        if isinstance(code, str) and code:
            yield code, module.sentence(given.get(maker.message))
