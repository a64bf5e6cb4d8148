"""What a client of version 1 may rely on, line by line, and what would break it.

`+` says what is there and stays: an address, a field of an answer, a value that is taken. `-` says
what a client has to bear: what must be sent, how long a text may be, what an answer may be. A `+`
that is gone, or a new `-` on what was known before, breaks clients; anything else only adds.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from cases.core.shapes import Schema
from cases.exchange.description.finished import is_part, references_in

MOST: Final = ("maxLength", "maximum", "maxItems")
LEAST: Final = ("minLength", "minimum", "minItems")
EXACT: Final = ("pattern", "format")
PARAMETERS: Final = {"query": "?", "header": ":", "path": "/"}
FOLLOWING: Final = frozenset({"fields", "picked"})
"""Parameters whose parts are the fields of the answer or of the input, promised there."""
ON_ALL: Final = "X-Request-ID"


def promises(description: Schema) -> list[str]:
    """Return every line of a description, sorted."""
    schemas = description["components"]["schemas"]
    found: set[str] = set()
    sent, answered = set[str](), set[str]()
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            found |= set(of_operation(path, method, operation))
            taken = [operation.get("requestBody"), operation.get("parameters")]
            sent |= references_in(taken)
            answered |= references_in(list(operation["responses"].values()))
    answered |= references_in(description["components"].get("responses", {}))
    for name in with_inner(sent, schemas):
        found |= set(of_input(name, schemas[name]))
    for name in with_inner(answered, schemas):
        if not is_part(name, schemas):
            found |= set(of_answer(name, schemas[name]))
    return sorted(found)


def with_inner(names: Iterable[str], schemas: Mapping[str, Schema]) -> set[str]:
    """Return the names of schemas with those that they refer to."""
    found, waiting = set[str](), set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= references_in(schemas[name]) - found
    return found


def of_operation(path: str, method: str, operation: Schema) -> Iterator[str]:
    """Yield what is said of one call."""
    name = operation["operationId"]
    yield f"+ {name} is {method.upper()} {path}"
    for row in operation.get("parameters", ()):
        owner = f"{name}{PARAMETERS[row['in']]}{row['name']}"
        yield f"+ {owner}"
        if row.get("required") and row["in"] != "path":
            yield f"- {name} needs {row['in']} {row['name']}"
        if row["name"] not in FOLLOWING:
            yield from of_input(owner, row["schema"])
    body = operation.get("requestBody", {})
    for kind, content in body.get("content", {}).items():
        yield from of_input(f"{name}<{kind}", content["schema"])
    if body.get("required"):
        yield f"- {name} needs a body"
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            yield from of_success(f"{name}>{status}", answer)


def of_success(owner: str, answer: Schema) -> Iterator[str]:
    """Yield what is said of the answer to a call that went well."""
    yield f"+ {owner}"
    for header in answer.get("headers", {}):
        if header != ON_ALL:
            yield f"+ {owner} has header {header}"
    for kind, content in answer.get("content", {}).items():
        yield f"+ {owner} has {kind}"
        yield from of_answer(owner, content["schema"])


def of_input(owner: str, schema: Schema) -> Iterator[str]:
    """Yield what is taken, and within which limits."""
    for row in alternatives(schema):
        for kind in kinds_of(row):
            yield f"+ {owner} takes {kind}"
        for value in values_of(row):
            yield f"+ {owner} takes {value!r}"
        for key in (*MOST, *LEAST, *EXACT):
            if key in row:
                yield f"- {owner} {key} {row[key]}"
        for name in row.get("required", ()):
            yield f"- {owner} needs {name}"
        for name, inner in row.get("properties", {}).items():
            yield f"+ {owner}.{name}"
            yield from of_input(f"{owner}.{name}", inner)
        if "items" in row:
            yield from of_input(f"{owner}[]", row["items"])


def of_answer(owner: str, schema: Schema) -> Iterator[str]:
    """Yield what is answered; values of closed sets may come, so they are not promised."""
    for row in alternatives(schema):
        for kind in kinds_of(row):
            if not kind.endswith("Part"):
                yield f"- {owner} is {kind}{' ' + row['format'] if 'format' in row else ''}"
        for name, inner in row.get("properties", {}).items():
            yield f"+ {owner}.{name}"
            if name in row.get("required", ()):
                yield f"+ {owner}.{name} always"
            yield from of_answer(f"{owner}.{name}", inner)
        if "items" in row:
            yield from of_answer(f"{owner}[]", row["items"])


def alternatives(schema: Schema) -> Iterator[Schema]:
    """Yield the schemas of which one has to fit."""
    several = schema.get("anyOf") or schema.get("oneOf")
    if not several:
        yield schema
        return
    for row in several:
        yield from alternatives(row)


def kinds_of(schema: Schema) -> list[str]:
    """Return the types of a schema; the name of a shared one."""
    if "$ref" in schema:
        return [schema["$ref"].rsplit("/", 1)[1]]
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def values_of(schema: Schema) -> list[Any]:
    """Return the values of a closed set."""
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return [value for value in values if value is not None]


def broken(before: Iterable[str], now: Iterable[str]) -> list[str]:
    """Return the lines by which what is described now breaks what was promised before."""
    kept, found = set(before), set(now)
    owners = {owner_of(line) for line in kept}
    gone = [line for line in kept - found if line.startswith("+")]
    more = [
        line
        for line in found - kept
        if line.startswith("-") and owner_of(line) in owners and not is_wider(line, kept)
    ]
    return sorted([*gone, *more])


def owner_of(line: str) -> str:
    """Return what a line is about."""
    return line.split(" ", 2)[1]


def is_wider(line: str, kept: set[str]) -> bool:
    """Return whether a new limit leaves more room than the one before."""
    mark, owner, *rest = line.split(" ")
    if len(rest) != 2 or rest[0] not in {*MOST, *LEAST}:
        return False
    start = f"{mark} {owner} {rest[0]} "
    former = [float(row.removeprefix(start)) for row in kept if row.startswith(start)]
    if not former:
        return False
    return float(rest[1]) >= max(former) if rest[0] in MOST else float(rest[1]) <= min(former)
