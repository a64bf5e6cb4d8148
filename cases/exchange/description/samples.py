"""Examples of answers, made from their schemas: the same values for the same names everywhere."""

from collections.abc import Mapping
from typing import Any, Final

from cases.core.shapes import Schema

BY_FORMAT: Final = {
    "date-time": "2025-10-22T16:30:00+07:00",
    "date": "2025-10-22",
    "uuid": "0198b2f0-6f3a-7c1e-9a54-3d2b8c7f1e60",
    "uri": "urn:consular:problem:invalid",
    "byte": "UERG",
    "uri-reference": "/api/v1/cases/BKK-2025-00042/",
}
BY_PATTERN: Final = {
    r"^-?[0-9]+(\.[0-9]+)?$": "1250.00",
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$": "1998-05",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": "08:30",
    "^[0-9a-f]{64}$": "9f" * 32,
    r"^[0-9]{1,12}(\.[0-9]{1,2})?$": "1250.00",
}
BY_NAME: Final = {
    "reference": "BKK-2025-00042",
    "full_name": "Trần Văn Thử",
    "incident": "2025-10-myawaddy",
    "mission": "BKK",
    "country": "TH",
    "nationality": "VN",
    "zone": "Asia/Bangkok",
    "currency": "THB",
    "next": "/api/v1/cases/?cursor=WyJmYWxzZSJd",
    "resource": "cases",
    "version": 3,
    "name": "advance_case",
    "title": "Move one stage on",
    "code": "contact",
}
DEEPEST: Final = 8


def with_samples(schemas: Mapping[str, Schema], names: set[str]) -> dict[str, Schema]:
    """Return the schemas with an example on each object that is an answer itself."""
    return {
        name: shown | {"examples": [sample(shown, schemas)]} if name in names else shown
        for name, shown in schemas.items()
    }


def sample(schema: Schema, schemas: Mapping[str, Schema], name: str = "", depth: int = 0) -> Any:
    """Return a value that keeps to a schema."""
    if "$ref" in schema:
        return sample(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas, name, depth + 1)
    if "const" in schema or "enum" in schema:
        return schema["const"] if "const" in schema else schema["enum"][0]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return sample(chosen(schema[several], depth), schemas, name, depth)
    kinds = schema.get("type", "object" if "properties" in schema else "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "object":
        return {
            inner: sample(shown, schemas, inner, depth + 1)
            for inner, shown in schema.get("properties", {}).items()
        }
    if kind == "array":
        return listed(schema, schemas, name, depth)
    return plain(schema, kind, name)


def chosen(several: list[Schema], depth: int) -> Schema:
    """Return the first of several schemas; null where it would go too deep."""
    empty = [row for row in several if row.get("type") == "null"]
    return empty[0] if empty and depth > DEEPEST else several[0]


def listed(schema: Schema, schemas: Mapping[str, Schema], name: str, depth: int) -> list[Any]:
    """Return an array of one item, or of as many as there must be; of none where it is too deep."""
    fewest = schema.get("minItems", 0)
    if "items" not in schema or (depth > DEEPEST and not fewest):
        return []
    return [sample(schema["items"], schemas, name, depth + 1)] * max(1, fewest)


def plain(schema: Schema, kind: str, name: str) -> Any:
    """Return a text, number, truth or nothing."""
    if kind == "string":
        known = BY_FORMAT.get(schema.get("format", "")) or BY_PATTERN.get(schema.get("pattern", ""))
        shown = known or next(iter(schema.get("examples", ())), None)
        text = shown or BY_NAME.get(name, "As it was said.")
        return str(text)[: schema.get("maxLength", len(str(text)))]
    if kind in {"integer", "number"}:
        return BY_NAME.get(name) if name == "version" else max(schema.get("minimum", 1), 1)
    return {"boolean": True, "null": None}[kind]
