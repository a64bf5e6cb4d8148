"""Numbers of snapshots: with the version of what was counted, and the digest that covers them."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from cases.casework.choices import Outcome, Stage
from cases.citizens.choices import Sex
from cases.core.shapes import MOMENT, UUID, WHOLE, Column, Shape, as_of, column, known_at
from cases.exports.choices import Counts
from cases.places.choices import Country
from cases.publishing.definitions.catalogue import thawed
from cases.publishing.snapshot_pages.defined import AGE

Kept = Sequence[dict[str, Any]]
CLOSED_SETS: Final[dict[str, Any]] = {
    "country": dict(Country.choices),
    "sex": dict(Sex.choices),
    "stage": dict(Stage.choices),
    "outcome": dict(Outcome.choices),
    "age": AGE,
}


def of_definition(name: str) -> Callable[[Kept, str], Any]:
    """Return what reads one thing of the definition that a number was taken by."""

    def read(definitions: Kept, figure: str) -> Any:
        kept = next(row for row in definitions if row["code"] == figure)
        return getattr(thawed(kept), name)

    return read


def part_words(dimension: str, key: str) -> str:
    """Return what a part is called; of places and missions the code, which names them anywhere."""
    return str(CLOSED_SETS.get(dimension, {}).get(key, key)) if dimension else ""


DEFINED: Final = ("snapshot__definitions", "figure")
FROZEN: Final = Shape(
    "FrozenFigure",
    (
        column("incident", "snapshot__incident__code"),
        column("snapshot.uuid", "snapshot__uuid", UUID),
        column("snapshot.number", "snapshot__number", WHOLE),
        as_of("snapshot.as_of", "snapshot__incident__zone", "snapshot__as_of"),
        known_at("snapshot.known_at", "snapshot__incident__zone", "snapshot__known_at"),
        column("snapshot.digest", "snapshot__digest"),
        column("snapshot.withdrawn_at", "snapshot__withdrawn_at", MOMENT, null=True),
        column("figure"),
        Column("version", DEFINED, WHOLE, make=of_definition("version")),
        Column("label", DEFINED, make=of_definition("label")),
        Column("counts", DEFINED, Counts, make=of_definition("counts")),
        Column("source", DEFINED, make=of_definition("source")),
        column("dimension", null=True),
        column("key", null=True),
        Column("part", ("dimension", "key"), null=True, make=part_words),
        column("count", kind=WHOLE),
    ),
)
