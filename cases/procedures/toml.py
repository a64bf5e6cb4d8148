"""Writing plain tables as TOML, so that staff see data in the form in which they may change it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def tables_as_toml(name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return a list of tables as TOML; what is empty is left out."""
    return "\n".join(table_as_toml(name, row) for row in rows)


def table_as_toml(name: str, row: Mapping[str, Any]) -> str:
    """Return one table of a list of tables."""
    lines = [f"{key} = {value_as_toml(value)}" for key, value in row.items() if value != ""]
    return "\n".join([f"[[{name}]]", *lines, ""])


def value_as_toml(value: Any) -> str:
    """Return a text, a number, true or false, or a list of them or of small tables."""
    if isinstance(value, list):
        if all(isinstance(item, dict) for item in value) and value:
            return "\n".join(["[", *[f"    {value_as_toml(item)}," for item in value], "]"])
        return f"[{', '.join(value_as_toml(item) for item in value)}]"
    if isinstance(value, dict):
        pairs = (f"{key} = {value_as_toml(item)}" for key, item in value.items() if item != "")
        return f"{{ {', '.join(pairs)} }}"
    # JSON writes texts, numbers, true and false as TOML reads them; only DEL must be escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
