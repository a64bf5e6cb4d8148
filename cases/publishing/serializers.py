"""What computed figures look like outside."""

from typing import Any

from cases.core.precision import iso_as_of, iso_known_at
from cases.core.shapes import AS_KNOWN, FLAG, TEXT, WHOLE, Schema, closed_object, nullable
from cases.publishing.figures import Figures, Row, Table

NUMBER_OR_NULL = nullable(WHOLE)


def object_of(properties: dict[str, Schema]) -> Schema:
    """Return the schema of an object that has exactly these properties."""
    schema = closed_object()
    schema["properties"] = properties
    schema["required"] = list(properties)
    return schema


ROW = object_of(
    {
        "key": TEXT,
        "label": TEXT,
        "count": WHOLE,
        "men": NUMBER_OR_NULL,
        "women": NUMBER_OR_NULL,
    }
)
ROWS: Schema = {"type": "array", "items": ROW}
TOTAL: Schema = NUMBER_OR_NULL | {
    "description": "Null: not told to these eyes; that is not nobody."
}
TABLE = object_of({"dimension": TEXT, "counts": TEXT, "title": TEXT, "total": TOTAL, "rows": ROWS})
FIGURES = object_of(
    {
        "incident": TEXT,
        "as_of": AS_KNOWN,
        "known_at": AS_KNOWN,
        "is_known_now": FLAG,
        "is_provisional": FLAG,
        "zone": TEXT,
        "persons": WHOLE,
        "cases": WHOLE,
        "present": ROWS,
        "crossed": ROWS,
        "last_known": ROWS,
        "straddling": WHOLE,
        "contradictory": WHOLE,
        "nationality_not_known": WHOLE | {"description": "Cases counted apart, in no figure."},
        "tables": {"type": "array", "items": TABLE},
    }
)


def row_out(row: Row) -> dict[str, Any]:
    """Return one line of a table."""
    return {
        "key": row.key,
        "label": str(row.label),
        "count": row.count,
        "men": row.men,
        "women": row.women,
    }


def table_out(table: Table) -> dict[str, Any]:
    """Return totals by one dimension."""
    return {
        "dimension": table.dimension,
        "counts": table.counts,
        "title": str(table.title),
        "total": table.total,
        "rows": [row_out(row) for row in table.rows],
    }


def figures_out(figures: Figures) -> dict[str, Any]:
    """Return the figures of an incident as of a moment, as known at another."""
    return {
        "incident": figures.incident.code,
        "as_of": iso_as_of(figures.as_of, figures.zone),
        "known_at": iso_known_at(figures.known_at, figures.zone),
        "is_known_now": figures.is_known_now,
        "is_provisional": figures.is_provisional,
        "zone": figures.zone,
        "persons": figures.counted,
        "cases": figures.cases,
        "present": [row_out(row) for row in figures.present],
        "crossed": [row_out(row) for row in figures.crossed],
        "last_known": [row_out(row) for row in figures.last_known],
        "straddling": figures.straddling,
        "contradictory": figures.contradictory,
        "nationality_not_known": figures.unsaid,
        "tables": [table_out(table) for table in figures.tables],
    }
