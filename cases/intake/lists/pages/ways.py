"""Each way in which the columns of a text may be parted, with the first rows as they come out."""

from collections.abc import Iterable, Mapping
from typing import Any

from cases.intake.lists.choices import Delimiter


def ways_shown(ways: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the ways that a refusal offers as the page shows them."""
    return [{"label": str(Delimiter(way["delimiter"]).label), "lines": way["rows"]} for way in ways]
